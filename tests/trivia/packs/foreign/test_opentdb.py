"""JSON of OpenTDB: decoded in whatever way it was sent, with its wrong answers for multiple choice."""

import base64
import html
import json
import urllib.parse
from collections.abc import Callable

import pytest
from hypothesis import given, settings

from tests.trivia.packs.foreign.files import fault, read, refused, taken
from tests.trivia.packs.strategies import different, line
from trivia.question import Difficulty

RESULT = {
    "category": "Entertainment: Film",
    "type": "multiple",
    "difficulty": "hard",
    "question": 'Who wrote "Harbour & Sea"?',
    "correct_answer": "Mira Oldané",
    "incorrect_answers": ["Jo Fenn", "Lia <Sorn>", "Paul 100%"],
}
BOOLEAN = {
    "type": "boolean",
    "question": "Jo Fenn is a cellist",
    "correct_answer": "False",
    "incorrect_answers": ["True"],
}


def sent(*results: object, encode: Callable[[str], str] = html.escape, indent: int | None = None) -> str:
    """What OpenTDB sends, with its texts encoded."""

    def encoded(value: object) -> object:
        match value:
            case str():
                return encode(value)
            case list():
                return [encoded(each) for each in value]
            case dict():
                return {key: encoded(each) for key, each in value.items()}
            case _:
                return value

    return json.dumps({"response_code": 0, "results": encoded(list(results))}, indent=indent)


def base64_of(text: str) -> str:
    return base64.b64encode(text.encode()).decode()


@pytest.mark.parametrize(
    "encode", [html.escape, base64_of, urllib.parse.quote_plus, lambda text: urllib.parse.quote(text, safe="")]
)
def test_every_way_of_encoding_is_read(encode: Callable[[str], str]):
    (question, _) = taken(sent(RESULT, BOOLEAN, encode=encode), "films.json")
    assert question.ask == 'Who wrote "Harbour & Sea"?'
    assert question.answer.text == "Mira Oldané"
    assert question.wrong == ("Jo Fenn", "Lia <Sorn>", "Paul 100%")
    assert question.difficulty is Difficulty.HARD
    assert question.tags == ("Entertainment: Film",)


def test_entities_are_read_by_name_and_by_number_and_once():
    (question,) = taken(sent(RESULT | {"question": "&amp;quot; &eacute;&#039;&#x26; AT&T &copy"}, encode=str), "a.json")
    assert question.ask == "&quot; é'& AT&T &copy"


def test_a_boolean_question_is_asked_as_true_or_false():
    (question,) = taken(sent(BOOLEAN), "films.json")
    assert (question.ask, question.answer.text, question.wrong) == (
        "True or false: Jo Fenn is a cellist",
        "False",
        ("True",),
    )


def test_a_list_of_results_alone_is_read_too():
    assert len(taken(json.dumps([RESULT, BOOLEAN]), "films.json")) == 2


def test_each_question_has_its_line():
    placed = read(sent(RESULT, BOOLEAN, indent=1), "films.json").placed
    assert placed is not None
    assert [tuple(mark) for mark in placed.questions.values()] == [(4, 3), (16, 3)]


def test_numbers_stay_as_they_were_typed():
    text = '[{"question": "Which?", "correct_answer": 1.10, "incorrect_answers": [2]}]'
    (question,) = taken(text, "films.json")
    assert (question.answer.text, question.wrong) == ("1.10", ("2",))


@pytest.mark.parametrize(
    ("result", "sentence"),
    [
        ([], "this is no question; write an object with question and correct_answer"),
        ({"question": "Q?"}, "correct_answer is missing; add it"),
        ({"question": None, "correct_answer": "a"}, "question is missing; add it"),
        ({"question": ["Q?"], "correct_answer": "a"}, "question must be text in double quotes"),
        (RESULT | {"incorrect_answers": "x"}, "incorrect_answers must be a list of up to 100 texts"),
        (RESULT | {"incorrect_answers": [["x"]]}, "incorrect_answers must be text in double quotes"),
        (BOOLEAN | {"correct_answer": "x"}, 'correct_answer of a boolean question is True or False, and here is "x"'),
        (
            RESULT | {"incorrect_answers": ["mira oldane"]},
            '"mira oldane" is right and cannot be among wrong; delete it',
        ),
        (RESULT | {"difficulty": "mean"}, 'difficulty cannot be "mean"; write easy, medium or hard'),
        (RESULT | {"question": " "}, "the question is empty; write the question as players read it, up to 500 "
         "characters"),
        (RESULT | {"question": "\ud800"}, "question holds half a character (a \\u escape without its pair); "
         "write the character itself"),
    ],
)  # fmt: skip
def test_what_cannot_be_taken_is_told_and_left_out(result: object, sentence: str):
    text = sent(BOOLEAN, result, encode=str)
    assert [each.split(": ", 1)[1] for each in refused(text, "films.json")] == [sentence]
    placed = read(text, "films.json").placed
    assert placed is not None
    assert len(placed.pack.questions) == 1


def test_what_is_encoded_in_another_way_than_the_rest_is_left_out():
    one = json.loads(sent(RESULT | {"question": "One%"}, encode=base64_of))["results"][0]
    text = json.dumps([one, {**one, "question": "=A="}])
    assert refused(text, "films.json")[0].endswith('"=A=" is encoded in another way than the rest, or broken')


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ('{"response_code": 1, "results": []}', "1:1: OpenTDB has sent no questions: it has not so many questions; "
         "ask it for fewer"),
        ('{"response_code": 5, "results": []}', "1:1: OpenTDB has sent no questions: it was asked too often; "
         "wait for five seconds"),
        ('{"questions": 1}', '1:1: there is no list of "results"; is this what OpenTDB has sent?'),
        ('{"results": 1}', '1:1: there is no list of "results"; is this what OpenTDB has sent?'),
        ('"x"', "1:1: this is not JSON of OpenTDB; it begins with { or ["),
        ('[{"question": "a"}\n {"question": "b"}]', "2:2: this is not JSON; check the commas and quotes here and "
         "before"),
        ('[{"question": "a"},\n', "2:1: the file ends in the middle; get the whole of it"),
        ('[{"question": "a', "1:15: this is not JSON; check the commas and quotes here and before"),
        ('[{"question": "a", "question": "b"}]', '1:2: the key "question" is here twice; keep one'),
        ("[] x", "1:4: this is not JSON; check the commas and quotes here and before"),
        ("[1,\n" + "[" * 70_000, "2:1: lists within lists, far too deep; a question is flatter than that"),
        (f'["{"a" * 70_000}"]', "1:2: what begins here is too long for a question, or is no JSON"),
    ],
)  # fmt: skip
def test_json_that_is_none_of_opentdb_is_one_sentence(text: str, sentence: str):
    assert fault(text, "films.json") == f"films.json:{sentence}"


@settings(max_examples=150, deadline=None)
@given(line(), different(2, 4))
def test_any_text_survives_json(ask: str, answers: list[str]):
    right, *wrong = answers
    result = {"type": "multiple", "question": ask, "correct_answer": right, "incorrect_answers": wrong}
    for encode in (html.escape, base64_of, urllib.parse.quote_plus):
        (question,) = taken(sent(result, RESULT, encode=encode), "films.json")[:1]
        assert (question.ask, question.answer.text, question.wrong) == (ask, right, tuple(wrong))
