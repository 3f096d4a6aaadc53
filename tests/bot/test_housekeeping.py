"""The bot lets go of what need not be kept, and notes which servers it is in."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Callable
from contextlib import closing
from pathlib import Path

import pytest

from bot.sandbox.people import People
from bot.sandbox.server import StandIn
from bot.settings import Shards
from tests.bot.conftest import Channel, bot_on
from trivia.store import StoreDown

PATIENCE = 10


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.housekeeping.REST", 0.05)
    monkeypatch.setattr("bot.housekeeping.COMPARING", 0.05)


@pytest.fixture
async def people(stand_in: StandIn) -> AsyncIterator[People]:
    async with People(stand_in.control, stand_in.key) as people:
        yield people


@pytest.fixture
async def stand_in() -> AsyncIterator[StandIn]:
    async with StandIn() as stand_in:
        yield stand_in


def one(data: Path, query: str) -> object:
    """The one value that the database answers."""
    with closing(sqlite3.connect(data / "trivia.db")) as connection:
        return connection.execute(query).fetchone()[0]


def away(data: Path) -> object:
    """How many servers have removed the bot."""
    return one(data, "SELECT count(*) FROM servers WHERE left_at IS NOT NULL")


async def becomes(look: Callable[[], object], wanted: object) -> None:
    """Wait until this is so."""
    async with asyncio.timeout(PATIENCE):
        while True:
            if look() == wanted:
                return
            await asyncio.sleep(0.05)


async def play(channel: Channel) -> None:
    await channel.start()
    await channel.says("ben", "williams")
    await channel.sees("Final standings")


# --- what is kept ---------------------------------------------------------------------------------------------------


async def test_a_game_that_is_over_is_forgotten_in_its_time(
    channel: Channel, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("trivia.store.tidying.AFTER_GAME", 1.5)
    await play(channel)
    assert one(tmp_path, "SELECT count(*) FROM guesses") == 1
    await becomes(lambda: one(tmp_path, "SELECT count(*) FROM guesses"), 0)
    await becomes(lambda: one(tmp_path, "SELECT count(*) FROM games WHERE state <> ''"), 0)
    assert one(tmp_path, "SELECT count(*) FROM awards") == 1


@pytest.mark.parametrize("error", [StoreDown("the database can't be used: locked"), RuntimeError("a fault of ours")])
async def test_what_goes_wrong_is_logged_and_tried_again(
    channel: Channel, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, error: Exception
) -> None:
    tried, again = 0, asyncio.Event()

    async def tidy(_: float) -> bool:
        nonlocal tried
        tried += 1
        if tried > 1:
            again.set()
        raise error

    monkeypatch.setattr(channel.bot._housekeeping._store.tidying, "tidy", tidy)
    await asyncio.wait_for(again.wait(), PATIENCE)
    assert str(error) in caplog.text
    await play(channel)


# --- where the bot is -----------------------------------------------------------------------------------------------


async def test_a_server_that_removes_the_bot_is_noted_and_its_return_too(
    stand_in: StandIn, people: People, tmp_path: Path
) -> None:
    async with bot_on(stand_in, tmp_path) as bot:
        await play(Channel(people, bot, stand_in))
        server = (await people.state())["server"]["name"]
        await people.bot("kick")
        await becomes(lambda: away(tmp_path), 1)
        await people.bot("invite", server)
        await becomes(lambda: away(tmp_path), 0)


async def test_what_happened_while_the_bot_was_away_is_noted_at_its_start(
    stand_in: StandIn, people: People, tmp_path: Path
) -> None:
    async with bot_on(stand_in, tmp_path) as bot:
        await play(Channel(people, bot, stand_in))
    server = (await people.state())["server"]["name"]
    await people.bot("kick")
    async with bot_on(stand_in, tmp_path):
        await becomes(lambda: away(tmp_path), 1)
    await people.bot("invite", server)
    async with bot_on(stand_in, tmp_path):
        await becomes(lambda: away(tmp_path), 0)


async def test_a_removal_that_could_not_be_written_down_is_noted_later(
    channel: Channel, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    async def down(*_: object) -> None:
        raise StoreDown("the database can't be used: locked")

    await play(channel)
    monkeypatch.setattr(channel.bot._housekeeping._store.presence, "leave", down)
    await channel.people.bot("kick")
    await becomes(lambda: away(tmp_path), 1)
    assert "is noted later" in caplog.text


async def test_an_outage_is_no_removal(channel: Channel, tmp_path: Path) -> None:
    await play(channel)
    (guild,) = channel.bot.guilds
    channel.bot._connection.parse_guild_delete({"id": str(guild.id), "unavailable": True})
    assert guild.unavailable
    looked = channel.bot._housekeeping._compared
    await becomes(lambda: channel.bot._housekeeping._compared > looked + 0.2, wanted=True)
    assert away(tmp_path) == 0


async def test_a_server_of_another_shard_is_none_of_ours(channel: Channel) -> None:
    (guild,) = channel.bot.guilds
    assert channel.bot._ours(guild.id)
    assert [channel.bot._ours(server) for server in (1 << 22, 2 << 22)] == [True, True]
    channel.bot._shards = Shards((0,), 2)
    assert [channel.bot._ours(server) for server in (1 << 22, 2 << 22)] == [False, True]


async def test_it_ends_with_the_bot(stand_in: StandIn, tmp_path: Path) -> None:
    async with bot_on(stand_in, tmp_path) as bot:
        task = bot._housekeeping._task
        assert task is not None
    assert task.done()
