"""What the format allows and a player would suffer from: answers that the judge takes for one another."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

from trivia.judge import Ruling
from trivia.judge.verdict import TYPO
from trivia.packs.faults import Fault, Mark, shown
from trivia.packs.mixups import Allowance, Answers, Asked, differ
from trivia.question import Kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from trivia.packs.pack import Placed
    from trivia.question import Question


_MOST_JUDGED = 1_500_000
"""What may be judged for answers of one kind: ten letters 15,000 times, where 5,000 ordinary questions take 1,500."""


class Known:
    """Questions that are in the bank already, compiled once; any number of packs can be linted against them."""

    def __init__(self, questions: Iterable[Question] = ()) -> None:
        self.questions = list(questions)
        self._answers = _by_kind(Asked(question) for question in self.questions)

    def of(self, kind: Kind) -> Answers:
        """The answers to the questions of this kind."""
        return self._answers[kind]


def lint(placed: Iterable[Placed], known: Known | None = None) -> list[Fault]:
    """What is wrong with the answers of these packs, each at its question's place.

    Every `accept` must be judged right and every `reject` and `wrong` not right, and no answer of one question may be
    right for another one's different answer of the same kind, unless that one lists it; not for one of the `known`
    questions either, nor theirs for one of these.
    """
    known = known or Known()
    asked = [
        Asked(question, one.file, one.questions[question.slug])
        for one in placed
        for question in one.pack.questions
        if question.kind is not Kind.LIST
    ]
    bank = [*(each.question for each in asked), *known.questions]
    faults = [fault for each in asked for fault in _own_faults(each)]
    for kind, answers in _by_kind(asked).items():
        same_kind = [question for question in bank if question.kind is kind]
        faults += _collisions(answers, known.of(kind), same_kind)
    return sorted(faults)


def _by_kind(asked: Iterable[Asked]) -> dict[Kind, Answers]:
    answers = {kind: Answers() for kind in Kind}
    for each in asked:
        if each.question.kind is not Kind.LIST:
            answers[each.question.kind].add(each)
    return answers


def _own_faults(asked: Asked) -> Iterator[Fault]:
    """What the judge makes of the question's own answers; the bank's other answers never take one of them away."""
    answer = asked.question.answer
    for text in asked.texts:
        verdict = asked.judge.judge(text)
        if verdict.ruling is not Ruling.RIGHT:
            sentence = f"{shown(text)} should be right, but is judged {verdict.ruling}: {verdict.why}; mend it"
            yield _fault(asked, sentence)
    for key, texts in (("reject", answer.reject), ("wrong", asked.question.wrong)):
        for text in texts:
            verdict = asked.judge.judge(text)
            # A slip away is far enough: in play the judge is told of these.
            if verdict.ruling is Ruling.RIGHT and verdict != TYPO:
                yield _fault(asked, f"{shown(text)} is under {key}:, but is judged right; choose another")


def _collisions(new: Answers, known: Answers, bank: Sequence[Question]) -> Iterator[Fault]:
    """Pairs of questions where an answer of one is right for the other; each pair of answers is told once."""
    allowance = Allowance(_MOST_JUDGED)
    told: set[tuple[str, str]] = set()
    for asked, answers in itertools.product(new.asked, (new, known)):
        for text, other in answers.mistaken(asked, bank, allowance):
            if _is_news(asked, text, other, told):
                yield _fault(
                    asked,
                    f"{shown(text)}, an answer at {other}, is judged right here for "
                    f"{shown(asked.question.answer.text)}; list it under accept: or reject:",
                )
        if allowance.left <= 0:
            yield _fault(asked, "too many answers are nearly alike to compare all of them; split the pack")
            return
    for asked in known.asked if new.asked else ():
        for text, other in new.mistaken(asked, bank, allowance):
            if _is_news(asked, text, other, told):
                yield _fault(
                    other,
                    f"{shown(text)} is judged right for {shown(asked.question.answer.text)}, the answer at {asked}; "
                    "list it there under accept: or reject:",
                )
        if allowance.left <= 0:
            return


def _is_news(asked: Asked, text: str, other: Asked, told: set[tuple[str, str]]) -> bool:
    """Whether `text` of the `other` question is a different answer than that to `asked`, of a pair not told of yet."""
    answer, another = asked.question.answer, other.question.answer
    pair = (answer.text, another.text)
    if pair in told or not differ(answer, another) or text in asked.texts:
        return False
    told.add(pair)
    return True


def _fault(asked: Asked, message: str) -> Fault:
    return Fault(asked.file, *(asked.mark or Mark(0, 0)), message)
