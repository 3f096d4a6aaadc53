"""A house where people play while something happens to its bot, and what is held against each other afterwards."""

from __future__ import annotations

import asyncio
import re
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from bot.sandbox.people import People
from bot.sandbox.server import StandIn
from bot.words import RETURNING
from tests.bot.audit import Evening, Game, boards_agree, read_games
from tests.bot.crowd import PACKS, Crowd
from tests.bot.hasty import Fork
from tests.bot.processes import PATIENCE
from trivia.store import open_database

PLAYERS = ("ada", "ben", "cleo", "dev", "mo", "owner")
CHANNELS = ("trivia", "general", "quiet")
LAG = 30
"""Milliseconds that Discord takes for a request, so that moments between two of them are not rare."""
BACK = "has connected to Gateway|has successfully RESUMED"
BROKE = re.compile(r"ERROR (bot\.(?!errors)|trivia|asyncio)")
"""Lines that no log may have; a process that ends may well break off an answer to a person (`bot.errors`)."""


@dataclass
class House:
    """A stand-in that lives on, a crowd that plays in all its places, and a bot in a process of its own."""

    people: People
    crowd: Crowd
    dice: Random
    places: list[str]
    log: Path
    settings: dict[str, str]
    killed: list[float] = field(default_factory=list)

    def launch(self) -> Fork:
        """A bot that starts."""
        return Fork(self.log, self.settings)

    async def start(self) -> Fork:
        """A bot that is there."""
        bot = self.launch()
        await bot.writes(BACK)
        return bot

    async def stop(self, place: str) -> None:
        """Stop the game in this place, where there is one, once the bot has taken it up."""
        async with asyncio.timeout(PATIENCE):
            while True:
                told = await self.people.command("mo", place, "trivia stop")
                if told["response"] and told["response"]["text"] != RETURNING:
                    return
                await asyncio.sleep(0.2)

    async def kill(self, bot: Fork) -> None:
        self.killed.append(time.time())
        await bot.kill()


@asynccontextmanager
async def opened(folder: Path, database: str, seed: int) -> AsyncIterator[tuple[House, dict[str, int]]]:
    """A house, and the names of its players with their ids."""
    (folder / "packs").mkdir(parents=True)
    for number, pack in enumerate(PACKS):
        (folder / "packs" / f"{number}.yaml").write_text(pack)
    dice = Random(seed)
    async with StandIn() as stand_in, People(stand_in.control, stand_in.key) as people:
        threads = [await people.thread("ada", channel, f"{channel} aside") for channel in CHANNELS]
        state = await people.state()
        names = {user["name"]: int(user["id"]) for user in state["users"] if user["name"] in PLAYERS}
        places = [place["id"] for place in (*state["channels"], *threads) if place["name"].split()[0] in CHANNELS]
        settings = {
            "DISCORD_API_URL": stand_in.api,
            "DISCORD_TOKEN": stand_in.token,
            "TRIVIA_DATA": str(folder),
            "TRIVIA_PACKS": str(folder / "packs"),
            "DATABASE_URL": database,
        }
        house = House(people, Crowd(people, places, names, dice), dice, places, folder / "log", settings)
        await house.kill(await house.start())  # its commands are registered now
        await people.fault("slow", ms=LAG, path="/channels/")
        yield house, names


async def spend(folder: Path, database: str, seed: int, strike: Callable[[House], Awaitable[None]]) -> list[str]:
    """Spend an evening in a house whose bot is struck; all that does not agree afterwards."""
    async with opened(folder, database, seed) as (house, names):
        async with house.crowd.playing():
            await strike(house)
            bot = await house.start()
        await asyncio.gather(*(house.stop(place) for place in house.places))
        await bot.terminate()
        messages = {int(place): await house.people.messages(place) for place in house.places}
    games, wrong_boards = await _read(database)
    faults = Evening(messages, house.crowd.said, names, house.killed).faults(games)
    faults += wrong_boards
    faults += [line for line in house.log.read_text().splitlines() if BROKE.search(line)]
    if not any(game.awards for game in games):
        faults.append("nobody earned anything")
    return [f"seed {seed}: {fault}" for fault in faults]


async def _read(address: str) -> tuple[list[Game], list[str]]:
    """The games, and what is wrong with the boards."""
    database = await open_database(address)
    try:
        return await read_games(database), await boards_agree(database)
    finally:
        await database.close()
