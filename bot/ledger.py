"""What was earned since the process started, kept in memory."""

from __future__ import annotations

from collections import defaultdict

from trivia.events import Award, Record
from trivia.game import Snapshot


class MemoryLedger:
    """Awards by game, round and player: the same award written twice counts once."""

    def __init__(self) -> None:
        self._awards: dict[tuple[int, int, int], Award] = {}
        self._asked: dict[int, set[str]] = defaultdict(set)

    async def record(self, record: Record, snapshot: Snapshot) -> None:
        """Write down what a round earned."""
        for award in record.awards:
            self._awards.setdefault((record.game, record.number, award.player), award)

    def asked(self, place: int) -> frozenset[str]:
        """The questions that were drawn for games in this server or conversation (their ids)."""
        return frozenset(self._asked[place])

    def ask(self, place: int, questions: frozenset[str], pool: frozenset[str]) -> None:
        """Remember what was drawn; when all of `pool` is used up it starts anew."""
        used = self._asked[place]
        used |= questions
        if pool <= used:
            used -= pool - questions
