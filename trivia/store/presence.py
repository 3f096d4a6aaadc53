"""Which servers the bot is in: when it was removed from one, and that it is back."""

from __future__ import annotations

import logging
from collections.abc import Callable, Collection, Iterable

from sqlalchemy import Connection, Executable, select, union, update

from trivia.store import schema
from trivia.store.database import Database
from trivia.store.inserting import insert_new

log = logging.getLogger(__name__)


class Presence:
    """Where the bot is and was. Every call raises `StoreDown` where the database can't be used."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def leave(self, server: int, at: float) -> None:
        """The bot was removed from this server: what is kept of it waits to be removed too (`Tidying`)."""
        await self._database.write(lambda connection: _leave(connection, [server], at))

    async def come_back(self, server: int) -> None:
        """The bot is in this server, again or for the first time."""
        await self._database.write(lambda connection: _come_back(connection, [server]))

    async def compare(self, here: Collection[int], ours: Callable[[int], bool], at: float) -> None:
        """Catch up with what was missed: `here` are the servers that the bot is in, of those that are `ours` to see."""
        known, away = await self._database.read(lambda connection: (_all(connection, _KNOWN), _all(connection, _AWAY)))
        gone = sorted(server for server in known - away - frozenset(here) if ours(server))
        back = sorted(away & frozenset(here))
        if gone:
            log.warning("the bot is in %s of its servers no more: what is kept of them goes in 30 days", len(gone))
            await self._database.write(lambda connection: _leave(connection, gone, at))
        if back:
            log.info("the bot is back in %s of its servers", len(back))
            await self._database.write(lambda connection: _come_back(connection, back))


_SERVERS = schema.servers.c
_KNOWN = union(select(schema.games.c.server).where(schema.games.c.server.is_not(None)), select(_SERVERS.id))
_AWAY = select(_SERVERS.id).where(_SERVERS.left_at.is_not(None))


def _all(connection: Connection, servers: Executable) -> frozenset[int]:
    return frozenset(connection.execute(servers).scalars())


def _leave(connection: Connection, servers: Iterable[int], at: float) -> None:
    for server in servers:
        insert_new(connection, schema.servers, [{"id": server}])
        mine = (_SERVERS.id == server) & _SERVERS.left_at.is_(None)
        connection.execute(update(schema.servers).where(mine).values(left_at=at))


def _come_back(connection: Connection, servers: Iterable[int]) -> None:
    for server in servers:
        mine = (_SERVERS.id == server) & _SERVERS.left_at.is_not(None)
        connection.execute(update(schema.servers).where(mine).values(left_at=None))
