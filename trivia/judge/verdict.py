"""What a judge can say."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

LONGEST = 200
"""Longer guesses (in characters) are chat, and are not looked at further."""


class Ruling(StrEnum):
    """What a guess is: close is near enough that the player should know."""

    RIGHT = "right"
    CLOSE = "close"
    WRONG = "wrong"


class Strictness(StrEnum):
    """How many typos are forgiven: none, some, or twice as many. Numbers and rivals are exact in all of them."""

    STRICT = "strict"
    NORMAL = "normal"
    LENIENT = "lenient"

    @property
    def factor(self) -> float:
        """By what the budget for typos is multiplied."""
        return {Strictness.STRICT: 0.0, Strictness.NORMAL: 1.0, Strictness.LENIENT: 2.0}[self]


@dataclass(frozen=True, slots=True)
class Verdict:
    """A ruling and why, in plain words that do not give the answer away."""

    ruling: Ruling
    why: str


@dataclass(frozen=True, slots=True)
class ListVerdict:
    """A ruling on a guess at a list, and the members (their indexes) that it names for the first time."""

    ruling: Ruling
    why: str
    found: tuple[int, ...] = ()


EXACT = Verdict(Ruling.RIGHT, "that is it")
SPELT = Verdict(Ruling.RIGHT, "that is it, written another way")
TYPO = Verdict(Ruling.RIGHT, "that is it, give or take a letter")
SURNAME = Verdict(Ruling.RIGHT, "the surname is enough")
NEAR = Verdict(Ruling.CLOSE, "very near: check the spelling")
WORD_SHORT = Verdict(Ruling.CLOSE, "very near: a word is missing")
WORD_TOO_MANY = Verdict(Ruling.CLOSE, "very near: there is a word too many")
FIRST_NAME = Verdict(Ruling.CLOSE, "the first name alone is not enough")
WHICH = Verdict(Ruling.CLOSE, "that fits more than one of them")
NO = Verdict(Ruling.WRONG, "that is not it")
EMPTY = Verdict(Ruling.WRONG, "there is no answer in it")
TOO_LONG = Verdict(Ruling.WRONG, "it is too long for an answer")
NEGATED = Verdict(Ruling.WRONG, "it says what the answer is not")
SEVERAL = Verdict(Ruling.WRONG, "it names more than one answer")
TALK = Verdict(Ruling.WRONG, "it is talk that does not commit to an answer")
NUMBER = Verdict(Ruling.WRONG, "the number is not the right one")
SHORT_YEAR = Verdict(Ruling.CLOSE, "a year needs all four digits")
WRONG_FIRST_NAME = Verdict(Ruling.WRONG, "the first name is not the right one")
RIVAL = Verdict(Ruling.WRONG, "that is another answer")
RULED_OUT = Verdict(Ruling.WRONG, "the pack rules that answer out")
