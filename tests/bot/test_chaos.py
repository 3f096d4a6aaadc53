"""Whatever happens to the bot, and whenever: no point is lost and none is invented.

The bot plays in several houses at once, each a stand-in of its own with its crowd and its database, for a house waits
most of the time.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest

from tests.bot.house import BACK, House, spend
from tests.databases import new_database

HOUSES = 6
MOMENTS = 9
"""Moments of its games at which the bot of each house is struck: fifty and more in all houses together."""


async def killed(house: House) -> None:
    """End the bot by SIGKILL while it plays, again and again; now and then also before it is there, and by SIGTERM."""
    for number in range(MOMENTS):
        bot = await house.start()
        await house.crowd.moment()
        await house.kill(bot)
        if number % 4 == 1:
            bot = house.launch()
            await asyncio.sleep(house.dice.uniform(0, 0.2))
            await house.kill(bot)
    bot = await house.start()
    await house.crowd.moment()
    await bot.terminate()


async def cut_off(house: House) -> None:
    """Drop the gateway's socket and invalidate its session again and again, mostly once it is back."""
    bot = await house.start()
    for number in range(MOMENTS):
        await house.crowd.moment()
        times = bot.count(BACK)
        await house.people.fault("invalidate" if number % 4 == 0 else "drop")
        if number % 4 != 3:
            await bot.writes(BACK, times=times + 1)
    await house.kill(bot)


@pytest.fixture(params=["sqlite", "postgresql"])
async def databases(request: pytest.FixtureRequest, tmp_path: Path) -> list[str]:
    """The address of an empty database for each house."""
    if request.param == "sqlite":
        return [f"sqlite:///{tmp_path}/{number}/trivia.db" for number in range(HOUSES)]
    postgres = request.getfixturevalue("postgres")
    return [await new_database(postgres) for _ in range(HOUSES)]


@pytest.mark.slow
@pytest.mark.parametrize("strike", [killed, cut_off])
async def test_no_point_is_lost_and_none_invented_whenever_the_bot_is(
    strike: Callable[[House], Awaitable[None]], databases: list[str], tmp_path: Path
) -> None:
    evenings = [spend(tmp_path / str(seed), address, seed, strike) for seed, address in enumerate(databases)]
    faults = [fault for found in await asyncio.gather(*evenings) for fault in found]
    assert not faults, "\n".join(faults)
