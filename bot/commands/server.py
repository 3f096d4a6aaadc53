"""`/server`: what the admins of a server set."""

from __future__ import annotations

from typing import Any

import discord
from discord import app_commands

from bot.commands.play import MOST_CHOICES
from bot.panel import Panel
from bot.zones import zones
from trivia.search import best

Press = discord.Interaction[discord.Client]


def server(panel: Panel) -> app_commands.Command[Any, ..., Any]:
    """The command."""

    @app_commands.command(name="server", description="Show and change the settings of this server.")
    @app_commands.describe(zone="The time zone in which the days of the leaderboards end, such as Europe/Berlin")
    @app_commands.allowed_contexts(guilds=True, dms=False, private_channels=False)
    @app_commands.default_permissions(manage_guild=True)
    async def command(interaction: Press, zone: app_commands.Range[str, 1, 100] | None = None) -> None:
        if zone is None:
            await panel.show(interaction)
        else:
            await panel.set_zone(interaction, zone)

    @command.autocomplete("zone")
    async def zones_like(_interaction: Press, current: str) -> list[app_commands.Choice[str]]:
        return [app_commands.Choice(name=zone, value=zone) for zone in best(current, zones(), MOST_CHOICES)]

    return command
