"""Resetting the scores: asked twice, undone for a day, in the panel and in the log."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.sandbox.people import People
from bot.sandbox.server import StandIn
from tests.bot.conftest import Channel, bot_on
from tests.bot.earning import custom_id, earn
from tests.bot.panels import ADMIN, panel
from trivia.boards import Totals
from trivia.store import resets

NOBODY = "Nobody is on this leaderboard yet"


async def ask(channel: Channel) -> dict:
    """The second question's modal, as the admin opened it."""
    first = (await channel.press(ADMIN, await panel(channel), "Reset the scores"))["response"]
    return await channel.press(ADMIN, first, "Reset …")


async def reset(channel: Channel, typed: str = "reset") -> dict:
    opened = await ask(channel)
    return (await channel.people.submit(ADMIN, opened["interaction"], {"Are you sure?": typed}))["response"]


async def best(channel: Channel, **options: str) -> str:
    return await channel.command("ben", "leaderboard", **options)


async def test_it_is_asked_what_it_means_before_anything_happens(channel: Channel) -> None:
    await earn(channel, {"ada": Totals(50), "ben": Totals(20)})
    first = (await channel.press(ADMIN, await panel(channel), "Reset the scores"))["response"]
    assert first["text"].startswith("Reset the scores?\nOn the leaderboard of this server: 2 players.")
    assert "It can be undone for a day" in first["text"]
    assert "@ada: 50 points" in await best(channel)
    back = (await channel.press(ADMIN, first, "Back to the settings"))["response"]
    assert "Editor role: none" in back["text"]


async def test_it_is_asked_again_and_whoever_is_not_sure_resets_nothing(channel: Channel) -> None:
    await earn(channel, {"ada": Totals(50)})
    refused = await reset(channel, "yes")
    assert refused["text"] == "Nothing was reset, since you did not type reset."
    assert refused["ephemeral"]
    assert "@ada: 50 points" in await best(channel)


@pytest.mark.parametrize("over", ["today", "week", "month", "season", "all"])
async def test_then_all_begin_at_nothing(channel: Channel, over: str) -> None:
    await earn(channel, {"ada": Totals(50)})
    done = await reset(channel, " RESET ")
    assert "The scores are reset, and all begin at nothing." in done["text"]
    assert NOBODY in await best(channel, over=over)
    assert "has not played here yet" in await channel.command("ben", "profile", player="ada")


async def test_a_card_from_before_shows_what_counts_now(channel: Channel) -> None:
    await earn(channel, {"ada": Totals(50)})
    card = (await channel.people.command("ben", "trivia", "leaderboard"))["response"]
    await reset(channel)
    by = custom_id(card["components"], "trivia:board:by")
    picked = await channel.people.press("ben", card["id"], custom_id=by, values=["wins"])
    assert "Nobody is on this leaderboard yet" in picked["response"]["text"]


async def test_the_panel_undoes_it_with_what_was_earned_since(channel: Channel) -> None:
    await earn(channel, {"ada": Totals(50)})
    await reset(channel)
    await channel.start()
    await channel.says("ada", "john williams")
    await channel.sees("Final standings")
    card = await panel(channel)
    assert "The scores were reset" in card["text"]
    undone = (await channel.press(ADMIN, card, "Undo the reset"))["response"]
    assert "The old scores are back, with all that was earned since." in undone["text"]
    assert "[Undo the reset]" not in undone["text"]
    assert "@ada: 200 points" in await best(channel)


async def test_the_log_undoes_it_too(channel: Channel) -> None:
    await earn(channel, {"ada": Totals(50)})
    await reset(channel)
    log = (await channel.people.command(ADMIN, "trivia", "questions log"))["response"]
    assert "@owner reset the scores" in log["text"]
    after = (await channel.press(ADMIN, log, "Undo the reset"))["response"]
    assert "@owner took back the reset of the scores" in after["text"]
    assert "@owner reset the scores (undone)" in after["text"]
    assert "[Undo the reset]" not in after["text"]
    assert "@ada: 50 points" in await best(channel)


async def test_after_a_day_it_can_not_be_undone(channel: Channel, monkeypatch: pytest.MonkeyPatch) -> None:
    await earn(channel, {"ada": Totals(50)})
    await reset(channel)
    card = await panel(channel)
    monkeypatch.setattr(resets, "UNDOABLE", 0.0)
    late = await channel.press(ADMIN, card, "Undo the reset")
    assert late["response"]["text"].startswith("That reset can't be undone any more")
    assert "[Undo the reset]" not in (await panel(channel))["text"]
    assert NOBODY in await best(channel)


async def test_where_nobody_has_points_there_is_nothing_to_reset(channel: Channel) -> None:
    refused = (await channel.press(ADMIN, await panel(channel), "Reset the scores"))["response"]
    assert refused["text"].startswith("There is nothing to reset")


async def test_of_two_admins_at_once_one_resets(channel: Channel) -> None:
    await earn(channel, {"ada": Totals(50)})
    first, second = await ask(channel), await ask(channel)
    for opened in (first, second):
        said = await channel.people.submit(ADMIN, opened["interaction"], {"Are you sure?": "reset"})
    assert said["response"]["text"] == "These scores were reset already: /server shows how things stand."


async def test_its_buttons_work_after_a_restart(tmp_path: Path) -> None:
    async with StandIn() as stand_in, People(stand_in.control, stand_in.key) as people:
        async with bot_on(stand_in, tmp_path) as bot:
            before = Channel(people, bot, stand_in)
            await earn(before, {"ada": Totals(50)})
            card = await panel(before)
            first = (await before.press(ADMIN, card, "Reset the scores"))["response"]
        async with bot_on(stand_in, tmp_path) as bot:
            after = Channel(people, bot, stand_in)
            opened = await after.press(ADMIN, first, "Reset …")
            done = await people.submit(ADMIN, opened["interaction"], {"Are you sure?": "reset"})
        async with bot_on(stand_in, tmp_path) as bot:
            after = Channel(people, bot, stand_in)
            await after.press(ADMIN, done["response"], "Undo the reset")
            assert "@ada: 50 points" in await best(after)
