"""What was typed in a channel while nobody listened, read back from Discord."""

from __future__ import annotations

import logging
from collections.abc import Collection, Iterable

import aiohttp
import discord

from bot import listener
from bot.stage import Channel
from trivia.events import Guessed, Shown

log = logging.getLogger(__name__)

UNREACHABLE = (discord.HTTPException, aiohttp.ClientError, OSError)
"""What discord.py raises where Discord does not answer, or not with what was asked for."""
MOST = 2_000
"""Messages read back for one round; so many are no round of a game any more."""


async def find_card(channel: Channel, game: int, number: int, me: int, since: int) -> Shown | None:
    """The card of a round that was sent just before the process ended, too late to be written down.

    It is looked for after the message (or interaction) `since`. Raises what `read_missed` does.
    """
    try:
        async for message in channel.history(after=discord.Object(since), limit=MOST, oldest_first=True):
            if message.author.id == me and _is_card(message.components, game, number):
                return Shown(message.created_at.timestamp(), message.id)
    except discord.Forbidden as error:
        log.warning("the history of channel %s can't be read: %s", channel.id, error)
    return None


def _is_card(parts: Iterable[object], game: int, number: int) -> bool:
    """Whether among these components is a button of this round."""
    for part in parts:
        named = f":{game}:{number}:" in f"{getattr(part, 'custom_id', None)}:"
        if named or _is_card(getattr(part, "children", ()), game, number):
            return True
    return False


async def read_missed(channel: Channel, card: int, me: int, barred: Collection[int]) -> list[Guessed] | None:
    """The guesses typed since a round's card was sent (a message id; 0 where there is none), oldest first.

    None where Discord does not let us read the channel's history. Some of them may have been heard already: a game
    takes a guess once. `me` is the bot's own user id, `barred` are those who may not play there. Raises one of
    `UNREACHABLE` where Discord can't tell us now.
    """
    if not card:
        return []
    if channel.guild and not channel.permissions_for(channel.guild.me).read_message_history:
        return None  # Discord would answer that there are no messages
    try:
        history = channel.history(after=discord.Object(card), limit=MOST, oldest_first=True)
        guesses = [listener.guess(message, me, barred) async for message in history]
    except discord.Forbidden as error:
        log.warning("the history of channel %s can't be read: %s", channel.id, error)
        return None
    return [guess for guess in guesses if guess is not None]
