"""What a server's admins ask for: the end of a season, and the time zone in which the server's days end."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

import discord

from bot import board_cards, errors
from bot import server_words as words
from bot.board_words import CANT_READ
from bot.errors import Refusal
from bot.rights import Right, Rights
from bot.settings_book import SettingsBook
from bot.thinking import or_refuse
from trivia.boards import Metric, Period, of_server
from trivia.search import best
from trivia.store import NobodyScored, SeasonOver, Store

Press = discord.Interaction[discord.Client]
NEAR = 3
"""Zones that are named to somebody who named none."""


class Desk:
    """Does what admins ask, and nobody else."""

    def __init__(self, store: Store, book: SettingsBook, rights: Rights) -> None:
        self._boards = store.boards
        self._servers = store.servers
        self._book = book
        self._rights = rights

    async def ask_to_end(self, interaction: Press) -> None:
        """Ask whoever wants the season to end whether they are sure; raises `Refusal`."""
        server = await self._rights.check(interaction, Right.SERVER)
        await interaction.response.defer(ephemeral=True, thinking=True)
        with or_refuse(CANT_READ):
            now = await self._servers.moment(server, interaction.created_at.timestamp())
            board = of_server(server, now, Period.SEASON)
            page = await self._boards.page(board, Metric.POINTS, 0, interaction.user.id)
        if not page.players:
            raise Refusal(words.NOBODY_SCORED)
        await interaction.followup.send(view=board_cards.confirm_card(now.season, page), ephemeral=True)

    async def end_season(self, interaction: Press, number: int) -> None:
        """End the season with this number, and show its podium to the channel; raises `Refusal`."""
        server = await self._rights.check(interaction, Right.SERVER)
        await interaction.response.defer()
        try:
            with or_refuse(words.CANT_WRITE):
                at, who = interaction.created_at.timestamp(), interaction.user.id
                season, _ = await self._servers.end_season(server, at, who, number)
        except SeasonOver:
            said = words.over_already(number)
        except NobodyScored:
            said = words.NOBODY_SCORED
        else:
            await interaction.followup.send(view=board_cards.season_card(season))
            said = words.ended(number)
        await interaction.edit_original_response(view=board_cards.said_card(said))

    async def zone(self, interaction: Press, typed: str | None) -> None:
        """Set the zone in which the server's days end, or tell which it is; raises `Refusal`."""
        server = await self._rights.check(interaction, Right.SERVER)
        named = _zone_named(typed) if typed is not None else None
        await interaction.response.defer(ephemeral=True, thinking=True)
        if named is None:
            with or_refuse(words.CANT_READ_SETTINGS):
                set_before = (await self._book.of(server)).zone
            said = words.zone_shown(set_before, _time(interaction, set_before))
        else:
            with or_refuse(words.CANT_WRITE):
                at, who = interaction.created_at.timestamp(), interaction.user.id
                await self._book.change(server, lambda old: replace(old, zone=named), who, at)
            said = words.zone_set(named, _time(interaction, named))
        await errors.reply(interaction, said)


def _time(interaction: Press, zone: str) -> datetime:
    return interaction.created_at.astimezone(ZoneInfo(zone))


def _zone_named(typed: str) -> str:
    """The zone of this name, however it is spelt, or of this place alone; raises `Refusal`."""
    wanted = typed.strip().replace(" ", "_").casefold()
    for meant in (
        [zone for zone in zones() if zone.casefold() == wanted],
        [zone for zone in zones() if zone.casefold().endswith(f"/{wanted}")],
    ):
        if len(meant) == 1:
            return meant[0]
    raise Refusal(words.unknown_zone(typed, best(typed, zones(), NEAR)))


@cache
def zones() -> Mapping[str, str]:
    """The time zones there are, and what each is found by."""
    # Two of them are no places: what the host's own computer is set to, and what one is that was never set.
    named = sorted(available_timezones() - {"localtime", "Factory"})
    return {zone: zone.replace("_", " ").replace("/", " ") for zone in named}
