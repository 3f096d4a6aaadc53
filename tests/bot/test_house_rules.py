"""What a server has set is in force: where and how games run, who plays, and what is told where."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import replace

import pytest

from bot.sandbox.people import People
from tests.bot.conftest import Channel, Comeback
from tests.bot.earning import earn
from tests.bot.panels import ADMIN, ids, server
from trivia.boards import Totals
from trivia.judge import Strictness
from trivia.plan import Mode
from trivia.server import Announcement, ServerSettings

SLIP = "john wiliams: no, that is not it."
BARRED = "The admins of this server have set that you can't play here: ask one of them if that is a mistake."


async def rule(channel: Channel, **fields: object) -> None:
    """Let the server have set this."""

    def change(old: ServerSettings) -> ServerSettings:
        return replace(old, **fields)  # type: ignore[arg-type]

    await channel.bot._book.change(await server(channel), change, 1, 0.0)


async def private(channel: Channel, user: str, name: str, place: str = "trivia", **options: object) -> str:
    """What a person alone reads when they run a command."""
    response = (await channel.people.command(user, place, name, options))["response"]
    assert response["ephemeral"], response["text"]
    return response["text"]


async def seen(channel: Channel, place: str, user: str = "dev") -> list[str]:
    return [message["text"] for message in await channel.people.messages(place, user=user)]


# --- where games run ------------------------------------------------------------------------------------------------


async def test_games_run_only_in_the_channels_that_are_named(channel: Channel) -> None:
    known = await ids(channel)
    await rule(channel, channels=frozenset({known["quiet"], known["general"]}))
    refused = await private(channel, "ada", "trivia start")
    assert refused == "No games run in this channel: start one in #general, #quiet."
    assert await seen(channel, "trivia") == []
    started = await channel.people.command("ada", "quiet", "trivia start", {"pack": "film"})
    assert "starts a game" in started["response"]["text"]


async def test_they_run_in_the_threads_of_those_channels_too(channel: Channel) -> None:
    known = await ids(channel)
    await channel.people.thread("ada", "quiet", "films")
    await channel.people.thread("ada", "trivia", "songs")
    await rule(channel, channels=frozenset({known["quiet"]}))
    started = await channel.people.command("ada", "films", "trivia start", {"pack": "film"})
    assert "starts a game" in started["response"]["text"]
    assert "start one in #quiet." in await private(channel, "ada", "trivia start", "songs")


async def test_play_again_is_refused_there_too(channel: Channel) -> None:
    await channel.start()
    await channel.says("ada", "john williams")
    standings = await channel.sees("Final standings")
    await rule(channel, channels=frozenset({(await ids(channel))["quiet"]}))
    channel.bot._sessions._started.clear()
    pressed = await channel.press("ben", standings, "Play again")
    assert pressed["response"]["ephemeral"]
    assert "start one in #quiet" in pressed["response"]["text"]
    assert "Final standings" in (await channel.sees("Final standings"))["text"]


async def test_where_none_of_them_is_left_an_admin_is_needed(channel: Channel) -> None:
    await rule(channel, channels=frozenset({(await ids(channel))["quiet"]}))
    await channel.people.fault("delete_channel", channel="quiet")
    refused = await private(channel, "ada", "trivia start")
    assert refused.endswith("are all gone: ask an admin to name others with /server.")


async def test_a_game_that_runs_already_goes_on(channel: Channel) -> None:
    await channel.start()
    await rule(channel, channels=frozenset({(await ids(channel))["quiet"]}))
    await channel.says("ada", "john williams")
    await channel.sees("@ada wins!")


async def test_direct_messages_are_no_servers(channel: Channel) -> None:
    await rule(channel, channels=frozenset({(await ids(channel))["quiet"]}), rounds=1)
    started = await channel.people.command("ada", "dm", "trivia start", {})
    assert "3 rounds (all there are) of 20 seconds" in started["response"]["text"]


# --- packs ----------------------------------------------------------------------------------------------------------


async def test_a_pack_that_is_off_is_neither_listed_nor_offered_nor_asked_from(channel: Channel) -> None:
    await rule(channel, packs_off=frozenset({"sequel", "film"}))
    assert "sequel" not in await channel.command("ada", "trivia packs")
    offered = await channel.people.autocomplete("ada", "trivia", "trivia start", "pack", {"pack": ""})
    assert [choice["value"] for choice in offered["choices"]] == ["team"]
    started = await channel.people.command("ada", "trivia", "trivia start", {})
    assert "starts a game: Teams, 1 round (all there are)" in started["response"]["text"]


async def test_one_that_is_off_can_not_be_named(channel: Channel) -> None:
    await rule(channel, packs_off=frozenset({"sequel"}))
    refused = await private(channel, "ada", "trivia start", pack="film+sequel")
    assert refused == "The pack sequel is switched off in this server: /trivia packs lists those that are on."


async def test_where_all_are_off_an_admin_is_needed(channel: Channel) -> None:
    await rule(channel, packs_off=frozenset({"film", "sequel", "team"}))
    assert "All packs are switched off" in await private(channel, "ada", "trivia start")


# --- how games are played -------------------------------------------------------------------------------------------


async def test_what_a_starter_leaves_open_is_as_the_server_has_set_it(channel: Channel) -> None:
    await rule(channel, rounds=2, seconds=33, mode=Mode.EVERYONE)
    started = await channel.people.command("ada", "trivia", "trivia start", {})
    assert "2 rounds of 33 seconds; everyone answers in private" in started["response"]["text"]


async def test_what_a_starter_says_goes_before(channel: Channel) -> None:
    await rule(channel, rounds=2, seconds=33, mode=Mode.EVERYONE, hints=False)
    said = {"rounds": 1, "seconds": 60, "mode": "race", "hints": True, "pack": "film"}
    started = await channel.people.command("ada", "trivia", "trivia start", said)
    assert "1 round of 60 seconds; first right answer" in started["response"]["text"]
    assert "[Hint]" in (await channel.sees("Round 1 of"))["text"]


async def test_without_hints_there_are_none(channel: Channel) -> None:
    await rule(channel, hints=False)
    card = await channel.start(seconds=5)
    assert "[Answer] [Skip 0/1]" in card["text"]
    assert await private(channel, "ada", "trivia hint") == "This game is played without hints."
    await channel.sees("Time's up")
    assert "Hint:" not in (await channel.sees("Round 1 of"))["text"]


async def test_a_game_without_hints_is_played_again_without(channel: Channel) -> None:
    await channel.start(hints=False)
    await channel.says("ada", "john williams")
    standings = await channel.sees("Final standings")
    channel.bot._sessions._started.clear()
    await channel.press("ada", standings, "Play again")
    card = await channel.sees("Round 1 of", after=standings["id"])
    assert "[Answer] [Skip" in card["text"]


async def test_strictly_judged_a_typo_is_not_forgiven(channel: Channel) -> None:
    await rule(channel, strictness=Strictness.STRICT)
    await channel.start()
    assert await private(channel, "ada", "answer", text="john wiliams") == SLIP
    right = await channel.says("ben", "JOHN  WILLIAMS!")
    assert await channel.reacted(right) == ["\N{WHITE HEAVY CHECK MARK}"]


async def test_a_game_stays_as_it_began_whatever_is_set_and_however_often_the_bot_restarts(comeback: Comeback) -> None:
    async with comeback.bot() as channel:
        await rule(channel, strictness=Strictness.STRICT, hints=False)
        await channel.start()
        await rule(channel, strictness=Strictness.NORMAL, hints=True)
    async with comeback.bot() as channel:
        await channel.sees("I am back")
        assert await private(channel, "ada", "trivia hint") == "This game is played without hints."
        assert await private(channel, "ada", "answer", text="john wiliams") == SLIP


# --- who may not play -----------------------------------------------------------------------------------------------


async def bar(channel: Channel, *users: str) -> None:
    known = await ids(channel)
    await rule(channel, barred=frozenset(known[user] for user in users))


async def test_what_a_barred_player_types_is_not_judged(channel: Channel) -> None:
    await bar(channel, "ben")
    await channel.start()
    await channel.says("ben", "john williams")
    right = await channel.says("ada", "john williams")
    await channel.sees("@ada wins!")
    reactions = {message["id"]: message.get("reactions") for message in await channel.people.messages("trivia")}
    assert reactions[right["id"]]
    assert sum(bool(found) for found in reactions.values()) == 1


async def test_they_are_told_once_and_in_private(channel: Channel) -> None:
    await bar(channel, "ben")
    await channel.start()
    for text in ("john williams", "williams", "hans zimmer"):
        await channel.says("ben", text)
    await channel.people.wait_for("dm", "The admins of Soundtrack Club have set that you can't play there", user="ben")
    await channel.says("ada", "john williams")
    await channel.sees("Final standings")
    assert len(await channel.people.messages("dm", user="ben")) == 1
    assert not [text for text in await seen(channel, "trivia") if "can't play" in text]


async def test_they_may_chat_without_being_told_anything(channel: Channel) -> None:
    await bar(channel, "ben")
    await channel.start()
    await channel.says("ben", "I had the most wonderful dinner on the beach last night, you should all go there")
    await channel.says("ada", "john williams")
    await channel.sees("Final standings")
    assert await channel.people.messages("dm", user="ben") == []


WAYS: list[Callable[[Channel, dict], object]] = [
    lambda channel, _: private(channel, "ben", "answer", text="john williams"),
    lambda channel, _: private(channel, "ben", "trivia hint"),
    lambda channel, _: private(channel, "ben", "trivia skip"),
    *(lambda channel, card, label=label: pressed(channel, card, label) for label in ("Answer", "Hint", "Skip 0/1")),
]


async def pressed(channel: Channel, card: dict, label: str) -> str:
    response = (await channel.press("ben", card, label))["response"]
    assert response["ephemeral"]
    return response["text"]


@pytest.mark.parametrize("way", range(len(WAYS)))
async def test_whatever_they_press_or_run_is_refused(channel: Channel, way: int) -> None:
    await bar(channel, "ben")
    card = await channel.start()
    assert await WAYS[way](channel, card) == BARRED  # type: ignore[misc]
    assert channel.bot._sessions.find((await ids(channel))["trivia"]).game.number == 1  # type: ignore[union-attr]


async def test_they_can_not_start_a_game(channel: Channel) -> None:
    await bar(channel, "ben")
    assert await private(channel, "ben", "trivia start") == BARRED
    assert await seen(channel, "trivia") == []


async def test_a_modal_that_was_opened_before_does_not_count_either(channel: Channel) -> None:
    card = await channel.start()
    opened = await channel.press("ben", card, "Answer")
    await bar(channel, "ben")
    said = await channel.people.submit("ben", opened["interaction"], {"Answer": "john williams"})
    assert said["response"]["text"] == BARRED


async def test_what_they_typed_while_the_bot_was_away_does_not_count(comeback: Comeback) -> None:
    async with comeback.bot() as channel:
        await bar(channel, "ben")
        await channel.start()
    await comeback.says("ben", "john williams")
    await comeback.says("ada", "williams")
    async with comeback.bot() as channel:
        await channel.sees("@ada wins!")
    assert len(await comeback.points()) == 1


async def test_let_in_again_they_play(channel: Channel) -> None:
    await bar(channel, "ben")
    await channel.start()
    await channel.says("ben", "john williams")
    await bar(channel)
    await channel.says("ben", "john williams")
    await channel.sees("@ben wins!")


async def test_elsewhere_they_play_as_everybody(channel: Channel) -> None:
    await bar(channel, "ben")
    started = await channel.people.command("ben", "dm", "trivia start", {"pack": "film"})
    assert "starts a game" in started["response"]["text"]
    await channel.people.wait_for("dm", "Round 1 of", user="ben")
    await channel.people.say("ben", "dm", "john williams")
    await channel.people.wait_for("dm", "@ben wins!", user="ben")


async def test_they_read_what_a_server_has_set_of_them(channel: Channel) -> None:
    await bar(channel, "ben")
    assert "That 1 server has set that you can't play there" in await channel.command("ben", "privacy show")


# --- what is told where ---------------------------------------------------------------------------------------------


async def test_the_winner_of_a_game_is_announced(channel: Channel) -> None:
    await rule(channel, announce_in=(await ids(channel))["general"])
    await channel.start()
    await channel.says("ben", "hans zimmer")
    await channel.says("ada", "john williams")
    told = await channel.people.wait_for("general", "@ada wins! Film @\u200beveryone in #trivia: ", user="dev")
    assert told["text"].endswith(" points, 2 players.")
    assert told["pings"] == []


async def test_a_game_alone_is_not_announced(channel: Channel) -> None:
    await rule(channel, announce_in=(await ids(channel))["general"])
    await channel.start()
    await channel.says("ada", "john williams")
    await channel.sees("Final standings")
    if playing := set(channel.bot._sessions._tasks):
        await asyncio.wait(playing, timeout=5)
    assert await seen(channel, "general") == []


async def test_the_podium_of_a_season_is_shown_there_and_only_there(channel: Channel) -> None:
    await earn(channel, {"ada": Totals(50)})
    await rule(channel, announce_in=(await ids(channel))["general"], announce=frozenset({Announcement.SEASONS}))
    asked = (await channel.people.command(ADMIN, "trivia", "season end"))["response"]
    await channel.press(ADMIN, asked, "End season 1")
    await channel.people.wait_for("general", "Season 1 is over", user="dev")
    await channel.sees("Season 1 is over, and its podium is in #general.", user=ADMIN)
    assert await seen(channel, "trivia") == []


async def gone(people: People) -> None:
    await people.fault("delete_channel", channel="general")


async def closed(people: People) -> None:
    await people.fault("forbid", permission="send_messages", channel="general")


@pytest.mark.parametrize("breaking", [gone, closed])
async def test_where_that_channel_takes_nothing_it_is_shown_where_the_season_was_ended(
    channel: Channel, breaking: Callable
) -> None:
    await earn(channel, {"ada": Totals(50)})
    await rule(channel, announce_in=(await ids(channel))["general"], audit_channel=(await ids(channel))["general"])
    await breaking(channel.people)
    asked = (await channel.people.command(ADMIN, "trivia", "season end"))["response"]
    await channel.press(ADMIN, asked, "End season 1")
    assert "@ada wins it!" in (await channel.sees("Season 1 is over", user="dev"))["text"]


async def test_what_is_not_wanted_is_not_announced(channel: Channel) -> None:
    await rule(channel, announce_in=(await ids(channel))["general"], announce=frozenset())
    await channel.start()
    await channel.says("ben", "hans zimmer")
    await channel.says("ada", "john williams")
    await channel.sees("Final standings")
    await earn(channel, {"ada": Totals(50)})
    asked = (await channel.people.command(ADMIN, "trivia", "season end"))["response"]
    await channel.press(ADMIN, asked, "End season 1")
    await channel.sees("Season 1 is over", user="dev")
    assert await seen(channel, "general") == []
