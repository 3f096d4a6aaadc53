"""`/questions`: what the editors of a server do."""

from __future__ import annotations

import discord
from discord import app_commands

from bot.commands.season import IN_SERVERS
from bot.health import Health
from bot.log import Log

Press = discord.Interaction[discord.Client]


class QuestionsGroup(app_commands.Group):
    """The commands of editors. Whom a server takes for one is known to us alone, so Discord can't hide the group."""

    def __init__(self, log: Log, health: Health) -> None:
        super().__init__(name="questions", description="For the editors of this server", allowed_contexts=IN_SERVERS)
        self._log = log
        self._health = health

    @app_commands.command(description="Who changed what in this server: its questions and its settings.")
    async def log(self, interaction: Press) -> None:
        """Show the log."""
        await self._log.show(interaction)

    @app_commands.command(description="Questions that nobody gets, that everyone gets at once, or that many report.")
    async def health(self, interaction: Press) -> None:
        """Show the questions that something may be wrong with."""
        await self._health.show(interaction)
