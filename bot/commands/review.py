"""`/suggest` for players, and `/review` for the editors who look at what they bring."""

from __future__ import annotations

from typing import Any

import discord
from discord import app_commands

from bot.mailbox import Mailbox
from bot.reviewing import Reviewing

Press = discord.Interaction[discord.Client]


def suggest(mailbox: Mailbox) -> app_commands.Command[Any, ..., Any]:
    """The command of players."""

    @app_commands.command(name="suggest", description="Suggest a question to the editors of this server.")
    @app_commands.allowed_contexts(guilds=True, dms=False, private_channels=False)
    async def command(interaction: Press) -> None:
        await mailbox.ask_question(interaction)

    return command


def review(reviewing: Reviewing) -> app_commands.Command[Any, ..., Any]:
    """The command of editors. Whom a server takes for one is known to us alone, so Discord can't hide it."""

    @app_commands.command(name="review", description="For editors: what players suggested and reported.")
    @app_commands.allowed_contexts(guilds=True, dms=False, private_channels=False)
    async def command(interaction: Press) -> None:
        await reviewing.show(interaction)

    return command
