"""“Something is wrong”: who was asked a question reports it, and the server's editors see with what it did so far."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from bot import review_words as words
from bot import rights
from bot.rights import Right
from bot.sandbox.people import People
from bot.sandbox.server import StandIn
from tests.bot.conftest import COMPOSER, Channel, bot_on
from tests.bot.panels import ids, server
from tests.bot.queue import entries, fill, finished, make_editors, own, press, review, waiting
from trivia.question import Question
from trivia.server import ServerSettings
from trivia.store import Change, Verb, own_pack


@pytest.fixture(autouse=True)
async def editors(channel: Channel) -> None:
    await make_editors(channel)


async def report(channel: Channel, user: str, card: dict, wrong: str = "key", **fields: str) -> str:
    """What somebody reads who reports the question of this card."""
    answer = await fill(channel, user, card, "Something is wrong", {"What is wrong?": [wrong]} | fields)
    assert answer["ephemeral"]
    return answer["text"]


async def add_own(channel: Channel) -> Question:
    """Give the server a question of its own."""
    number = await server(channel)
    answers = (replace(COMPOSER.answer, reject=("Hans Zimmer",)),)
    question = replace(COMPOSER, id=f"{own_pack(number)}/composer", answers=answers)
    await channel.bot.reviewing._own.change(number, [Change(question.id, question, 0, Verb.ADD)], 1, 0.0)
    return question


async def test_a_report_comes_to_the_editors_with_what_the_question_did(channel: Channel) -> None:
    await channel.start()
    await channel.says("cleo", "hans zimmer")
    await channel.says("ada", "john williams")
    over = await channel.sees("Something is wrong")
    assert await report(channel, "cleo", over, **{"Anything else?": "It was **Zimmer**!"}) == words.REPORTED
    card = await review(channel)
    for said in (
        "A report from @cleo",
        "The answer is wrong. They say: It was **Zimmer**!",
        "They had guessed hans zimmer.",
        "Who wrote the *score* of Jaws?",
        "Answer: John Williams",
        "asked once · right 1 of 2 players · close 0 · skipped 0 · reported 1",
        "film/composer belongs to the pack Film",
    ):
        assert said in card["text"], said


async def test_a_person_reports_a_question_once(channel: Channel) -> None:
    over = await finished(channel)
    assert await report(channel, "ada", over) == words.REPORTED
    assert await report(channel, "ada", over, "typo") == words.REPORTED_ALREADY
    assert await report(channel, "cleo", over) == words.REPORTED
    assert "reported 2" in (await review(channel))["text"]


async def test_a_report_of_another_pack_is_seen_or_widens_what_is_right_here(channel: Channel) -> None:
    over = await finished(channel)
    await report(channel, "ada", over)
    await report(channel, "cleo", over)
    after = await press(channel, "dev", await review(channel), "Mark as seen")
    assert "Done: the report is approved." in after["text"]
    after = await fill(channel, "dev", after, "Accept an answer", {"Right as well": "Johnny W."})
    assert "Done: the report is approved." in after["text"]
    assert [entry.verb for entry in await entries(channel)] == [Verb.EDIT, Verb.ACCEPT, Verb.ACCEPT]
    await channel.people.wait_for("quiet", "let Johnny W. be right for film/composer", user="dev")
    elsewhere = replace(channel, name="general")
    await elsewhere.start()
    await elsewhere.says("mo", "johnny w.")
    await elsewhere.sees("@mo takes it")


async def test_a_report_of_an_own_question_is_mended_at_once(channel: Channel) -> None:
    question = await add_own(channel)
    await report(channel, "ada", await finished(channel, pack=question.pack), "typo")
    after = await fill(channel, "dev", await review(channel), "Edit", {"Question": "Who composed Jaws?"})
    assert "Done: the report is approved." in after["text"]
    (mended,) = await own(channel)
    assert mended == replace(question, ask="Who composed Jaws?")
    assert [entry.verb for entry in await entries(channel)][:2] == [Verb.EDIT, Verb.ACCEPT]


async def test_what_is_never_right_can_not_be_an_answer_as_well(channel: Channel) -> None:
    question = await add_own(channel)
    await report(channel, "ada", await finished(channel, pack=question.pack))
    answers = {"Answers, one a line": "John Williams\nHans Zimmer"}
    assert (await fill(channel, "dev", await review(channel), "Edit", answers))["text"] == words.unfit(["Hans Zimmer"])
    assert await own(channel) == (question,)
    assert len(await waiting(channel)) == 1


async def test_what_another_editor_changed_meanwhile_is_not_lost(channel: Channel) -> None:
    question = await add_own(channel)
    await report(channel, "ada", await finished(channel, pack=question.pack))
    opened = await channel.press("dev", await review(channel), "Edit")
    newer = replace(question, ask="Who?")
    await channel.bot.reviewing._own.change(await server(channel), [Change(question.id, newer, 1, Verb.EDIT)], 1, 0.0)
    late = await channel.people.submit("dev", opened["interaction"], {"Question": "Who composed Jaws?"})
    assert late["response"]["text"] == words.STALE
    assert await own(channel) == (newer,)
    assert len(await waiting(channel)) == 1


async def test_in_a_direct_message_there_is_nobody_to_report_to(channel: Channel) -> None:
    await channel.people.command("ada", "dm", "trivia start", {"pack": "film", "rounds": 1})
    await channel.people.wait_for("dm", "Round 1 of 1", user="ada")
    await channel.people.say("ada", "dm", "john williams")
    await channel.people.wait_for("dm", "Final standings", user="ada")
    assert not [one for one in await channel.people.messages("dm", user="ada") if "Something is wrong" in one["text"]]


async def test_who_may_not_play_may_not_report(channel: Channel) -> None:
    over = await finished(channel)
    known = await ids(channel)

    def bar(old: ServerSettings) -> ServerSettings:
        return replace(old, barred=frozenset({known["mo"]}))

    await channel.bot._book.change(await server(channel), bar, 1, 0.0)
    assert (await press(channel, "mo", over, "Something is wrong"))["text"] == rights.REFUSALS[Right.PLAY]
    assert await waiting(channel) == ()


async def test_the_button_works_after_a_restart(tmp_path: Path) -> None:
    folder = tmp_path / "again"
    async with StandIn() as stand_in, People(stand_in.control, stand_in.key) as people:
        async with bot_on(stand_in, folder) as bot:
            over = await finished(Channel(people, bot, stand_in))
        async with bot_on(stand_in, folder) as bot:
            after = Channel(people, bot, stand_in)
            assert await report(after, "cleo", over) == words.REPORTED
            assert len(await waiting(after)) == 1
