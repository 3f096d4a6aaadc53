"""What people are told when something can't be done, and the one way to tell them."""

from __future__ import annotations

import logging
import secrets

import discord
from discord import app_commands

log = logging.getLogger(__name__)


class Refusal(Exception):
    """Something can't be done. Its text is one plain sentence for the person, who alone sees it."""


async def reply(interaction: discord.Interaction, text: str) -> None:
    """Tell the person behind `interaction` privately, whether or not it was acknowledged before."""
    if interaction.response.is_done():
        await interaction.followup.send(text, ephemeral=True)
    else:
        await interaction.response.send_message(text, ephemeral=True)


async def answer(interaction: discord.Interaction, error: BaseException) -> None:
    """Tell the person what went wrong: a refusal in its own words, anything else with an id that the log has too."""
    if isinstance(error, app_commands.CommandInvokeError):
        error = error.original
    if isinstance(error, Refusal):
        text = str(error)
    elif isinstance(error, app_commands.CheckFailure):
        text = "You can't use that here."
    else:
        number = secrets.token_hex(4)
        log.error("error %s in channel %s", number, interaction.channel_id, exc_info=error)
        text = f"Something broke on my side; please try again. If it stays broken, tell the host this number: {number}."
    try:
        await reply(interaction, text)
    except discord.HTTPException as unsaid:
        log.warning("could not tell the person behind an interaction: %s", unsaid)
