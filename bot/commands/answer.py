"""`/answer`: an answer that nobody else sees, and the way to play where typed messages are not read."""

from __future__ import annotations

from typing import Any

import discord
from discord import app_commands

from bot.buttons import LONGEST_GUESS
from bot.play import Play


def answer(play: Play) -> app_commands.Command[Any, ..., Any]:
    """The command."""

    @app_commands.command(name="answer", description="Answer the question in this channel; only you see it.")
    @app_commands.describe(text="Your answer")
    async def command(
        interaction: discord.Interaction[discord.Client], text: app_commands.Range[str, 1, LONGEST_GUESS]
    ) -> None:
        await play.guess(interaction, text)

    return command
