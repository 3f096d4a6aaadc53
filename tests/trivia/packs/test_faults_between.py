"""Mistakes that show only when two places of a pack are held together: ids, facts, right and wrong answers."""

import pytest

from tests.trivia.packs.samples import JAWS, answered, faults


def test_an_id_that_is_there_twice():
    assert faults(JAWS + "  - {id: jaws, ask: Who?, answer: Quint}\n") == [
        'p:7:10: the question id "jaws" is used twice, first on line 4; choose another'
    ]


def test_a_fact_that_does_not_exist():
    assert faults(JAWS + "    fact: shark\n") == [
        'p:7:11: there is no fact "shark"; write it under facts:, or delete this line'
    ]


def test_a_fact_that_is_misspelt():
    assert faults(JAWS + "    fact: sharks\nfacts: [{id: shark, says: It is one.}]\n") == [
        'p:7:11: there is no fact "sharks"; did you mean shark?'
    ]


def test_a_broken_fact_is_not_missing_too():
    assert faults(JAWS + "    fact: shark\nfacts:\n  - id: shark\n    say: It is one.\n") == [
        'p:10:5: unknown key "say"; did you mean says?'
    ]


def test_a_fact_without_an_id_may_be_the_one_that_is_meant():
    assert faults(JAWS + "    fact: shark\nfacts:\n  - says: It is one.\n") == [
        "p:9:5: id is missing; add it: the fact's name for questions: a-z, 0-9 and -, up to 60"
    ]


@pytest.mark.parametrize("same", ["Jaws", "jaws", "JAWS!"])
def test_an_answer_that_is_rejected(same: str):
    assert faults(f"{JAWS}    reject: [Alien, {same}]\n") == [
        f'p:7:21: "{same}" is both right and rejected; delete one of them'
    ]


def test_an_accepted_answer_that_is_rejected():
    assert faults(JAWS + "    accept: [Shark]\n    reject: [Shark]\n") == [
        'p:8:14: "Shark" is both right and rejected; delete one of them'
    ]


def test_a_right_answer_among_the_wrong_ones():
    assert faults(JAWS + "    wrong: [Alien, Jaws]\n") == [
        'p:7:20: "Jaws" is right and cannot be among wrong; delete it'
    ]


def test_a_hint_that_gives_the_answer_away():
    assert faults(JAWS + "    hint: It is jaws, really.\n") == [
        'p:7:11: the hint gives "Jaws" away; say something about it instead'
    ]


@pytest.mark.parametrize(
    ("kind", "answer", "fault"),
    [
        ("year", "75", 'p:6:13: a year is four digits, and here is "75"; write 1986, or another kind'),
        (
            "number",
            "two",
            'p:6:13: a number is digits only, and here is "two"; write 12 (units belong in ask), or another kind',
        ),
        ("list", "Jaws", "p:6:13: a list question has at least two answers; write [one, another]"),
        ("text", "[Jaws, Alien]", "p:6:13: several answers are for kind: list; write one, the others under accept"),
        ("list", "[Jaws, [Alien, JAWS]]", 'p:6:20: "Alien" is in this list twice; delete one'),
    ],
)
def test_an_answer_that_does_not_fit_its_kind(kind: str, answer: str, fault: str):
    assert faults(f"{answered(answer)}    kind: {kind}\n") == [fault]
