"""What Discord, the network and admins do to a running game: it goes on, or it ends alone and cleanly."""

from __future__ import annotations

import asyncio

import pytest
from aiohttp import web

import trivia.game
from tests.bot.conftest import Channel


async def plays_on(channel: Channel, user: str = "ben") -> None:
    """The open round still takes answers."""
    assert "is right" in await channel.command(user, "answer", text="williams")


async def two_games(channel: Channel) -> Channel:
    """Start a game in `trivia` and one in `quiet`; the latter."""
    await channel.start()
    other = Channel(channel.people, channel.bot, channel.stand_in, "quiet")
    await other.start("cleo")
    return other


async def ends(channel: Channel, number: int) -> None:
    """Wait until no game runs in the channel with this id."""
    session = channel.bot.play._sessions.find(number)
    tasks = [task for task in asyncio.all_tasks() if session and task.get_name() == f"game {session.game.plan.game}"]
    await asyncio.wait_for(asyncio.gather(*tasks, return_exceptions=True), 10)
    assert channel.bot.play._sessions.find(number) is None


# --- channels that go away ------------------------------------------------------------------------------------------


async def test_a_deleted_channel_ends_its_game_and_no_other(channel: Channel) -> None:
    other = await two_games(channel)
    number = int((await channel.sees("Round 1"))["channel_id"])
    await channel.people.fault("delete_channel", channel="trivia")
    await ends(channel, number)
    await plays_on(other)


async def test_a_deleted_channel_takes_the_games_of_its_threads_along(channel: Channel) -> None:
    thread = await channel.people.thread("ada", "trivia", "side game")
    inside = Channel(channel.people, channel.bot, channel.stand_in, thread["id"])
    await inside.start()
    await channel.people.fault("delete_channel", channel="trivia")
    await ends(channel, int(thread["id"]))


async def test_a_channel_that_forbids_messages_ends_its_game_and_no_other(channel: Channel) -> None:
    other = await two_games(channel)
    number = int((await channel.sees("Round 1"))["channel_id"])
    await channel.people.fault("forbid", permission="send_messages", channel="trivia")
    await channel.command("ada", "trivia skip")
    await ends(channel, number)
    await plays_on(other)


async def test_the_starter_reads_in_private_why_a_forbidden_game_ended(channel: Channel) -> None:
    await channel.start()
    await channel.people.fault("forbid", permission="send_messages", channel="trivia")
    await channel.command("ada", "trivia skip")
    said = await channel.sees("the game there ended", user="ada")
    assert said["ephemeral"]
    assert said["text"].startswith("I may not write in #trivia any more")


async def test_the_starter_reads_it_in_a_direct_message_when_the_command_is_long_ago(channel: Channel) -> None:
    await channel.start()
    stage = channel.bot.play._sessions.find(int((await channel.sees("Round 1"))["channel_id"]))._stage
    stage._starter.opened.id -= 16 * 60 * 1000 << 22
    await channel.people.fault("forbid", permission="send_messages", channel="trivia")
    await channel.command("ada", "trivia skip")
    await channel.people.wait_for("dm", "the game there ended", user="ada")


async def test_a_game_is_stopped_where_the_channel_refuses_messages(channel: Channel) -> None:
    await channel.start()
    number = int((await channel.sees("Round 1"))["channel_id"])
    await channel.people.fault("forbid", permission="send_messages", channel="trivia")
    assert await channel.command("ada", "trivia stop") == "The game is stopped."
    await ends(channel, number)


async def test_a_reaction_that_is_forbidden_costs_nobody_the_round(channel: Channel) -> None:
    await channel.start()
    await channel.people.fault("forbid", permission="add_reactions", channel="trivia")
    await channel.says("ben", "john williams")
    await channel.sees("@ben takes it in")


async def test_a_bot_that_is_kicked_ends_its_games_and_can_come_back(channel: Channel) -> None:
    await channel.start()
    number = int((await channel.sees("Round 1"))["channel_id"])
    await channel.people.bot("kick")
    await ends(channel, number)
    await channel.people.bot("invite", server=(await channel.people.state())["server"]["name"])
    channel.bot.play._sessions._started.clear()
    last = (await channel.people.messages("trivia"))[-1]["id"]
    await channel.command("ada", "trivia start")
    await channel.sees("Round 1 of", after=last)


# --- HTTP that fails ------------------------------------------------------------------------------------------------


async def test_a_card_refused_with_500_is_sent_again(channel: Channel) -> None:
    await channel.people.fault("http", status=500, method="POST", path="/messages", count=1)
    await channel.start()
    await plays_on(channel)


async def test_a_rate_limit_is_waited_for(channel: Channel) -> None:
    await channel.people.fault("http", status=429, method="POST", path="/messages", count=2, retry_after=0.1)
    await channel.start()
    await plays_on(channel)


async def test_a_question_that_could_not_be_shown_is_asked_again(
    channel: Channel, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(trivia.game, "RETRY_AFTER", 0.05)
    await channel.people.fault("http", status=503, method="POST", path="/messages", count=2)
    await channel.start()
    await plays_on(channel)


async def test_a_question_that_can_never_be_shown_ends_the_game(
    channel: Channel, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(trivia.game, "RETRY_AFTER", 0.05)
    await channel.people.fault("http", status=503, method="POST", path="/messages", count=3)
    await channel.command("ada", "trivia start")
    await channel.sees("Discord would not take the next question")


async def test_a_card_that_can_not_be_edited_does_not_end_the_game(channel: Channel) -> None:
    card = await channel.start()
    await channel.people.fault("http", status=503, method="PATCH", path="/messages/", count=1)
    await channel.press("ben", card, "Hint")
    await plays_on(channel)


async def test_a_reply_that_is_refused_does_not_end_the_game(channel: Channel) -> None:
    card = await channel.start(pack="film+sequel", rounds=2)
    await channel.people.fault("http", status=503, method="POST", path="/messages", count=1)
    await channel.press("ada", card, "Skip")
    await channel.sees("Round 2 of 2")


@pytest.mark.slow
async def test_an_answer_counts_although_its_acknowledgement_is_slow(channel: Channel) -> None:
    await channel.start()
    await channel.people.fault("slow", ms=2000, path="/interactions/")
    slow = asyncio.create_task(channel.command("ben", "answer", text="williams"))
    await channel.says("cleo", "williams")
    assert "@ben" in (await channel.sees("takes it"))["text"]
    assert "is right" in await slow


@pytest.mark.slow
async def test_a_start_that_comes_too_late_for_discord_leaves_the_channel_free(
    channel: Channel, caplog: pytest.LogCaptureFixture
) -> None:
    await channel.people.fault("slow", ms=3100, path="/interactions/")
    late = await channel.people.command("ada", "trivia", "trivia start")
    assert late["ack"] == "none"
    await channel.people.mend("slow")
    await asyncio.wait([task for task in asyncio.all_tasks() if task.get_name() == "CommandTree-invoker"], timeout=5)
    await channel.start()
    assert "came too late for Discord" in caplog.text
    assert not any(record.exc_info for record in caplog.records)


# --- what breaks on our side ----------------------------------------------------------------------------------------


async def test_a_game_that_breaks_leaves_nobody_waiting(channel: Channel, monkeypatch: pytest.MonkeyPatch) -> None:
    await channel.start()

    async def broken(*_: object) -> None:
        raise RuntimeError("the disk is full")

    monkeypatch.setattr(channel.bot.play._games, "keep", broken)
    assert "That game is over" in await channel.command("ada", "trivia stop")
    assert "No game is running here" in await channel.command("ada", "trivia scores")


async def test_an_error_comes_with_a_number_that_the_log_has_too(
    channel: Channel, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(channel.bot.play.bank, "draw", None)
    said = await channel.command("ada", "trivia start")
    assert said.startswith("Something broke on my side; please try again.")
    assert f"error {said.rstrip('.').split()[-1]} in channel" in caplog.text


async def test_a_command_of_an_older_version_says_so(channel: Channel) -> None:
    assert channel.bot.application_id is not None
    old = {"name": "quiz", "description": "Gone.", "type": 1}
    await channel.bot.http.upsert_global_command(channel.bot.application_id, old)
    assert await channel.command("ada", "quiz") == "That command has changed: restart Discord and try again."


async def test_a_start_while_the_bot_goes_down_is_refused(channel: Channel) -> None:
    await channel.bot._sessions.close()
    assert await channel.command("ada", "trivia start") == "I am about to restart: try again in a minute."


async def test_an_answer_while_the_bot_goes_down_is_not_told_that_its_game_is_over(channel: Channel) -> None:
    card = await channel.start()
    await channel.bot._sessions.close()
    closing = "I am about to restart: try again in a minute."
    assert await channel.command("ben", "answer", text="williams") == closing
    assert (await channel.press("ben", card, "Answer"))["response"]["text"] == closing


async def test_a_server_without_a_channel_to_write_in_is_not_greeted(
    channel: Channel, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO", "bot.client")
    second = await channel.people.state("Second Screening")
    for place in second["channels"]:
        if place["server"] == "Second Screening":
            await channel.people.fault("forbid", permission="send_messages", channel=place["id"])
    await channel.people.bot("invite")
    await channel.command("ada", "trivia help")
    assert "no channel to greet server" in caplog.text


# --- the gateway ----------------------------------------------------------------------------------------------------


async def test_what_was_said_while_the_socket_was_down_counts(channel: Channel) -> None:
    await channel.start()
    await channel.people.fault("drop")
    assert await channel.reacted(await channel.says("ben", "williams")) == ["✅"]


async def test_a_reconnect_that_discord_asks_for_costs_nothing(channel: Channel) -> None:
    await channel.start()
    await channel.people.fault("reconnect")
    assert await channel.reacted(await channel.says("ben", "williams")) == ["✅"]


@pytest.mark.slow
async def test_a_game_outlives_an_invalidated_session(channel: Channel) -> None:
    await channel.start()
    ready = asyncio.create_task(channel.bot.wait_for("shard_ready", timeout=15))
    await channel.people.fault("invalidate")
    await ready
    assert await channel.reacted(await channel.says("ben", "williams")) == ["✅"]


@pytest.mark.slow
async def test_a_game_outlives_a_network_that_comes_back(channel: Channel) -> None:
    await channel.start()
    runner = channel.stand_in._runner
    assert runner is not None
    assert runner.server is not None
    port = channel.stand_in._port
    ready = asyncio.create_task(channel.bot.wait_for("shard_ready", timeout=20))
    failed = asyncio.create_task(_disconnects(channel, 2))  # by the loss, and by a vain attempt to come back
    await next(iter(runner.sites)).stop()
    await runner.server.shutdown(timeout=0.1)
    await failed
    await web.TCPSite(runner, "127.0.0.1", port).start()
    await ready
    assert await channel.reacted(await channel.says("ben", "williams")) == ["✅"]


async def _disconnects(channel: Channel, times: int) -> None:
    for _ in range(times):
        await channel.bot.wait_for("shard_disconnect", timeout=10)
