"""The bank: all questions that can be asked, and how a game's questions are drawn from it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from random import Random

from trivia.packs import Pack
from trivia.plan import Turn
from trivia.question import Difficulty, Kind, Question, Status
from trivia.rivals import rivals_of

CHOICES = 4


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which questions a game asks for; `packs` empty means any. `choices` asks for multiple choice where possible."""

    packs: tuple[str, ...] = ()
    difficulty: Difficulty | None = None
    choices: bool = False


class Bank:
    """The published questions of all packs."""

    def __init__(self, packs: Iterable[Pack]) -> None:
        self._packs = {pack.id: pack for pack in packs}
        ready = [question for pack in self._packs.values() for question in pack.questions]
        self._questions = tuple(question for question in ready if question.status is Status.READY)

    @property
    def packs(self) -> Sequence[Pack]:
        """The packs, in the order in which they were given."""
        return tuple(self._packs.values())

    def title(self, pack: str) -> str:
        """The title of the pack with this id."""
        return self._packs[pack].title

    def matching(self, wanted: Wanted) -> list[Question]:
        """The questions that fit, in the bank's order."""
        return [
            question
            for question in self._questions
            if (not wanted.packs or question.pack in wanted.packs) and wanted.difficulty in (None, question.difficulty)
        ]

    def draw(self, wanted: Wanted, rounds: int, asked: Collection[str], dice: Random) -> tuple[Turn, ...]:
        """Up to `rounds` turns by chance; questions in `asked` (their ids) only when the others are used up."""
        pool = self.matching(wanted)
        fresh = [question for question in pool if question.id not in asked]
        stale = [question for question in pool if question.id in asked]
        drawn = dice.sample(fresh, min(rounds, len(fresh)))
        drawn += dice.sample(stale, min(rounds - len(drawn), len(stale)))
        return tuple(self._turn(question, wanted, dice) for question in drawn)

    def _turn(self, question: Question, wanted: Wanted, dice: Random) -> Turn:
        rivals = rivals_of(question, self._nearby(question))
        choices = self._choices(question, rivals, dice) if wanted.choices else ()
        return Turn(question, rivals, choices)

    def _nearby(self, question: Question) -> Sequence[Question]:
        """All questions, those of the same pack first."""
        return sorted(self._questions, key=lambda other: other.pack != question.pack)

    @staticmethod
    def _choices(question: Question, rivals: Sequence[str], dice: Random) -> tuple[str, ...]:
        """The answer among wrong ones, in any order; none where there are too few wrong ones to choose from."""
        if question.kind is Kind.LIST:
            return ()
        wrong = question.wrong or rivals
        if len(wrong) < CHOICES - 1:
            return ()
        choices = [question.answer.text, *dice.sample(list(wrong), CHOICES - 1)]
        dice.shuffle(choices)
        return tuple(choices)
