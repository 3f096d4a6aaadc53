"""What people do at the wrong moment, in the wrong place or without the right to: one private sentence, no score."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from bot.commands.play import named_packs
from bot.sandbox.people import People
from bot.sandbox.server import StandIn
from tests.bot.conftest import PACKS, Channel, bot_on


async def private(channel: Channel, user: str, name: str, **options: object) -> str:
    """What a command says to its user alone."""
    response = (await channel.people.command(user, channel.name, name, options))["response"]
    assert response["ephemeral"]
    return response["text"]


async def ends_without_points(channel: Channel) -> None:
    await channel.command("ada", "trivia stop")
    assert "Nobody scored this time." in (await channel.sees("Final standings"))["text"]


def let_start_again(channel: Channel) -> None:
    channel.bot.play._sessions._started.clear()


# --- starting -------------------------------------------------------------------------------------------------------


async def test_a_second_start_in_the_same_channel_is_refused(channel: Channel) -> None:
    await channel.start()
    assert "running here already" in await private(channel, "ben", "trivia start")


async def test_of_two_starts_at_the_same_instant_one_is_refused(channel: Channel) -> None:
    starts = await asyncio.gather(*(channel.command(user, "trivia start") for user in ("ada", "ben", "cleo")))
    assert sorted("starts a game" in said for said in starts) == [False, False, True]
    assert sum("running here already" in said for said in starts) == 2


async def test_a_start_right_after_a_game_has_to_wait(channel: Channel) -> None:
    await channel.start()
    await channel.command("ada", "trivia stop")
    await channel.sees("Final standings")
    assert "wait a few seconds" in await private(channel, "ada", "trivia start")


async def test_a_refused_start_costs_no_waiting(channel: Channel) -> None:
    await private(channel, "ada", "trivia start", pack="nowhere")
    await channel.start()


async def test_an_unknown_pack_brings_the_one_that_may_be_meant(channel: Channel) -> None:
    said = await private(channel, "ada", "trivia start", pack="sequal")
    assert said == "There is no pack called sequal: did you mean sequel? /trivia packs lists them."


async def test_one_unknown_pack_in_a_mix_is_named(channel: Channel) -> None:
    assert "no pack called films" in await private(channel, "ada", "trivia start", pack="sequel+films")


@pytest.mark.parametrize(
    ("typed", "packs"),
    [
        ("", ()),
        ("film", ("film",)),
        (" Film+SEQUEL, ", ("film", "sequel")),
        ("film sequel film", ("film", "sequel")),
        ("top gun: maverick", ("top-gun-maverick",)),
        ("Jaws, 1+2 + film", ("jaws", "1", "2", "film")),
        ("JAWS 1+2", ("jaws-1-2",)),
        ("top gun", ("top gun",)),
    ],
)
def test_packs_are_named_by_id_or_title(typed: str, packs: tuple[str, ...]) -> None:
    titles = {"Film": "film", "Sequels": "sequel", "Top Gun: Maverick": "top-gun-maverick", "Jaws 1+2": "jaws-1-2"}
    assert named_packs(typed, titles) == packs


async def test_wishes_that_no_question_fits_are_refused(channel: Channel) -> None:
    said = await private(channel, "ada", "trivia start", pack="film", difficulty="hard")
    assert "There are no hard questions in that pack" in said


@pytest.mark.parametrize("missing", ["view_channel", "send_messages", "read_message_history", "add_reactions"])
async def test_a_missing_permission_is_named(channel: Channel, missing: str) -> None:
    await channel.people.fault("forbid", permission=missing, channel="trivia")
    said = await private(channel, "ada", "trivia start")
    assert missing.replace("_", " ").title() in said


async def test_all_missing_permissions_are_named_together(channel: Channel) -> None:
    for missing in ("send_messages", "add_reactions"):
        await channel.people.fault("forbid", permission=missing, channel="trivia")
    said = await private(channel, "ada", "trivia start")
    assert "these permissions: Send Messages, Add Reactions. Ask an admin" in said


async def test_in_a_thread_its_own_permission_is_needed(channel: Channel) -> None:
    thread = await channel.people.thread("ada", "trivia", "side game")
    await channel.people.fault("forbid", permission="send_messages_in_threads", channel="trivia")
    refused = await channel.people.command("ada", thread["id"], "trivia start")
    assert "Send Messages In Threads" in refused["response"]["text"]
    await channel.start()


# --- in a game ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("command", ["stop", "pause", "resume"])
async def test_somebody_else_may_not_steer_the_game(channel: Channel, command: str) -> None:
    await channel.start()
    assert "Only whoever started the game" in await private(channel, "ben", f"trivia {command}")


async def test_a_moderator_may_stop_the_game(channel: Channel) -> None:
    await channel.start()
    assert await private(channel, "mo", "trivia stop") == "The game is stopped."
    await channel.sees("The game was stopped.")


@pytest.mark.parametrize("command", ["stop", "skip", "hint", "pause", "resume", "scores"])
async def test_without_a_game_a_command_says_how_to_start_one(channel: Channel, command: str) -> None:
    said = await private(channel, "ada", f"trivia {command}")
    assert said == "No game is running here. /trivia start begins one."


async def test_an_answer_without_a_game_says_how_to_start_one(channel: Channel) -> None:
    assert "No game is running" in await private(channel, "ada", "answer", text="x")


async def test_resuming_a_game_that_runs_is_refused(channel: Channel) -> None:
    await channel.start()
    assert await private(channel, "ada", "trivia resume") == "The game is not paused."


async def test_nothing_counts_while_the_game_is_paused(channel: Channel) -> None:
    await channel.start()
    await channel.command("ada", "trivia pause")
    assert "paused" in await private(channel, "ben", "answer", text="williams")


async def test_a_skip_by_somebody_who_has_not_played_is_refused(channel: Channel) -> None:
    card = await channel.start()
    assert "take a guess first" in (await channel.press("ben", card, "Skip"))["response"]["text"]


async def test_a_second_choice_in_a_race_is_refused(channel: Channel) -> None:
    card = await channel.start(choices=True)
    wrong = [button for button in "ABCD" if f"{button} · John Williams" not in card["text"]]
    await channel.press("ben", card, wrong[0])
    assert "the first choice stands" in (await channel.press("ben", card, wrong[1]))["response"]["text"]


# --- buttons of what is over ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("label", ["Answer", "Hint", "Skip"])
async def test_a_button_of_a_finished_round_says_so(channel: Channel, label: str) -> None:
    await channel.people.fault("http", status=400, method="PATCH", path="/messages/", count=1)
    card = await channel.start(pack="film+sequel", rounds=2)
    await channel.press("ada", card, "Skip")
    await channel.sees("Round 2 of")
    pressed = (await channel.press("ben", card, label))["response"]
    assert (pressed["ephemeral"], pressed["text"]) == (True, "That round is over: use the newest card.")


async def test_an_answer_button_between_two_rounds_says_so(channel: Channel) -> None:
    channel.bot.play._gap = 60.0
    await channel.people.fault("http", status=400, method="PATCH", path="/messages/", count=1)
    card = await channel.start(pack="film+sequel", rounds=2)
    await channel.press("ada", card, "Skip")
    pressed = (await channel.press("ben", card, "Answer"))["response"]
    assert pressed["text"] == "That round is over. The next question is on its way."


async def test_a_modal_filled_in_too_late_says_so(channel: Channel) -> None:
    card = await channel.start(pack="film+sequel", rounds=2)
    opened = await channel.press("ben", card, "Answer")
    await channel.press("ada", card, "Skip")
    await channel.sees("Round 2 of")
    late = await channel.people.submit("ben", opened["interaction"], {"Answer": "williams"})
    assert late["response"]["text"] == "That round is over: use the newest card."


async def test_a_button_of_a_finished_game_says_so(channel: Channel) -> None:
    await channel.people.fault("http", status=400, method="PATCH", path="/messages/", count=1)
    card = await channel.start()
    await channel.command("ada", "trivia stop")
    await channel.sees("Final standings")
    pressed = (await channel.press("ben", card, "Answer"))["response"]
    assert (pressed["ephemeral"], pressed["text"]) == (True, "That game is over. /trivia start begins a new one.")


async def test_old_buttons_work_after_a_restart(tmp_path: Path) -> None:
    async with StandIn() as stand_in, People(stand_in.control, stand_in.key) as people:
        async with bot_on(stand_in, tmp_path) as bot:
            place = Channel(people, bot, stand_in)
            await people.fault("http", status=400, method="PATCH", path="/messages/", count=1)
            card = await place.start()
            await place.command("ada", "trivia stop")
            standings = await place.sees("Final standings")
        async with bot_on(stand_in, tmp_path):
            assert "That game is over" in (await people.press("ben", card["id"], "Hint"))["response"]["text"]
            again = await people.press("ben", standings["id"], "Play again")
            assert "@ben starts a game: Film" in again["response"]["text"]


async def test_play_again_of_a_pack_that_is_gone_says_so(tmp_path: Path) -> None:
    async with StandIn() as stand_in, People(stand_in.control, stand_in.key) as people:
        async with bot_on(stand_in, tmp_path) as bot:
            place = Channel(people, bot, stand_in)
            await place.start(pack="sequel")
            await place.command("ada", "trivia stop")
            standings = await place.sees("Final standings")
        async with bot_on(stand_in, tmp_path, packs=PACKS[:1]):
            again = await people.press("ben", standings["id"], "Play again")
            assert "There is no pack called sequel" in again["response"]["text"]


# --- what is no answer ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["bot", "webhook"])
async def test_a_bot_or_a_webhook_does_not_play(channel: Channel, kind: str) -> None:
    await channel.start()
    await channel.says("Helper", "john williams", speaks_as=kind)
    await ends_without_points(channel)


async def test_an_edit_to_the_right_answer_does_not_count(channel: Channel) -> None:
    await channel.start()
    said = await channel.says("ben", "zimmer")
    await channel.people.edit("ben", said["id"], "john williams")
    await ends_without_points(channel)


async def test_a_guess_that_is_deleted_still_counts(channel: Channel) -> None:
    await channel.start()
    said = await channel.says("ben", "john williams")
    await channel.people.delete("ben", said["id"])
    await channel.sees("@ben takes it in")
    await channel.sees("@ben wins!")


async def test_a_message_of_two_thousand_characters_does_no_harm(channel: Channel) -> None:
    await channel.start()
    await channel.says("ben", "is it perhaps hans zimmer or " * 68)
    assert "is right" in await channel.command("ben", "answer", text="williams")


async def test_a_picture_without_words_is_no_guess(channel: Channel) -> None:
    await channel.start()
    await channel.says("ben", "", files={"williams.png": b"\x89PNG"})
    await ends_without_points(channel)


async def test_a_game_in_another_channel_hears_nothing(channel: Channel) -> None:
    await channel.start()
    await channel.people.say("ben", "general", "john williams")
    await ends_without_points(channel)


async def test_a_card_that_was_deleted_is_shown_anew(channel: Channel) -> None:
    card = await channel.start()
    await channel.people.delete("mo", card["id"])
    await channel.command("ben", "trivia hint")
    anew = await channel.sees("Hint: J··· W·······")
    assert anew["id"] != card["id"]
    await channel.press("ada", anew, "Skip")
    assert (await channel.sees("Source: Ann Author"))["id"] == anew["id"]


async def test_a_start_after_another_can_follow_at_once_elsewhere(channel: Channel) -> None:
    await channel.start()
    started = await channel.people.command("ada", "quiet", "trivia start")
    assert "starts a game" in started["response"]["text"]


async def test_play_again_while_a_game_runs_is_refused(channel: Channel) -> None:
    await channel.start()
    await channel.command("ada", "trivia stop")
    standings = await channel.sees("Final standings")
    let_start_again(channel)
    await channel.start("ben")
    again = (await channel.press("cleo", standings, "Play again"))["response"]
    assert again["ephemeral"]
    assert "running here already" in again["text"]
