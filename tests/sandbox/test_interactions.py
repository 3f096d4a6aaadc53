"""The bot's answers to interactions: in time, once, by the interaction's token, for the right eyes."""

import asyncio
from typing import Any

import pytest

from bot.sandbox import People, StandIn
from tests.sandbox.conftest import Json, Wire
from tests.sandbox.raw_bot import Clock, RawBot

MESSAGE, DEFER, DEFER_UPDATE, UPDATE, CHOICES, MODAL = 4, 5, 6, 7, 8, 9
EPHEMERAL = 64

FORM: Json = {
    "title": "Guess",
    "custom_id": "guess",
    "components": [
        {"type": 18, "label": "Answer", "component": {"type": 4, "style": 1, "custom_id": "answer", "required": False}}
    ],
}
CARD: Json = {
    "content": "Round 1",
    "components": [{"type": 1, "components": [{"type": 2, "style": 1, "label": "Guess", "custom_id": "guess"}]}],
}


async def test_an_answer_is_what_the_person_reads(raw: RawBot) -> None:
    await raw.answer(await raw.ask(), MESSAGE, {"content": "Here."})
    assert (await raw.outcome())["response"]["text"] == "Here."


async def test_an_answer_after_three_seconds_is_too_late(raw: RawBot, clock: Clock) -> None:
    interaction = await raw.ask()
    clock.seconds += 3.1
    status, refusal = await raw.answer(interaction, MESSAGE, {"content": "Late."})
    assert (status, refusal["code"]) == (404, 10062)
    assert (await raw.outcome())["ack"] == "none"


async def test_an_interaction_is_acknowledged_once(raw: RawBot) -> None:
    interaction = await raw.ask()
    await raw.answer(interaction, DEFER)
    status, refusal = await raw.answer(interaction, MESSAGE, {"content": "Again."})
    assert (status, refusal["code"]) == (400, 40060)


async def test_a_refused_answer_leaves_the_interaction_open(raw: RawBot) -> None:
    interaction = await raw.ask()
    assert (await raw.answer(interaction, MESSAGE, {"content": "x" * 2001}))[0] == 400
    assert (await raw.answer(interaction, MESSAGE, {"content": "Here."}))[0] == 200


async def test_a_wrong_token_answers_nothing(raw: RawBot) -> None:
    interaction = await raw.ask()
    for token in ("wrong", "ä"):
        status, refusal = await raw.answer(interaction | {"token": token}, MESSAGE, {"content": "Here."})
        assert (status, refusal["code"]) == (404, 10062)


@pytest.mark.parametrize("kind", [0, 1, DEFER_UPDATE, UPDATE, CHOICES, "4", None, [], True])
async def test_a_command_takes_only_answers_for_commands(raw: RawBot, kind: Any) -> None:
    status, refusal = await raw.answer(await raw.ask(), kind, {"content": "Here."})
    assert (status, refusal["code"]) == (400, 50035)


@pytest.mark.parametrize(("kind", "data"), [(MESSAGE, []), (MESSAGE, "x"), (DEFER, {"flags": []}), (MODAL, {})])
async def test_hostile_data_is_a_bad_form(raw: RawBot, kind: int, data: Any) -> None:
    status, _ = await raw.answer(await raw.ask(), kind, data)
    assert status == 400


async def test_the_token_stands_for_a_quarter_of_an_hour(raw: RawBot, clock: Clock) -> None:
    interaction = await raw.ask()
    await raw.answer(interaction, MESSAGE, {"content": "Here."})
    clock.seconds += 15 * 60
    assert (await raw.follow(interaction, "POST", body={"content": "Still here."}))[0] == 200
    clock.seconds += 1
    status, refusal = await raw.follow(interaction, "POST", body={"content": "Gone."})
    assert (status, refusal["code"]) == (401, 50027)


async def test_nothing_follows_before_the_first_answer(raw: RawBot) -> None:
    status, refusal = await raw.follow(await raw.ask(), "POST", body={"content": "Too soon."})
    assert (status, refusal["code"]) == (404, 10015)


async def test_the_first_follow_up_takes_the_place_of_thinking(raw: RawBot) -> None:
    interaction = await raw.ask()
    await raw.answer(interaction, DEFER)
    for text in ("One.", "Two."):
        await raw.follow(interaction, "POST", body={"content": text})
    assert [m["text"] for m in await raw.people.messages("trivia", user="ada")] == ["One.", "Two."]


async def test_thinking_is_read_as_thinking(raw: RawBot) -> None:
    await raw.answer(await raw.ask(), DEFER)
    (message,) = await raw.people.messages("trivia", user="ben")
    assert message["text"] == "Soundtrack Trivia is thinking..."


async def test_who_saw_it_thinking_waits_on_where_that_is_taken_back(raw: RawBot) -> None:
    interaction = await raw.ask()
    await raw.answer(interaction, DEFER)
    assert (await raw.follow(interaction, "DELETE", "@original"))[0] == 204
    await raw.follow(interaction, "POST", body={"content": "For you alone.", "flags": 64})
    assert (await raw.outcome())["response"]["text"] == "For you alone."


async def test_the_original_is_edited_and_deleted(raw: RawBot) -> None:
    interaction = await raw.ask()
    await raw.answer(interaction, MESSAGE, {"content": "Here."})
    _, edited = await raw.follow(interaction, "PATCH", "@original", {"content": "There."})
    assert edited["content"] == "There."
    assert (await raw.follow(interaction, "DELETE", "@original"))[0] == 204
    assert (await raw.follow(interaction, "GET", "@original"))[1]["code"] == 10008


async def test_a_follow_up_is_edited_by_its_id(raw: RawBot) -> None:
    interaction = await raw.ask()
    await raw.answer(interaction, MESSAGE, {"content": "Here."})
    _, more = await raw.follow(interaction, "POST", body={"content": "More."})
    assert (await raw.follow(interaction, "PATCH", more["id"], {"content": "Less."}))[1]["content"] == "Less."


@pytest.mark.parametrize("which", ["@original", "1", "²", "x"])
async def test_a_modal_leaves_no_original(raw: RawBot, which: str) -> None:
    interaction = await raw.ask()
    await raw.answer(interaction, MODAL, FORM)
    status, refusal = await raw.follow(interaction, "PATCH", which, {"content": "x"})
    assert (status, refusal["code"]) == (404, 10008)


async def test_another_ones_follow_up_is_out_of_reach(raw: RawBot) -> None:
    first, second = await raw.ask("ada"), await raw.ask("ben")
    await raw.answer(first, MESSAGE, {"content": "For ada.", "flags": EPHEMERAL})
    await raw.answer(second, MESSAGE, {"content": "For ben."})
    _, original = await raw.follow(first, "GET", "@original")
    status, refusal = await raw.follow(second, "PATCH", original["id"], {"content": "x"})
    assert (status, refusal["code"]) == (404, 10008)


@pytest.mark.parametrize(("user", "sees"), [("ada", True), ("ben", False), (None, False)])
async def test_a_private_answer_is_seen_by_its_user_only(raw: RawBot, user: str | None, sees: bool) -> None:
    await raw.answer(await raw.ask("ada"), MESSAGE, {"content": "Psst.", "flags": EPHEMERAL})
    assert bool(await raw.people.messages("trivia", user=user)) is sees


async def test_a_private_answer_is_no_message_of_the_channel(raw: RawBot) -> None:
    interaction = await raw.ask()
    await raw.answer(interaction, MESSAGE, {"content": "Psst.", "flags": EPHEMERAL})
    _, original = await raw.follow(interaction, "GET", "@original")
    at = f"/channels/{interaction['channel_id']}/messages"
    assert (await raw.wire("GET", at))[1] == []
    assert (await raw.wire("GET", f"{at}/{original['id']}"))[1]["code"] == 10008


async def test_a_private_deferral_stays_private(raw: RawBot) -> None:
    interaction = await raw.ask()
    await raw.answer(interaction, DEFER, {"flags": EPHEMERAL})
    await raw.follow(interaction, "POST", body={"content": "Psst."})
    assert (await raw.outcome())["response"]["ephemeral"]
    assert await raw.people.messages("trivia", user="ben") == []


async def test_no_modal_follows_a_modal(raw: RawBot) -> None:
    interaction = await raw.ask()
    await raw.answer(interaction, MODAL, FORM)
    await raw.outcome()
    submitted = await raw.begin(raw.people.submit, "ada", interaction["id"], {"Answer": "Giorgio"})
    status, refusal = await raw.answer(submitted, MODAL, FORM)
    assert (status, refusal["code"]) == (400, 50035)


@pytest.fixture
async def pressed(raw: RawBot) -> Json:
    """An interaction of ben, who pressed a button of the bot's card."""
    await raw.answer(await raw.ask(), MESSAGE, CARD)
    card = (await raw.outcome())["response"]["id"]
    return await raw.begin(raw.people.press, "ben", card, "Guess")


async def test_a_press_edits_its_message(raw: RawBot, pressed: Json) -> None:
    await raw.answer(pressed, UPDATE, {"content": "Round 2"})
    outcome = await raw.outcome()
    assert outcome["response"]["id"] == pressed["message"]["id"]
    assert outcome["response"]["text"] == "Round 2\n[Guess]"


async def test_after_a_deferred_update_the_original_is_the_pressed_message(raw: RawBot, pressed: Json) -> None:
    await raw.answer(pressed, DEFER_UPDATE)
    _, edited = await raw.follow(pressed, "PATCH", "@original", {"content": "Round 2", "components": []})
    assert edited["id"] == pressed["message"]["id"]


async def test_an_edited_message_may_not_be_emptied(raw: RawBot, pressed: Json) -> None:
    status, refusal = await raw.answer(pressed, UPDATE, {"content": "", "components": []})
    assert (status, refusal["code"]) == (400, 50006)


async def test_a_press_without_an_answer_in_time_fails(raw: RawBot, pressed: Json, clock: Clock) -> None:
    clock.seconds += 3.1
    assert (await raw.answer(pressed, DEFER_UPDATE))[0] == 404
    assert (await raw.outcome())["ack"] == "none"


async def test_without_a_bot_an_interaction_fails_at_once(people: People, wire: Wire, stand_in: StandIn) -> None:
    await wire("POST", f"/applications/{stand_in.world.bot.id}/commands", {"name": "ask", "description": "Ask"})
    async with asyncio.timeout(1):
        assert (await people.command("ada", "trivia", "ask"))["ack"] == "none"
