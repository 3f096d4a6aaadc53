"""`/profile`: what a player has done in a server."""

import re

from tests.bot.conftest import Channel
from tests.bot.earning import earn, numbers
from trivia.boards import Totals

TOTALS = Totals(1234, 4, 35, 40, 12, 7, 4231)
ATTACH_FILES = 1 << 15


async def profile(channel: Channel, user: str = "ada", of: str | None = None) -> dict:
    """The card that `user` gets."""
    options = {} if of is None else {"player": str((await numbers(channel))[of])}
    return (await channel.people.command(user, channel.name, "profile", options))["response"]


async def test_it_tells_what_one_has_done(channel: Channel) -> None:
    await earn(channel, {"ben": Totals(2000)})
    await earn(channel, {"ada": TOTALS})
    text = (await profile(channel))["text"]
    assert text.startswith("@ada\nRank 2 🥈 with 1,234 points\n12 games, 4 won · 35 of 40 rounds right (87.5 %)\n")
    assert "Best streak 7 in a row · fastest answer 4.231 s" in text
    assert "Most played: Film" in text


async def test_somebody_elses_is_open_to_all(channel: Channel) -> None:
    await earn(channel, {"ben": TOTALS})
    card = await profile(channel, "ada", of="ben")
    assert card["text"].startswith("@ben\nRank 1 🥇")
    assert not card["ephemeral"]


async def test_its_picture_is_told_in_words(channel: Channel) -> None:
    for ago, points in ((0, 30), (7, 200), (30, 5)):
        await earn(channel, {"ada": Totals(points)}, ago=ago)
    told = re.search(
        r"weeks.png: Points in each week from .*?\d{4}: ([\d, ]+)\. (.*)", (await profile(channel))["text"]
    )
    assert told is not None
    assert sorted(map(int, told[1].split(", ")), reverse=True)[:4] == [200, 30, 5, 0]
    assert told[2].endswith(", with 200.")


async def test_the_picture_is_one(channel: Channel) -> None:
    await earn(channel, {"ada": TOTALS})
    assert [file["content_type"] for file in (await profile(channel))["attachments"]] == ["image/png"]


async def test_without_points_in_the_last_weeks_there_is_no_picture(channel: Channel) -> None:
    await earn(channel, {"ada": TOTALS}, ago=200)
    assert "weeks.png" not in (await profile(channel))["text"]


async def test_where_the_bot_may_attach_nothing_the_words_stand_alone(channel: Channel) -> None:
    await earn(channel, {"ada": TOTALS})
    for role in channel.stand_in.world.servers[(await numbers(channel))["server"]].roles.values():
        role.permissions &= ~ATTACH_FILES
    text = (await profile(channel))["text"]
    assert "Rank 1" in text
    assert "weeks.png" not in text


async def test_days_in_a_row_count_up_to_today(channel: Channel) -> None:
    for ago in (0, 1, 2, 5):
        await earn(channel, {"ada": Totals(9)}, ago=ago)
    assert "cored on 3 days in a row" in (await profile(channel))["text"]


async def test_a_pack_that_is_gone_goes_by_its_id(channel: Channel) -> None:
    await earn(channel, {"ada": TOTALS}, pack="long-gone")
    assert "Most played: long-gone (40 rounds)" in (await profile(channel))["text"]


async def test_who_guessed_and_never_scored_has_no_rank(channel: Channel) -> None:
    await earn(channel, {"ada": Totals(rounds=3, games=1)})
    assert "No points yet\n1 game, 0 won · 0 of 3 rounds right\nMost" in (await profile(channel))["text"]


async def test_who_has_not_played_reads_that_in_private(channel: Channel) -> None:
    mine, others = await profile(channel), await profile(channel, of="ben")
    assert mine["text"] == "You have not played here yet: /trivia start begins a game."
    assert others["text"] == "@ben has not played here yet."
    assert mine["ephemeral"]
    assert others["ephemeral"]


async def test_bots_have_none(channel: Channel) -> None:
    assert "bots don't play" in (await profile(channel, of="Soundtrack Trivia"))["text"]


async def test_a_direct_message_has_none(channel: Channel) -> None:
    told = await channel.people.command("ada", "dm", "profile")
    assert "Profiles are kept by server" in told["response"]["text"]
