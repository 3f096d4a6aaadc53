"""A guess and an answer become a verdict: tolerant of how people type, never of a wrong answer.

The way of a guess: gate its length, fold it, strip what surrounds one committed answer, turn down lists and negations,
compare number by number and word by word, and last ask whether it is nearer to a wrong answer that the bank knows.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from rapidfuzz.distance import OSA

from trivia.question import Answer, Kind
from trivia.text import words

LONGEST = 200
"""Longer guesses are chat, and are not looked at further."""
LEADING = re.compile(
    r"^(?:(?:is it|isnt it|its|it is|i think|i guess|maybe|probably|um+|uh+|hmm+|oh|ok|so|that is|thats|must be"
    r"|was it|it was|in|the answer is|answer) )+"
)
TRAILING = re.compile(
    r"(?: (?:lol|haha+|right|maybe|i think|i guess|for sure|obviously|please|pls|of course|final answer))+$"
)
NEGATIONS = frozenset({"not", "isnt", "wasnt", "never", "no", "dont", "except"})
SEPARATORS = re.compile(r"\s+or\s+|[/|;\n]|\s*,\s*")


class Ruling(StrEnum):
    """What a guess is: close is near enough that the player should know."""

    RIGHT = "right"
    CLOSE = "close"
    WRONG = "wrong"


class Strictness(StrEnum):
    """How many typos are forgiven: none, some, or twice as many."""

    STRICT = "strict"
    NORMAL = "normal"
    LENIENT = "lenient"


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


_Words = tuple[str, ...]
EXACT = Verdict(Ruling.RIGHT, "that is it")
TYPO = Verdict(Ruling.RIGHT, "that is it, give or take a letter")
SURNAME = Verdict(Ruling.RIGHT, "the surname is enough")
NEAR = Verdict(Ruling.CLOSE, "very near: check the spelling")
WORD_SHORT = Verdict(Ruling.CLOSE, "very near: a word is missing")
NO = Verdict(Ruling.WRONG, "that is not it")
EMPTY = Verdict(Ruling.WRONG, "there is no answer in it")
TOO_LONG = Verdict(Ruling.WRONG, "it is too long for an answer")
NEGATED = Verdict(Ruling.WRONG, "it says what the answer is not")
SEVERAL = Verdict(Ruling.WRONG, "it names more than one answer")
NUMBER = Verdict(Ruling.WRONG, "the number is not the right one")
RULED_OUT = Verdict(Ruling.WRONG, "that is another answer")


class Judge:
    """One answer, compiled once a round and used for every guess."""

    def __init__(
        self,
        answer: Answer,
        kind: Kind,
        rivals: Iterable[str] = (),
        strictness: Strictness = Strictness.NORMAL,
        question: str = "",
    ) -> None:
        self._kind = kind
        self._factor = {Strictness.STRICT: 0, Strictness.NORMAL: 1, Strictness.LENIENT: 2}[strictness]
        self._asked = frozenset(words(question))
        self._right = tuple(words(text) for text in (answer.text, *answer.accept))
        self._out = tuple(words(text) for text in answer.reject)
        known = set(self._right)
        self._rivals = tuple(rival for rival in (words(text) for text in rivals) if rival and rival not in known)

    def judge(self, guess: str) -> Verdict:
        """The verdict on what a player said; any text is fine, and none raises."""
        if len(guess) > LONGEST:
            return TOO_LONG
        said = words(guess)
        if not said:
            return EMPTY
        bare = words(TRAILING.sub("", LEADING.sub("", " ".join(said) + " ").strip()))
        if said in self._out or bare in self._out:
            return RULED_OUT
        if said in self._right or bare in self._right:
            return EXACT
        if NEGATIONS.intersection(said):
            return NEGATED
        if len([part for part in SEPARATORS.split(guess) if words(part)]) > 1:
            return SEVERAL
        return self._compared(bare)

    def _compared(self, said: _Words) -> Verdict:
        best = NO
        for right in self._right:
            verdict = self._against(said, right)
            if verdict.ruling is Ruling.RIGHT:
                return RULED_OUT if self._nearer_to_rival(said, right) else verdict
            if verdict.ruling is Ruling.CLOSE or best is NO:
                best = verdict
        return RULED_OUT if best.ruling is Ruling.CLOSE and said in self._rivals else best

    def _against(self, said: _Words, right: _Words) -> Verdict:
        if _digits(said) != _digits(right):
            return NUMBER if _digits(right) else NO
        if self._kind in (Kind.NUMBER, Kind.YEAR):
            return EXACT if said == right else NO
        if self._kind is Kind.PERSON and len(said) == 1 and len(right) > 1:
            return SURNAME if self._same(said[0], right[-1]) else NO
        mine, theirs = "".join(said), "".join(right)
        if self._kind is Kind.PERSON and len(said) != len(right) and mine != theirs:
            return NO
        if self._same(mine, theirs):
            return TYPO
        if len(said) + 1 == len(right) and len(said) > 1 and set(said) <= set(right):
            return WORD_SHORT
        return NEAR if OSA.distance(mine, theirs, score_cutoff=4) <= 2 * budget(theirs) else NO

    def _same(self, mine: str, theirs: str) -> bool:
        allowed = self._factor * budget(theirs)
        return OSA.distance(mine, theirs, score_cutoff=allowed) <= allowed

    def _nearer_to_rival(self, said: _Words, right: _Words) -> bool:
        mine = "".join(said)
        target = right[-1] if self._kind is Kind.PERSON and len(said) == 1 else "".join(right)
        own = OSA.distance(mine, target)
        return any(
            OSA.distance(mine, text) < own
            for rival in (*self._rivals, *self._out)
            for text in ("".join(rival), *(rival[-1:] if self._kind is Kind.PERSON else ()))
        )


class ListJudge:
    """The members of a list question, compiled once a round and used for every guess."""

    def __init__(
        self,
        members: Sequence[Answer],
        need: int,
        rivals: Iterable[str] = (),
        strictness: Strictness = Strictness.NORMAL,
        question: str = "",
    ) -> None:
        self._need = need
        rivals = tuple(rivals)
        self._judges = tuple(
            tuple(Judge(member, kind, rivals, strictness, question) for kind in (Kind.TEXT, Kind.PERSON))
            for member in members
        )

    def judge(self, guess: str, found: frozenset[int] = frozenset()) -> ListVerdict:
        """Which members `guess` names; `found` are known already. One wrong name among them spoils the guess."""
        if len(guess) > LONGEST:
            return ListVerdict(Ruling.WRONG, TOO_LONG.why)
        parts = [part for part in re.split(r"[,;/|\n]|\s+(?:and|or)\s+|&|\+", guess) if words(part)]
        named: list[int] = []
        for part in parts:
            member = self._member(part)
            if member is None:
                return ListVerdict(Ruling.WRONG, "one of them is not on the list" if named else NO.why)
            named.append(member)
        if len(set(named)) > self._need:
            return ListVerdict(Ruling.WRONG, SEVERAL.why)
        fresh = tuple(dict.fromkeys(member for member in named if member not in found))
        if not fresh:
            return ListVerdict(Ruling.WRONG, "that has been named already" if named else EMPTY.why)
        return ListVerdict(Ruling.RIGHT, "that is on the list", fresh[: max(0, self._need - len(found))])

    def _member(self, part: str) -> int | None:
        for index, judges in enumerate(self._judges):
            if any(judge.judge(part).ruling is Ruling.RIGHT for judge in judges):
                return index
        return None


def budget(text: str) -> int:
    """How many typos a right answer of this length may have."""
    return 0 if len(text) < 4 else 1 if len(text) < 9 else 2


def _digits(said: _Words) -> _Words:
    return tuple(sorted(word for word in said if any(letter.isdigit() for letter in word)))
