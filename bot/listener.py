"""Messages, mentions and replies become guesses."""

from __future__ import annotations

from collections.abc import Collection

import discord

from trivia.events import Guessed

SPOKEN = (discord.MessageType.default, discord.MessageType.reply)


def guess(message: discord.Message, me: int, barred: Collection[int] = ()) -> Guessed | None:
    """What a message says in a game; None where it says nothing, or was not said by a person who may play.

    `me` is the bot's own user id: a mention of it is how one answers where typed messages are not read, and no part of
    the answer. `barred` are the users who may not play there.
    """
    if message.author.id in barred:
        return None
    if message.author.bot or message.webhook_id is not None or message.type not in SPOKEN:
        return None
    text = message.content.replace(f"<@{me}>", " ").replace(f"<@!{me}>", " ").strip()
    return Guessed(message.author.id, text, message.id, message.created_at.timestamp()) if text else None
