"""List questions: several members in one message, with the guards of single answers."""

import pytest

from trivia.judge import ListJudge, Ruling
from trivia.question import Answer

BEATLES = [Answer(name) for name in ("John Lennon", "Paul McCartney", "George Harrison", "Ringo Starr")]
THREE = ListJudge(BEATLES, 3, ["Brian Epstein", "Pete Best"])
FILMS = ListJudge(
    [Answer("A Fistful of Dollars"), Answer("For a Few Dollars More"), Answer("The Good, the Bad and the Ugly")], 3
)
YEARS = ListJudge([Answer("1984"), Answer("1991")], 2)
SISTERS = ListJudge([Answer("Lana Wachowski"), Answer("Lilly Wachowski")], 2)


@pytest.mark.parametrize(
    "guess",
    [
        "lennon, mccartney, starr",
        "lennon mccartney starr",
        "John Lennon and Paul McCartney and Ringo Starr",
        "lennon / mccartney / ringo starr 🥁",
        "jon lenon, paul mcartney & ringo star",
        "lennon\nmccartney\nstarr",
        "i think lennon, mccartney and starr",
    ],
)
def test_members_may_be_parted_in_any_way(guess: str):
    assert THREE.judge(guess).found == (0, 1, 3)


def test_each_member_counts_once():
    assert THREE.judge("lennon, john lennon, lennon").found == (0,)


def test_members_known_already_are_not_found_again():
    assert THREE.judge("lennon and starr", frozenset({0})).found == (3,)


def test_what_was_named_already_alone_is_wrong():
    assert THREE.judge("lennon", frozenset({0})).ruling is Ruling.WRONG


def test_more_than_are_needed_count_up_to_what_is_needed():
    assert THREE.judge("lennon mccartney harrison starr").found == (0, 1, 2)


@pytest.mark.parametrize(
    "guess",
    ["lennon, mccartney, best", "lennon epstein", "lennon and sean lennon and starr", "zimmer lennon elfman starr"],
)
def test_one_wrong_name_spoils_the_guess(guess: str):
    assert THREE.judge(guess).ruling is not Ruling.RIGHT


def test_a_denied_list_is_wrong():
    assert THREE.judge("not lennon and mccartney").ruling is Ruling.WRONG


def test_members_may_hold_commas_and_and_themselves():
    guess = "the good the bad and the ugly, a fistful of dollars, for a few dollars more"
    assert sorted(FILMS.judge(guess).found) == [0, 1, 2]


def test_numbers_are_exact():
    assert YEARS.judge("nineteen eighty four and 1991").found == (0, 1)
    assert YEARS.judge("1984 1986 1991").ruling is Ruling.WRONG


def test_a_surname_that_fits_two_members_asks_which_one():
    assert SISTERS.judge("wachowski").ruling is Ruling.CLOSE


@pytest.mark.parametrize("guess", ["", "🥁", "x" * 4_000, "a " * 90])
def test_what_names_nobody_is_wrong(guess: str):
    assert THREE.judge(guess).ruling is Ruling.WRONG
