"""Whatever packs and players are called and say: no ping, no broken card, nothing too long for Discord."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from tests.bot.conftest import PACKS, Channel, playing
from trivia.packs import Pack
from trivia.question import Answer, Fact, Kind, Question, Source

STARS = "*_`~|>#" * 80
LONG = Question(
    "long/question",
    STARS[:500],
    Kind.TEXT,
    (Answer("x" + STARS[:99]),),
    wrong=(f"{'y' * 79}1", f"{'y' * 79}2", "short"),
    hint=STARS[:200],
    fact=Fact("fact", (STARS * 3)[:1000], Source(STARS[:200], STARS[:200], STARS[:200], "2022-05-26"), as_of="2022"),
)
MEMBERS = Question(
    "members/list",
    "Name them all.",
    Kind.LIST,
    tuple(Answer(f"{number} {'*' * 90}") for number in range(100)),
    need=100,
)


async def test_a_pack_named_everyone_pings_nobody(channel: Channel) -> None:
    await channel.start()
    await channel.command("ada", "trivia stop")
    await channel.sees("Final standings")
    messages = await channel.people.messages("trivia")
    assert [message["pings"] for message in messages] == [[]] * len(messages)
    assert all("@everyone" not in message["content"] for message in messages)


async def test_everyone_in_a_private_guess_pings_nobody(channel: Channel) -> None:
    await channel.start()
    answered = await channel.people.command("ben", "trivia", "answer", {"text": "@everyone *is* <@&1> it"})
    assert answered["response"]["text"].replace("\u200b", "").startswith("@everyone *is* <@&1> it: no")
    assert answered["response"]["pings"] == []


async def test_everyone_in_a_typed_guess_pings_nobody_else(channel: Channel) -> None:
    await channel.start()
    await channel.says("ben", "@everyone john williams")
    await channel.command("ada", "trivia stop")
    await channel.sees("Final standings")
    bots = [message for message in await channel.people.messages("trivia") if message["author"].get("bot")]
    assert all(message["pings"] == [] for message in bots)


async def test_everyone_in_the_name_of_a_pack_that_is_not_there(channel: Channel) -> None:
    refused = await channel.people.command("ben", "trivia", "trivia start", {"pack": "@everyone_*x*"})
    assert refused["response"]["text"].replace("\u200b", "").startswith("There is no pack called @everyone_*x*: ")
    assert refused["response"]["pings"] == []


async def test_markdown_in_a_players_name_shows_as_it_is(channel: Channel) -> None:
    await channel.people.rename("ben", "**ben** ||@here||")
    await channel.start("**ben** ||@here||")
    opening = await channel.sees("starts a game")
    assert opening["text"].startswith("@**ben** ||@here|| starts a game")
    assert opening["pings"] == []


async def test_markdown_in_a_question_shows_as_it_is(channel: Channel) -> None:
    card = await channel.start()
    assert "Who wrote the *score* of Jaws?" in card["text"]


async def test_the_longest_texts_of_a_pack_fit_on_cards(tmp_path: Path) -> None:
    async with playing(tmp_path, packs=(Pack("long", "_" * 100, (LONG,)),)) as channel:
        card = await channel.start(pack="long")
        assert STARS[:500] in card["text"]
        await channel.press("ben", card, "Hint")
        await channel.sees("Hint: ")
        await channel.press("ada", card, "Skip")
        assert "Source: " in (await channel.sees("Source: "))["text"]
        await channel.sees("Final standings")


async def test_a_list_of_a_hundred_long_members_fits_on_cards(tmp_path: Path) -> None:
    async with playing(tmp_path, packs=(Pack("members", "Members", (MEMBERS,)),)) as channel:
        card = await channel.start(pack="members")
        assert "100 answers wanted" in card["text"]
        await channel.press("ada", card, "Skip")
        assert " more" in (await channel.sees("Skipped. It was"))["text"]
        assert "more" in (await channel.sees(lambda text: text.startswith("Round 1") and "Needed" not in text))["text"]


async def test_choices_too_long_for_buttons_can_be_told_apart(tmp_path: Path) -> None:
    async with playing(tmp_path, packs=(Pack("long", "Long", (LONG,)),)) as channel:
        card = await channel.start(pack="long", choices=True)
        assert f"· {'y' * 79}1" in card["text"]
        assert f"· {'y' * 79}2" in card["text"]
        assert "not the one" in (await channel.press("ben", card, _letter_of(card, "short")))["response"]["text"]


def _letter_of(card: dict, choice: str) -> str:
    return next(f"{letter} · {choice}" for letter in "ABCD" if f"{letter} · {choice}" in card["text"])


def short(name: str) -> Pack:
    """A pack of one question."""
    return Pack(name, "Pack", (replace(PACKS[0].questions[0], id=f"{name}/composer"),))


async def test_a_long_list_of_packs_fits_and_says_how_many_are_left(tmp_path: Path) -> None:
    packs = [replace(short(f"pack-{number}"), about="About " * 40) for number in range(60)]
    async with playing(tmp_path, packs=packs) as channel:
        said = await channel.command("ben", "trivia packs")
        assert "more: begin to type a name in the pack option" in said


async def test_a_pack_without_a_description_ends_its_line(channel: Channel) -> None:
    assert "Sequels (sequel), 1 question\n" in await channel.command("ben", "trivia packs")


async def test_more_packs_than_a_menu_holds_are_still_offered(tmp_path: Path) -> None:
    packs = [replace(short(f"pack-{number}"), title="P" * 100) for number in range(60)]
    async with playing(tmp_path, packs=packs) as channel:
        offered = await channel.people.autocomplete("ada", "trivia", "trivia start", "pack", {"pack": ""})
        assert len(offered["choices"]) == 25


async def test_a_mix_too_long_for_a_button_can_still_be_played_again(tmp_path: Path) -> None:
    names = [f"{'p' * 38}{number}" for number in range(3)]
    packs = [short(name) for name in names]
    async with playing(tmp_path, packs=packs) as channel:
        await channel.start(pack="+".join(names))
        await channel.command("ada", "trivia stop")
        await channel.sees("Play again")
