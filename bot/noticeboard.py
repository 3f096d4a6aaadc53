"""What is told in channels that a server has chosen for it: who won, and what was changed.

It never stops what it tells of.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from typing import Any

import discord

from bot import audit_words, board_cards, words
from bot.history import UNREACHABLE
from bot.marks import LONGEST_MESSAGE, fit, plural
from bot.settings_book import SettingsBook
from bot.stage import Channel
from trivia.events import Standings
from trivia.server import Announcement, ServerSettings
from trivia.store import Entry, Season, StoreDown

log = logging.getLogger(__name__)


class Noticeboard:
    """Tells servers what they want to be told, pinging nobody."""

    def __init__(self, book: SettingsBook) -> None:
        self._book = book

    async def game_over(self, channel: Channel, title: str, standings: Standings) -> None:
        """Tell who won a game of several players, elsewhere than where it was played."""
        guild = channel.guild
        if guild is None or len(standings.rows) < 2 or not standings.rows[0].score.points:
            return
        there = (await self._settings(guild)).announced_in(Announcement.GAMES)
        if there is not None and there != channel.id:
            await _post(guild, there, content=words.game_won(standings, title, channel.id))

    async def season_over(self, guild: discord.Guild | None, here: int | None, season: Season) -> int | None:
        """Show the podium of a season; the channel in which it is shown, None where that is left to `here`."""
        if guild is None:
            return None
        there = (await self._settings(guild)).announced_in(Announcement.SEASONS)
        if there is None or there == here:
            return None
        return there if await _post(guild, there, view=board_cards.season_card(season)) else None

    async def changed(self, guild: discord.Guild | None, entries: Sequence[Entry]) -> None:
        """Tell what was changed, a line each."""
        if guild is None or not entries:
            return
        there = (await self._settings(guild)).audit_channel
        if there is not None:
            lines = [audit_words.line(entry) for entry in entries]
            told = fit(lines, LONGEST_MESSAGE, "\n", lambda left: f"and {plural(left, 'more change')}")
            await _post(guild, there, content=told)

    async def _settings(self, guild: discord.Guild) -> ServerSettings:
        try:
            return await self._book.of(guild.id)
        except StoreDown as error:
            log.warning("nothing is told in server %s: %s", guild.id, error)
            return ServerSettings()


async def _post(guild: discord.Guild, number: int, **message: Any) -> bool:  # noqa: ANN401 (what `send` takes)
    """Write to a channel of a server; whether Discord took it."""
    channel = guild.get_channel_or_thread(number)
    if not isinstance(channel, discord.abc.Messageable):
        log.info("channel %s of server %s is not there to be written to", number, guild.id)
        return False
    try:
        await channel.send(**message)
    except UNREACHABLE as error:
        log.info("channel %s of server %s takes no messages of ours: %s", number, guild.id, error)
        return False
    return True
