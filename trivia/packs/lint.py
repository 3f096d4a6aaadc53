"""What the format allows and a player would suffer from: answers that the judge takes for one another."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rapidfuzz import process
from rapidfuzz.distance import OSA

from trivia.judge import Judge, Ruling
from trivia.judge.forms import Form
from trivia.judge.spelling import edits
from trivia.judge.verdict import TYPO
from trivia.packs.faults import Fault, shown
from trivia.question import Kind
from trivia.rivals import rivals_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from trivia.packs.faults import Mark
    from trivia.packs.pack import Placed
    from trivia.question import Answer, Question


@dataclass(frozen=True, slots=True)
class _Entry:
    """A question and where it stands."""

    question: Question
    file: str
    mark: Mark

    def fault(self, message: str) -> Fault:
        return Fault(self.file, *self.mark, message)

    def __str__(self) -> str:
        return f"{self.file}:{self.mark.line}"


def lint(placed: Iterable[Placed]) -> list[Fault]:
    """What is wrong with the answers of these packs, each at its question's place.

    Every `accept` must be judged right and every `reject` and `wrong` not right, and no answer of one question may be
    right for another one's different answer of the same kind, unless that one lists it.
    """
    entries = [
        _Entry(question, one.file, one.questions[question.slug]) for one in placed for question in one.pack.questions
    ]
    bank = [entry.question for entry in entries]
    single = [entry for entry in entries if entry.question.kind is not Kind.LIST]
    faults = [fault for entry in single for fault in _own_faults(entry, bank)]
    for kind in Kind:
        faults += _collisions([entry for entry in single if entry.question.kind is kind], bank)
    return sorted(faults)


def _alone(question: Question) -> Judge:
    """The judge of a question that is told of no other answers."""
    return Judge(question.answer, question.kind, question=question.ask)


def _in_play(question: Question, bank: Sequence[Question]) -> Judge:
    return Judge(question.answer, question.kind, rivals_of(question, bank), question=question.ask)


def _own_faults(entry: _Entry, bank: Sequence[Question]) -> Iterator[Fault]:
    question = entry.question
    alone, in_play = _alone(question), _in_play(question, bank)
    for text in _listed(question.answer):
        verdict = in_play.judge(text)
        if verdict.ruling is not Ruling.RIGHT:
            yield entry.fault(f"{shown(text)} should be right, but is judged {verdict.ruling}: {verdict.why}; mend it")
    for key, texts in (("reject", question.answer.reject), ("wrong", question.wrong)):
        for text in texts:
            verdict = alone.judge(text)
            # A slip away is far enough: in play the judge is told of these.
            if verdict.ruling is Ruling.RIGHT and verdict != TYPO:
                yield entry.fault(f"{shown(text)} is under {key}:, but is judged right; choose another")


def _collisions(entries: Sequence[_Entry], bank: Sequence[Question]) -> Iterator[Fault]:
    """Pairs of questions where an answer of one is right for the other; each pair of answers is told once."""
    owners: dict[str, _Entry] = {}
    for entry in entries:
        for text in _listed(entry.question.answer):
            owners.setdefault(text, entry)
    joined = {text: Form.read(text).joined for text in owners}
    told: set[tuple[str, str]] = set()
    for entry in entries:
        answer = entry.question.answer
        for text in _mistaken(entry.question, bank, joined):
            other = owners[text]
            pair = (answer.text, other.question.answer.text)
            if pair not in told and _differ(answer, other.question.answer) and text not in _listed(answer):
                told.add(pair)
                yield entry.fault(
                    f"{shown(text)}, an answer at {other}, is judged right here for {shown(answer.text)}; "
                    f"list it under accept: or reject:"
                )


def _mistaken(question: Question, bank: Sequence[Question], joined: dict[str, str]) -> Iterator[str]:
    """The texts that are taken for the answer of `question`.

    Where it would be known for another answer only because the bank has it as such, it counts if it is a known way of
    saying this one (a surname): then whoever says so is turned down. `joined` has the texts without spaces.
    """
    known = _alone(question).key.right
    yield from (text for text, form in joined.items() if form in known)
    near = {text for way in known for text in _within_slips(way, joined)}
    if near:
        judge = _in_play(question, bank)
        yield from (text for text in sorted(near) if judge.judge(text).ruling is Ruling.RIGHT)


def _within_slips(way: str, joined: dict[str, str]) -> Iterator[str]:
    most = edits(len(way))
    if most:
        yield from (text for _, _, text in process.extract_iter(way, joined, scorer=OSA.distance, score_cutoff=most))


def _listed(answer: Answer) -> tuple[str, ...]:
    return answer.text, *answer.accept


def _differ(answer: Answer, other: Answer) -> bool:
    """Whether two answers are different things, none of which is listed with the other."""
    return answer.text not in _listed(other) and other.text not in _listed(answer)
