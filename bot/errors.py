"""What people are told when something can't be done, and the one way to tell them."""

from __future__ import annotations

import logging
import secrets

import aiohttp
import discord
from discord import app_commands

from bot.marks import LONGEST_MESSAGE, cut

log = logging.getLogger(__name__)

TOO_LATE = (10062, 40060)
"""Discord's codes for an interaction that was not answered in three seconds, or was answered before."""


class Refusal(Exception):
    """Something can't be done. Its text is one plain sentence for the person, who alone sees it."""


async def reply(interaction: discord.Interaction, text: str) -> None:
    """Tell the person behind `interaction` privately, whether or not it was acknowledged before."""
    text = cut(text, LONGEST_MESSAGE)
    if interaction.response.is_done():
        await interaction.followup.send(text, ephemeral=True)
    else:
        await interaction.response.send_message(text, ephemeral=True)


async def answer(interaction: discord.Interaction, error: BaseException) -> None:
    """Tell the person what went wrong: a refusal in its own words, anything else with an id that the log has too."""
    if isinstance(error, app_commands.CommandInvokeError):
        error = error.original
    if isinstance(error, discord.HTTPException) and error.code in TOO_LATE:
        log.warning("an answer to %s came too late for Discord: %s", interaction.id, error)
        return
    try:
        await reply(interaction, _words(interaction, error))
    except (discord.HTTPException, aiohttp.ClientError, OSError, RuntimeError) as unsaid:
        # A RuntimeError is aiohttp's word for connections that are closed, as they are when the process ends.
        log.warning("could not tell the person behind an interaction: %s", unsaid)


def _words(interaction: discord.Interaction, error: BaseException) -> str:
    match error:
        case Refusal():
            return str(error)
        case app_commands.CommandNotFound() | app_commands.CommandSignatureMismatch():
            return "That command has changed: restart Discord and try again."
        case app_commands.CheckFailure():
            return "You can't use that here."
        case _:
            number = secrets.token_hex(4)
            log.error("error %s in channel %s", number, interaction.channel_id, exc_info=error)
            return (
                "Something broke on my side; please try again. "
                f"If it stays broken, tell the host this number: {number}."
            )
