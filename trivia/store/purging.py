"""Removing all that is kept of a server that removed the bot."""

from __future__ import annotations

import logging

from sqlalchemy import Connection, delete, select

from trivia.store import rollups, schema
from trivia.store.database import Database
from trivia.store.own import own_pack
from trivia.store.publishing import remove_pack
from trivia.store.removing import remove, remove_boards, write

log = logging.getLogger(__name__)

GAMES = 20
"""Games that one step removes, with all that hangs on them."""


class Purging:
    """Removes servers, a step at a time. Every call raises `StoreDown` where the database can't be used."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def purge(self, server: int, now: float) -> None:
        """Take the next step; the last one removes the server itself."""
        # The players come first: whoever is on the boards of everywhere is worked out anew once, not game by game.
        if await self._remove_player(server, now) or await self._remove_games(server, now):
            return
        if await remove_boards(self._database, schema.boards.c.server == server):
            return
        if await remove(self._database, schema.laps, schema.laps.c.place == server):
            return
        if await remove(self._database, schema.audit, schema.audit.c.server == server):
            return
        for table in (schema.reviews, schema.accepted, schema.editions):
            if await remove(self._database, table, table.c.server == server):
                return
        await write(self._database, lambda connection: remove_pack(connection, own_pack(server)))
        await write(self._database, lambda connection: _remove_server(connection, server))
        log.info("server %s removed the bot long ago: what was kept of it is gone", server)

    async def _remove_player(self, server: int, now: float) -> bool:
        """Take from a player what they earned here, if they are on the boards of everywhere."""
        games, played = schema.games.c, schema.played.c
        wanted = (
            select(played.player)
            .join(schema.games, games.id == played.game)
            .join(schema.players, schema.players.c.id == played.player)
            .where(games.server == server)
            .limit(1)
        )
        player = await self._database.read(lambda connection: connection.execute(wanted).scalar())
        if player is None:
            return False

        def work(connection: Connection) -> None:
            rollups.alone(connection)
            here = select(games.id).where(games.server == server)
            connection.execute(delete(schema.played).where(played.player == player, played.game.in_(here)))
            rollups.recompute(connection, player, now)

        await write(self._database, work)
        return True

    async def _remove_games(self, server: int, now: float) -> bool:
        wanted = select(schema.games.c.id).where(schema.games.c.server == server).limit(GAMES)
        games = await self._database.read(lambda connection: connection.execute(wanted).scalars().all())
        if not games:
            return False

        def work(connection: Connection) -> None:
            rollups.alone(connection)
            # Whoever came onto the boards of everywhere only just now.
            public = select(schema.played.c.player).join(schema.players, schema.players.c.id == schema.played.c.player)
            late = connection.execute(public.where(schema.played.c.game.in_(games)).distinct()).scalars().all()
            connection.execute(delete(schema.games).where(schema.games.c.id.in_(games)))
            for player in late:
                rollups.recompute(connection, player, now)

        await write(self._database, work)
        return True


def _remove_server(connection: Connection, server: int) -> None:
    """Remove what is one row or a few."""
    tables = (schema.seasons, schema.podiums, schema.resets, schema.barred)
    for column in (*(table.c.server for table in tables), schema.servers.c.id):
        connection.execute(delete(column.table).where(column == server))
