"""`python -m tests.bench.fed {ours | peer} FRAMES`: a client that is fed gateway frames at every SIGUSR1.

Writes `ready` when it is connected, then a line for each turn: its number and the CPU time a message in µs.
"""

from __future__ import annotations

import asyncio
import gc
import itertools
import logging
import os
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, nullcontext
from pathlib import Path
from time import process_time

import discord
from discord.gateway import DiscordWebSocket
from discord.http import Route

from tests.bench import bare

OURS, PEER = "ours", "peer"
MESSAGES = 2_000
"""Messages a turn."""
TURN_ENDS = "turn {} "


@asynccontextmanager
async def _ours() -> AsyncIterator[discord.AutoShardedClient]:
    # Imported here: the peer does not carry what it does not need.
    from bot import launch, settings

    chosen = settings.read()
    async with launch.opened(chosen) as store:
        bot = launch.build(chosen, await launch.stocked(chosen, store), store, typing=True, guild_ready_timeout=0.5)
        assert bot.intents == bare.INTENTS, "the comparison is of the same intents"
        yield bot


async def _run(kind: str, frames: list[str]) -> None:
    async with _ours() if kind == OURS else nullcontext(bare.Idle()) as client:
        await _serve(client, frames)


async def _serve(client: discord.AutoShardedClient, frames: list[str]) -> None:
    """Connect, then take turns until we are killed."""
    Route.BASE = os.environ["DISCORD_API_URL"]
    turn = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGUSR1, turn.set)
    async with client:
        await client.login(os.environ["DISCORD_TOKEN"])
        connection = asyncio.create_task(client.connect())
        await client.wait_until_ready()
        socket = client.shards[0]._parent.ws
        await _feed(socket, frames)  # what is made at first use is made now
        _write("ready")
        for number in itertools.count():
            await turn.wait()
            turn.clear()
            _write(TURN_ENDS.format(number) + f"{await _feed(socket, frames):.3f}")
            assert not connection.done(), "the client stays connected while it is fed"


async def _feed(socket: DiscordWebSocket, frames: list[str]) -> float:
    """Hand the frames to the client as its socket does; the CPU time that a message takes, in µs."""
    gc.collect()  # garbage of before is not of this turn; what the turn itself makes is collected in it
    began = process_time()
    for frame in itertools.islice(itertools.cycle(frames), MESSAGES):
        await socket.received_message(frame)
        await asyncio.sleep(0)  # the turn of the loop in which `on_message` runs
    return (process_time() - began) / MESSAGES * 1e6


def _write(text: str) -> None:
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    logging.basicConfig(level=logging.INFO)
    kind, path = sys.argv[1:]
    recorded = Path(path).read_text(encoding="utf-8").splitlines()
    asyncio.run(_run(kind, recorded))
