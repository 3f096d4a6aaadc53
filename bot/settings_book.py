"""What each server has set, read once and then known: no guess waits for the database to learn whether it counts."""

from __future__ import annotations

import asyncio

from trivia.server import ServerSettings
from trivia.store import Changed, StoreDown
from trivia.store.server_settings import Change
from trivia.store.servers import Servers

PATIENCE = 1.0
"""Seconds that a read may take: whoever waits for it may not be acknowledged yet, and Discord waits three."""
NOTHING_SET = ServerSettings()


class SettingsBook:
    """The settings of the servers that this process serves. No other changes them, for a server is on one shard."""

    def __init__(self, servers: Servers) -> None:
        self._servers = servers
        self._known: dict[int, ServerSettings] = {}
        self._reading: dict[int, asyncio.Task[ServerSettings]] = {}

    def known(self, server: int | None) -> ServerSettings | None:
        """What this server has set, if that was read; direct messages (None) have set nothing."""
        return NOTHING_SET if server is None else self._known.get(server)

    def barred(self, server: int | None) -> frozenset[int]:
        """Who may not play in a server, if that was read; in one in which a game runs it was."""
        return (self.known(server) or NOTHING_SET).barred

    async def of(self, server: int | None) -> ServerSettings:
        """What this server has set; raises `StoreDown`, also where it takes longer than `PATIENCE` to know."""
        known = self.known(server)
        if known is not None or server is None:
            return known or NOTHING_SET
        reading = self._reading.get(server)
        if reading is None:
            reading = self._reading[server] = asyncio.create_task(self._read(server))
            reading.add_done_callback(lambda task: self._done(server, task))
        try:
            async with asyncio.timeout(PATIENCE):
                return await asyncio.shield(reading)
        except TimeoutError:
            raise StoreDown("the database takes too long") from None

    async def _read(self, server: int) -> ServerSettings:
        # What was changed while this was read is newer.
        return self._known.setdefault(server, await self._servers.settings(server))

    def _done(self, server: int, task: asyncio.Task[ServerSettings]) -> None:
        self._reading.pop(server, None)
        if not task.cancelled():
            task.exception()  # told to whoever waited; nobody may wait any more

    async def change(self, server: int, change: Change, who: int, at: float) -> Changed:
        """Change what this server has set; what `change` raises keeps all as it is. Raises `StoreDown`."""
        changed = await self._servers.change(server, change, who, at)
        self._known[server] = changed.settings
        return changed

    def forget(self, server: int) -> None:
        """The bot was removed from this server."""
        self._known.pop(server, None)
