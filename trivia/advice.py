"""What an author should know of a question before it is saved. None of it forbids anything."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from trivia.judge import Judge, Ruling
from trivia.question import Kind, Question
from trivia.search import likeness
from trivia.text import fold

ALIKE, ALIKE_TO_SAME = 92.0, 88.0
"""Likeness (of 100) from which on two questions may be the same, and where their answer is the same."""
MOST = 8
"""Remarks that are made at most."""
_YEAR = re.compile(r"(1[89]|20)\d\d")
_NUMBER = re.compile(r"[\d.,]+")


def advice(question: Question, near: Sequence[Question], same_answer: Sequence[Question]) -> list[str]:
    """Remarks on a question, a sentence each: `near` are questions that share its words, `same_answer` its answer."""
    others = [one for one in dict.fromkeys((*same_answer, *near)) if one.id != question.id]
    remarks = [
        *_kind(question),
        *_given_away(question),
        *_alike(question, others),
        *_not_right(question),
        *_mistaken(question, others),
    ]
    return remarks[:MOST]


def _kind(question: Question) -> Iterator[str]:
    text = question.answer.text
    if question.kind is Kind.TEXT and _YEAR.fullmatch(text):
        yield f"“{text}” looks like a year, and the kind is text: as a year, other years are never taken for it."
    elif question.kind is Kind.TEXT and _NUMBER.fullmatch(text):
        yield f"“{text}” looks like a number, and the kind is text: as a number, it may be typed as a word too."
    elif question.kind is Kind.YEAR and not _YEAR.fullmatch(text):
        yield f"The kind is year, and “{text}” is none."
    elif question.kind is Kind.PERSON and any(letter.isdigit() for letter in text):
        yield f"The kind is person, and “{text}” has digits: is it a title?"


def _given_away(question: Question) -> Iterator[str]:
    if question.kind is Kind.LIST:
        return
    asked = f" {fold(question.ask)} "
    for text in (question.answer.text, *question.answer.accept):
        if fold(text) and f" {fold(text)} " in asked:
            yield f"The question gives its answer away: it says “{text}”."


def _alike(question: Question, others: Sequence[Question]) -> Iterator[str]:
    for other in others:
        same = fold(question.answer.text) == fold(other.answer.text)
        if likeness(question.ask, other.ask) >= (ALIKE_TO_SAME if same else ALIKE):
            yield f"There is one like it: “{other.ask}” ({other.answer.text})."


def _not_right(question: Question) -> Iterator[str]:
    if question.kind is Kind.LIST:
        return
    judge = Judge(question.answer, question.kind, question=question.ask)
    for text in (question.answer.text, *question.answer.accept):
        verdict = judge.judge(text)
        if verdict.ruling is not Ruling.RIGHT:
            yield f"“{text}” would be judged {verdict.ruling}, not right: {verdict.why}."


def _mistaken(question: Question, others: Sequence[Question]) -> Iterator[str]:
    if question.kind is Kind.LIST:
        return
    judge = Judge(question.answer, question.kind, question=question.ask)
    mine = {fold(text) for text in (question.answer.text, *question.answer.accept)}
    for other in others:
        text = other.answer.text
        if other.kind is question.kind and fold(text) not in mine and judge.judge(text).ruling is Ruling.RIGHT:
            yield f"“{text}”, the answer to “{other.ask}”, would count here too."
