"""Games written down as a bot would, without being played: what each round earned is said outright."""

from __future__ import annotations

import itertools
from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import UTC, datetime

from tests.trivia.games import plan
from trivia.events import Award, Ended, Reason, Record, Score
from trivia.game import Game
from trivia.state import Snapshot
from trivia.store import Saved, Store

ANN, BEN, CLEO, DEV, EVE = 1, 2, 3, 4, 5
SERVER, CHANNEL = 30, 50
NOON = datetime(2026, 11, 25, 12, tzinfo=UTC).timestamp()


class League:
    """The games of one server, one after the other."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._guesses = itertools.count(1_000)
        self._games = itertools.count(7)
        self.begin()

    def begin(self, server: int | None = SERVER, channel: int = CHANNEL) -> None:
        """Begin the next game with its first round."""
        snapshot = Game(replace(plan(), game=next(self._games))).snapshot()
        self._game = Saved(server, channel, "{}", snapshot)
        self._scores: dict[int, Score] = {}
        self._rounds = 0

    async def round(
        self,
        earned: Mapping[int, int],
        *,
        guessed: Collection[int] = (),
        question: str = "film/one",
        answers: int = 1,
        streak: int = 1,
        elapsed: float = 4.0,
        at: float = NOON,
        written: int = 1,
    ) -> None:
        """A round in which these players earned these points, with so many `answers` each; written so many times."""
        if not self._rounds:
            await self._store.games.begin(self._game, at)
        self._rounds += 1
        awards = tuple(
            Award(player, next(self._guesses), points, elapsed, streak)
            for player, points in earned.items()
            for _ in range(answers)
        )
        for award in awards:
            before = self._scores.get(award.player, Score())
            self._scores[award.player] = replace(before, points=before.points + award.points)
        game = self._game.snapshot.plan.game
        players = frozenset({*guessed, *earned})
        record = Record(game, self._rounds, question, Ended.ANSWERED, awards, players)
        for _ in range(written):
            await self._store.games.keep(self._snapshot(), [record], at)

    async def end(self, reason: Reason = Reason.PLAYED, at: float = NOON) -> None:
        """End the game."""
        await self._store.games.keep(self._snapshot(), [], at, reason)

    def _snapshot(self) -> Snapshot:
        state = replace(self._game.snapshot.state, scores=dict(self._scores))
        return replace(self._game.snapshot, state=state)
