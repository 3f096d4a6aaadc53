"""One listed answer in the form it is compared in, and how near a guess is to it."""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum
from typing import NamedTuple

from rapidfuzz.distance import OSA

from trivia.judge.hearing import hear
from trivia.judge.numerals import NUMERALS, SPELLED, with_digits
from trivia.judge.spelling import SMALL, VARIANTS, budget, canonical, edits, slip


class Nearness(IntEnum):
    """How near a guess is to a form, farthest first."""

    FAR = 0
    EXTRA_WORD = 1
    MISSING_WORD = 2
    NEAR = 3
    SLIP = 4
    SAME = 5


class Form(NamedTuple):
    """Words in the one way of writing that everything is compared in.

    `joined` are `words` without spaces, `figures` the runs of digits in them, `content` the words that weigh, `plain`
    the words as they were heard, without spaces; `spelt` are the `words` with numbers in words, where there are any.
    """

    plain: str
    words: tuple[str, ...]
    joined: str
    figures: tuple[str, ...]
    content: tuple[str, ...]
    spelt: tuple[str, ...] = ()

    @classmethod
    def of(cls, heard: Sequence[str]) -> Form:
        """The form of words as `hear` gives them."""
        plain = "".join(heard)
        if plain.isalpha() and NUMERALS.isdisjoint(heard):
            words = canonical(heard)
            return cls(plain, tuple(words), "".join(words), (), _content(words))
        words = canonical(with_digits(heard))
        joined = "".join(words)
        return cls(plain, tuple(words), joined, figures(joined), _content(words))

    @classmethod
    def read(cls, text: str) -> Form:
        """The form of a listed answer."""
        return cls.of_listed(hear(text).words)

    @classmethod
    def of_listed(cls, heard: Sequence[str]) -> Form:
        """The form of the words of a listed answer."""
        form = cls.of(heard)
        return form if SPELLED.isdisjoint(heard) else form._replace(spelt=tuple(canonical(heard)))


def figures(joined: str) -> tuple[str, ...]:
    """The runs of digits in `joined`."""
    if joined.isalpha():
        return ()
    runs: list[str] = []
    run = ""
    for letter in f"{joined} ":
        if letter.isdigit():
            run += letter
        elif run:
            runs.append(run)
            run = ""
    return tuple(runs)


def nearness(mine: Form, theirs: Form, factor: float) -> Nearness:
    """How near `mine` is to `theirs`; `factor` stretches the budget for slips, 0 allows none."""
    if mine.joined == theirs.joined or mine.plain == theirs.plain:
        return Nearness.SAME
    if mine.figures != theirs.figures:
        if not mine.figures and mine.words and mine.words == theirs.words[:-1]:
            return Nearness.MISSING_WORD
        return Nearness.SLIP if _misspells_number(mine, theirs, factor) else Nearness.FAR
    allowed = edits(len(theirs.joined))
    distance = OSA.distance(mine.joined, theirs.joined, score_cutoff=max(2 * allowed, 2))
    if distance <= max(1, factor) * allowed and factor:
        cost = _cost(mine.words, theirs.words)
        if cost <= factor * budget(len(theirs.joined)):
            return Nearness.SLIP
    if len(mine.content) == len(theirs.content) > 2 and _same_words_swapped(mine.content, theirs.content, factor):
        return Nearness.SLIP
    by_words = _by_words(mine.content, theirs.content)
    if by_words is Nearness.FAR and distance <= max(1, allowed) and len(theirs.joined) > 3:
        return Nearness.NEAR
    return by_words


def _misspells_number(mine: Form, theirs: Form, factor: float) -> bool:
    """Whether a number in words was mistyped, so that it was not heard as one: `seveen` for Seven."""
    if mine.figures or len(mine.words) != len(theirs.spelt):
        return False
    return _cost(mine.words, theirs.spelt) <= factor * budget(sum(map(len, theirs.spelt)))


def may_slip(mine: str, theirs: str) -> bool:
    """Whether there are few enough edits between two strings for `slip` to be worth its cost."""
    most = edits(len(theirs))
    return abs(len(mine) - len(theirs)) <= most and OSA.distance(mine, theirs, score_cutoff=most) <= most


def slips(mine: str, theirs: str, factor: float) -> bool:
    """Whether one word was meant for another, within the budget of its length."""
    if mine == theirs:
        return True
    allowed = edits(len(theirs)) * max(1, factor)
    if (
        not factor
        or abs(len(mine) - len(theirs)) > allowed
        or OSA.distance(mine, theirs, score_cutoff=int(allowed)) > allowed
    ):
        return False
    return slip(mine, theirs) <= factor * budget(len(theirs))


def _cost(mine: tuple[str, ...], theirs: tuple[str, ...]) -> float:
    """What the slips in `mine` cost: word by word where the words pair up, else as one string."""
    whole = sum(map(len, theirs))
    if len(theirs) == 1 and len(mine) == 1:
        return slip(mine[0], theirs[0])
    dropped = 0.0
    if len(mine) != len(theirs):
        few = len(theirs) < _MANY_WORDS
        ours, right = _content(mine, few=few), _content(theirs, few=few)
        dropped = _SMALL_WORD * abs(len(mine) - len(ours) - len(theirs) + len(right))
        mine, theirs = ours, right
    if len(mine) == len(theirs) and theirs:
        return dropped + sum(_word_cost(one, other, whole) for one, other in zip(mine, theirs, strict=True))
    # A whole word more or less is no slip.
    if (len(mine) > len(theirs) and set(theirs) < set(mine)) or (len(mine) < len(theirs) and set(mine) < set(theirs)):
        return _TOO_MUCH
    return slip("".join(mine), "".join(theirs)) + _SPACE


_MANY_WORDS = 4
_SMALL_WORD = 0.4
_TOO_MUCH = 99.0
_SPACE = 0.3


def _word_cost(mine: str, theirs: str, whole: int) -> float:
    """What one word costs among others; `whole` is the length of the answer."""
    if mine == theirs:
        return 0.0
    if mine in SMALL and theirs in SMALL:
        return 0.7
    cost = min(slip(mine, way) for way in (theirs, *VARIANTS.get(theirs, ())))
    # In a long answer each word may be off by a little more than it could be alone.
    most = max(budget(len(theirs)) * (1.45 if whole > _LONG else 1.1), 1.0)
    return cost if cost <= most else _TOO_MUCH


_LONG = 9


def _content(words: Sequence[str], *, few: bool = True) -> tuple[str, ...]:
    return tuple([word for word in words if word not in SMALL and (few or word != "i")])


def _same_words_swapped(mine: tuple[str, ...], theirs: tuple[str, ...], factor: float) -> bool:
    """Whether content words are the same in another order."""
    rest = list(theirs)
    for word in mine:
        found = next((other for other in rest if other == word or slips(word, other, factor)), None)
        if found is None:
            return False
        rest.remove(found)
    return True


def _by_words(mine: tuple[str, ...], theirs: tuple[str, ...]) -> Nearness:
    if len(mine) == len(theirs) - 1 and mine and set(mine) < set(theirs):
        return Nearness.MISSING_WORD
    if len(mine) == len(theirs) + 1 and theirs and set(theirs) < set(mine):
        return Nearness.EXTRA_WORD
    return Nearness.FAR
