"""Trivia lists of Red: every question and answer as typed, and nothing lost without a word."""

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.trivia.packs.foreign.files import fault, read, refused, taken
from tests.trivia.packs.strategies import TRICKY, line
from trivia.question import Kind

LIST = """\
AUTHOR: Ana
DESCRIPTION: Films about harbours.
CONFIG: {delay: 20, max_score: 15}
$schema: https://example.org/trivia.json
"Who scored 'The Glass Harbour' (2011)?": ["Mira Oldane", "Oldane"]
Which film is by Jo Fenn?:
- Low Tide
"""


def test_the_first_answer_is_shown_and_the_others_are_accepted():
    first, second = taken(LIST, "films.yaml")
    assert (first.ask, first.answer.text, first.answer.accept) == (
        "Who scored 'The Glass Harbour' (2011)?",
        "Mira Oldane",
        ("Oldane",),
    )
    assert (second.ask, second.answer.text, second.answer.accept) == ("Which film is by Jo Fenn?", "Low Tide", ())


def test_author_and_description_are_kept_and_settings_are_no_questions():
    placed = read(LIST, "films.yaml").placed
    assert placed is not None
    assert placed.pack.about == "Films about harbours."
    assert placed.pack.source is not None
    assert placed.pack.source.author == "Ana"


def test_each_question_has_its_line():
    placed = read(LIST, "films.yaml").placed
    assert placed is not None
    assert [mark.line for mark in placed.questions.values()] == [5, 6]


@pytest.mark.parametrize(
    "typed", ["no", "Yes", "on", "12:30", "0777", "1.10", "1e3", "null", "~", "0x1F", "2001-02-03"]
)
def test_scalars_stay_as_they_were_typed(typed: str):
    for text in (f"What?: [{typed}]\n", f"What?:\n- {typed}\n", f"What?: {typed}\n"):
        (question,) = taken(text, "films.yaml")
        assert question.answer.text == typed
    (question,) = taken(f"{typed}: [x]\n", "films.yaml")
    assert question.ask == typed


def test_a_question_that_is_there_twice_is_told_and_the_rest_is_kept():
    imported = read("One?: [a]\nTwo?: [b]\nOne?: [c]\nThree?: [d]\n", "films.yaml")
    assert [str(each) for each in imported.refused] == [
        "films.yaml:3:1: this question is here already, on line 1; that one is kept"
    ]
    assert imported.placed is not None
    assert [(each.ask, each.answer.text) for each in imported.placed.pack.questions] == [
        ("One?", "a"),
        ("Two?", "b"),
        ("Three?", "d"),
    ]


def test_a_second_one_is_taken_where_the_first_could_not_be():
    assert [each.ask for each in read("One?: []\nOne?: [c]\n", "films.yaml").placed.pack.questions] == ["One?"]  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("entry", "sentence"),
    [
        ("Two?: []", '"Two?" has no answer; write one, or delete it'),
        ('Two?: ["", " "]', '"Two?" has no answer; write one, or delete it'),
        ("Two?:", '"Two?" has no answer; write one, or delete it'),
        ("Two?: [[a]]", '"Two?" has answers within answers; write a list of texts'),
        ("Two?: {a: b}", '"Two?" has answers within answers; write a list of texts'),
        (f"Two?: [{'a' * 101}]", "answer has 101 characters, and 100 fit; shorten it"),
        (f"Two?: [{', '.join(f'a{n}' for n in range(102))}]", "accept has 101 items, and 100 fit; leave some out"),
        (f"{'T' * 501}?: [a]", "the question has 502 characters, and 500 fit; shorten it"),
        ('"Two\\e?": [a]', "the question holds the invisible character U+001B; delete it"),
        (f"DESCRIPTION: {'a' * 301}", "about has 301 characters, and 300 fit; shorten it"),
        (f"AUTHOR: {'a' * 201}", "author has 201 characters, and 200 fit; shorten it"),
        ("AUTHOR: {a: b}", '"AUTHOR" has answers within answers; write a list of texts'),
    ],
)
def test_what_cannot_be_taken_is_told_and_left_out(entry: str, sentence: str):
    text = f"One?: [a]\n{entry}\nThree?: [c]\n"
    assert refused(text, "films.yaml") == [f"films.yaml:2:1: {sentence}"]
    placed = read(text, "films.yaml").placed
    assert placed is not None
    assert [each.ask for each in placed.pack.questions] == ["One?", "Three?"]


def test_blank_answers_beside_others_are_nothing():
    (question,) = taken("One?: ['', a, ' ', b]\n", "films.yaml")
    assert (question.answer.text, question.answer.accept) == ("a", ("b",))


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("One?: &a [a]\nTwo?: *a\n", "1:7: &a is a YAML anchor; delete it, or put the text in quotes"),
        ("One?: [*a]\n", "1:8: *a is a YAML alias; write the text itself, in quotes if it has a *"),
        ("One?: !!int 5\n", '1:7: "tag:yaml.org,2002:int" is a YAML tag; put the text in quotes'),
        (
            "One?: [a]\n---\nTwo?: [b]\n",
            "2:1: a second document begins here; write one list a file, without further ---",
        ),
        ("One?: [a\nTwo?: [b]\n", "1:7: a list in [ ] is not closed, or a text in it needs quotes"),
        ("One?: [a]\n\tTwo?: [b]\n", "2:1: a tab indents this line; indent with spaces"),
        ("- a\n- b\n", "1:1: a trivia list of Red is questions, each with a list of answers; here is none"),
        ("? [a]\n: b\n", "1:3: a question must be text, and here is a list or more keys; put it in quotes"),
    ],
)
def test_yaml_that_is_no_list_is_one_sentence(text: str, sentence: str):
    assert fault(text, "films.yaml", "red") == f"films.yaml:{sentence}"


def test_kinds_are_guessed_where_question_and_answers_are_clear():
    asked = {
        "In what year did Jaws come out?: [1975]": Kind.YEAR,
        "When did Jaws come out?: [1975]": Kind.YEAR,
        "How many tags are there?: [6, Six]": Kind.NUMBER,
        "How many people live there?: ['1,200']": Kind.NUMBER,
        "How big is a disc?: [12 cm, twelve cm]": Kind.TEXT,
        "Which film has 300 Spartans?: [300]": Kind.TEXT,
        "Which novel is by Orwell?: [1984]": Kind.TEXT,
        "Which film opened in the year 2001?: [2001]": Kind.TEXT,
        "How many was it?: [0777]": Kind.TEXT,
        "How many were there?: [3, a few]": Kind.TEXT,
        "In what year was it?: [the year 1975]": Kind.TEXT,
    }
    for text, kind in asked.items():
        (question,) = taken(text, "films.yaml")
        assert question.kind is kind, text


@settings(max_examples=150, deadline=None)
@given(st.lists(st.tuples(line(), st.lists(line(), min_size=1, max_size=3)), min_size=1, max_size=4))
def test_any_text_survives_a_list(entries: list[tuple[str, list[str]]]):
    entries = list({ask: (ask, answers) for ask, answers in entries}.values())
    text = "".join(f"? {_quoted(ask)}\n: [{', '.join(map(_quoted, answers))}]\n" for ask, answers in entries)
    questions = taken(text, "films.yaml", "red")
    assert [(each.ask, [each.answer.text, *each.answer.accept]) for each in questions] == [
        (ask, list(dict.fromkeys(answers))) for ask, answers in entries
    ]


@pytest.mark.parametrize("text", TRICKY)
def test_tricky_text_survives_a_list(text: str):
    (question,) = taken(f"? {_quoted(text + 'x')}\n: [{_quoted(text + 'x')}]\n", "films.yaml", "red")
    assert (question.ask, question.answer.text) == (text + "x", text + "x")


def _quoted(text: str) -> str:
    return yaml.dump(text, default_style='"', width=10**6).strip()
