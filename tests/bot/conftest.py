"""A real bot on the stand-in, with a small bank whose answers the tests know."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from pydantic import SecretStr

from bot import launch
from bot.client import TriviaBot
from bot.sandbox.people import People
from bot.sandbox.server import StandIn
from bot.settings import Settings, Shards
from tests.openapi import ABSENT, SPEC, OpenApi
from tests.stock import stocked
from tests.trivia.store import sql
from trivia.packs import Pack
from trivia.question import Answer, Difficulty, Fact, Kind, Question, Source
from trivia.store import open_database

FACT = Fact("shark", "John Williams wrote the score of Jaws.", Source(author="Ann Author", date="1975"))
COMPOSER = Question(
    "film/composer",
    "Who wrote the *score* of Jaws?",
    Kind.PERSON,
    (Answer("John Williams"),),
    wrong=("Hans Zimmer", "Danny Elfman", "Alan Silvestri"),
    fact=FACT,
)
SEQUEL = Question("sequel/year", "When did Jaws come out?", Kind.YEAR, (Answer("1975"),), difficulty=Difficulty.HARD)
TEAM = Question(
    "team/pair",
    "Name both composers of Batman Begins.",
    Kind.LIST,
    (Answer("Hans Zimmer"), Answer("James Newton Howard")),
    need=2,
)
PACKS = (
    Pack("film", "Film @everyone", (COMPOSER,)),
    Pack("sequel", "Sequels", (SEQUEL,)),
    Pack("team", "Teams", (TEAM,)),
)
OPEN_API = OpenApi()


@dataclass(frozen=True, slots=True)
class Channel:
    """A channel as its people see it, with the bot in it."""

    people: People
    bot: TriviaBot
    stand_in: StandIn
    name: str = "trivia"

    async def start(self, user: str = "ada", **options: object) -> dict:
        """Start a game of one question about Jaws, unless told otherwise; returns its first card."""
        chosen = {"pack": "film", "rounds": 1, "seconds": 60} | options
        started = await self.people.command(user, self.name, "trivia start", chosen)
        assert "starts a game" in started["response"]["text"], started
        return await self.sees("Round 1 of")

    async def command(self, user: str, name: str, **options: object) -> str:
        """What `user` reads when they run a command."""
        return (await self.people.command(user, self.name, name, options))["response"]["text"]

    async def press(self, user: str, card: dict, label: str) -> dict:
        return await self.people.press(user, card["id"], label)

    async def answer(self, user: str, card: dict, text: str) -> str:
        """Answer through the card's button and modal; what they read then."""
        opened = await self.press(user, card, "Answer")
        return (await self.people.submit(user, opened["interaction"], {"Answer": text}))["response"]["text"]

    async def says(self, user: str, text: str, **more: object) -> dict:
        return await self.people.say(user, self.name, text, **more)

    async def sees(self, wanted: str | Callable[[str], bool], **more: object) -> dict:
        return await self.people.wait_for(self.name, wanted, **more)

    async def reacted(self, message: dict) -> list[str]:
        """The reactions a message has as soon as it has any."""
        since = 0
        async with asyncio.timeout(5):
            while True:
                for seen in await self.people.messages(self.name, since=since, wait=5):
                    since = max(since, seen["revision"])
                    if seen["id"] == message["id"] and seen.get("reactions"):
                        return [reaction["emoji"]["name"] for reaction in seen["reactions"]]


@asynccontextmanager
async def bot_on(
    stand_in: StandIn,
    data: Path,
    *,
    typing: bool = True,
    packs: Sequence[Pack] = PACKS,
    shards: Shards | None = None,
) -> AsyncIterator[TriviaBot]:
    """A bot that is connected to the stand-in."""
    await launch.point_at(stand_in.api)
    chosen = Settings.model_construct(token=SecretStr(stand_in.token), data=data, seed=1, packs=None, database_url=None)
    chosen = chosen.model_copy(update={"shards": shards})
    async with launch.opened(chosen) as store:
        bank = await stocked(store, packs)
        bot = launch.build(chosen, bank, store, typing=typing, gap=0.05, guild_ready_timeout=0.05)
        running = asyncio.create_task(bot.start(stand_in.token))
        try:
            await asyncio.wait_for(bot.connected.wait(), 10)
            yield bot
        finally:
            await bot.close()
            await asyncio.wait({running})


@asynccontextmanager
async def playing(
    data: Path, *, content: bool = True, typing: bool = True, packs: Sequence[Pack] = PACKS
) -> AsyncIterator[Channel]:
    """A stand-in with the bot connected to it; every request of the bot is held against Discord's description."""
    faults: list[str] = []

    def check(method: str, path: str, query: dict, body: object, status: int) -> None:
        if SPEC.exists():
            faults.extend(OPEN_API.faults(method, path, query, body))

    async with AsyncExitStack() as stack:
        stand_in = await stack.enter_async_context(StandIn(content=content, on_request=check))
        people = await stack.enter_async_context(People(stand_in.control, stand_in.key))
        bot = await stack.enter_async_context(bot_on(stand_in, data, typing=typing, packs=packs))
        yield Channel(people, bot, stand_in)
    assert faults == []


@pytest.fixture
async def channel(tmp_path: Path) -> AsyncIterator[Channel]:
    """The channel `trivia`, where typed messages are read."""
    async with playing(tmp_path) as place:
        yield place


@pytest.fixture
async def deaf(tmp_path: Path) -> AsyncIterator[Channel]:
    """The channel `trivia`, where Discord does not let the bot read typed messages."""
    async with playing(tmp_path, content=False, typing=False) as place:
        yield place


class Comeback:
    """A stand-in that lives on while the bot comes and goes."""

    def __init__(self, stand_in: StandIn, people: People, data: Path) -> None:
        self.stand_in = stand_in
        self.people = people
        self.data = data

    @property
    def settings(self) -> dict[str, str]:
        """The environment that brings a process to this stand-in."""
        joined = {"DISCORD_API_URL": self.stand_in.api, "DISCORD_TOKEN": self.stand_in.token}
        return joined | {"TRIVIA_DATA": str(self.data)}

    @asynccontextmanager
    async def bot(self, **options: bool) -> AsyncIterator[Channel]:
        """The bot, for as long as it runs."""
        async with bot_on(self.stand_in, self.data, **options) as bot:
            yield Channel(self.people, bot, self.stand_in)

    async def says(self, user: str, content: str) -> dict:
        return await self.people.say(user, "trivia", content)

    async def points(self) -> list[tuple[int, int]]:
        """What each award in the database gave, with its player."""
        database = await open_database(f"sqlite:///{self.data}/trivia.db")
        rows = await sql.rows(database, "SELECT player, points FROM awards ORDER BY guess")
        await database.close()
        return [(row.player, row.points) for row in rows]


@pytest.fixture
async def comeback(tmp_path: Path) -> AsyncIterator[Comeback]:
    async with StandIn() as stand_in, People(stand_in.control, stand_in.key) as people:
        yield Comeback(stand_in, people, tmp_path)


@pytest.fixture(scope="session")
def open_api() -> OpenApi:
    if not SPEC.exists():
        pytest.skip(ABSENT)
    return OPEN_API
