"""The log of what people changed in a server. An entry is written in the transaction of the change itself."""

from __future__ import annotations

import json
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sqlalchemy import Connection, Row, insert, select, update

from trivia.store import schema
from trivia.store.database import Database

Json = Any
"""What `json` reads and writes."""


class Verb(StrEnum):
    """What somebody did."""

    SET = "set"
    BAR = "bar"
    UNBAR = "unbar"
    END = "end"
    RESET = "reset"
    UNDO = "undo"
    ADD = "add"
    EDIT = "edit"
    REMOVE = "remove"
    RESTORE = "restore"
    IMPORT = "import"
    ACCEPT = "accept"
    REJECT = "reject"


class Thing(StrEnum):
    """What they did it to."""

    SETTING = "setting"
    PLAYER = "player"
    SEASON = "season"
    SCORES = "scores"
    QUESTION = "question"
    FACT = "fact"
    PACK = "pack"
    REVIEW = "review"


@dataclass(frozen=True, slots=True)
class Entry:
    """One change: `who` (a user; None once they were erased) did `verb` to the `thing` with the id `of`.

    `at` is in seconds since 1970; `before` and `after` are what the thing was, as small JSON, None where there was
    nothing. `undone_by` is the number of the entry that took this one back.
    """

    number: int
    server: int
    at: float
    who: int | None
    verb: Verb
    thing: Thing
    of: str
    before: Json = None
    after: Json = None
    undone_by: int | None = None


class Audit:
    """The log. Every awaited call raises `StoreDown` where the database can't be used."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def listing(self, server: int, before: int | None, most: int) -> tuple[Entry, ...]:
        """Up to `most` entries of a server, the newest first, or the newest of those before the entry `before`."""
        log = schema.audit.c
        wanted = select(schema.audit).where(log.server == server).order_by(log.id.desc()).limit(most)
        if before is not None:
            wanted = wanted.where(log.id < before)
        found = await self._database.read(lambda connection: connection.execute(wanted).all())
        return tuple(_entry(row) for row in found)

    async def entry(self, server: int, number: int) -> Entry | None:
        """The entry with this number, if it is of this server."""
        log = schema.audit.c
        wanted = select(schema.audit).where(log.server == server, log.id == number)
        row = await self._database.read(lambda connection: connection.execute(wanted).one_or_none())
        return None if row is None else _entry(row)

    @staticmethod
    def note(
        connection: Connection,
        server: int,
        who: int,
        at: float,
        verb: Verb,
        thing: Thing,
        of: str,
        *,
        before: Json = None,
        after: Json = None,
    ) -> Entry:
        """Write down a change on the connection of the transaction that makes it; returns the entry, to be told."""
        row = {"server": server, "who": who, "at": at, "verb": verb.value, "thing": thing.value, "of": of}
        states = {"before": _text(before), "after": _text(after)}
        written = insert(schema.audit).values(**row, **states).returning(schema.audit.c.id)
        number = connection.execute(written).scalar_one()
        return Entry(number, server, at, who, verb, thing, of, before, after)

    @staticmethod
    def take_back(connection: Connection, server: int, number: int, by: int) -> bool:
        """Mark an entry as undone by another; False where it was undone before, or there is none such."""
        log = schema.audit.c
        this = (log.server == server) & (log.id == number) & log.undone_by.is_(None)
        return connection.execute(update(schema.audit).where(this).values(undone_by=by)).rowcount > 0


def _text(state: Json) -> str:
    return json.dumps(state, ensure_ascii=False, separators=(",", ":"))


def _entry(row: Row[Any]) -> Entry:
    states = json.loads(row.before), json.loads(row.after)
    return Entry(row.id, row.server, row.at, row.who, Verb(row.verb), Thing(row.thing), row.of, *states, row.undone_by)
