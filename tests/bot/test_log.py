"""Who changed what: in the log, and in the channel that the server has chosen for it."""

from __future__ import annotations

from typing import Any

import pytest

from bot import audit_words
from tests.bot.conftest import Channel
from tests.bot.earning import earn
from tests.bot.panels import ADMIN, fill, ids, panel, server
from trivia.boards import Totals
from trivia.server import ServerSettings, Setting
from trivia.store import Audit, Entry, Thing, Verb
from trivia.store.server_settings import as_json


async def log(channel: Channel, user: str = ADMIN) -> dict:
    return (await channel.people.command(user, channel.name, "questions log"))["response"]


async def note(channel: Channel, number: int) -> None:
    """So many changes."""
    here, at = await server(channel), 1_790_000_000.0
    who = (await ids(channel))["ada"]

    def work(connection: Any) -> None:
        for one in range(1, number + 1):
            Audit.note(connection, here, who, at, Verb.EDIT, Thing.QUESTION, f"film/q{one}")

    await channel.bot.panel._servers._database.write(work)


async def test_an_empty_log_says_so(channel: Channel) -> None:
    shown = await log(channel)
    assert shown["text"] == "Log\nNothing was changed yet.\n[Back to the settings]"
    assert shown["ephemeral"]


async def test_it_tells_who_changed_what_the_newest_first(channel: Channel) -> None:
    await fill(channel, "Games", {"Rounds": "7", "Hints": ["off"]})
    await channel.command(ADMIN, "server", zone="Asia/Tokyo")
    await fill(channel, "Players", {"May not play any more": ["ben"]})
    await fill(channel, "Players", {"May play again": ["ben"]})
    await earn(channel, {"ada": Totals(50)})
    await channel.press(ADMIN, (await channel.people.command(ADMIN, "trivia", "season end"))["response"], "End season")
    told = [line.partition(" @")[2] for line in (await log(channel))["text"].splitlines()[1:-1]]
    assert told == [
        "owner ended season 1",
        "owner let @ben play here again",
        "owner set that @ben may not play here",
        "owner set time zone from UTC to Asia/Tokyo",
        "owner set hints from on to off",
        "owner set rounds from 10 to 7",
    ]


async def test_a_long_log_is_turned_page_by_page(channel: Channel) -> None:
    await note(channel, 23)
    page = await log(channel)
    assert "@ada changed the question film/q23\n" in page["text"]
    older = (await channel.press(ADMIN, page, "Older"))["response"]
    assert older["id"] == page["id"]
    assert ("film/q13\n" in older["text"], "film/q14\n" in older["text"]) == (True, False)
    oldest = (await channel.press(ADMIN, older, "Older"))["response"]
    assert "film/q1\n" in oldest["text"]
    assert "[Older]" not in oldest["text"]
    assert "film/q23\n" in (await channel.press(ADMIN, oldest, "Newest"))["response"]["text"]


async def test_an_editor_reads_it_and_can_not_change_the_settings_from_it(channel: Channel) -> None:
    await fill(channel, "Editors", {"Editor role": ["Moderator"]})
    shown = await log(channel, "mo")
    assert "@owner set editor role from none to @Moderator" in shown["text"]
    assert "[Back" not in shown["text"]


async def test_every_change_is_told_in_the_audit_channel_in_one_line_without_pings(channel: Channel) -> None:
    await fill(channel, "Audit channel", {"Channel": ["quiet"]})
    await fill(channel, "Games", {"Rounds": "7", "Hints": ["off"]})
    await channel.command(ADMIN, "server", zone="Asia/Tokyo")
    await fill(channel, "Players", {"May not play any more": ["ben"]})
    await earn(channel, {"ada": Totals(50)})
    await channel.press(ADMIN, (await channel.people.command(ADMIN, "trivia", "season end"))["response"], "End season")
    await channel.people.wait_for("quiet", "@owner ended season 1")
    told = await channel.people.messages("quiet")
    assert [message["text"] for message in told] == [
        "@owner set audit channel from none to #quiet",
        "@owner set rounds from 10 to 7\n@owner set hints from on to off",
        "@owner set time zone from UTC to Asia/Tokyo",
        "@owner set that @ben may not play here",
        "@owner ended season 1",
    ]
    assert not [ping for message in told for ping in message["pings"]]


async def test_an_audit_channel_that_is_gone_keeps_nobody_from_changing_things(channel: Channel) -> None:
    await fill(channel, "Audit channel", {"Channel": ["quiet"]})
    await channel.people.fault("delete_channel", channel="quiet")
    assert "7 rounds" in (await fill(channel, "Games", {"Rounds": "7"}))["text"]


async def test_packs_are_told_by_name_where_they_are_off(channel: Channel) -> None:
    menu = (await channel.press(ADMIN, await panel(channel), "Packs"))["response"]
    await channel.people.press(ADMIN, menu["id"], "none is on", values=["film", "team"])
    assert "@owner set packs that are off from none to sequel" in (await log(channel))["text"]


# --- in words -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("setting", [name for name in Setting if name is not Setting.BARRED])
def test_each_setting_has_words_for_what_it_was_and_is(setting: Setting) -> None:
    usual = as_json(ServerSettings())[setting]
    said = audit_words.line(Entry(1, 3, 0.0, 5, Verb.SET, Thing.SETTING, setting, usual, usual))
    assert said.startswith("<@5> set **")


@pytest.mark.parametrize("verb", Verb)
@pytest.mark.parametrize("thing", Thing)
def test_whatever_is_done_to_whatever_is_one_line(verb: Verb, thing: Thing) -> None:
    of = "7" if thing is Thing.PLAYER else "film/*a*@everyone"
    said = audit_words.line(Entry(1, 3, 0.0, None, verb, thing, of, None, None, undone_by=2))
    assert said.startswith("somebody who was erased ")
    assert said.endswith(" (undone)")
    assert "\n" not in said
    assert "@everyone" not in said
