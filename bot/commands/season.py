"""`/season`: end one, and look at those that are over."""

from __future__ import annotations

import discord
from discord import app_commands

from bot.desk import Desk
from bot.pages import Pages

Press = discord.Interaction[discord.Client]
# Discord no longer heeds `guild_only` beside the contexts that the tree sets.
IN_SERVERS = app_commands.AppCommandContext(guild=True, dm_channel=False, private_channel=False)


class SeasonGroup(app_commands.Group):
    """The commands around seasons. Everybody may list them, so Discord can't hide the group from all but admins."""

    def __init__(self, pages: Pages, desk: Desk) -> None:
        super().__init__(name="season", description="Seasons of this server", allowed_contexts=IN_SERVERS)
        self._pages = pages
        self._desk = desk

    @app_commands.command(description="End the running season and begin the next (for those who manage the server).")
    async def end(self, interaction: Press) -> None:
        """End the season."""
        await self._desk.ask_to_end(interaction)

    @app_commands.command(name="list", description="Show who won the last seasons.")
    async def show(self, interaction: Press) -> None:
        """List the seasons."""
        await self._pages.seasons(interaction)
