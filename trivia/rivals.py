"""Which wrong answers the judge is told of: what the bank knows, nearest in spelling first."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from trivia.question import Question
from trivia.search import nearest

MOST_RIVALS = 50
"""Rivals compiled with one question; the judge's cost grows with them."""


def rivals_of(question: Question, bank: Iterable[Question]) -> tuple[str, ...]:
    """The wrong answers to `question`: its own, then answers of its kind to other questions of the `bank`."""
    others = (answer.text for other in bank if other.kind is question.kind for answer in other.answers)
    return rivals_among(question, others)


def rivals_among(question: Question, others: Iterable[str]) -> tuple[str, ...]:
    """The wrong answers to `question`: its own, then those of the `others` that are not right.

    Where there are many, those most like the answer are taken: only they could be mistaken for it.
    """
    right = {text for answer in question.answers for text in (answer.text, *answer.accept)}
    own = [text for text in dict.fromkeys(question.wrong) if text not in right]
    known = [text for text in dict.fromkeys(others) if text not in right and text not in own]
    return (*own, *_nearest(question, known, MOST_RIVALS - len(own)))


def _nearest(question: Question, known: Sequence[str], most: int) -> Sequence[str]:
    return known if len(known) <= most else nearest(question.answer.text, known, max(most, 0))
