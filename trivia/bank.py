"""The bank: all questions that can be asked, and how a game's questions are drawn from it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from random import Random

from trivia.plan import Turn
from trivia.question import Difficulty, Kind, Question
from trivia.rivals import rivals_among
from trivia.store import EVERYONE, OWN_TITLE, Drawn, Listing, Questions, own_pack, own_server

CHOICES = 4


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which questions a game asks for; `packs` empty means any. `choices` asks for multiple choice where possible."""

    packs: tuple[str, ...] = ()
    difficulty: Difficulty | None = None
    choices: bool = False


class Bank:
    """The published questions of the packs that this process serves."""

    def __init__(self, questions: Questions, packs: Iterable[Listing]) -> None:
        self._questions = questions
        self._packs = {pack.id: pack for pack in packs}
        self._own: dict[int, tuple[Listing, ...]] = {}

    @classmethod
    async def open(cls, questions: Questions, packs: Sequence[str]) -> Bank:
        """The bank of these packs (their ids), which were published. Raises `StoreDown`."""
        return cls(questions, await questions.listings(packs))

    @property
    def packs(self) -> Sequence[Listing]:
        """The packs, in the order in which they were given."""
        return tuple(self._packs.values())

    async def look(self, server: int | None) -> None:
        """Learn how many questions of its own a server has now. Raises `StoreDown`."""
        if server is not None:
            self._own[server] = (await self._questions.listings([own_pack(server)]))[:1]

    def packs_in(self, server: int | None) -> Sequence[Listing]:
        """The packs that can be played in a server, its own first, as it was when it was last looked at."""
        own = self._own.get(server, ()) if server is not None else ()
        return (*(pack for pack in own if pack.count()), *self._packs.values())

    def title(self, pack: str) -> str:
        """The title of the pack with this id; the id itself where that pack is not in the bank (any more)."""
        if own_server(pack) is not None:
            return OWN_TITLE
        known = self._packs.get(pack)
        return known.title if known else pack

    def count(self, wanted: Wanted, server: int | None = None) -> int:
        """How many questions fit, in a server."""
        return sum(pack.count(wanted.difficulty) for pack in self.packs_in(server) if _fits(pack, wanted))

    async def draw(
        self, wanted: Wanted, place: int, rounds: int, dice: Random, server: int | None = None
    ) -> tuple[Turn, ...]:
        """Up to `rounds` turns by chance, of questions new to the place while there are any. Raises `StoreDown`."""
        packs = [pack.id for pack in self.packs_in(server) if _fits(pack, wanted)]
        # Dice of its own, since the database draws in a thread.
        own = Random(dice.getrandbits(64))  # noqa: S311 (questions, not secrets)
        drawn = await self._questions.draw(place, server or EVERYONE, packs, wanted.difficulty, rounds, own)
        return tuple(_turn(one, wanted, dice) for one in drawn)


def _fits(pack: Listing, wanted: Wanted) -> bool:
    return not wanted.packs or pack.id in wanted.packs


def _turn(drawn: Drawn, wanted: Wanted, dice: Random) -> Turn:
    rivals = rivals_among(drawn.question, drawn.others)
    choices = _choices(drawn.question, rivals, dice) if wanted.choices else ()
    return Turn(drawn.question, rivals, choices)


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
