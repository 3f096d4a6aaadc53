"""`/questions`: what the editors of a server do."""

from __future__ import annotations

import discord
from discord import app_commands

from bot.commands.season import IN_SERVERS
from bot.importing import Importing
from bot.log import Log

Press = discord.Interaction[discord.Client]


class QuestionsGroup(app_commands.Group):
    """The commands of editors. Whom a server takes for one is known to us alone, so Discord can't hide the group."""

    def __init__(self, log: Log, importing: Importing) -> None:
        super().__init__(name="questions", description="For the editors of this server", allowed_contexts=IN_SERVERS)
        self._log = log
        self._importing = importing

    @app_commands.command(description="Who changed what in this server: its questions and its settings.")
    async def log(self, interaction: Press) -> None:
        """Show the log."""
        await self._log.show(interaction)

    @app_commands.command(name="import", description="Take in a file of questions; I show what it would change first.")
    @app_commands.describe(file="a pack of mine, Red's or TriviaTime's questions, OpenTDB's JSON, or a table (CSV)")
    async def import_file(self, interaction: Press, file: discord.Attachment) -> None:
        """Show what a file would change."""
        await self._importing.dry_run(interaction, file)

    @app_commands.command(description="This server's own questions as a file that can be imported again.")
    async def export(self, interaction: Press) -> None:
        """Hand over the questions."""
        await self._importing.export(interaction)
