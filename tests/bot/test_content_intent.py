"""The same games with and without the message-content intent: by buttons, modals, `/answer`, mentions and replies."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest

from tests.bot.conftest import PACKS, Channel, playing
from trivia.packs import Pack
from trivia.question import Difficulty


@pytest.fixture(params=[True, False], ids=["with the intent", "without it"])
async def either(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Channel]:
    """The channel `trivia`, once where typed messages are read and once where they are not."""
    async with playing(tmp_path, content=request.param, typing=request.param) as place:
        yield place


def choice(card: dict, text: str) -> str:
    """The label of the button that offers `text`."""
    return next(f"{letter} · {text}" for letter in "ABCD" if f"{letter} · {text}" in card["text"])


# --- both ways ------------------------------------------------------------------------------------------------------


async def test_a_race_is_won_through_the_modal(either: Channel) -> None:
    card = await either.start()
    assert "is right" in await either.answer("ben", card, "John Willams")
    await either.sees("@ben takes it in")
    await either.sees("@ben wins!")


async def test_a_close_answer_is_told_in_private(either: Channel) -> None:
    await either.start()
    assert (await either.command("ben", "answer", text="john")).startswith("john: close! The first name alone")


@pytest.mark.slow
async def test_everyone_mode_scores_all_whose_last_answer_is_right(either: Channel) -> None:
    card = await either.start(mode="everyone", seconds=5)
    for user in ("ben", "cleo"):
        assert (await either.answer(user, card, "williams")).startswith("Noted: williams.")
    for text in ("williams", "zimmer"):
        await either.command("dev", "answer", text=text)
    assert "3 answers in" in (await either.sees("3 answers in"))["text"]
    said = (await either.sees("@ben, "))["text"]
    assert "@cleo, " in said
    assert "@dev" not in said


async def test_multiple_choice_is_won_by_a_button(either: Channel) -> None:
    card = await either.start(choices=True)
    pressed = await either.press("ben", card, choice(card, "John Williams"))
    assert pressed["response"]["text"] == "John Williams is right!"


async def test_multiple_choice_in_everyone_mode_keeps_the_verdict_secret(either: Channel) -> None:
    card = await either.start(choices=True, mode="everyone")
    pressed = await either.press("ben", card, choice(card, "Hans Zimmer"))
    assert pressed["response"]["text"].startswith("Noted: Hans Zimmer.")


async def test_a_hint_strikes_choices_out(either: Channel) -> None:
    card = await either.start(choices=True)
    await either.press("ben", card, "Hint")
    anew = (await either.people.messages("trivia"))[-1]
    buttons = anew["components"][0]["components"][1]["components"]
    assert any(button["disabled"] for button in buttons)
    assert not next(button for button in buttons if "John Williams" in button["label"])["disabled"]


async def test_a_list_is_found_by_answers(either: Channel) -> None:
    await either.start(pack="team")
    await either.command("ben", "answer", text="zimmer")
    assert "Hans Zimmer (@ben)" in (await either.sees("Found 1 of 2"))["text"]
    await either.command("cleo", "answer", text="james newton howard")
    await either.sees("@cleo, ")


async def test_a_hint_shows_by_command(either: Channel) -> None:
    await either.start()
    assert await either.command("ben", "trivia hint") == "The hint is on the card."
    await either.sees("Hint: J··· W·······")


async def test_a_majority_of_the_players_skips(either: Channel) -> None:
    card = await either.start()
    for user in ("ben", "cleo", "dev"):
        await either.command(user, "answer", text="spielberg")
    assert (await either.press("ben", card, "Skip"))["response"]["text"] == "Your vote to skip counts."
    await either.command("cleo", "trivia skip")
    await either.sees("Skipped. It was John Williams.")


async def test_a_pause_stops_the_clock_on_the_card(either: Channel) -> None:
    card = await either.start()
    await either.command("ada", "trivia pause")
    paused = await either.sees("paused with")
    assert paused["id"] == card["id"]
    await either.command("ada", "trivia resume")
    assert "ends in" in (await either.sees("ends in", since=paused["revision"]))["text"]


async def test_scores_show_while_a_game_runs(either: Channel) -> None:
    await either.start(pack="team+film", rounds=2)
    card = await either.sees("Round 1 of 2")
    answers = ("zimmer", "james newton howard") if "Batman" in card["text"] else ("williams",)
    for text in answers:
        await either.command("ben", "answer", text=text)
    await either.sees("Round 2 of 2")
    assert "1. 🥇 @ben: " in await either.command("cleo", "trivia scores")


async def test_a_goal_ends_the_game_early(either: Channel) -> None:
    await either.start(pack="team+film", rounds=2, goal=1)
    card = await either.sees("Round 1 of 2")
    answers = ("zimmer", "james newton howard") if "Batman" in card["text"] else ("williams",)
    for text in answers:
        await either.command("ben", "answer", text=text)
    await either.sees("The goal is reached.")


async def test_only_the_difficulty_wished_for_is_asked(either: Channel) -> None:
    await either.command("ada", "trivia start", difficulty="hard")
    assert "Round 1 of 1 · Sequels · hard" in (await either.sees("Round 1 of"))["text"]


async def test_playing_again_keeps_all_wishes(either: Channel) -> None:
    await either.start(mode="everyone", seconds=33, goal=500, choices=True)
    await either.command("ada", "trivia stop")
    standings = await either.sees("Final standings")
    either.bot.play._sessions._started.clear()
    again = (await either.press("ben", standings, "Play again"))["response"]["text"]
    assert "1 round of 33 seconds, first to 500 points; everyone answers in private" in again
    assert "A · " in (await either.sees("Round 1 of", after=standings["id"]))["text"]


async def test_help_explains_the_game(either: Channel) -> None:
    assert "How to play" in await either.command("ben", "trivia help")


async def test_alone_in_a_direct_message_one_types(either: Channel) -> None:
    await either.people.command("ada", "dm", "trivia start", {"pack": "film", "rounds": 1})
    card = await either.people.wait_for("dm", "Round 1 of 1", user="ada")
    assert "type it, or press Answer" in card["text"]
    await either.people.say("ada", "dm", "john wiliams")
    await either.people.wait_for("dm", "@ada takes it", user="ada")


async def test_alone_in_a_direct_message_one_may_stop_the_game(either: Channel) -> None:
    await either.people.command("ada", "dm", "trivia start", {"pack": "film", "rounds": 1})
    await either.people.wait_for("dm", "Round 1 of 1", user="ada")
    await either.people.command("ada", "dm", "trivia stop")
    await either.people.wait_for("dm", "Final standings", user="ada")


async def test_questions_do_not_come_again_while_there_are_new_ones(tmp_path: Path) -> None:
    easy = tuple(
        replace(PACKS[0].questions[0], id=f"easy/{number}", ask=f"Number {number}?", difficulty=Difficulty.EASY)
        for number in range(4)
    )
    async with playing(tmp_path, packs=(Pack("easy", "Easy", easy),)) as channel:
        asked: set[str] = set()
        for _ in range(4):
            channel.bot.play._sessions._started.clear()
            last = (await channel.people.messages("trivia") or [{"id": "0"}])[-1]["id"]
            await channel.command("ada", "trivia start", rounds=1)
            asked.add((await channel.sees("Round 1 of 1", after=last))["text"].splitlines()[1])
            await channel.command("ada", "trivia stop")
            await channel.sees("Final standings", after=last)
    assert len(asked) == 4


# --- where Discord does not let the bot read ------------------------------------------------------------------------


async def test_what_is_typed_is_not_read(deaf: Channel) -> None:
    await deaf.start()
    await deaf.says("ben", "john williams")
    await deaf.command("ada", "trivia stop")
    await deaf.sees("Nobody scored this time.")


async def test_a_mention_is_an_answer_and_no_part_of_it(deaf: Channel) -> None:
    await deaf.start()
    assert await deaf.reacted(await deaf.says("ben", f"<@!{deaf.bot.user.id}> is it john williams?")) == ["✅"]


async def test_a_mention_alone_is_no_guess(deaf: Channel) -> None:
    await deaf.start()
    await deaf.says("ben", f"<@{deaf.bot.user.id}>")
    await deaf.command("ada", "trivia stop")
    await deaf.sees("Nobody scored this time.")


async def test_a_reply_is_an_answer(deaf: Channel) -> None:
    card = await deaf.start()
    assert await deaf.reacted(await deaf.says("ben", "williams", reply_to=card["id"])) == ["✅"]


async def test_a_reply_that_does_not_mention_the_bot_is_not_read(deaf: Channel) -> None:
    card = await deaf.start()
    await deaf.says("ben", "williams", reply_to=card["id"], ping=False)
    await deaf.command("ada", "trivia stop")
    await deaf.sees("Nobody scored this time.")


async def test_a_mention_in_everyone_mode_is_told_how_to_answer(deaf: Channel) -> None:
    await deaf.start(mode="everyone")
    await deaf.says("ben", f"<@{deaf.bot.user.id}> williams")
    await deaf.sees("only private answers count")


# --- where it does --------------------------------------------------------------------------------------------------


async def test_the_card_invites_to_type(channel: Channel) -> None:
    assert "type it, or press Answer" in (await channel.start())["text"]


async def test_a_close_answer_gets_its_sign(channel: Channel) -> None:
    await channel.start()
    assert await channel.reacted(await channel.says("ben", "john")) == ["🔥"]


async def test_a_wrong_answer_gets_no_sign(channel: Channel) -> None:
    await channel.start()
    said = await channel.says("ben", "zimmer")
    await channel.reacted(await channel.says("cleo", "williams"))
    seen = next(message for message in await channel.people.messages("trivia") if message["id"] == said["id"])
    assert not seen["reactions"]


async def test_a_choice_in_words_counts_in_multiple_choice(channel: Channel) -> None:
    await channel.start(choices=True)
    assert await channel.reacted(await channel.says("ben", "john williams")) == ["✅"]
