"""Hints help more and more and never give the answer away."""

from hypothesis import given
from hypothesis import strategies as st

from trivia.hints import HIDDEN, hint, struck
from trivia.question import Answer, Kind, Question


def question(text: str, kind: Kind = Kind.TEXT) -> Question:
    return Question("pack/one", "What?", kind, (Answer(text),))


def test_the_first_hint_shows_how_each_word_begins() -> None:
    assert hint(question("Harold Faltermeyer"), 1) == "H····· F··········"


def test_each_hint_halves_what_is_hidden() -> None:
    hidden = [hint(question("Harold Faltermeyer"), level).count(HIDDEN) for level in (1, 2, 3)]
    assert hidden == [15, 8, 4]


def test_a_year_is_narrowed_down() -> None:
    ranges = [hint(question("1986", Kind.YEAR), level).split()[1::2] for level in (1, 2, 3)]
    assert [int(high) - int(low) + 1 for low, high in ranges] == [40, 20, 10]
    assert all(int(low) <= 1986 <= int(high) for low, high in ranges)


def test_a_list_hints_at_what_is_still_unknown() -> None:
    team = Question("pack/team", "Who?", Kind.LIST, (Answer("Balfe"), Answer("Zimmer")))
    assert hint(team, 1, found=(0,)) == "Z·····"


@given(st.text(min_size=1, max_size=40).filter(lambda text: any(letter.isalnum() for letter in text)))
def test_no_hint_is_the_answer(text: str) -> None:
    assert HIDDEN in hint(question(text), 3)


@given(st.integers(0, 10**6), st.integers(1, 3))
def test_a_range_holds_the_number(number: int, level: int) -> None:
    low, high = hint(question(str(number), Kind.NUMBER), level).split()[1::2]
    assert int(low) <= number <= int(high)


@given(st.lists(st.text(max_size=8), min_size=3, max_size=6, unique=True), st.integers(0, 2))
def test_a_choice_that_is_right_is_never_struck_out(choices: list[str], right: int) -> None:
    out = struck(choices, choices[right], "pack/one")
    assert right not in out
    assert len(choices) - len(out) >= 2
