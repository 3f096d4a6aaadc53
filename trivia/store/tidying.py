"""What is kept for a while only: it goes in small steps, whoever takes them, and however often."""

from __future__ import annotations

import logging

from sqlalchemy import ColumnElement, Connection, delete, exists, or_, select, update

from trivia.boards import Board, Moment, Period, Scope, moment
from trivia.judge import Ruling
from trivia.store import resets, rollups, schema
from trivia.store.database import Database
from trivia.store.learning import Learning
from trivia.store.purging import Purging
from trivia.store.removing import remove, remove_boards, write
from trivia.store.reviews import Cause

log = logging.getLogger(__name__)

DAY = 86_400.0
AFTER_GAME = 600.0
"""Seconds after its end for which a game's snapshot and its guesses are kept."""
AFTER_GUESS = 30 * DAY
"""Seconds for which guesses are kept that are needed longer than their game."""
AFTER_LEAVING = 30 * DAY
"""Seconds for which a server is kept that removed the bot."""
AFTER_CHANGE = 365 * DAY
"""Seconds for which the log tells of a change."""
GAMES = 20
"""Games that one step clears."""


class Tidying:
    """Removes what is not needed any more. Every call raises `StoreDown` where the database can't be used."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._purging = Purging(database)
        self._learning = Learning(database)
        self._cleared = 0.0  # the end of the game up to which all are cleared
        self._day = 0  # whose stale boards are known
        self._stale: list[ColumnElement[bool]] = []

    async def tidy(self, now: float) -> bool:
        """Take a step of everything that is due; whether something was, so that there may be more of it."""
        steps = (
            self._clear_games,
            self._remove_guesses,
            self._remove_reviews,
            self._remove_boards,
            self._remove_resets,
            self._remove_entries,
            self._purge,
            self._learning.step,
        )
        done = [await step(now) for step in steps]
        return any(done)

    async def _clear_games(self, now: float) -> bool:
        games, due = schema.games.c, now - AFTER_GAME
        wanted = select(games.id, games.ended).where(games.ended.between(self._cleared, due), games.state != "")
        some = wanted.order_by(games.ended).limit(GAMES)
        found = await self._database.read(lambda connection: connection.execute(some).all())
        if found:
            numbers = [row.id for row in found]
            await write(self._database, lambda connection: _clear(connection, numbers))
        self._cleared = found[-1].ended if found else max(due, self._cleared)
        return bool(found)

    async def _remove_guesses(self, now: float) -> bool:
        return await remove(self._database, schema.guesses, schema.guesses.c.at < now - AFTER_GUESS)

    async def _remove_reviews(self, now: float) -> bool:
        due, columns = now - AFTER_GUESS, schema.reviews.c
        said = (columns.cause == Cause.APPEAL.value) & (columns.at < due)
        # What was learned and turned down is kept, for it is offered once; nobody's name is with it.
        decided = (columns.decided < due) & (columns.cause != Cause.LEARNING.value)
        return await remove(self._database, schema.reviews, decided | said)

    async def _remove_boards(self, now: float) -> bool:
        today = moment(now)
        if today.day != self._day:
            self._stale = await self._stale_boards(today)
            self._day = today.day
        while self._stale:
            if await remove_boards(self._database, self._stale[-1]):
                return True
            self._stale.pop()
        return False

    async def _stale_boards(self, today: Moment) -> list[ColumnElement[bool]]:
        """The kinds of leaderboards that nobody can look at any more, each as a condition."""
        columns = schema.boards.c
        wanted = select(columns.scope, columns.period, columns.start).distinct()
        kinds = await self._database.read(lambda connection: connection.execute(wanted).all())
        return [
            (columns.scope == scope) & (columns.period == period) & (columns.start == start)
            for scope, period, start in kinds
            if not rollups.is_kept(Board(Scope(scope), Period(period), start), today)
        ]

    async def _remove_resets(self, now: float) -> bool:
        return await resets.remove_old(self._database, now)

    async def _remove_entries(self, now: float) -> bool:
        return await remove(self._database, schema.audit, schema.audit.c.at < now - AFTER_CHANGE)

    async def _purge(self, now: float) -> bool:
        servers = schema.servers.c
        due = select(servers.id).where(servers.left_at <= now - AFTER_LEAVING).limit(1)
        server = await self._database.read(lambda connection: connection.execute(due).scalar())
        if server is None:
            return False
        await self._purging.purge(server, now)
        return True


def _clear(connection: Connection, games: list[int]) -> None:
    """Forget where these games stood, and what was said in them."""
    connection.execute(delete(schema.guesses).where(schema.guesses.c.game.in_(games), ~_needed_longer()))
    connection.execute(update(schema.games).where(schema.games.c.id.in_(games)).values(plan="", state=""))


def _needed_longer() -> ColumnElement[bool]:
    """Guesses that somebody may ask about when their game is over: each reason is a condition here."""
    guesses = schema.guesses.c
    return or_(guesses.ruling == Ruling.CLOSE.value, guesses.appealed, _reported())


def _reported() -> ColumnElement[bool]:
    """Guesses in a round that whoever made them reported: editors see them beside the report."""
    guesses, rounds, reviews = schema.guesses.c, schema.rounds.c, schema.reviews.c
    of_round = (rounds.game == guesses.game) & (rounds.number == guesses.number)
    brought = (reviews.cause == Cause.REPORT.value) & (reviews.who == guesses.player)
    return exists().where(of_round, brought, reviews.question == rounds.question)
