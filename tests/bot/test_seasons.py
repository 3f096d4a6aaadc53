"""`/season`: an admin ends one, its podium is shown and kept."""

import asyncio
from pathlib import Path

import pytest

from bot.sandbox.people import People, SandboxError
from bot.sandbox.server import StandIn
from tests.bot.conftest import Channel, bot_on
from tests.bot.earning import crowd, earn
from trivia.boards import Totals


async def ask(channel: Channel, user: str = "owner") -> dict:
    """What `user` reads who wants the season to end."""
    return (await channel.people.command(user, channel.name, "season end"))["response"]


async def end(channel: Channel, season: int = 1) -> None:
    await channel.press("owner", await ask(channel), f"End season {season}")


async def test_ending_one_asks_first_and_in_private(channel: Channel) -> None:
    await earn(channel, {"ada": Totals(50), "ben": Totals(20)})
    asked = await ask(channel)
    assert asked["ephemeral"]
    assert "End season 1? 2 players scored in it, and @ada leads with 50 points." in asked["text"]
    assert "@ada" in await channel.command("ada", "leaderboard")


async def test_its_end_shows_the_podium_to_the_channel(channel: Channel) -> None:
    await earn(channel, {"ada": Totals(50, 2), "ben": Totals(20), "cleo": Totals(20), "dev": Totals(1)})
    await end(channel)
    text = (await channel.sees("Season 1 is over", user="dev"))["text"]
    assert "@ada wins it!\n1. 🥇 @ada: 50 points, 2 wins\n2. 🥈" in text
    assert text.count("2. 🥈") == 2
    assert "4 players scored. Season 2 begins now, from zero." in text


async def test_the_question_is_gone_when_it_is_answered(channel: Channel) -> None:
    await earn(channel, {"ada": Totals(50)})
    asked = await ask(channel)
    await channel.press("owner", asked, "End season 1")
    now = await channel.sees("its podium is in the channel", user="owner")
    assert now["id"] == asked["id"]
    assert "[End" not in now["text"]


async def test_those_who_share_a_win_are_all_named(channel: Channel) -> None:
    await earn(channel, {"ada": Totals(50), "ben": Totals(50)})
    await end(channel)
    assert "share it!" in (await channel.sees("Season 1 is over"))["text"]


async def test_the_next_starts_from_zero_and_all_time_points_stay(channel: Channel) -> None:
    await earn(channel, {"ada": Totals(50)})
    await end(channel)
    assert "Nobody is on this leaderboard yet" in await channel.command("ada", "leaderboard")
    assert "@ada: 50 points" in await channel.command("ada", "leaderboard", over="all")


async def test_a_leaderboard_of_a_season_that_is_over_can_still_be_paged(channel: Channel) -> None:
    await earn(channel, crowd(25))
    card = (await channel.people.command("ada", "trivia", "leaderboard"))["response"]
    await end(channel)
    turned = (await channel.press("ada", card, "Next"))["response"]["text"]
    assert turned.startswith("Leaderboard of this server\nseason 1 · by points")


async def test_two_admins_at_once_end_it_once(channel: Channel) -> None:
    await earn(channel, {"ada": Totals(50)})
    await channel.people.role("cleo", "Admin")
    asked = {user: await ask(channel, user) for user in ("owner", "cleo")}
    await asyncio.gather(*(channel.press(user, question, "End season 1") for user, question in asked.items()))
    said = [message["text"] for message in await channel.people.messages("trivia", user="ben")]
    assert sum("wins it!" in text for text in said) == 1


async def test_who_comes_second_reads_that_it_is_over(channel: Channel) -> None:
    await earn(channel, {"ada": Totals(50)})
    late = await ask(channel)
    await end(channel)
    await earn(channel, {"ada": Totals(50)}, season=2)
    await channel.press("owner", late, "End season 1")
    read = await channel.sees("Season 1 is over already: /season list shows its podium.", user="owner")
    assert read["id"] == late["id"]
    assert "@ada: 50 points" in await channel.command("ada", "leaderboard")


async def test_the_button_works_after_a_restart(tmp_path: Path) -> None:
    async with StandIn() as stand_in, People(stand_in.control, stand_in.key) as people:
        async with bot_on(stand_in, tmp_path) as bot:
            before = Channel(people, bot, stand_in)
            await earn(before, {"ada": Totals(50)})
            asked = await ask(before)
        async with bot_on(stand_in, tmp_path) as bot:
            await Channel(people, bot, stand_in).press("owner", asked, "End season 1")
            await people.wait_for("trivia", "@ada wins it!")


async def test_only_who_manages_the_server_may_end_one(channel: Channel) -> None:
    await earn(channel, {"ada": Totals(50)})
    refused = await ask(channel, "mo")
    assert "Only someone who may manage the server can do that" in refused["text"]
    assert refused["ephemeral"]


async def test_who_may_not_any_more_is_refused_at_the_button(channel: Channel) -> None:
    await earn(channel, {"ada": Totals(50)})
    await channel.people.role("cleo", "Admin")
    asked = await ask(channel, "cleo")
    await channel.people.role("cleo", "Admin", give=False)
    pressed = await channel.press("cleo", asked, "End season 1")
    assert "Only someone who may manage the server" in pressed["response"]["text"]
    assert "@ada" in await channel.command("ada", "leaderboard")


async def test_one_in_which_nobody_scored_does_not_end(channel: Channel) -> None:
    assert "Nobody has scored in this season yet" in (await ask(channel))["text"]


async def test_the_list_shows_the_last_podiums_to_all(channel: Channel) -> None:
    for season in (1, 2):
        await earn(channel, {"ada": Totals(season)}, season=season)
        await end(channel, season)
    listed = (await channel.people.command("ben", "trivia", "season list"))["response"]
    assert not listed["ephemeral"]
    assert listed["text"].index("@ada: 2 points") < listed["text"].index("@ada: 1 point\n")
    assert "Season 3 is being played" in listed["text"]


async def test_a_list_of_none_says_so(channel: Channel) -> None:
    assert "No season is over here yet" in await channel.command("ben", "season list")


@pytest.mark.parametrize("command", ["season list", "server"])
async def test_direct_messages_have_neither_seasons_nor_settings(channel: Channel, command: str) -> None:
    with pytest.raises(SandboxError):
        await channel.people.command("ada", "dm", command)
