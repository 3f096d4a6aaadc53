"""Text stays what was typed, whatever YAML makes of it elsewhere."""

import pytest

from tests.trivia.packs.samples import HEAD, JAWS, answered
from trivia import packs

TYPED = [
    "no", "Yes", "on", "y", "true", "False", "null", "Null", "~", "12:30", "1:02:03", "0777", "0o17", "0x1F", "0b1",
    "1.10", "1e3", "1_000", "+7", "-0", ".5", ".inf", ".NaN", "1975", "2022-05-26", "2022-05-26T12:00:00Z", "=", "<<",
]  # fmt: skip
"""What YAML 1.1 or 1.2 reads as a truth, a number, a time, nothing or a merge."""


def loads(text: str) -> packs.Pack:
    return packs.loads(text.encode(), "p")


@pytest.mark.parametrize("typed", TYPED)
def test_an_answer(typed: str):
    assert loads(answered(typed)).questions[0].answer.text == typed


@pytest.mark.parametrize("typed", TYPED)
def test_it_is_the_same_in_quotes(typed: str):
    assert loads(answered(f'"{typed}"')) == loads(answered(typed)) == loads(answered(f"'{typed}'"))


def test_texts_in_a_list():
    question = loads(JAWS + f"    accept: [{', '.join(TYPED)}]\n").questions[0]
    assert question.answer.accept == tuple(TYPED)


def test_all_other_texts():
    pack = loads(
        "pack: 0777\ntitle: no\nabout: 1.10\nlanguage: no\n"
        "source: {title: null, author: ~, publisher: Yes, date: 1986}\n"
        "facts: [{id: 12-30, says: 0x1F, as_of: 2022-05}]\n"
        "questions: [{id: 1e3, ask: true, answer: 12:30, hint: off, fact: 12-30, tags: [1.0]}]\n"
    )
    source = pack.source
    question = pack.questions[0]
    assert (pack.id, pack.title, pack.about, pack.language) == ("0777", "no", "1.10", "no")
    assert source is not None
    assert (source.title, source.author, source.publisher, source.date) == ("null", "~", "Yes", "1986")
    assert (pack.facts[0].id, pack.facts[0].says, pack.facts[0].as_of) == ("12-30", "0x1F", "2022-05")
    assert (question.slug, question.ask, question.hint, question.tags) == ("1e3", "true", "off", ("1.0",))


def test_cells_of_a_table():
    pack = loads(
        HEAD
        + "tables:\n  - id: t\n    columns: {film: title, said: text}\n"
        + "    rows: [[12:30, no], [0777, 1.10], [null, ~]]\n"
        + "    questions: [{ask: 'What of {film}?', answer: said}]\n"
    )
    assert [question.ask for question in pack.questions] == ["What of 12:30?", "What of 0777?", "What of null?"]
    assert [question.answer.text for question in pack.questions] == ["no", "1.10", "~"]


def test_numbers_are_read_where_numbers_belong():
    pack = loads(answered("[Jaws, Alien, Duel]") + "    kind: list\n    need: 2\n    evidence: [3, '9']\n")
    assert pack.questions[0].need == 2
    assert pack.questions[0].evidence == (3, 9)


def test_a_comment_is_no_text_and_a_sign_within_words_is():
    assert loads(answered("Jaws # a film")).questions[0].answer.text == "Jaws"
    assert loads(answered("Jaws #2")).questions[0].answer.text == "Jaws"
    assert loads(answered("Jaws#2")).questions[0].answer.text == "Jaws#2"


def test_folded_and_literal_text():
    folded = loads(JAWS.replace("Which film?", ">-\n      Which\n      film?"))
    literal = loads(JAWS.replace("Which film?", "|-\n      Which\n      film?"))
    assert folded.questions[0].ask == "Which film?"
    assert literal.questions[0].ask == "Which\nfilm?"
