"""Games wait while the database is away: one sentence, no point lost and none invented."""

from __future__ import annotations

import sqlite3

import pytest

from tests.bot.away import bring_back, take_away
from tests.bot.conftest import Comeback


@pytest.mark.slow
async def test_a_game_waits_while_the_database_is_locked_and_loses_nothing(comeback: Comeback) -> None:
    async with comeback.bot() as channel:
        await channel.start()
        other = sqlite3.connect(comeback.data / "trivia.db", isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        await channel.says("ben", "williams")
        await channel.sees("I can't write down points just now, so the game waits.")
        other.execute("ROLLBACK")
        other.close()
        await channel.sees("the game goes on, and nothing is lost")
        await channel.sees("@ben takes it")
    assert len(await comeback.points()) == 1


async def test_no_game_starts_while_the_database_is_away(comeback: Comeback, caplog: pytest.LogCaptureFixture) -> None:
    async with comeback.bot() as channel:
        take_away(channel.bot._games._database, comeback.data)
        await comeback.people.command("ada", "trivia", "trivia start")
        assert (await channel.sees("I can't write down points just now", user="ada"))["ephemeral"]
        assert "no game could start" in caplog.text
        bring_back(comeback.data)
        assert "starts a game" in await channel.command("ada", "trivia start")
