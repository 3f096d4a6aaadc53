"""The peer: discord.py with as little around it as our bot's case allows.

`python -m tests.bench.bare` reacts to every message, and writes `ready` when it can.
"""

from __future__ import annotations

import asyncio
import os
import sys

import discord
from discord.http import Route

INTENTS = discord.Intents(guilds=True, guild_messages=True, dm_messages=True, message_content=True)
"""Those of our bot where typed messages are read."""


class Bare(discord.AutoShardedClient):
    """A client of the class, the intents and the cache of ours."""

    def __init__(self) -> None:
        super().__init__(intents=INTENTS, max_messages=None, guild_ready_timeout=0.5)


class Reacting(Bare):
    """Reacts to every message."""

    async def on_ready(self) -> None:
        sys.stdout.write("ready\n")
        sys.stdout.flush()

    async def on_message(self, message: discord.Message) -> None:
        await message.add_reaction("\N{WHITE HEAVY CHECK MARK}")


class Idle(Bare):
    """Does nothing with a message."""

    async def on_message(self, message: discord.Message) -> None:
        pass


async def _react() -> None:
    Route.BASE = os.environ["DISCORD_API_URL"]
    async with Reacting() as client:
        await client.start(os.environ["DISCORD_TOKEN"])


if __name__ == "__main__":
    asyncio.run(_react())
