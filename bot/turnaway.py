"""Players who may not play in a server: what they read who type a guess there all the same."""

from __future__ import annotations

import logging

import discord

from bot import words
from bot.history import UNREACHABLE
from bot.settings_book import SettingsBook
from trivia.store import StoreDown
from trivia.store.servers import Servers

log = logging.getLogger(__name__)


class Turnaway:
    """Tells them once, in private, as far as Discord lets us: a typed message can't be answered privately."""

    def __init__(self, book: SettingsBook, servers: Servers) -> None:
        self._book = book
        self._servers = servers
        self._told: dict[int, tuple[frozenset[int], set[int]]] = {}  # by server: who is barred, who of them was told

    async def tell(self, message: discord.Message) -> None:
        """Tell whoever wrote this guess; never raises for what may be wrong with Discord or the database."""
        server, player = message.guild, message.author
        if server is None or player.id in self._told_in(server.id):
            return
        self._told_in(server.id).add(player.id)
        try:
            if await self._servers.tell(server.id, player.id):
                await player.send(words.barred(server.name))
        except (*UNREACHABLE, StoreDown) as error:
            log.info("player %s could not be told that they may not play: %s", player.id, error)

    def _told_in(self, server: int) -> set[int]:
        """Who was told, or need not be asked about, since it last changed who is barred."""
        barred = self._book.barred(server)
        if server not in self._told or self._told[server][0] != barred:
            self._told[server] = barred, set()
        return self._told[server][1]
