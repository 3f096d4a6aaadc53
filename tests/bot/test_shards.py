"""Several processes share the work, each with shards of its own."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.sandbox.people import People
from bot.sandbox.server import StandIn
from bot.settings import Shards
from tests.bot.conftest import Channel, bot_on


@pytest.fixture
async def stand_in() -> AsyncIterator[StandIn]:
    async with StandIn(shards=2) as stand_in:
        yield stand_in


async def test_a_process_takes_up_the_games_of_its_shards_alone(stand_in: StandIn, tmp_path: Path) -> None:
    async with People(stand_in.control, stand_in.key) as people:
        server = int((await people.state())["server"]["id"])
        shard = (server >> 22) % 2
        async with bot_on(stand_in, tmp_path, shards=Shards((shard,), 2)) as bot:
            await Channel(people, bot, stand_in).start()
        async with bot_on(stand_in, tmp_path, shards=Shards((1 - shard,), 2)) as other:
            assert len(await other._games.unfinished()) == 1
            assert other._sessions.running() == ()
        async with bot_on(stand_in, tmp_path, shards=Shards((shard,), 2)):
            await people.wait_for("trivia", "I am back, and the game goes on.")
