"""What was typed in a channel while nobody listened, read back from Discord."""

from __future__ import annotations

import logging

import discord

from bot import listener
from bot.stage import Channel
from trivia.events import Guessed

log = logging.getLogger(__name__)

MOST = 2_000
"""Messages read back for one round; so many are no round of a game any more."""


async def read_missed(channel: Channel, card: int, me: int) -> list[Guessed] | None:
    """The guesses typed since a round's card was sent (a message id; 0 where there is none), oldest first.

    None where Discord does not let us read the channel's history. Some of them may have been heard already: a game
    takes a guess once. `me` is the bot's own user id.
    """
    if not card:
        return []
    if channel.guild and not channel.permissions_for(channel.guild.me).read_message_history:
        return None  # Discord would answer that there are no messages
    try:
        history = channel.history(after=discord.Object(card), limit=MOST, oldest_first=True)
        guesses = [listener.guess(message, me) async for message in history]
    except discord.HTTPException as error:
        log.warning("the history of channel %s can't be read: %s", channel.id, error)
        return None
    return [guess for guess in guesses if guess is not None]
