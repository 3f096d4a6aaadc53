"""`/suggest` and `/review`: players bring questions, editors decide one at a time, and everybody hears of it."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from bot import review_words as words
from bot import rights
from bot.rights import Right
from bot.sandbox.people import People
from bot.sandbox.server import StandIn
from tests.bot.away import bring_back, take_away
from tests.bot.conftest import Channel, bot_on
from tests.bot.queue import EDITORS, SUGGESTED, entries, fill, make_editors, own, press, review, suggest, waiting
from trivia.question import Kind
from trivia.store import Verb
from trivia.store.mailbox import MOST_WAITING

HOSTILE = "@everyone **Who** is `it`? [x](https://evil.example) <@1> # no"


@pytest.fixture(autouse=True)
async def editors(channel: Channel) -> None:
    await make_editors(channel)


async def told(channel: Channel, user: str = "cleo") -> list[str]:
    """What the bot wrote to somebody alone."""
    return [message["text"] for message in await channel.people.messages("dm", user=user)]


# --- suggesting -----------------------------------------------------------------------------------------------------


async def test_what_is_suggested_waits_for_the_editors(channel: Channel) -> None:
    assert await suggest(channel) == words.SUGGESTED
    card = await review(channel)
    assert card["ephemeral"]
    for said in (
        "1 thing to look at",
        "A suggestion from @cleo",
        "Who sang the theme of Goldfinger?",
        "Answer: Shirley Bassey · also right: Dame Shirley Bassey",
        "She sang three themes of Bond films.",
    ):
        assert said in card["text"], said


async def test_a_suggestion_without_an_answer_is_not_taken(channel: Channel) -> None:
    said = await suggest(channel, **{"Answers, one a line": " \n\u200b"})
    assert said == "That can't be asked: it has no answer; try again."
    assert await waiting(channel) == ()


async def test_so_many_of_one_person_wait_at_once(channel: Channel) -> None:
    for _ in range(MOST_WAITING):
        assert await suggest(channel) == words.SUGGESTED
    assert await suggest(channel) == words.TOO_MANY
    assert await suggest(channel, "mo") == words.SUGGESTED
    card = await review(channel)
    await fill(channel, "dev", card, "Reject", {})
    assert await suggest(channel) == words.SUGGESTED


async def test_hostile_text_shows_as_it_was_typed_and_pings_nobody(channel: Channel) -> None:
    await suggest(channel, **{"Question": HOSTILE, "Answers, one a line": "yes", "Explanation or source": HOSTILE})
    card = await review(channel)
    assert card["text"].count(HOSTILE.replace("@everyone", "@\u200beveryone")) == 2
    await press(channel, "dev", card, "Approve")
    await channel.people.wait_for("dm", "is among those of", user="cleo")
    await channel.people.wait_for("quiet", "approved the suggestion", user="dev")
    for place, user in (("dm", "cleo"), ("quiet", "dev")):
        for message in await channel.people.messages(place, user=user):
            assert not message["mention_everyone"]
            assert not message["mentions"]


# --- deciding -------------------------------------------------------------------------------------------------------


async def test_an_approved_suggestion_is_a_question_of_the_server(channel: Channel) -> None:
    await suggest(channel)
    after = await press(channel, "dev", await review(channel), "Approve")
    assert "Done: the suggestion is approved." in after["text"]
    assert words.NOTHING_WAITS.replace("`", "") in after["text"]
    (question,) = await own(channel)
    assert question.slug.startswith("who-sang-the-theme-of-goldfinger-")
    assert (question.ask, question.kind) == (SUGGESTED["Question"], Kind.TEXT)
    assert (question.answer.text, question.answer.accept) == ("Shirley Bassey", ("Dame Shirley Bassey",))
    assert question.fact is not None
    assert question.fact.says == SUGGESTED["Explanation or source"]
    started = await channel.people.command("ada", "trivia", "trivia start", {"pack": question.pack, "rounds": 1})
    assert "starts a game" in started["response"]["text"]
    await channel.sees("Who sang the theme of Goldfinger?")


async def test_it_is_in_the_log_and_told_where_changes_are(channel: Channel) -> None:
    await suggest(channel)
    await press(channel, "dev", await review(channel), "Approve")
    assert [entry.verb for entry in await entries(channel)] == [Verb.ADD, Verb.ACCEPT]
    notice = await channel.people.wait_for("quiet", "@dev approved the suggestion", user="dev")
    assert "@dev added the question" in notice["text"]
    assert "cleo" not in str(await entries(channel))


async def test_whoever_suggested_it_hears_that_it_is_asked_now(channel: Channel) -> None:
    await suggest(channel)
    await press(channel, "dev", await review(channel), "Approve")
    news = await channel.people.wait_for("dm", "is among those of", user="cleo")
    assert "Soundtrack Club" in news["text"]
    assert SUGGESTED["Question"] in news["text"]


async def test_a_rejected_suggestion_is_no_question_and_its_reason_is_told(channel: Channel) -> None:
    await suggest(channel)
    after = await fill(channel, "dev", await review(channel), "Reject", {"Why": "We have *that* one."})
    assert "Done: the suggestion is rejected." in after["text"]
    assert await own(channel) == ()
    news = await channel.people.wait_for("dm", "did not take your question", user="cleo")
    assert "They say: We have *that* one." in news["text"]
    (entry,) = await entries(channel)
    assert (entry.verb, entry.after["why"]) == (Verb.REJECT, "We have *that* one.")


async def test_whoever_takes_no_direct_messages_is_not_told_and_all_else_goes_on(channel: Channel) -> None:
    await suggest(channel)
    card = await review(channel)
    await channel.people.fault("http", status=403, path="/users/@me/channels", count=1)
    after = await press(channel, "dev", card, "Approve")
    assert "Done: the suggestion is approved." in after["text"]
    assert await told(channel) == []
    assert len(await own(channel)) == 1


async def test_an_editor_mends_a_suggestion_before_it_is_asked(channel: Channel) -> None:
    await suggest(channel)
    mended = {"Question": "Who sang Goldfinger?", "Answers, one a line": "Shirley Bassey"}
    after = await fill(channel, "dev", await review(channel), "Edit", mended)
    assert "Done: the suggestion is approved." in after["text"]
    (question,) = await own(channel)
    assert (question.ask, question.answer.accept) == ("Who sang Goldfinger?", ())
    assert question.fact is not None, "what was left as it was stays"


async def test_nobody_approves_their_own(channel: Channel) -> None:
    await suggest(channel, "dev")
    card = await review(channel)
    assert (await press(channel, "dev", card, "Approve"))["text"] == words.YOURS
    assert (await fill(channel, "dev", card, "Edit", {}))["text"] == words.YOURS
    assert (len(await waiting(channel)), await own(channel)) == (1, ())
    assert "is approved" in (await press(channel, "ben", await review(channel, "ben"), "Approve"))["text"]


async def test_but_takes_it_back(channel: Channel) -> None:
    await suggest(channel, "dev")
    after = await fill(channel, "dev", await review(channel), "Reject", {})
    assert "is rejected" in after["text"]
    assert await told(channel, "dev") == []


async def test_of_two_editors_the_second_hears_who_was_quicker(channel: Channel) -> None:
    await suggest(channel)
    cards = [await review(channel, editor) for editor in EDITORS]
    pressed = [press(channel, editor, card, "Approve") for editor, card in zip(EDITORS, cards, strict=True)]
    texts = [after["text"] for after in await asyncio.gather(*pressed)]
    assert sorted("has approved that already." in text for text in texts) == [False, True]
    assert sorted("Done: the suggestion is approved." in text for text in texts) == [False, True]
    assert len(await own(channel)) == 1
    assert len(await entries(channel)) == 2


async def test_a_modal_that_comes_too_late_decides_nothing(channel: Channel) -> None:
    await suggest(channel)
    card = await review(channel)
    opened = await channel.press("dev", card, "Edit")
    await fill(channel, "ben", await review(channel, "ben"), "Reject", {})
    late = await channel.people.submit("dev", opened["interaction"], {})
    assert "@ben has rejected that already." in late["response"]["text"]
    assert await own(channel) == ()


async def test_what_was_decided_meanwhile_is_not_edited_any_more(channel: Channel) -> None:
    await suggest(channel)
    card = await review(channel)
    await fill(channel, "ben", await review(channel, "ben"), "Reject", {})
    assert (await press(channel, "dev", card, "Edit"))["text"] == words.GONE_ALREADY.replace("`", "")


async def test_one_pages_through_what_waits_the_oldest_first(channel: Channel) -> None:
    for ask in ("First?", "Second?", "Third?"):
        await suggest(channel, Question=ask)
    card = await review(channel)
    assert "First?" in card["text"]
    second = await press(channel, "dev", card, "Next")
    assert second["id"] == card["id"]
    assert "Second?" in second["text"]
    assert "First?" in (await press(channel, "dev", second, "Back"))["text"]
    after = await press(channel, "dev", await press(channel, "dev", card, "Next"), "Approve")
    assert "Third?" in after["text"]
    after = await press(channel, "dev", after, "Approve")
    assert "First?" in after["text"]


async def test_whoever_is_no_editor_sees_and_decides_nothing(channel: Channel) -> None:
    await suggest(channel)
    assert await channel.command("ada", "review") == rights.REFUSALS[Right.QUESTIONS]
    card = await review(channel)
    opened = await channel.press("dev", card, "Edit")
    await channel.people.role("dev", "Editors", give=False)
    for label in ("Approve", "Edit", "Reject"):
        assert (await press(channel, "dev", card, label))["text"] == rights.REFUSALS[Right.QUESTIONS]
    late = await channel.people.submit("dev", opened["interaction"], {})
    assert late["response"]["text"] == rights.REFUSALS[Right.QUESTIONS]
    assert (len(await waiting(channel)), await own(channel)) == (1, ())


async def test_while_the_database_is_away_nothing_is_decided(channel: Channel, tmp_path: Path) -> None:
    await suggest(channel)
    card = await review(channel)
    take_away(channel.bot.reviewing._reviews._database, tmp_path)
    assert (await press(channel, "dev", card, "Approve"))["text"] == words.CANT_WRITE
    assert await suggest(channel) == words.CANT_WRITE
    bring_back(tmp_path)
    assert "is approved" in (await press(channel, "dev", card, "Approve"))["text"]


async def test_the_buttons_of_a_card_work_after_a_restart(tmp_path: Path) -> None:
    folder = tmp_path / "again"
    async with StandIn() as stand_in, People(stand_in.control, stand_in.key) as people:
        async with bot_on(stand_in, folder) as bot:
            before = Channel(people, bot, stand_in)
            await make_editors(before)
            await suggest(before)
            card = await review(before)
        async with bot_on(stand_in, folder) as bot:
            after = Channel(people, bot, stand_in)
            assert "is approved" in (await press(after, "dev", card, "Approve"))["text"]
            assert len(await own(after)) == 1
