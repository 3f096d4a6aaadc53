"""Games survive: a process that ends, a gateway session that is lost, and what was typed meanwhile."""

from __future__ import annotations

import asyncio
import signal
import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from discord.gateway import DiscordWebSocket

from bot.sandbox.people import People
from bot.sandbox.server import StandIn
from tests.bot.away import bring_back, take_away
from tests.bot.conftest import Channel, bot_on
from tests.bot.processes import Process, running
from tests.trivia.store import sql
from trivia.state import Phase, Round
from trivia.store import Games, StoreDown, open_database

BACK = "I am back, and the game goes on."


class Comeback:
    """A stand-in that lives on while the bot comes and goes."""

    def __init__(self, stand_in: StandIn, people: People, data: Path) -> None:
        self.stand_in = stand_in
        self.people = people
        self.data = data

    @asynccontextmanager
    async def bot(self, **options: bool) -> AsyncIterator[Channel]:
        """The bot, for as long as it runs."""
        async with bot_on(self.stand_in, self.data, **options) as bot:
            yield Channel(self.people, bot, self.stand_in)

    async def says(self, user: str, text: str) -> dict:
        return await self.people.say(user, "trivia", text)


@pytest.fixture
async def comeback(tmp_path: Path) -> AsyncIterator[Comeback]:
    async with StandIn() as stand_in, People(stand_in.control, stand_in.key) as people:
        yield Comeback(stand_in, people, tmp_path)


async def points(data: Path) -> list[tuple[int, int]]:
    """What each award in the database gave, with its player."""
    database = await open_database(f"sqlite:///{data}/trivia.db")
    rows = await sql.rows(database, "SELECT player, points FROM awards ORDER BY guess")
    await database.close()
    return [(row.player, row.points) for row in rows]


# --- the process ends -----------------------------------------------------------------------------------------------


async def test_a_game_goes_on_after_a_restart_with_one_line(comeback: Comeback) -> None:
    async with comeback.bot() as channel:
        card = await channel.start()
    await comeback.people.wait_for("trivia", "I have to restart")
    async with comeback.bot() as channel:
        await channel.sees(BACK)
        await channel.says("ben", "williams")
        await channel.sees("@ben takes it")
        assert "John Williams" in (await channel.sees("John Williams wrote"))["text"]
    assert (await comeback.people.wait_for("trivia", "John Williams wrote"))["id"] == card["id"]


async def test_what_was_typed_meanwhile_is_judged_with_its_own_time(comeback: Comeback) -> None:
    async with comeback.bot() as channel:
        await channel.start()
        await channel.says("ada", "hans zimmer")
    await comeback.says("ben", "williams")
    await comeback.says("cleo", "john williams")
    async with comeback.bot() as channel:
        won = await channel.sees("takes it")
    assert "@ben takes it in" in won["text"]
    assert "@cleo, " in won["text"]


async def test_an_acknowledged_private_answer_is_not_lost(comeback: Comeback) -> None:
    async with comeback.bot() as channel:
        card = await channel.start(mode="everyone", seconds=5)
        assert (await channel.answer("ben", card, "williams")).startswith("Noted")
    async with comeback.bot() as channel:
        assert "@ben wins!" in (await channel.sees("Final standings"))["text"]


async def test_a_round_whose_time_ran_out_meanwhile_is_revealed(comeback: Comeback) -> None:
    async with comeback.bot() as channel:
        await channel.start(seconds=5)
    await asyncio.sleep(5)
    async with comeback.bot() as channel:
        await channel.sees("Time's up. It was John Williams.")


async def test_a_paused_game_stays_paused(comeback: Comeback) -> None:
    async with comeback.bot() as channel:
        await channel.start()
        await channel.command("ada", "trivia pause")
    async with comeback.bot() as channel:
        await channel.sees(BACK)
        assert "goes on" in await channel.command("ada", "trivia resume")
        await channel.says("ben", "williams")
        await channel.sees("@ben takes it")


async def test_members_of_a_list_stay_found(comeback: Comeback) -> None:
    async with comeback.bot() as channel:
        await channel.start(pack="team")
        await channel.says("ben", "zimmer")
        await channel.sees("Found 1 of 2")
    await comeback.says("cleo", "james newton howard")
    async with comeback.bot() as channel:
        assert "for James Newton Howard" in (await channel.sees("for Hans Zimmer"))["text"]


async def test_without_the_history_it_says_what_it_can_not_see(comeback: Comeback) -> None:
    async with comeback.bot() as channel:
        await channel.start()
    await comeback.says("ben", "williams")
    await comeback.people.fault("forbid", permission="read_message_history", channel="trivia")
    async with comeback.bot() as channel:
        await channel.sees("I can't see what was typed here meanwhile")
        await channel.says("cleo", "williams")
        assert "@ben" not in (await channel.sees("takes it"))["text"]


async def test_a_game_whose_channel_is_gone_is_closed(comeback: Comeback) -> None:
    async with comeback.bot() as channel:
        await channel.start()
    await comeback.people.fault("delete_channel", channel="trivia")
    async with comeback.bot() as channel:
        assert await channel.bot._games.unfinished() == []


async def test_a_game_in_a_direct_message_goes_on(comeback: Comeback) -> None:
    async with comeback.bot():
        await comeback.people.command("ada", "dm", "trivia start", {"pack": "film", "rounds": 1})
        await comeback.people.wait_for("dm", "Round 1 of 1", user="ada")
    async with comeback.bot():
        await comeback.people.wait_for("dm", BACK, user="ada")
        await comeback.people.say("ada", "dm", "williams")
        await comeback.people.wait_for("dm", "@ada takes it", user="ada")


async def test_questions_are_not_asked_again_after_a_restart(comeback: Comeback) -> None:
    asked = set[str]()
    for _ in range(3):
        async with comeback.bot() as channel:
            channel.bot.play._sessions._started.clear()
            began = (await comeback.people.messages("trivia"))[-1:]
            await comeback.people.command("ada", "trivia", "trivia start", {"rounds": 1})
            card = await channel.sees("Round 1 of", after=began[0]["id"] if began else None)
            asked.add(card["text"].splitlines()[1])
            await channel.command("ada", "trivia stop")
    assert len(asked) == 3


# --- taking up goes wrong -------------------------------------------------------------------------------------------


async def test_a_list_that_a_missed_answer_completes_ends_the_game_once(comeback: Comeback) -> None:
    async with comeback.bot() as channel:
        await channel.start(pack="team")
        await channel.says("ben", "zimmer")
        await channel.sees("Found 1 of 2")
    await comeback.says("cleo", "james newton howard")
    async with comeback.bot() as channel:
        await channel.sees("Final standings")
    said = [message["text"] for message in await comeback.people.messages("trivia")]
    assert sum("Final standings" in text for text in said) == 1


async def test_a_game_that_discord_withholds_at_first_is_taken_up_later(
    comeback: Comeback, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.client.AGAIN", 0.05)
    async with comeback.bot() as channel:
        await channel.start()
    await comeback.says("ben", "williams")
    # 403 would be an answer; discord.py itself tries five times after a 500, but once after this.
    await comeback.people.fault("http", status=400, method="GET", path="/messages", count=1)
    async with comeback.bot() as channel:
        await channel.sees("@ben takes it")


async def test_of_two_games_in_a_channel_the_newer_goes_on(comeback: Comeback) -> None:
    async with comeback.bot() as channel:
        await channel.start()
        (game,) = await channel.bot._games.unfinished()
        plan = replace(game.snapshot.plan, game=game.snapshot.plan.game - 1)
        await channel.bot._games.begin(replace(game, snapshot=replace(game.snapshot, plan=plan)), 0.0)
    async with comeback.bot() as channel:
        await channel.sees(BACK)
        assert [left.snapshot.plan.game for left in await channel.bot._games.unfinished()] == [game.snapshot.plan.game]


async def test_a_card_is_found_behind_much_talk(comeback: Comeback) -> None:
    async with comeback.bot() as channel:
        await channel.start()
        (game,) = await channel.bot._games.unfinished()
        # As it was written last by a process that ended while it sent the card.
        state = replace(game.snapshot.state, phase=Phase.ASKING, card=0, round=Round(1))
    database = await open_database(f"sqlite:///{comeback.data}/trivia.db")
    await Games(database).keep(replace(game.snapshot, state=state), [], 0.0)
    await database.close()
    await comeback.says("ben", "williams")
    for number in range(60):
        await comeback.says("cleo", f"this is no answer but talk, line {number}")
    async with comeback.bot() as channel:
        await channel.sees("@ben takes it")


async def test_a_game_that_nobody_saw_begin_is_over(comeback: Comeback) -> None:
    async with comeback.bot() as channel:
        await comeback.people.fault("http", status=400, method="POST", path="/webhooks", count=1)
        await comeback.people.command("ada", "trivia", "trivia start")
        assert (await channel.sees("Something broke on my side", user="ada"))["ephemeral"]
        assert await channel.bot._games.unfinished() == []


async def test_a_game_of_a_bot_that_was_kicked_stays_over(comeback: Comeback) -> None:
    async with comeback.bot() as channel:
        await channel.start()
        tasks = set(channel.bot._sessions._tasks)
        await comeback.people.bot("kick")
        await asyncio.wait(tasks, timeout=5)
        assert await channel.bot._games.unfinished() == []


async def test_a_game_starts_where_its_questions_can_not_be_remembered(
    comeback: Comeback, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def down(*_: object) -> None:
        raise StoreDown("the database can't be used: locked")

    async with comeback.bot() as channel:
        monkeypatch.setattr(channel.bot._games, "ask", down)
        await channel.start()
        assert "is right" in await channel.command("ben", "answer", text="williams")
    said = [message["text"] for message in await comeback.people.messages("trivia", user="ada")]
    assert not any("broke" in text for text in said)


# --- the gateway session is lost ------------------------------------------------------------------------------------


async def test_what_was_typed_while_the_session_was_lost_counts(channel: Channel) -> None:
    await channel.start()
    await channel.people.fault("invalidate")
    await channel.says("ben", "williams")
    await channel.sees("@ben takes it")


async def test_a_dropped_socket_replays_and_counts_once(channel: Channel) -> None:
    await channel.start(pack="film+sequel", rounds=2)
    await channel.people.fault("drop")
    await channel.says("ben", "williams" if "score" in (await channel.sees("Round 1"))["text"] else "1975")
    await channel.sees("@ben takes it")
    await channel.command("ada", "trivia stop")
    assert ", 1 right" in (await channel.sees("Final standings"))["text"]


async def test_no_time_runs_out_while_no_guess_can_reach_us(channel: Channel, monkeypatch: pytest.MonkeyPatch) -> None:
    dropped, back = asyncio.Event(), asyncio.Event()
    connect = DiscordWebSocket.from_client

    async def late(*args: Any, **options: Any) -> DiscordWebSocket:
        dropped.set()
        await back.wait()
        return await connect(*args, **options)

    await channel.start()
    session = channel.bot._sessions.running()[0][1]
    monkeypatch.setattr(DiscordWebSocket, "from_client", late)
    await channel.people.fault("drop")
    await asyncio.wait_for(dropped.wait(), 10)
    await channel.says("ben", "williams")
    state = session.game.snapshot().state
    session._wake(state.token, state.round.ends_at + 1)
    back.set()
    await channel.sees("@ben takes it")


# --- the database is away -------------------------------------------------------------------------------------------


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
    assert len(await points(comeback.data)) == 1


async def test_no_game_starts_while_the_database_is_away(comeback: Comeback, caplog: pytest.LogCaptureFixture) -> None:
    async with comeback.bot() as channel:
        take_away(channel.bot._games._database, comeback.data)
        await comeback.people.command("ada", "trivia", "trivia start")
        assert (await channel.sees("I can't write down points just now", user="ada"))["ephemeral"]
        assert "no game could start" in caplog.text
        bring_back(comeback.data)
        assert "starts a game" in await channel.command("ada", "trivia start")


# --- killed ---------------------------------------------------------------------------------------------------------


async def joined(comeback: Comeback, process: Process) -> None:
    await process.writes("has connected to Gateway")


@pytest.mark.slow
async def test_a_killed_process_loses_no_guess_and_counts_none_twice(comeback: Comeback) -> None:
    settings = {
        "DISCORD_API_URL": comeback.stand_in.api,
        "DISCORD_TOKEN": comeback.stand_in.token,
        "TRIVIA_DATA": str(comeback.data),
        "TRIVIA_PACKS": str(comeback.data / "packs"),
    }
    (comeback.data / "packs").mkdir()
    (comeback.data / "packs" / "sums.yaml").write_text(
        "pack: sums\ntitle: Sums\nquestions:\n"
        + "".join(
            f"  - id: q{number}\n    ask: What is {number} plus 1000?\n    answer: {number + 1000}\n    kind: number\n"
            for number in range(1, 21)
        )
    )
    async with running(comeback.data, **settings) as process:
        await joined(comeback, process)
        options = {"pack": "sums", "rounds": 4, "seconds": 30}
        await comeback.people.command("ada", "trivia", "trivia start", options)
        first = await comeback.people.wait_for("trivia", "Round 1 of 4")
        process.tell(signal.SIGKILL)
    for number in range(1, 5):
        card = first if number == 1 else await comeback.people.wait_for("trivia", f"Round {number} of 4", timeout=30)
        asked = int(card["text"].partition("What is ")[2].partition(" ")[0])
        async with running(comeback.data, **settings) as process:
            await joined(comeback, process)
            await comeback.says("ben", str(asked + 1000))
            await asyncio.sleep(0.3 * number)  # killed at another moment of each round
            process.tell(signal.SIGKILL)
        async with running(comeback.data, **settings) as process:
            await joined(comeback, process)
            wanted = f"Round {number + 1} of 4" if number < 4 else "Final standings"
            await comeback.people.wait_for("trivia", wanted, timeout=30)
            process.tell(signal.SIGKILL)
    standings = await comeback.people.wait_for("trivia", "Final standings")
    awards = await points(comeback.data)
    assert len(awards) == 4
    assert f"@ben: {sum(given for _, given in awards):,} points, 4 right" in standings["text"]
