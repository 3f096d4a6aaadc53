"""Removing many rows a few at a time, so that no game waits long for its turn to write."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sqlalchemy import ColumnElement, Connection, CursorResult, Table, delete, literal, select, text, tuple_

from trivia.store import schema
from trivia.store.database import Database

ROWS = 500
"""Rows that one transaction removes by itself."""
BOARDS = 50
"""Leaderboards that one transaction empties, if they have no more than `ROWS` rows together."""
TIDYING = 20_261_127
"""The key of PostgreSQL's advisory lock under which one process at a time removes."""


async def write(database: Database, work: Callable[[Connection], None]) -> None:
    """Do `work` in one transaction, while no other process removes."""

    def alone(connection: Connection) -> None:
        if connection.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": TIDYING})
        work(connection)

    await database.write(alone)


async def remove(database: Database, table: Table, which: ColumnElement[bool]) -> bool:
    """Remove up to `ROWS` of these rows; whether there were any."""
    any_row = select(literal(1)).select_from(table).where(which).limit(1)
    found = await database.read(lambda connection: connection.execute(any_row).first())

    def work(connection: Connection) -> None:
        _remove(connection, table, which)

    if found:
        await write(database, work)
    return found is not None


async def remove_boards(database: Database, which: ColumnElement[bool]) -> bool:
    """Remove up to `BOARDS` of these leaderboards, or `ROWS` of their rows; whether there were any."""
    wanted = select(schema.boards.c.id).where(which).limit(BOARDS)
    boards = await database.read(lambda connection: connection.execute(wanted).scalars().all())

    def work(connection: Connection) -> None:
        if _remove(connection, schema.scores, schema.scores.c.board.in_(boards)) < ROWS:
            connection.execute(delete(schema.boards).where(schema.boards.c.id.in_(boards)))

    if boards:
        await write(database, work)
    return bool(boards)


def _remove(connection: Connection, table: Table, which: ColumnElement[bool]) -> int:
    keys = table.primary_key.columns
    some = select(*keys).where(which).limit(ROWS)
    done: CursorResult[Any] = connection.execute(delete(table).where(tuple_(*keys).in_(some)))
    return done.rowcount
