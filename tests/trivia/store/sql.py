"""Statements of a test's own."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Executable, text

from trivia.store import Database


def _statement(sql: str | Executable) -> Executable:
    return text(sql) if isinstance(sql, str) else sql


async def rows(database: Database, sql: str | Executable, **values: object) -> list[Any]:
    """What a statement finds."""
    return list(await database.read(lambda connection: connection.execute(_statement(sql), values).all()))


async def value(database: Database, sql: str | Executable, **values: object) -> Any:
    """The one value that a statement finds."""
    return await database.read(lambda connection: connection.execute(_statement(sql), values).scalar())


async def run(database: Database, sql: str | Executable, *many: dict[str, object]) -> None:
    """Do what a statement says, for each of these values."""
    await database.write(lambda connection: connection.execute(_statement(sql), list(many) or None))
