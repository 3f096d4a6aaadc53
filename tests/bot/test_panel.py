"""`/server`: a private card of all that a server can set, changed by its admins at the press of a button."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from bot.sandbox.people import People
from bot.sandbox.server import StandIn
from tests.bot.away import bring_back, take_away
from tests.bot.conftest import PACKS, Channel, bot_on, playing
from tests.bot.earning import custom_id
from tests.bot.panels import ADMIN, fill, ids, panel, settings
from trivia.judge import Strictness
from trivia.packs import Pack
from trivia.plan import Mode
from trivia.question import Answer, Kind, Question
from trivia.server import Announcement, ServerSettings


async def test_it_shows_all_that_is_set_to_whoever_asked_alone(channel: Channel) -> None:
    card = await panel(channel)
    assert card["ephemeral"]
    for said in (
        "Editor role: none",
        "Games run in: everywhere",
        "Packs: 3 packs on",
        "Games: 10 rounds of 20 seconds, race, with hints; small typos are forgiven",
        "the days of this server end at midnight in UTC, where it is ",
        "Announcements: none",
        "Audit channel: none",
        "May not play: none",
        "[Reset the scores]",
        "[Log]",
    ):
        assert said in card["text"], said


CHANGES: list[tuple[str, dict[str, Any], str, str]] = [
    ("Editors", {"Editor role": ["Moderator"]}, "editor_role", "Editor role: @Moderator"),
    ("Channels", {"Channels": ["trivia", "quiet"]}, "channels", "Games run in: #trivia, #quiet"),
    ("Games", {"Rounds": "7"}, "rounds", "Games: 7 rounds of 20 seconds"),
    ("Games", {"Seconds": " 45 "}, "seconds", "10 rounds of 45 seconds"),
    ("Games", {"Mode": ["everyone"]}, "mode", "seconds, everyone, with hints"),
    ("Games", {"Hints": ["off"]}, "hints", "race, without hints"),
    ("Games", {"Spelling": ["strict"]}, "strictness", "no typos are forgiven"),
    ("Time zone", {"Time zone": "tokyo"}, "zone", "midnight in Asia/Tokyo"),
    ("Announcements", {"Channel": ["general"]}, "announce_in", "podiums of seasons, winners of games, in #general"),
    ("Audit channel", {"Channel": ["quiet"]}, "audit_channel", "Audit channel: #quiet"),
    ("Players", {"May not play any more": ["ben", "cleo"]}, "barred", "May not play: @ben, @cleo"),
]


@pytest.mark.parametrize(("label", "fields", "name", "said"), CHANGES)
async def test_each_setting_is_changed_shown_and_noted(
    channel: Channel, label: str, fields: dict, name: str, said: str
) -> None:
    card = await panel(channel)
    after = await fill(channel, label, fields, card=card)
    assert after["id"] == card["id"]
    assert said in after["text"]
    assert after["text"].index("Saved: @owner") < after["text"].index(said)
    now = await settings(channel)
    changed = {field for field in ServerSettings.__slots__ if getattr(now, field) != getattr(ServerSettings(), field)}
    assert changed == {name}
    log = await channel.press(ADMIN, after, "Log")
    assert "@owner set " in log["response"]["text"]


async def test_what_is_set_is_filled_in_when_it_is_changed_again(channel: Channel) -> None:
    known = await ids(channel)
    await fill(channel, "Games", {"Rounds": "7", "Hints": ["off"], "Spelling": ["strict"], "Mode": ["everyone"]})
    await fill(channel, "Channels", {"Channels": ["quiet"]})
    await fill(channel, "Editors", {"Editor role": ["Moderator"]})
    await fill(channel, "Announcements", {"Channel": ["general"], "What is announced": ["games"]})
    before = await settings(channel)
    assert before == ServerSettings(
        editor_role=known["Moderator"],
        channels=frozenset({known["quiet"]}),
        rounds=7,
        mode=Mode.EVERYONE,
        hints=False,
        strictness=Strictness.STRICT,
        announce_in=known["general"],
        announce=frozenset({Announcement.GAMES}),
    )
    for label in ("Games", "Channels", "Editors", "Time zone", "Announcements", "Audit channel", "Players"):
        assert "Nothing is different now." in (await fill(channel, label, {}))["text"]
    assert await settings(channel) == before


async def test_what_is_emptied_is_as_at_first(channel: Channel) -> None:
    for label, field, value in (("Editors", "Editor role", "Moderator"), ("Channels", "Channels", "quiet")):
        await fill(channel, label, {field: [value]})
        await fill(channel, label, {field: []})
    assert await settings(channel) == ServerSettings()


@pytest.mark.parametrize(
    ("label", "fields", "said"),
    [
        ("Games", {"Rounds": "51"}, "Rounds must be a whole number from 1 to 50: nothing was changed."),
        ("Games", {"Seconds": "4"}, "Seconds must be a whole number from 5 to 120: nothing was changed."),
        ("Games", {"Rounds": "٧"}, "Rounds must be a whole number"),
        ("Time zone", {"Time zone": "Asia/Tokio"}, "There is no time zone called Asia/Tokio: did you mean Asia/Tokyo"),
        ("Editors", {"Editor role": ["@everyone"]}, "Everybody has that role"),
    ],
)
async def test_what_can_not_be_is_refused_with_one_sentence(
    channel: Channel, label: str, fields: dict, said: str
) -> None:
    refused = await fill(channel, label, fields)
    assert refused["text"].startswith(said)
    assert refused["ephemeral"]
    assert await settings(channel) == ServerSettings()


async def test_a_channel_that_we_may_not_write_in_is_refused(channel: Channel) -> None:
    await channel.people.fault("forbid", permission="send_messages", channel="quiet")
    refused = await fill(channel, "Audit channel", {"Channel": ["quiet"]})
    assert refused["text"] == "I may not write in #quiet: let me do so first, or choose another channel."


async def test_players_are_barred_and_let_in_again_by_and_by(channel: Channel) -> None:
    await fill(channel, "Players", {"May not play any more": ["ben", "cleo"]})
    await fill(channel, "Players", {"May not play any more": ["dev"], "May play again": ["ben"]})
    known = await ids(channel)
    assert (await settings(channel)).barred == {known["cleo"], known["dev"]}


async def test_only_so_many_players_can_be_barred(channel: Channel, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.panel_forms.MOST_BARRED", 1)
    await fill(channel, "Players", {"May not play any more": ["ben"]})
    refused = await fill(channel, "Players", {"May not play any more": ["cleo"]})
    assert "can be kept from playing" in refused["text"]
    assert len((await settings(channel)).barred) == 1


async def test_of_two_admins_at_the_same_time_neither_undoes_the_others_change(channel: Channel) -> None:
    await channel.people.role("cleo", "Admin")
    opened = {user: await channel.press(user, await panel(channel, user), "Games") for user in (ADMIN, "cleo")}
    for user, (field, value) in zip(opened, (("Rounds", "7"), ("Seconds", "33")), strict=True):
        await channel.people.submit(user, opened[user]["interaction"], {field: value})
    assert await settings(channel) == ServerSettings(rounds=7, seconds=33)


# --- packs ----------------------------------------------------------------------------------------------------------


async def test_packs_are_switched_off_and_on(channel: Channel) -> None:
    menu = (await channel.press(ADMIN, await panel(channel), "Packs"))["response"]
    assert "3 of 3 packs on" in menu["text"]
    switch = custom_id(menu["components"], "trivia:server:switch")
    for on in (["film"], ["film", "team"]):
        menu = (await channel.people.press(ADMIN, menu["id"], custom_id=switch, values=on))["response"]
        assert f"{len(on)} of 3 packs on" in menu["text"]
        assert (await settings(channel)).packs_off == {"film", "sequel", "team"} - set(on)
    back = await channel.press(ADMIN, menu, "Back to the settings")
    assert "Packs: 2 packs on; off: Sequels" in back["response"]["text"]


async def test_many_packs_are_on_several_pages(tmp_path: Path) -> None:
    many = [
        Pack(f"p{number:02}", f"Pack {number}", (Question(f"p{number:02}/q", "Who?", Kind.TEXT, (Answer("X"),)),))
        for number in range(30)
    ]
    async with playing(tmp_path, packs=many) as channel:
        menu = (await channel.press(ADMIN, await panel(channel), "Packs"))["response"]
        menu = (await channel.press(ADMIN, menu, "Next"))["response"]
        assert "page 2 of 2" in menu["text"]
        switch = custom_id(menu["components"], "trivia:server:switch")
        menu = (await channel.people.press(ADMIN, menu["id"], custom_id=switch, values=["p29"]))["response"]
        assert (await settings(channel)).packs_off == {"p25", "p26", "p27", "p28"}
        assert "26 of 30 packs on" in menu["text"]


# --- whatever happens -----------------------------------------------------------------------------------------------


async def test_its_buttons_work_after_a_restart(tmp_path: Path) -> None:
    async with StandIn() as stand_in, People(stand_in.control, stand_in.key) as people:
        async with bot_on(stand_in, tmp_path) as bot:
            before = Channel(people, bot, stand_in)
            card = await panel(before)
            await fill(before, "Games", {"Rounds": "7"}, card=card)
        async with bot_on(stand_in, tmp_path) as bot:
            after = Channel(people, bot, stand_in)
            changed = await fill(after, "Games", {"Seconds": "30"}, card=card)
            assert "7 rounds of 30 seconds" in changed["text"]
            assert "3 of 3 packs on" in (await after.press(ADMIN, card, "Packs"))["response"]["text"]
            assert "7 rounds" in (await after.press(ADMIN, card, "Back to the settings"))["response"]["text"]
            assert "@owner set seconds a round" in (await after.press(ADMIN, card, "Log"))["response"]["text"]


async def test_while_the_database_is_away_nothing_is_said_to_be_saved(channel: Channel, tmp_path: Path) -> None:
    card = await panel(channel)
    opened = await channel.press(ADMIN, card, "Games")
    await channel.bot._housekeeping.stop()  # which might just be opening it
    take_away(channel.bot.panel._servers._database, tmp_path)
    refused = await channel.people.submit(ADMIN, opened["interaction"], {"Rounds": "7"})
    assert refused["response"]["text"] == "I can't write that down just now: try again in a minute."
    assert "I can't look up what this server has set" in await channel.command(ADMIN, "server")
    bring_back(tmp_path)
    assert await settings(channel) == ServerSettings()


async def test_a_full_panel_fits_into_a_card(channel: Channel) -> None:
    crowd = frozenset(10**18 + number for number in range(100))
    full = ServerSettings(
        editor_role=10**18,
        channels=frozenset(list(crowd)[:25]),
        packs_off=frozenset(pack.id for pack in PACKS),
        announce_in=10**18,
        audit_channel=10**18,
        barred=crowd,
    )
    book = channel.bot._book
    await book.change(int((await channel.people.state())["server"]["id"]), lambda _: full, 1, 0.0)
    assert "and " in (await panel(channel))["text"]
