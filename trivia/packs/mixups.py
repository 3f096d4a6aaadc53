"""Which answers of some questions the judge would take for those of others."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from typing import TYPE_CHECKING

from trivia.judge import Judge, Ruling
from trivia.judge.forms import Form, figures
from trivia.judge.spelling import budget
from trivia.rivals import MOST_RIVALS, rivals_of
from trivia.search import TextIndex

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from trivia.packs.faults import Mark
    from trivia.question import Answer, Question


_SLIP = 0.7
"""What a slip costs the judge, but for one or two that are cheaper."""


_LEAST = 100


@dataclass
class Allowance:
    """How much may still be judged, in letters squared: where thousands of answers are alike, most pairs are near."""

    left: int

    def takes(self, text: str) -> bool:
        """Take what it costs to judge `text`, and say whether there was enough left."""
        self.left -= max(_LEAST, len(text) ** 2)
        return self.left > 0


class Asked:
    """A question, where it stands (in no file if it is in the bank already), and its judge, compiled once."""

    __slots__ = ("file", "judge", "mark", "question")

    def __init__(self, question: Question, file: str = "", mark: Mark | None = None) -> None:
        self.question = question
        self.file = file
        self.mark = mark
        self.judge = Judge(question.answer, question.kind, question=question.ask)
        """The judge that is told of no other answers."""

    def judge_told_of(self, bank: Sequence[Question]) -> Judge:
        """The judge as it is in play, told of the other answers in the `bank`."""
        question = self.question
        return Judge(question.answer, question.kind, rivals_of(question, bank), question=question.ask)

    @property
    def texts(self) -> tuple[str, ...]:
        """All that is right."""
        return listed(self.question.answer)

    def __str__(self) -> str:
        return f"{self.file}:{self.mark.line}" if self.mark else self.question.id


class Answers:
    """The answers to questions of one kind, to be found by what the judge might take them for."""

    def __init__(self) -> None:
        self.asked: list[Asked] = []
        self._owners: dict[str, Asked] = {}
        self._alike: dict[str, list[str]] = {}
        self._indexes: dict[tuple[str, ...], TextIndex] = {}

    def add(self, asked: Asked) -> None:
        """Add a question with all its answers; of those that are there already the first question stays the owner."""
        self.asked.append(asked)
        for text in asked.texts:
            if text not in self._owners:
                self._owners[text] = asked
                joined = Form.read(text).joined
                self._alike.setdefault(joined, []).append(text)
                self._indexes.setdefault(figures(joined), TextIndex()).add(text, joined)

    def mistaken(self, asked: Asked, bank: Sequence[Question], allowance: Allowance) -> Iterator[tuple[str, Asked]]:
        """The answers to other questions that are right for `asked` as well, each with whose it is.

        Where one would be known as another answer only because the `bank` has it as such, it counts if it is a known
        way of saying this one (a surname): then whoever says so is turned down. What a slip would make right is looked
        for as far as the `allowance` goes.
        """
        same = [text for way in asked.judge.key.right for text in self._alike.get(way, ())]
        yield from ((text, self._owners[text]) for text in dict.fromkeys(same))
        near = [text for text in self._near(asked) if text not in same and allowance.takes(text)]
        right = [text for text in sorted(near) if asked.judge.judge(text).ruling is Ruling.RIGHT]
        if right:
            told = asked.judge_told_of(bank)
            allowance.left -= MOST_RIVALS * _LEAST
            yield from ((text, self._owners[text]) for text in right if told.judge(text).ruling is Ruling.RIGHT)

    def _near(self, asked: Asked) -> list[str]:
        """The texts of others that may be slips of the answer, but for those that the judge is told of anyway."""
        near = {way: self._within_slips(way) for way in asked.judge.key.right}
        own = Form.read(asked.question.answer.text).joined
        passed_over = {*asked.texts, *self._rivals(near.get(own, ()))}
        return [text for text in dict.fromkeys(itertools.chain(*near.values())) if text not in passed_over]

    def _within_slips(self, way: str) -> list[str]:
        """The texts that a few slips make of `way`, the nearest first; figures are exact, or written in words."""
        if not (most := budget(len(way))):
            return []
        indexes = (self._indexes.get(exactly) for exactly in dict.fromkeys((figures(way), ())))
        return [text for index in indexes if index for text in index.within(way, int(most / _SLIP) + 1)]

    def _rivals(self, near: Sequence[str]) -> Iterator[str]:
        """Of what is `near` an answer, what is shown as another: the judge is told of them all."""
        shown = (text for text in near if self._owners[text].question.answer.text == text)
        return itertools.islice(shown, MOST_RIVALS // 2)


def listed(answer: Answer) -> tuple[str, ...]:
    """An answer with all that is accepted for it."""
    return answer.text, *answer.accept


def differ(answer: Answer, other: Answer) -> bool:
    """Whether two answers are different things, none of which is listed with the other."""
    return answer.text not in listed(other) and other.text not in listed(answer)
