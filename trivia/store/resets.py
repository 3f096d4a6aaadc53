"""Scores that are reset begin a new era: the leaderboards of the old one stay aside for a day, and can come back."""

from __future__ import annotations

from dataclasses import dataclass, replace

from sqlalchemy import Connection, delete, exists, insert, select, update

from trivia.boards import Board, Period, Scope
from trivia.store import rollups, schema
from trivia.store.audit import Audit, Entry, Thing, Verb
from trivia.store.database import Database
from trivia.store.inserting import insert_new
from trivia.store.removing import remove_boards, write

UNDOABLE = 86_400.0
"""Seconds for which a reset can be undone."""
MARGIN = 3_600.0
"""Seconds by which Discord's clock, which says when something was reset, may differ from ours: nothing goes before."""


class NothingToReset(Exception):
    """No leaderboard of the server has anything on it."""


class ResetAlready(Exception):
    """The scores that were to be reset were reset before, or their reset was undone."""


class TooLate(Exception):
    """A reset can't be undone any more: a day has passed, it was undone before, or a newer one must be undone first."""


@dataclass(frozen=True, slots=True)
class Reset:
    """A reset that can be undone: the era that it set aside, and when it was (seconds since 1970)."""

    era: int
    at: float


class Resets:
    """Resets scores. Every call raises `StoreDown` where the database can't be used."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def last(self, server: int, now: float) -> Reset | None:
        """The reset of this server that can be undone now."""
        return await self._database.read(lambda connection: _last(connection, server, now))

    async def reset(self, server: int, era: int, who: int, at: float) -> Entry:
        """Let the server's leaderboards begin anew, if its era is (still) this one; what was noted of it.

        Raises `NothingToReset` and `ResetAlready`. Games that run go on, and count for the new era from here.
        """
        return await self._database.write(lambda connection: _reset(connection, server, era, who, at))

    async def undo(self, server: int, era: int, who: int, at: float) -> Entry:
        """Bring back the leaderboards of this era, with all that was earned since; raises `TooLate`."""
        return await self._database.write(lambda connection: _undo(connection, server, era, who, at))


async def remove_old(database: Database, now: float) -> bool:
    """Take a step of removing the leaderboards of resets that can't be undone any more; whether there were any."""
    resets, boards = schema.resets.c, schema.boards.c
    due = select(resets.server, resets.era).where(resets.at <= now - UNDOABLE - MARGIN).limit(1)
    found = await database.read(lambda connection: connection.execute(due).one_or_none())
    if found is None:
        return False
    aside = (boards.server == found.server) & (boards.era == found.era)
    if not await remove_boards(database, aside):
        this = (resets.server == found.server) & (resets.era == found.era)

        def forget(connection: Connection) -> None:
            rollups.alone(connection)  # nobody may be working out rows of them just now
            connection.execute(delete(schema.resets).where(this, ~exists().where(aside)))

        await write(database, forget)
    return True


def _last(connection: Connection, server: int, now: float) -> Reset | None:
    resets = schema.resets.c
    newest = select(resets.era, resets.at).where(resets.server == server).order_by(resets.era.desc()).limit(1)
    row = connection.execute(newest).one_or_none()
    return Reset(row.era, row.at) if row is not None and now < row.at + UNDOABLE else None


def _reset(connection: Connection, server: int, meant: int, who: int, at: float) -> Entry:
    rollups.alone(connection)
    insert_new(connection, schema.servers, [{"id": server}])
    this = schema.servers.c.id == server
    era = connection.execute(select(schema.servers.c.era).where(this)).scalar_one()
    if era != meant:
        raise ResetAlready
    if not _boards(connection, server, era):
        raise NothingToReset
    connection.execute(insert(schema.resets), {"server": server, "era": era, "at": at})
    connection.execute(update(schema.servers).where(this).values(era=era + 1))
    return Audit.note(connection, server, who, at, Verb.RESET, Thing.SCORES, str(era))


def _undo(connection: Connection, server: int, era: int, who: int, at: float) -> Entry:
    rollups.alone(connection)
    last = _last(connection, server, at)
    if last is None or last.era != era:
        raise TooLate
    since = era + 1
    for board in _boards(connection, server, since):
        rollups.move(connection, board, replace(board, era=era))
    _count_for(connection, server, since, era, last.at)
    connection.execute(update(schema.servers).where(schema.servers.c.id == server).values(era=era))
    resets = schema.resets.c
    connection.execute(delete(schema.resets).where(resets.server == server, resets.era == era))
    entry = Audit.note(connection, server, who, at, Verb.UNDO, Thing.SCORES, str(era))
    _take_back(connection, server, era, entry.number)
    return entry


def _count_for(connection: Connection, server: int, since: int, era: int, at: float) -> None:
    """Let what was played in the era `since`, which began at `at`, count for another."""
    columns = schema.games.c
    lately = columns.ended.is_(None) | (columns.ended >= at - MARGIN)
    games = select(columns.id).where(columns.server == server, lately)
    for table, game in ((schema.rounds, schema.rounds.c.game), (schema.games, columns.id)):
        connection.execute(update(table).where(game.in_(games), table.c.era == since).values(era=era))


def _take_back(connection: Connection, server: int, era: int, by: int) -> None:
    """Mark the entry of the reset as undone."""
    log = schema.audit.c
    mine = (log.server == server) & (log.verb == Verb.RESET.value) & (log.of == str(era)) & log.undone_by.is_(None)
    number = connection.execute(select(log.id).where(mine).order_by(log.id.desc()).limit(1)).scalar()
    if number is not None:
        Audit.take_back(connection, server, number, by)


def _boards(connection: Connection, server: int, era: int) -> list[Board]:
    """The leaderboards of an era that have rows."""
    boards = schema.boards.c
    rows = exists().where(schema.scores.c.board == boards.id)
    found = connection.execute(select(schema.boards).where(boards.server == server, boards.era == era, rows))
    return [Board(Scope(row.scope), Period(row.period), row.start, row.server, row.of, row.era) for row in found]
