"""One question as it is written in a pack -> Question, with the checks that need more than one of its keys."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from trivia.packs.compare import folded, gives_away
from trivia.packs.faults import shown
from trivia.packs.model import MOST_LABEL
from trivia.question import Answer, Kind, Media, Question

if TYPE_CHECKING:
    from trivia.packs.faults import Faults
    from trivia.packs.model import MediaEntry, QuestionEntry
    from trivia.packs.reader import Node

_NUMBER = re.compile(r"[-+−]?(\d{1,3}(?:[, ]\d{3})+|\d+)(?:\.\d+)?")
_YEAR = re.compile(r"[12]\d{3}", re.ASCII)


def question(entry: QuestionEntry, node: Node, faults: Faults) -> Question:
    """The question of `entry`, its id without the pack and its fact still to be set; what is wrong goes to `faults`."""
    answers = _answers(entry)
    _check_shape(entry, node, faults)
    _check_answers(entry, answers, node, faults)
    _check_wrong(entry, answers, node, faults)
    _check_hint(entry, answers, node, faults)
    _check_rest(entry, node, faults)
    return Question(
        id=entry.id,
        ask=entry.ask,
        kind=entry.kind,
        answers=answers,
        need=entry.need or (len(answers) if entry.kind is Kind.LIST else 1),
        wrong=tuple(entry.wrong),
        hint=entry.hint,
        difficulty=entry.difficulty,
        tags=tuple(entry.tags),
        status=entry.status,
        evidence=(entry.evidence[0], entry.evidence[1]) if entry.evidence else None,
        media=_media(entry.media),
    )


def number_fault(kind: Kind, text: str) -> str | None:
    """Why `text` cannot be the answer of a `kind` question, or None where it can (or the kind is not about figures)."""
    if kind is Kind.YEAR and not _YEAR.fullmatch(text):
        return f"a year is four digits, and here is {shown(text)}; write 1986, or another kind"
    if kind is Kind.NUMBER and not _NUMBER.fullmatch(text):
        return f"a number is digits only, and here is {shown(text)}; write 12 (units belong in ask), or another kind"
    return None


def _answers(entry: QuestionEntry) -> tuple[Answer, ...]:
    reject = tuple(entry.reject)
    if isinstance(entry.answer, str):
        return (Answer(entry.answer, tuple(entry.accept), reject),)
    members = [[member] if isinstance(member, str) else member for member in entry.answer]
    return tuple(Answer(spellings[0], tuple(spellings[1:]), reject) for spellings in members)


def _media(entry: MediaEntry | None) -> Media | None:
    return Media(alt=entry.alt, audio=entry.audio, image=entry.image) if entry else None


def _check_shape(entry: QuestionEntry, node: Node, faults: Faults) -> None:
    """A list question has several members and nothing else has."""
    many = isinstance(entry.answer, list)
    if many and entry.kind is not Kind.LIST:
        faults.add(node.at("answer").mark, "several answers are for kind: list; write one, the others under accept")
    elif not many and entry.kind is Kind.LIST:
        faults.add(node.at("answer").mark, "a list question has at least two answers; write [one, another]")
    elif entry.accept and entry.kind is Kind.LIST:
        faults.add(
            node.at("accept").mark,
            "a list question has no accept; write spellings as [best, another] in answer",
        )
    if entry.need and entry.kind is not Kind.LIST:
        faults.add(node.at("need").mark, "need is for kind: list only; delete it")
    elif entry.need and many and entry.need > len(entry.answer):
        faults.add(node.at("need").mark, f"need is {entry.need} and there are {len(entry.answer)} answers; lower it")


def _check_answers(entry: QuestionEntry, answers: tuple[Answer, ...], node: Node, faults: Faults) -> None:
    """No answer is also rejected, no member is there twice, figures are figures."""
    right = {folded(text) for answer in answers for text in (answer.text, *answer.accept)}
    for place, text in enumerate(entry.reject):
        if folded(text) in right:
            faults.add(node.at("reject", place).mark, f"{shown(text)} is both right and rejected; delete one of them")
    if isinstance(entry.answer, str):
        if fault := number_fault(entry.kind, entry.answer):
            faults.add(node.at("answer").mark, fault)
        return
    seen: set[str] = set()
    for place, answer in enumerate(answers):
        spellings = {folded(text) for text in (answer.text, *answer.accept)}
        if spellings & seen:
            faults.add(node.at("answer", place).mark, f"{shown(answer.text)} is in this list twice; delete one")
        seen |= spellings


def _check_wrong(entry: QuestionEntry, answers: tuple[Answer, ...], node: Node, faults: Faults) -> None:
    """Every choice is a different one, only one of them is right, and all fit on a button."""
    right = {folded(text) for answer in answers for text in (answer.text, *answer.accept)}
    seen: set[str] = set()
    for place, text in enumerate(entry.wrong):
        choice = folded(text)
        if choice in right:
            faults.add(node.at("wrong", place).mark, f"{shown(text)} is right and cannot be among wrong; delete it")
        elif choice in seen:
            faults.add(node.at("wrong", place).mark, f"{shown(text)} is among wrong twice; write another or delete it")
        seen.add(choice)
    if entry.wrong and len(answers[0].text) > MOST_LABEL:
        faults.add(
            node.at("answer").mark,
            f"beside wrong answers, answer is a choice too, and a choice holds {MOST_LABEL} characters; shorten it",
        )


def _check_hint(entry: QuestionEntry, answers: tuple[Answer, ...], node: Node, faults: Faults) -> None:
    """The hint holds no answer; of a person not the surname either."""
    if entry.hint is None:
        return
    right = [text for answer in answers for text in (answer.text, *answer.accept)]
    if entry.kind is Kind.PERSON:
        right += [text.split()[-1] for text in right]
    if given := next((text for text in right if gives_away(entry.hint, text)), None):
        faults.add(node.at("hint").mark, f"the hint gives {shown(given)} away; say something about it instead")


def _check_rest(entry: QuestionEntry, node: Node, faults: Faults) -> None:
    if entry.evidence and not 0 <= entry.evidence[0] < entry.evidence[1]:
        faults.add(node.at("evidence").mark, "evidence runs from an offset to a later one; write [1204, 1290]")
    if entry.media and (entry.media.audio is None) == (entry.media.image is None):
        faults.add(node.at("media").mark, "media is either audio or image, with its alt; write one of the two")
