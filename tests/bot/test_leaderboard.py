"""`/leaderboard`: who is best of what, over which time, by what."""

import time
from pathlib import Path

import pytest

from bot.sandbox.people import People, SandboxError
from bot.sandbox.server import StandIn
from tests.bot.away import take_away
from tests.bot.conftest import Channel, bot_on
from tests.bot.earning import CROWD, DAY, crowd, custom_id, earn, opt_in
from trivia.boards import Totals


async def board(channel: Channel, user: str = "ada", **options: object) -> dict:
    """The card that `user` gets."""
    return (await channel.people.command(user, channel.name, "leaderboard", options))["response"]


async def pick(channel: Channel, user: str, card: dict, menu: str, value: str) -> dict:
    chosen = custom_id(card, f"trivia:board:{menu}:")
    return (await channel.people.press(user, card["id"], custom_id=chosen, values=[value]))["response"]


async def test_an_empty_leaderboard_says_how_to_get_on_it(channel: Channel) -> None:
    card = await board(channel)
    assert "Nobody is on this leaderboard yet: it takes one right answer" in card["text"]
    assert not card["ephemeral"]


async def test_what_a_game_gave_is_on_it(channel: Channel) -> None:
    await channel.start()
    await channel.says("ben", "williams")
    standings = await channel.sees("Final standings")
    points = standings["text"].partition("@ben: ")[2].partition(",")[0]
    assert "/leaderboard shows how this counts" in standings["text"]
    assert f"1. 🥇 @ben: {points}" in (await board(channel))["text"]


async def test_a_game_alone_in_a_direct_message_promises_no_leaderboard(channel: Channel) -> None:
    await channel.people.command("ada", "dm", "trivia start", {"pack": "film", "rounds": 1})
    await channel.people.wait_for("dm", "Round 1 of 1", user="ada")
    await channel.people.say("ada", "dm", "williams")
    assert "/leaderboard" not in (await channel.people.wait_for("dm", "Final standings", user="ada"))["text"]


async def test_unless_told_otherwise_it_is_of_the_server_over_the_season_by_points(channel: Channel) -> None:
    assert (await board(channel))["text"].startswith("Leaderboard of this server\nthis season · by points")


async def test_players_who_are_level_share_a_rank(channel: Channel) -> None:
    await earn(channel, {"ada": Totals(5), "ben": Totals(5), "cleo": Totals(3)})
    text = (await board(channel))["text"]
    assert "1. 🥇 @ada: 5 points" in text
    assert "1. 🥇 @ben: 5 points" in text
    assert "3. 🥉 @cleo: 3 points" in text


@pytest.mark.parametrize(
    ("by", "said"),
    [
        ("points", "1,234 points"),
        ("wins", "1 win"),
        ("right", "35 right answers"),
        ("accuracy", "87.5 % of 40 rounds"),
        ("streak", "7 in a row"),
        ("fastest", "4.231 s"),
    ],
)
async def test_each_value_is_in_words(channel: Channel, by: str, said: str) -> None:
    await earn(channel, {"ada": Totals(1234, 1, 35, 40, 9, 7, 4231)})
    assert f"@ada: {said}" in (await board(channel, by=by))["text"]


async def test_ten_are_on_a_page(channel: Channel) -> None:
    await earn(channel, crowd(25))
    assert (await board(channel, page=2))["text"].count("0 points\n") == 10
    assert "Page 3 of 3 · 25 players" in (await board(channel, page=99))["text"]


async def test_buttons_turn_the_page_in_place(channel: Channel) -> None:
    await earn(channel, crowd(25))
    first = await board(channel)
    second = (await channel.press("ben", first, "Next"))["response"]
    assert second["id"] == first["id"]
    assert "Page 2 of 3" in second["text"]
    assert "Page 3 of 3" in (await channel.press("cleo", second, "Last"))["response"]["text"]


async def test_there_is_no_turning_before_the_first_page_or_behind_the_last(channel: Channel) -> None:
    await earn(channel, crowd(25))
    for page, label in ((1, "Previous"), (1, "First"), (3, "Next"), (3, "Last")):
        with pytest.raises(SandboxError):
            await channel.press("ada", await board(channel, page=page), label)


async def test_one_page_has_no_buttons_to_turn_it(channel: Channel) -> None:
    await earn(channel, crowd(10))
    assert "[Next]" not in (await board(channel))["text"]


async def test_buttons_work_after_a_restart(tmp_path: Path) -> None:
    async with StandIn() as stand_in, People(stand_in.control, stand_in.key) as people:
        async with bot_on(stand_in, tmp_path) as bot:
            before = Channel(people, bot, stand_in)
            await earn(before, crowd(25))
            card = await board(before)
        async with bot_on(stand_in, tmp_path) as bot:
            after = Channel(people, bot, stand_in)
            assert "Page 2 of 3" in (await after.press("ada", card, "Next"))["response"]["text"]


async def test_ones_own_row_is_shown_wherever_it_is(channel: Channel) -> None:
    await earn(channel, crowd(25) | {"ada": Totals(1)})
    assert "⋯\n26. @ada: 1 point\n" in (await board(channel, "ada"))["text"]


async def test_ones_own_row_on_the_page_is_not_repeated(channel: Channel) -> None:
    await earn(channel, crowd(5) | {"ada": Totals(1)})
    assert (await board(channel, "ada"))["text"].count("@ada") == 1


async def test_whoever_turns_the_page_sees_their_own_row(channel: Channel) -> None:
    await earn(channel, crowd(25) | {"ada": Totals(1), "ben": Totals(2)})
    card = await board(channel, "ada")
    assert "26. @ben" in (await channel.press("ben", card, "Next"))["response"]["text"]


@pytest.mark.parametrize(
    ("by", "why"),
    [
        ("points", "@ada is not on it yet: no right answer so far."),
        ("wins", "@ada is not on it yet: no game won against somebody so far."),
        ("accuracy", "@ada is not on it yet: it takes 20 rounds with a guess, and so far there are 7."),
    ],
)
async def test_who_is_not_on_it_reads_why(channel: Channel, by: str, why: str) -> None:
    await earn(channel, {"ada": Totals(rounds=7), "ben": Totals(9, 1, 30, 30)})
    assert why in (await board(channel, "ada", by=by))["text"]


async def test_how_far_one_is_shows_even_where_nobody_is_listed(channel: Channel) -> None:
    await earn(channel, {"ada": Totals(rounds=7)})
    assert "so far there are 7" in (await board(channel, "ada", by="accuracy"))["text"]


async def test_a_pack_named_is_the_leaderboard_of_it(channel: Channel) -> None:
    await earn(channel, {"ada": Totals(5)}, pack="sequel")
    assert "@ada: 5 points" in (await board(channel, pack="Sequels"))["text"]
    assert "@ada" not in (await board(channel, "ben", pack="team"))["text"]


async def test_packs_complete_as_one_types(channel: Channel) -> None:
    offered = await channel.people.autocomplete("ada", "trivia", "leaderboard", "pack", {"pack": "seq"})
    assert offered["choices"][0] == {"name": "Sequels", "value": "sequel"}


async def test_a_channel_has_its_own(channel: Channel) -> None:
    await earn(channel, {"ada": Totals(5)})
    assert "Leaderboard of #trivia" in (await board(channel, of="channel"))["text"]
    quiet = await channel.people.command("ada", "quiet", "leaderboard", {"of": "channel"})
    assert "Nobody is on this leaderboard yet" in quiet["response"]["text"]


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"of": "pack"}, "Which pack?"),
        ({"pack": "sequal"}, "did you mean sequel?"),
        ({"pack": "film+team"}, "one pack: name just one"),
        ({"of": "server", "pack": "film"}, "leave out pack, or leave out of"),
        ({"of": "everywhere", "over": "season"}, "Everywhere has no seasons"),
    ],
)
async def test_what_has_no_leaderboard_is_refused_in_private(channel: Channel, options: dict, said: str) -> None:
    refused = await board(channel, **options)
    assert said in refused["text"]
    assert refused["ephemeral"]


async def test_menus_change_the_time_and_the_measure(channel: Channel) -> None:
    await earn(channel, {"ada": Totals(5)})
    await earn(channel, {"ben": Totals(9, 1)}, ago=400)
    card = await board(channel, over="all")
    assert "1. 🥇 @ben" in card["text"]
    card = await pick(channel, "cleo", card, "over", "month")
    assert "1. 🥇 @ada" in card["text"]
    assert "by wins" in (await pick(channel, "cleo", card, "by", "wins"))["text"]


async def test_turning_the_page_tomorrow_stays_on_the_day(tmp_path: Path) -> None:
    passed: list[int] = []
    async with (
        StandIn(now=lambda: time.time() + DAY * len(passed)) as stand_in,
        People(stand_in.control, stand_in.key) as people,
        bot_on(stand_in, tmp_path) as bot,
    ):
        channel = Channel(people, bot, stand_in)
        await earn(channel, crowd(25))
        card = await board(channel, over="today")
        day = card["text"].partition("today (")[2].partition(")")[0]
        passed.append(1)
        turned = (await channel.press("ada", card, "Next"))["response"]["text"]
        assert turned.startswith(f"Leaderboard of this server\n{day} · by points")
        assert "Page 2 of 3" in turned
        assert "[over another time]" in turned


async def test_everywhere_lists_those_who_opted_in_by_the_names_they_chose(channel: Channel) -> None:
    await opt_in(channel, {CROWD + 2: "*Two* @everyone"})
    await earn(channel, crowd(3))
    text = (await board(channel, of="everywhere"))["text"].replace("\u200b", "")
    assert "1. 🥇 *Two* @everyone: 20 points" in text
    assert "1 player" in text


async def test_who_did_not_opt_in_reads_how_to(channel: Channel) -> None:
    await opt_in(channel, {CROWD + 2: "Two"})
    await earn(channel, crowd(3) | {"ada": Totals(100)})
    assert "@ada is not listed here: /privacy boards changes that." in (await board(channel, of="everywhere"))["text"]


async def test_everywhere_offers_no_season(channel: Channel) -> None:
    card = await board(channel, of="everywhere")
    with pytest.raises(SandboxError):
        await pick(channel, "ada", card, "over", "season")


async def test_a_direct_message_shows_everywhere_and_nothing_else(channel: Channel) -> None:
    everywhere = await channel.people.command("ada", "dm", "leaderboard")
    assert "Leaderboard of everywhere\nall time" in everywhere["response"]["text"]
    refused = await channel.people.command("ada", "dm", "leaderboard", {"of": "server"})
    assert "Here I can show the leaderboard of everywhere only" in refused["response"]["text"]


async def test_where_the_database_is_away_a_sentence_says_so_in_private(channel: Channel, tmp_path: Path) -> None:
    await earn(channel, crowd(25))
    card = await board(channel)
    take_away(channel.bot._games._database, tmp_path)
    refused = await board(channel)
    assert refused["text"] == "I can't read the points just now: try again in a minute."
    assert refused["ephemeral"]
    assert "I can't read the points" in (await channel.press("ada", card, "Next"))["response"]["text"]
    assert card["id"] in [message["id"] for message in await channel.people.messages("trivia")]
