"""The log of a server, as its editors and admins see it."""

from __future__ import annotations

import discord

from bot import panel_cards
from bot.rights import Right, Rights
from bot.server_words import CANT_READ_LOG
from bot.thinking import or_refuse
from trivia.store import Audit

Press = discord.Interaction[discord.Client]
PAGE = 10
"""Entries of a page."""


class Log:
    """Shows who changed what."""

    def __init__(self, audit: Audit, rights: Rights) -> None:
        self._audit = audit
        self._rights = rights

    async def show(self, interaction: Press) -> None:
        """Show the newest entries; raises `Refusal`."""
        await interaction.response.defer(ephemeral=True, thinking=True)
        await interaction.followup.send(view=await self._card(interaction, 0), ephemeral=True)

    async def turn(self, interaction: Press, before: int) -> None:
        """Show the entries before this one (0 for the newest) in place of the card; raises `Refusal`."""
        await interaction.response.defer()
        await self.redraw(interaction, before)

    async def redraw(self, interaction: Press, before: int = 0) -> None:
        """The same for an interaction that was acknowledged before."""
        await interaction.edit_original_response(view=await self._card(interaction, before))

    async def _card(self, interaction: Press, before: int) -> discord.ui.LayoutView:
        server = await self._rights.check(interaction, Right.QUESTIONS)
        with or_refuse(CANT_READ_LOG):
            entries = await self._audit.listing(server, before or None, PAGE + 1)
        more = len(entries) > PAGE
        manages = interaction.permissions.manage_guild
        now = interaction.created_at.timestamp()
        return panel_cards.log_card(entries[:PAGE], before, now, more=more, manages=manages)
