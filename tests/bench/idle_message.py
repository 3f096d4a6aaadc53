"""What a message costs in a channel without a game, which is most of what a public bot hears.

The figure is CPU time (user and system, of the whole process, by `time.process_time`) a message, and the peer is
discord.py with an empty `on_message`: the same client class, intents and cache, in a process of its own just like ours.

Each process connects to the same stand-in, as in life, and is then fed the same recorded gateway frames, one a turn of
its event loop, by calling what discord.py calls for a frame. What comes before that call (socket, inflating) costs
both the same; leaving it out makes the share of our code larger, and the ratio steadier, than it is in life: how
many frames one wake-up of a socket brings differs from run to run.

A process has its own luck with the memory it gets, so each run takes new processes, ours and the peer's. The two are up
at the same time and take turns at being fed, each waiting while the other works, so that a computer that gets faster
or slower in between does so to both. A process's figure is the median of its turns; what is reported is the run whose
ratio is the median of all the runs'.
"""

from __future__ import annotations

import asyncio
import json
import signal
import statistics
import tempfile
from pathlib import Path

import aiohttp

from tests.bench.bare import INTENTS
from tests.bench.common import Mark, Place, Result, progress, stand_in
from tests.bench.fed import OURS, PEER, TURN_ENDS
from tests.bot.processes import Process, running

RUNS, TURNS = 9, 7
"""Pairs of processes, and how often each process of a pair is fed."""
MOST = 1.10
"""What the ratio may be at most."""
RECORDED = 200
"""How many different messages are recorded; they are fed over and over."""

SPEAKERS = ("ada", "ben", "cleo", "dev")
CHAT = (
    "has anyone heard the new recording?",
    "lol",
    "I think the second half drags a bit, but the last cue makes up for everything that comes before it.",
    "\N{FIRE}\N{FIRE}",
    "https://example.org/a/rather/long/address?with=a&query=in#it",
    "the strings *really* carry it, don't they",
    "see you at eight :)",
)
IDENTIFY, CREATED = 2, "MESSAGE_CREATE"


def measure() -> Result:
    """CPU time for a message in a channel without a game, in µs: the median of nine runs, at most 10 % over."""
    with tempfile.TemporaryDirectory(prefix="trivia-bench-") as folder:
        pairs = asyncio.run(_measure(Path(folder)))
    pairs.sort(key=lambda pair: pair[0] / pair[1])
    ours, peer = pairs[len(pairs) // 2]
    more = {"at_most": MOST, "ratios": [round(own / other, 3) for own, other in pairs]}
    return Result(ours, "µs of CPU a message", Mark("peer", "discord.py with an empty on_message", peer), more)


async def _measure(folder: Path) -> list[tuple[float, float]]:
    """The figures of ours and of the peer, run by run."""
    frames = folder / "frames"
    pairs: list[tuple[float, float]] = []
    async with stand_in(folder) as place:
        frames.write_text("\n".join(await _record(place)), encoding="utf-8")
        for number in range(RUNS):
            pairs.append(await _run(place, folder, frames, number))
            progress(f"  run {number + 1} of {RUNS}: {pairs[-1][0]:.1f} µs, the peer {pairs[-1][1]:.1f} µs")
    return pairs


async def _record(place: Place) -> list[str]:
    """The gateway frames of so much idle chat, as text."""
    async with aiohttp.ClientSession() as http:
        async with http.get(f"{place.api}/gateway") as answer:
            gateway = (await answer.json())["url"]
        async with http.ws_connect(gateway) as socket:
            identity = {"token": place.token, "intents": INTENTS.value, "properties": {}}
            await socket.send_json({"op": IDENTIFY, "d": identity})
            await _frames(socket, "GUILD_CREATE", 1)
            for number in range(RECORDED):
                speaker, text = SPEAKERS[number % len(SPEAKERS)], CHAT[number % len(CHAT)]
                await place.people.say(speaker, "general", text)
            return await _frames(socket, CREATED, RECORDED)


async def _frames(socket: aiohttp.ClientWebSocketResponse, event: str, count: int) -> list[str]:
    """The next so many frames of an event."""
    found: list[str] = []
    while len(found) < count:
        frame = await socket.receive_str(timeout=10)
        if json.loads(frame)["t"] == event:
            found.append(frame)
    return found


async def _run(place: Place, folder: Path, frames: Path, number: int) -> tuple[float, float]:
    """One run: a process of each kind, fed in turn; the median of each, in µs a message."""
    environment = place.settings | {"TRIVIA_DATA": str(folder / "data")}
    async with (
        running(folder, OURS, str(frames), module="tests.bench.fed", **environment) as ours,
        running(folder, PEER, str(frames), module="tests.bench.fed", **environment) as peer,
    ):
        for process in (ours, peer):
            await process.writes("ready\n")
        for turn in range(TURNS):
            # Who goes first changes, so that neither always finds the caches warm.
            for process in (ours, peer) if (number + turn) % 2 else (peer, ours):
                await _feed(process, turn)
        return _figure(ours), _figure(peer)


async def _feed(process: Process, turn: int) -> None:
    """Let a process take its turn, and wait for its end."""
    process.tell(signal.SIGUSR1)
    await process.writes(TURN_ENDS.format(turn))


def _figure(process: Process) -> float:
    """The median of the turns that a process has written down."""
    turns = [written for written in process.out.splitlines() if written.startswith("turn ")]
    return statistics.median(float(written.split()[2]) for written in turns)
