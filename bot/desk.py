"""What a server's admins ask for beside its settings: the end of a season."""

from __future__ import annotations

import discord

from bot import board_cards
from bot import server_words as words
from bot.board_words import CANT_READ
from bot.errors import Refusal
from bot.noticeboard import Noticeboard
from bot.rights import Right, Rights
from bot.thinking import or_refuse
from trivia.boards import Metric, Period, of_server
from trivia.store import NobodyScored, SeasonOver, Store

Press = discord.Interaction[discord.Client]


class Desk:
    """Does what admins ask, and nobody else."""

    def __init__(self, store: Store, rights: Rights, noticeboard: Noticeboard) -> None:
        self._boards = store.boards
        self._servers = store.servers
        self._rights = rights
        self._noticeboard = noticeboard

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
        """End the season with this number, and show its podium to the server; raises `Refusal`."""
        server = await self._rights.check(interaction, Right.SERVER)
        await interaction.response.defer()
        try:
            said = await self._ended(interaction, server, number)
        except SeasonOver:
            said = words.over_already(number)
        except NobodyScored:
            said = words.NOBODY_SCORED
        await interaction.edit_original_response(view=board_cards.said_card(said))

    async def _ended(self, interaction: Press, server: int, number: int) -> str:
        """What whoever ended the season reads."""
        at, who = interaction.created_at.timestamp(), interaction.user.id
        with or_refuse(words.CANT_WRITE):
            season, entry = await self._servers.end_season(server, at, who, number)
        there = await self._noticeboard.season_over(interaction.guild, interaction.channel_id, season)
        if there is None:
            await interaction.followup.send(view=board_cards.season_card(season))
        await self._noticeboard.changed(interaction.guild, [entry])
        return words.ended(number, there)
