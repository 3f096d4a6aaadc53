"""Appeals: the button at the reveal, who may press it and when, and what follows where an editor decides."""

from __future__ import annotations

import time
from dataclasses import replace
from pathlib import Path

from bot import appeal_words as words
from bot import review_words as words_of_queue
from bot.rights import REFUSALS, Right
from tests.bot.conftest import COMPOSER, Channel, Comeback, playing
from tests.bot.panels import server
from trivia.packs import Pack
from trivia.server import ServerSettings
from trivia.store import Review, Store, schema
from trivia.store.tidying import AFTER_GAME

ALIAS = "the jaws man"
EDITOR = "owner"


def store(channel: Channel) -> Store:
    return Store(channel.bot.appeals._appeals._database)


async def lost_round(channel: Channel, *said: str) -> dict:
    """The revealed card of the round in which Ben said this, and Cleo won."""
    await channel.start()
    for text in said:
        await channel.says("ben", text)
    await channel.says("cleo", "john williams")
    await channel.sees("@cleo takes it")
    return await channel.sees("John Williams wrote the score of Jaws.")


async def appeal(channel: Channel, user: str, card: dict) -> str:
    """What this person reads who presses the button."""
    return (await channel.press(user, card, words.BUTTON))["response"]["text"]


async def waiting(channel: Channel) -> list[Review]:
    return list(await store(channel).reviews.waiting(await server(channel), 0, 50))


async def decide(channel: Channel, label: str = "Approve", user: str = EDITOR, reason: str = "") -> str:
    """What an editor reads who decides what has waited longest."""
    card = (await channel.people.command(user, "trivia", "review"))["response"]
    pressed = await channel.press(user, card, label)
    if label == words_of_queue.REJECT:
        fields = {words_of_queue.REASON_LABEL: reason}
        pressed = await channel.people.submit(user, pressed["interaction"], fields)
    return pressed["response"]["text"]


async def test_whoever_guessed_wrong_brings_it_to_the_editors(channel: Channel) -> None:
    card = await lost_round(channel, ALIAS)
    pressed = await channel.press("ben", card, words.BUTTON)
    assert pressed["response"]["ephemeral"]
    assert f"The editors of this server will look at {ALIAS}." in pressed["response"]["text"]
    (review,) = await waiting(channel)
    assert (review.question, review.body["text"]) == ("film/composer", ALIAS)


async def test_of_several_guesses_they_pick_one(channel: Channel) -> None:
    card = await lost_round(channel, "hans zimmer", ALIAS, "The Jaws man!")
    menu = (await channel.press("ben", card, words.BUTTON))["response"]
    assert words.WHICH in menu["text"]
    options = menu["components"][0]["components"][1]["components"][0]["options"]
    assert [option["label"] for option in options] == ["The Jaws man!", "hans zimmer"]
    picked = await channel.people.press("ben", menu["id"], _menu_id(menu), values=[options[1]["value"]])
    assert "will look at hans zimmer." in picked["response"]["text"]
    assert [review.body["text"] for review in await waiting(channel)] == ["hans zimmer"]


def _menu_id(menu: dict) -> str:
    return menu["components"][0]["components"][1]["components"][0]["custom_id"]


async def test_whoever_did_not_guess_or_was_right_reads_why_not(channel: Channel) -> None:
    card = await lost_round(channel, ALIAS)
    assert "You made no guess in that round" in await appeal(channel, "ada", card)
    assert "You scored in that round already" in await appeal(channel, "cleo", card)
    assert await waiting(channel) == []


async def test_it_is_brought_once(channel: Channel) -> None:
    card = await lost_round(channel, ALIAS)
    await appeal(channel, "ben", card)
    assert "You have brought an answer of that round" in await appeal(channel, "ben", card)
    assert len(await waiting(channel)) == 1


async def test_it_works_after_a_restart(comeback: Comeback) -> None:
    async with comeback.bot() as channel:
        card = await lost_round(channel, ALIAS)
        await channel.sees("Final standings")
    async with comeback.bot() as channel:
        assert "will look at" in await appeal(channel, "ben", card)


async def test_ten_minutes_after_the_game_it_is_too_late(channel: Channel) -> None:
    card = await lost_round(channel, ALIAS)
    await channel.sees("Final standings")
    ended = schema.games.update().values(ended=time.time() - AFTER_GAME - 1)
    await channel.command("ada", "trivia packs")  # what came before it is written down by now
    await store(channel).appeals._database.write(lambda connection: connection.execute(ended))
    assert "more than ten minutes" in await appeal(channel, "ben", card)


async def test_whoever_may_not_play_may_not_appeal(channel: Channel) -> None:
    card = await lost_round(channel, ALIAS)
    ben = next(int(user["id"]) for user in (await channel.people.state())["users"] if user["name"] == "ben")

    def bar(old: ServerSettings) -> ServerSettings:
        return replace(old, barred=frozenset({ben}))

    await channel.bot._book.change(await server(channel), bar, 1, 0.0)
    assert await appeal(channel, "ben", card) == REFUSALS[Right.PLAY]


async def test_a_list_has_no_button(channel: Channel) -> None:
    await channel.start(pack="team")
    await channel.says("ben", "hans zimmer")
    await channel.says("ben", "james newton howard")
    await channel.sees("Final standings")
    assert words.BUTTON not in (await channel.sees("Hans Zimmer, James Newton Howard"))["text"]


async def test_accepted_it_gives_the_points_and_the_channel_hears_it(channel: Channel) -> None:
    card = await lost_round(channel, ALIAS)
    await channel.sees("Final standings")
    await appeal(channel, "ben", card)
    assert "Done: the appeal is approved." in await decide(channel)
    told = await channel.sees("counts after all")
    assert f"“{ALIAS}” counts after all in round 1: @ben +" in told["text"]
    assert "@ben wins the game as well." in told["text"]
    assert told["mentions"] == []
    assert "@ben" in await channel.command("ada", "leaderboard")
    assert "right from now on in Soundtrack Club" in (await channel.people.wait_for("dm", ALIAS, user="ben"))["text"]
    assert f"let {ALIAS} be right for film/composer" in await channel.command(EDITOR, "questions log")


async def test_it_is_right_in_the_next_game(channel: Channel) -> None:
    card = await lost_round(channel, ALIAS)
    await channel.sees("Final standings")
    await appeal(channel, "ben", card)
    await decide(channel)
    channel.bot.play._sessions._started.clear()  # the rest between two games is not what this is about
    await channel.start("ada")
    await channel.sees("ends in")  # the new card, for the old one is of a first round too
    await channel.says("ada", ALIAS)
    await channel.sees("@ada takes it")


async def test_an_editor_may_write_the_answer_as_it_should_be(channel: Channel) -> None:
    card = await lost_round(channel, "teh jaws man i think")
    await appeal(channel, "ben", card)
    queue = (await channel.people.command(EDITOR, "trivia", "review"))["response"]
    assert "An appeal from @" in queue["text"]
    opened = await channel.press(EDITOR, queue, "Edit")
    await channel.people.submit(EDITOR, opened["interaction"], {words_of_queue.ANSWER_LABEL: ALIAS})
    assert "@ben +" in (await channel.sees("counts after all"))["text"]
    assert f"let {ALIAS} be right" in await channel.command(EDITOR, "questions log")


async def test_the_game_that_runs_follows(tmp_path: Path) -> None:
    two = Pack("film", "Film", (COMPOSER, replace(COMPOSER, id="film/again")))
    async with playing(tmp_path, packs=(two,)) as channel:
        await channel.start(rounds=2)
        await channel.says("ben", ALIAS)
        await channel.says("cleo", "john williams")
        card = await channel.sees("John Williams wrote the score of Jaws.")
        await appeal(channel, "ben", card)
        await channel.sees("Round 2 of 2")
        await decide(channel)
        await channel.sees("counts after all")
        scores = await channel.command("ada", "trivia scores")
        assert scores.count("1 right") == 2
        assert "@ben: 0 points" not in scores


async def test_an_editor_does_not_decide_their_own(channel: Channel) -> None:
    await channel.start()
    await channel.says(EDITOR, ALIAS)
    await channel.says("cleo", "john williams")
    await channel.sees("@cleo takes it")
    card = await channel.sees("John Williams wrote the score of Jaws.")
    await appeal(channel, EDITOR, card)
    assert await decide(channel) == words_of_queue.YOURS
    assert len(await waiting(channel)) == 1


async def test_rejected_whoever_appealed_hears_of_it_in_private(channel: Channel) -> None:
    card = await lost_round(channel, ALIAS)
    await appeal(channel, "ben", card)
    assert "Done: the appeal is rejected." in await decide(channel, words_of_queue.REJECT, reason="too far off")
    told = await channel.people.wait_for("dm", ALIAS, user="ben")
    assert "it does not count. They say: too far off" in told["text"]
    assert await waiting(channel) == []
