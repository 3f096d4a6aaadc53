"""The editors of a server write its questions in Discord: live at once, seen before they are saved, and undone."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from pathlib import Path

import pytest

from tests.bot.conftest import Channel, bot_on
from tests.bot.editors import add, fields, offered, own, press, write
from tests.bot.panels import ADMIN, fill
from trivia.question import Kind

SLUG = "who-wrote-the-score-of-e-t"


async def shown(channel: Channel, slug: str = SLUG) -> dict:
    return (await channel.people.command(ADMIN, channel.name, "questions show", {"question": slug}))["response"]


async def changed(channel: Channel, user: str = ADMIN, **more: object) -> dict:
    """The card that an editor sees who has changed the question, before it is saved."""
    opened = await channel.people.command(user, channel.name, "questions edit", {"question": SLUG})
    return (await channel.people.submit(user, opened["interaction"], fields(**more)))["response"]


# --- adding ---------------------------------------------------------------------------------------------------------


async def test_a_question_is_seen_before_it_is_saved(channel: Channel) -> None:
    card = await write(channel)
    assert card["ephemeral"]
    assert card["text"].splitlines() == [
        "Not saved yet",
        "Who wrote the score of E.T.?",
        "John Williams, also Johnny Williams",
        "He wrote it in 1982.",
        f"Person · medium · {SLUG}",
        "I see nothing wrong with it.",
        "[Save] [Edit] [Cancel]",
    ]
    assert await own(channel) == []


async def test_it_is_played_as_soon_as_it_is_saved(channel: Channel) -> None:
    assert "Saved, and can be asked from now on" in await add(channel)
    await channel.start(pack="This server's questions")
    card = await channel.sees("Who wrote the score of E.T.?")
    assert "This server's questions" in card["text"]
    await channel.says("ben", "johnny williams")
    assert "The credits" in (await channel.sees("He wrote it in 1982."))["text"]


async def test_a_source_that_is_an_address_is_shown_with_the_answer(channel: Channel) -> None:
    await add(channel, fact="He wrote it.\nSource: https://example.org/et")
    await channel.start(pack="This server's questions")
    await channel.says("ben", "williams")
    assert "Source: https://example.org/et" in (await channel.sees("He wrote it."))["text"]


async def test_what_is_cancelled_is_not_saved(channel: Channel) -> None:
    assert await press(channel, ADMIN, await write(channel), "Cancel") == "Nothing was saved."
    assert await own(channel) == []


async def test_a_draft_can_be_changed_before_it_is_saved(channel: Channel) -> None:
    card = await write(channel)
    opened = await channel.press(ADMIN, card, "Edit")
    card = (await channel.people.submit(ADMIN, opened["interaction"], fields(ask="Who scored E.T.?")))["response"]
    await press(channel, ADMIN, card, "Save")
    assert [one.ask for one in await own(channel)] == ["Who scored E.T.?"]


@pytest.mark.parametrize(
    ("filled", "said"),
    [
        (
            {"ask": "In which film did Elliott Goldenthal score an interview?", "answers": "interview"},
            "gives its answer away",
        ),
        ({"ask": "When did Jaws 2 come out?", "answers": "1978", "kind": ["text"]}, "looks like a year"),
        ({"ask": "Who wrote the score of *Jaws*?", "answers": "John Williams"}, "There is one like it"),
    ],
)
async def test_what_is_odd_is_said_before_it_is_saved(channel: Channel, filled: dict, said: str) -> None:
    assert said in (await write(channel, **filled))["text"]


async def test_what_can_not_be_a_question_says_why_and_can_be_mended(channel: Channel) -> None:
    card = await write(channel, answers="x" * 150)
    assert "It can't be saved like this" in card["text"]
    opened = await channel.press(ADMIN, card, "Edit")
    card = (await channel.people.submit(ADMIN, opened["interaction"], fields()))["response"]
    await press(channel, ADMIN, card, "Save")
    assert len(await own(channel)) == 1


async def test_a_list_has_a_member_a_line(channel: Channel) -> None:
    await add(channel, ask="Name both.", answers="Hans Zimmer | Zimmer\nJames Newton Howard", kind=["list"])
    (question,) = await own(channel)
    assert (question.kind, question.need, question.answers[0].accept) == (Kind.LIST, 2, ("Zimmer",))


async def test_two_questions_of_the_same_text_are_two(channel: Channel) -> None:
    await add(channel)
    await add(channel)
    assert [one.slug for one in await own(channel)] == [SLUG, f"{SLUG}-2"]


async def test_text_with_marks_shows_as_it_was_typed_and_pings_nobody(channel: Channel) -> None:
    await add(channel, ask="Who is *@everyone* <@1> `x`?", answers="**Ann**")
    (question,) = await own(channel)
    assert (question.ask, question.answer.text) == ("Who is *@everyone* <@1> `x`?", "**Ann**")
    messages = await channel.people.messages(channel.name, user=ADMIN)
    assert not any(message.get("mentions") for message in messages)


async def test_a_message_as_long_as_can_be_is_cut_to_what_the_field_holds(channel: Channel) -> None:
    message = await channel.says("ben", "*Which* @everyone <@1> " + "film " * 390)
    opened = await channel.people.context(ADMIN, message["id"], "Make a trivia question")
    card = (await channel.people.submit(ADMIN, opened["interaction"], fields(ask="Which film? " * 40)))["response"]
    await press(channel, ADMIN, card, "Save")
    assert [len(one.ask) for one in await own(channel)] == [len("Which film? " * 40) - 1]


async def test_as_many_answers_as_the_field_holds_are_shown_in_short(channel: Channel) -> None:
    card = await write(channel, answers="\n".join(f"*{number}* @everyone {'x' * 80}" for number in range(29)))
    assert len(card["text"]) <= 4_000
    assert not card.get("mentions")


async def test_each_change_is_told_in_the_audit_channel(channel: Channel) -> None:
    await fill(channel, "Audit channel", {"Channel": ["quiet"]})
    await add(channel)
    await press(channel, ADMIN, await shown(channel), "Remove")
    told = [message["content"] for message in await channel.people.messages("quiet", user=ADMIN)]
    assert any("added" in line for line in told)
    assert any("removed" in line for line in told)


async def test_a_message_becomes_a_question(channel: Channel) -> None:
    message = await channel.says("ben", "Which film has the Imperial March?")
    opened = await channel.people.context(ADMIN, message["id"], "Make a trivia question")
    filled = fields(ask="Which film has the Imperial March?", answers="The Empire Strikes Back", kind=["title"])
    assert "Which film has the Imperial March?" in str(opened)
    card = (await channel.people.submit(ADMIN, opened["interaction"], filled))["response"]
    await press(channel, ADMIN, card, "Save")
    assert [one.answer.text for one in await own(channel)] == ["The Empire Strikes Back"]


async def test_a_draft_is_its_authors_alone(channel: Channel) -> None:
    card = await write(channel)
    drafts = channel.bot.editing._drafts
    drafts.update({number: replace(draft, author=1) for number, draft in drafts.items()})
    assert "somebody else's" in await press(channel, ADMIN, card, "Save")
    assert await own(channel) == []


async def test_a_draft_that_is_gone_says_so(channel: Channel) -> None:
    card = await write(channel)
    channel.bot.editing._drafts.clear()
    assert "That draft is gone" in await press(channel, ADMIN, card, "Save")


# --- changing -------------------------------------------------------------------------------------------------------


async def test_a_question_is_changed_and_keeps_its_id(channel: Channel) -> None:
    await add(channel)
    await press(channel, ADMIN, await changed(channel, ask="Who scored E.T.?"), "Save")
    (question,) = await own(channel)
    assert (question.slug, question.ask) == (SLUG, "Who scored E.T.?")


async def test_the_second_of_two_editors_is_told_and_loses_nothing(channel: Channel) -> None:
    await add(channel)
    first, second = await changed(channel, ask="Who scored E.T.?"), await changed(channel, ask="Whose score has E.T.?")
    await press(channel, ADMIN, first, "Save")
    said = await press(channel, ADMIN, second, "Save")
    assert "@owner changed this question while you wrote. It is now:" in said
    assert "Who scored E.T.?" in said
    opened = await channel.press(ADMIN, second, "Edit")
    assert "Whose score has E.T.?" in str(opened)
    assert [one.ask for one in await own(channel)] == ["Who scored E.T.?"]
    await press(channel, ADMIN, second, "Save over it")
    assert [one.ask for one in await own(channel)] == ["Whose score has E.T.?"]


async def test_a_change_is_undone(channel: Channel) -> None:
    await add(channel)
    await press(channel, ADMIN, await changed(channel, ask="Who scored E.T.?"), "Save")
    card = await shown(channel)
    assert "changed it" in card["text"]
    await press(channel, ADMIN, card, "Undo the last change")
    assert [one.ask for one in await own(channel)] == ["Who wrote the score of E.T.?"]


async def test_a_removed_question_is_not_asked_and_comes_back(channel: Channel) -> None:
    await add(channel)
    said = await channel.command(ADMIN, "questions remove", question=SLUG)
    assert "Removed" in said
    assert await own(channel) == []
    assert await offered(channel, "questions restore", "score") == ["Who wrote the score of E.T.?"]
    await channel.command(ADMIN, "questions restore", question=SLUG)
    assert len(await own(channel)) == 1


async def test_every_change_is_in_the_log(channel: Channel) -> None:
    await add(channel)
    await channel.command(ADMIN, "questions remove", question=SLUG)
    await channel.command(ADMIN, "questions restore", question=SLUG)
    told = [line.partition(" @")[2] for line in (await channel.command(ADMIN, "questions log")).splitlines()[1:-1]]
    assert told == [
        f"owner {done} the question “Who wrote the score of E.T.?”" for done in ("restored", "removed", "added")
    ]


# --- finding --------------------------------------------------------------------------------------------------------


async def test_questions_are_offered_while_one_types(channel: Channel) -> None:
    await add(channel)
    await add(channel, ask="Which year was Jaws?", answers="1975", kind=["year"])
    assert (await offered(channel, "questions edit", "scor e.t"))[0] == "Who wrote the score of E.T.?"
    assert (await offered(channel, "questions edit", "socre"))[0] == "Who wrote the score of E.T.?"
    assert len(await offered(channel, "questions edit", "")) == 2
    assert await offered(channel, "questions edit", "score", user="ben") == []


async def test_a_question_that_is_being_asked_is_not_offered_nor_shown(channel: Channel) -> None:
    await add(channel)
    await channel.start(pack="This server's questions")
    assert await offered(channel, "questions edit", "score") == []
    for command in ("show", "edit", "remove"):
        assert "being asked right now" in await channel.command(ADMIN, f"questions {command}", question=SLUG)
    assert "No question of this server is like that." in await channel.command(ADMIN, "questions search", text="score")


async def test_a_search_lists_what_is_like_it(channel: Channel) -> None:
    assert "no questions of its own yet" in await channel.command(ADMIN, "questions search", text="score")
    await add(channel)
    said = await channel.command(ADMIN, "questions search", text="score of E.T.")
    assert f"Who wrote the score of E.T.? John Williams ({SLUG})" in said


async def test_a_guess_is_tried(channel: Channel) -> None:
    await add(channel)
    tried = [await channel.command(ADMIN, "questions try", question=SLUG, guess=one) for one in ("willams", "zimmer")]
    assert "willams is right" in tried[0]
    assert "zimmer is wrong" in tried[1]


async def test_a_question_that_is_not_there_says_so(channel: Channel) -> None:
    for command in ("show", "edit", "remove"):
        assert "no such question" in await channel.command(ADMIN, f"questions {command}", question="nothing")
    assert "No such question was removed" in await channel.command(ADMIN, "questions restore", question="nothing")


async def test_buttons_work_after_a_restart_and_drafts_say_they_are_gone(channel: Channel, tmp_path: Path) -> None:
    await add(channel)
    card, draft = await shown(channel), await write(channel, ask="Another?")
    await channel.bot.close()
    await asyncio.sleep(0)
    async with bot_on(channel.stand_in, tmp_path):
        assert "That draft is gone" in await press(channel, ADMIN, draft, "Save")
        assert "Removed" in await press(channel, ADMIN, card, "Remove")
