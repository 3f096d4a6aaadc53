"""Games survive a process that ends: they go on where they were, with what was typed meanwhile."""

from __future__ import annotations

import asyncio
from dataclasses import replace

import pytest

from bot import words
from tests.bot.conftest import Comeback
from trivia.state import Phase, Round
from trivia.store import Games, StoreDown, open_database

BACK = "I am back, and the game goes on."


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


async def test_no_other_game_takes_the_place_of_one_that_is_about_to_be_taken_up(
    comeback: Comeback, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.client.AGAIN", 1)
    async with comeback.bot() as channel:
        card = await channel.start()
    await comeback.people.fault("http", status=400, method="GET", path="/messages", count=1)
    async with comeback.bot() as channel:
        later = "I am only just back, and the game here goes on in a moment: please try again then."
        assert await channel.command("cleo", "trivia start") == later
        assert await channel.command("cleo", "answer", text="williams") == later
        assert (await channel.press("cleo", card, "Answer"))["response"]["text"] == later
        await channel.sees(BACK)
        assert "is right" in await channel.answer("cleo", card, "williams")


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


async def test_no_game_starts_where_no_questions_can_be_drawn(
    comeback: Comeback, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def down(*_: object) -> None:
        raise StoreDown("the database can't be used: locked")

    async with comeback.bot() as channel:
        with monkeypatch.context() as away:
            away.setattr(channel.bot.play.bank._questions, "draw", down)
            refused = await channel.people.command("ada", channel.name, "trivia start", {})
            assert refused["response"]["text"] == words.STORE_DOWN
            assert refused["response"]["ephemeral"]
        channel.bot.play._sessions._started.clear()
        await channel.start()
