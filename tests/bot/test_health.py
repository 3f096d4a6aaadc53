"""`/questions health`: the questions that something may be wrong with, the server's own first."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot import review_words as words
from tests.bot.conftest import COMPOSER, Channel
from tests.bot.panels import server
from tests.bot.queue import ail, make_editors, press
from trivia.store import Change, Verb, own_pack


@pytest.fixture(autouse=True)
async def editors(channel: Channel) -> None:
    await make_editors(channel)


async def health(channel: Channel) -> dict:
    return (await channel.people.command("dev", "trivia", "questions health"))["response"]


async def test_where_nothing_ails_it_says_so(channel: Channel) -> None:
    card = await health(channel)
    assert card["ephemeral"]
    assert card["text"] == words.HEALTHY


async def test_each_question_is_listed_with_what_came_of_it(channel: Channel) -> None:
    await ail(channel, "film/composer", close=4, skipped=2, reported=3)
    card = await health(channel)
    for said in (
        "1 question to look at",
        "Who wrote the *score* of Jaws? many report it, nobody gets it",
        "film/composer · asked 9 times · right 0 of 12 players · close 4 · skipped 2 · reported 3",
    ):
        assert said in card["text"], said


async def test_one_pages_through_them_own_ones_first(channel: Channel, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.review_cards.AILING", 1)
    number = await server(channel)
    question = replace(COMPOSER, id=f"{own_pack(number)}/mine", ask="Mine?")
    await channel.bot.reviewing._own.change(number, [Change(question.id, question, 0, Verb.ADD)], 1, 0.0)
    await ail(channel, "film/composer", "sequel/year", question.id)
    first = await health(channel)
    assert "3 questions to look at · page 1 of 3" in first["text"]
    assert "Mine?" in first["text"]
    second = await press(channel, "dev", first, "Next")
    assert second["id"] == first["id"]
    assert "page 2 of 3" in second["text"]
    assert "Mine?" in (await press(channel, "dev", second, "Previous"))["text"]


async def test_whoever_is_no_editor_does_not_see_them(channel: Channel) -> None:
    card = await health(channel)
    assert card["text"]
    assert "Only this server's editors" in await channel.command("ada", "questions health")
