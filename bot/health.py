"""The questions that something may be wrong with, for a server's editors."""

from __future__ import annotations

import discord

from bot import review_cards
from bot import review_words as words
from bot.rights import Right, Rights
from bot.thinking import or_refuse
from trivia import store
from trivia.bank import Bank

Press = discord.Interaction[discord.Client]


class Health:
    """Lists them, to editors alone. Every call raises `Refusal`."""

    def __init__(self, bank: Bank, health: store.Health, rights: Rights) -> None:
        self._bank = bank
        self._health = health
        self._rights = rights

    async def show(self, interaction: Press) -> None:
        """Show the first page."""
        server = await self._rights.check(interaction, Right.QUESTIONS)
        await interaction.response.defer(ephemeral=True, thinking=True)
        await interaction.followup.send(view=await self._card(server, 0), ephemeral=True)

    async def turn(self, interaction: Press, page: int) -> None:
        """Show this page in place of the card."""
        server = await self._rights.check(interaction, Right.QUESTIONS)
        await interaction.response.defer()
        await interaction.edit_original_response(view=await self._card(server, page))

    async def _card(self, server: int, page: int) -> discord.ui.LayoutView:
        with or_refuse(words.CANT_READ):
            await self._bank.look(server)
            packs = [pack.id for pack in self._bank.packs_in(server)]
            return review_cards.health_card(await self._health.ailing(server, packs), page)
