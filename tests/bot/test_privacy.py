"""What people read and get of `/privacy`, in servers and in direct messages."""

from __future__ import annotations

import asyncio
import gzip
import json
import logging
from pathlib import Path

import aiohttp
import pytest

from bot import cards
from bot.sandbox.people import People, SandboxError
from bot.sandbox.server import StandIn
from tests.bot.conftest import Channel, bot_on
from tests.trivia.store.sql import run
from trivia.store import StoreDown

NOTHING = "I keep nothing of you."
DOWN = "I can't reach what I keep just now: try again in a minute."


async def played(channel: Channel) -> None:
    """A game that Ada started and in which Ben beat Cleo; it is written down."""
    await channel.start()
    await channel.says("cleo", "zimmer")
    await channel.says("ben", "jon wilms")
    await channel.says("ben", "williams")
    await channel.sees("Final standings")
    if writing := set(channel.bot._sessions._tasks):
        await asyncio.wait(writing, timeout=5)


async def number(people: People, user: str) -> int:
    return next(int(one["id"]) for one in (await people.state())["users"] if one["name"] == user)


async def exported(channel: Channel, user: str, place: str = "trivia") -> dict:
    """The file that `/privacy export` hands over."""
    response = (await channel.people.command(user, place, "privacy export"))["response"]
    assert response["ephemeral"]
    (attachment,) = response["attachments"]
    async with aiohttp.ClientSession() as http, http.get(attachment["url"]) as answer:
        return json.loads(await answer.read())


async def erased(channel: Channel, user: str, place: str = "trivia") -> str:
    """What `user` reads when they erase themselves."""
    card = (await channel.people.command(user, place, "privacy erase"))["response"]
    assert card["ephemeral"]
    await channel.people.press(user, card["id"], "Remove everything")
    return (await channel.people.wait_for(place, "Done: ", user=user))["text"]


# --- show -----------------------------------------------------------------------------------------------------------


async def test_a_stranger_reads_that_nothing_is_kept(channel: Channel) -> None:
    shown = (await channel.people.command("cleo", "trivia", "privacy show"))["response"]
    assert shown["text"].startswith(NOTHING)
    assert shown["ephemeral"]


async def test_a_player_reads_what_is_kept_and_what_never(channel: Channel) -> None:
    await played(channel)
    shown = await channel.command("ben", "privacy show")
    assert "points from 1 game (1 round with a guess of yours), on 1 server." in shown
    assert "2 guesses as you made them" in shown
    assert "You are not on the leaderboards of everywhere" in shown
    assert "What I never keep: any other message" in shown


async def test_a_starter_reads_that_they_started(channel: Channel) -> None:
    await played(channel)
    assert "That you started 1 game." in await channel.command("ada", "privacy show")


async def test_it_is_told_in_a_direct_message_too(channel: Channel) -> None:
    await played(channel)
    shown = await channel.people.command("ben", "dm", "privacy show")
    assert "from 1 game" in shown["response"]["text"]


# --- export ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("place", ["trivia", "dm"])
async def test_a_player_gets_all_that_is_kept_as_a_file(channel: Channel, place: str) -> None:
    await played(channel)
    found = await exported(channel, "ben", place)
    assert found["player"] == str(await number(channel.people, "ben"))
    assert [guess["text"] for guess in found["guesses kept"]] == ["jon wilms", "williams"]
    assert found["games played"][0]["won"] is True
    assert found["points earned"][0]["question"] == "film/composer"


async def test_a_stranger_gets_no_file(channel: Channel) -> None:
    response = (await channel.people.command("cleo", "trivia", "privacy export"))["response"]
    assert (response["text"], response["attachments"]) == (NOTHING, [])


async def test_much_is_packed_and_said_so(channel: Channel, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.export.LARGE", 100)
    await played(channel)
    response = (await channel.people.command("ben", "trivia", "privacy export"))["response"]
    assert "in a gzip file" in response["text"]
    (attachment,) = response["attachments"]
    async with aiohttp.ClientSession() as http, http.get(attachment["url"]) as answer:
        assert "points earned" in json.loads(gzip.decompress(await answer.read()))


# --- erase ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("place", ["trivia", "dm"])
async def test_whoever_is_sure_is_erased(channel: Channel, place: str) -> None:
    await played(channel)
    assert "I keep nothing of you any more" in await erased(channel, "ben", place)
    assert (await channel.command("ben", "privacy show")).startswith(NOTHING)


async def test_nothing_is_erased_before_the_button_is_pressed(channel: Channel) -> None:
    await played(channel)
    await channel.people.command("ben", "trivia", "privacy erase")
    assert "from 1 game" in await channel.command("ben", "privacy show")


async def test_nobody_else_may_press_it(channel: Channel) -> None:
    await played(channel)
    place = channel.bot.get_channel(int((await channel.says("ada", "look"))["channel_id"]))
    public = await place.send(view=cards.erase_card(await number(channel.people, "ben")))
    pressed = await channel.people.press("ada", str(public.id), "Remove everything")
    assert "somebody else's" in pressed["response"]["text"]
    assert "from 1 game" in await channel.command("ben", "privacy show")


async def test_the_button_works_after_a_restart(tmp_path: Path) -> None:
    async with StandIn() as stand_in, People(stand_in.control, stand_in.key) as people:
        async with bot_on(stand_in, tmp_path) as bot:
            channel = Channel(people, bot, stand_in)
            await played(channel)
            card = (await people.command("ben", "trivia", "privacy erase"))["response"]
        async with bot_on(stand_in, tmp_path) as bot:
            channel = Channel(people, bot, stand_in)
            await people.press("ben", card["id"], "Remove everything")
            await people.wait_for("trivia", "Done: ", user="ben")
            assert (await channel.command("ben", "privacy show")).startswith(NOTHING)


async def test_a_running_game_goes_on_for_whoever_was_erased(channel: Channel) -> None:
    await channel.start(pack="film+sequel", rounds=2)
    await channel.says("ben", "one guess")
    await erased(channel, "ben")
    for number in (1, 2):
        card = await channel.sees(f"Round {number} of 2")
        await channel.says("ben", "1975" if "When" in card["text"] else "williams")
    assert "@ben wins!" in (await channel.sees("Final standings"))["text"]


# --- boards ---------------------------------------------------------------------------------------------------------


async def test_whoever_opts_in_is_told_their_name_there(channel: Channel) -> None:
    await channel.people.rename("ben", "*ben* @everyone")
    said = await channel.command("*ben* @everyone", "privacy boards", everywhere="on")
    assert "leaderboards of everywhere as *ben* @\N{ZERO WIDTH SPACE}everyone" in said
    assert "as *ben*" in await channel.command("*ben* @everyone", "privacy show")


async def test_whoever_opts_out_is_off(channel: Channel) -> None:
    await channel.command("ben", "privacy boards", everywhere="on")
    assert "You are off" in await channel.command("ben", "privacy boards", everywhere="off")
    assert (await channel.command("ben", "privacy show")).startswith(NOTHING)


@pytest.mark.parametrize("options", [{}, {"everywhere": "maybe"}, {"everywhere": True}])
async def test_discord_takes_nothing_but_on_and_off(channel: Channel, options: dict) -> None:
    with pytest.raises(SandboxError):
        await channel.people.command("ben", "trivia", "privacy boards", options)


# --- the database is away, and the log ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("command", "options", "broken"),
    [
        ("show", {}, "kept"),
        ("export", {}, "everything"),
        ("boards", {"everywhere": "on"}, "show_everywhere"),
        ("boards", {"everywhere": "off"}, "hide_everywhere"),
    ],
)
async def test_while_the_database_is_away_it_says_so(
    channel: Channel, monkeypatch: pytest.MonkeyPatch, command: str, options: dict, broken: str
) -> None:
    def down(*_: object) -> None:
        raise StoreDown("the database can't be used: locked")

    monkeypatch.setattr(channel.bot.privacy._people, broken, down)
    assert await channel.command("ben", f"privacy {command}", **options) == DOWN


async def test_an_erasure_that_fails_may_be_tried_again(channel: Channel, monkeypatch: pytest.MonkeyPatch) -> None:
    async def down(*_: object) -> None:
        raise StoreDown("the database can't be used: locked")

    await played(channel)
    card = (await channel.people.command("ben", "trivia", "privacy erase"))["response"]
    with monkeypatch.context() as patched:
        patched.setattr(channel.bot.privacy._people, "erase", down)
        await channel.people.press("ben", card["id"], "Remove everything")
        await channel.people.wait_for("trivia", DOWN, user="ben")
    await channel.people.press("ben", card["id"], "Remove everything")
    await channel.people.wait_for("trivia", "Done: ", user="ben")


async def test_no_log_holds_what_people_typed(channel: Channel, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)
    await channel.start()
    for text in ("xylophone", "jon xylophone", "a message beside the game: xylophone"):
        await channel.says("ben", text)
    await channel.command("cleo", "answer", text="xylophone")
    database = channel.bot._games._database
    await run(database, "ALTER TABLE guesses RENAME TO elsewhere")
    await channel.says("ben", "williams")
    await channel.sees("I can't write down points just now")
    await run(database, "ALTER TABLE elsewhere RENAME TO guesses")
    await channel.sees("Final standings")
    assert "waits" in caplog.text
    assert "xylophone" not in caplog.text
