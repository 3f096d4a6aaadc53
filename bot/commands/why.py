"""`/why`: what was made of one's last guess, and why."""

from __future__ import annotations

from typing import Any

import discord
from discord import app_commands

from bot.play import Play


def why(play: Play) -> app_commands.Command[Any, ..., Any]:
    """The command."""

    @app_commands.command(name="why", description="What I made of your last guess in this channel; only you see it.")
    async def command(interaction: discord.Interaction[discord.Client]) -> None:
        await play.why(interaction)

    return command
