"""People use a real bot: commands, cards, modals, menus."""

import pytest

from bot.sandbox import People, SandboxError

pytestmark = pytest.mark.usefixtures("bot")


async def test_a_typed_message_reaches_the_bot_and_its_reaction_comes_back(people: People) -> None:
    said = await people.say("ada", "trivia", "ping")
    message = (await people.messages("trivia", since=said["revision"], wait=5))[0]
    assert message["reactions"][0]["users"] == ["Soundtrack Trivia"]


async def test_a_reply_pings_whom_it_replies_to(people: People) -> None:
    said = await people.say("ada", "trivia", "reply")
    reply = await people.wait_for("trivia", "Here.")
    assert reply["pings"] == [said["author"]["id"]]


async def test_a_command_answers_with_its_card(people: People) -> None:
    outcome = await people.command("ada", "trivia", "trivia start", {"rounds": 3})
    assert outcome["ack"] == "message"
    assert outcome["response"]["text"] == (
        "Round 3\nWho wrote Danger Zone?\n[Answer] [Quiet] [Skip 0/2] [Import]\n[Gone]"
    )


@pytest.fixture
async def card(people: People) -> str:
    return (await people.command("ada", "trivia", "trivia start", {"rounds": 3}))["response"]["id"]


async def test_a_button_opens_a_modal_with_its_fields(people: People, card: str) -> None:
    outcome = await people.press("ben", card, "Answer")
    assert outcome["ack"] == "modal"
    assert outcome["response"]["title"] == "Your answer"
    fields = [(field["label"], field["type"], field["required"]) for field in outcome["response"]["fields"]]
    assert fields == [("Answer", 4, True), ("How sure?", 21, False)]


async def test_a_filled_in_modal_is_answered_to_that_person_alone(people: People, card: str) -> None:
    opened = await people.press("ben", card, "Answer")
    outcome = await people.submit("ben", opened["interaction"], {"Answer": "Giorgio", "How sure?": "Very"})
    assert outcome["response"]["text"] == "Giorgio, sure: 2"
    assert outcome["response"]["ephemeral"]
    seen = {user: [m["text"] for m in await people.messages("trivia", user=user)] for user in ("ada", "ben")}
    assert "Giorgio, sure: 2" in seen["ben"]
    assert "Giorgio, sure: 2" not in seen["ada"]


async def test_a_modal_takes_a_file(people: People, card: str) -> None:
    opened = await people.press("ben", card, "Import")
    pack = {"name": "jaws.yaml", "base64": "cGFjazogamF3cw=="}
    outcome = await people.submit("ben", opened["interaction"], {"Pack": [pack]})
    assert outcome["response"]["text"] == "jaws.yaml: pack: jaws"


@pytest.mark.parametrize(
    "fields",
    [
        pytest.param({"Answer": "x"}, id="too short"),
        pytest.param({"Answer": "x" * 201}, id="too long"),
        pytest.param({"Answer": ""}, id="required"),
        pytest.param({"Answer": 3}, id="no text"),
        pytest.param({"Answer": "Giorgio", "How sure?": "Rather"}, id="no such option"),
        pytest.param({"Answer": "Giorgio", "Other": "x"}, id="no such field"),
    ],
)
async def test_a_modal_refuses_what_discord_refuses(people: People, card: str, fields: dict[str, object]) -> None:
    opened = await people.press("ben", card, "Answer")
    with pytest.raises(SandboxError):
        await people.submit("ben", opened["interaction"], fields)


async def test_a_modal_is_filled_in_once(people: People, card: str) -> None:
    opened = await people.press("ben", card, "Answer")
    await people.submit("ben", opened["interaction"], {"Answer": "Giorgio"})
    with pytest.raises(SandboxError, match="No modal"):
        await people.submit("ben", opened["interaction"], {"Answer": "Giorgio"})


async def test_nobody_fills_in_another_ones_modal(people: People, card: str) -> None:
    opened = await people.press("ben", card, "Answer")
    with pytest.raises(SandboxError, match="cleo has no interaction"):
        await people.submit("cleo", opened["interaction"], {"Answer": "Giorgio"})


async def test_a_button_is_found_by_the_beginning_of_its_label_and_edits_its_card(people: People, card: str) -> None:
    outcome = await people.press("ben", card, "skip")
    assert outcome["ack"] == "message"
    assert outcome["response"]["id"] == card
    assert outcome["response"]["edits"] == 1
    assert "[Skip 1/2]" in outcome["response"]["text"]


async def test_a_deferred_press_waits_for_its_follow_up(people: People, card: str) -> None:
    outcome = await people.press("ben", card, "Quiet")
    assert outcome["ack"] == "deferred"
    assert (outcome["response"]["text"], outcome["response"]["ephemeral"]) == ("Only for you.", True)


@pytest.mark.parametrize(("label", "reason"), [("Gone", "disabled"), ("Hint", 'no "Hint"')])
async def test_a_button_that_is_disabled_or_missing_cannot_be_pressed(
    people: People, card: str, label: str, reason: str
) -> None:
    with pytest.raises(SandboxError, match=reason):
        await people.press("ben", card, label)


async def test_a_message_somebody_else_sees_cannot_be_pressed(people: People, card: str) -> None:
    private = (await people.press("ben", card, "Quiet"))["response"]["id"]
    with pytest.raises(SandboxError, match="cleo sees no message"):
        await people.press("cleo", private, "Answer")


async def test_a_select_takes_one_of_its_options_by_label(people: People) -> None:
    picker = (await people.command("ada", "trivia", "pick"))["response"]
    assert picker["text"] == "Pick.\n[Which?]"
    outcome = await people.press("ada", picker["id"], "Which?", values=["Top Gun"])
    assert outcome["response"]["text"] == "Picked t."


@pytest.mark.parametrize("values", [[], ["Jaws", "Top Gun"], ["Alien"]])
async def test_a_select_refuses_too_many_too_few_and_unknown_values(people: People, values: list[str]) -> None:
    picker = (await people.command("ada", "trivia", "pick"))["response"]
    with pytest.raises(SandboxError):
        await people.press("ada", picker["id"], "Which?", values=values)


async def test_the_first_follow_up_takes_the_place_of_thinking(people: People) -> None:
    outcome = await people.command("ada", "trivia", "late")
    assert outcome["ack"] == "deferred"
    await people.wait_for("trivia", "And more.", user="ada")
    assert [m["text"] for m in await people.messages("trivia", user="ada")] == ["At last.", "And more."]


async def test_a_private_deferral_makes_its_follow_up_private(people: People) -> None:
    outcome = await people.command("ada", "trivia", "late", {"private": True})
    assert outcome["response"]["ephemeral"]


async def test_an_original_response_can_be_edited_in(people: People) -> None:
    outcome = await people.command("ada", "trivia", "original")
    assert (outcome["ack"], outcome["response"]["text"]) == ("deferred", "Edited in.")


async def test_autocompletion_offers_what_the_bot_says(people: People) -> None:
    outcome = await people.autocomplete("ada", "trivia", "trivia start", "pack", {"pack": "to"})
    assert outcome["choices"] == [{"name": "top-gun", "value": "top-gun"}]


async def test_things_are_named_in_options_and_resolved(people: People) -> None:
    outcome = await people.command(
        "ada",
        "trivia",
        "tell",
        {"user": "ben", "channel": "general", "role": "Moderator"},
        files={"file": ("a.txt", b"attached")},
    )
    assert outcome["response"]["text"] == "ben general Moderator attached\nclip.txt"


@pytest.mark.parametrize(
    ("name", "options", "reason"),
    [
        ("trivia stop", {}, 'no subcommand "stop"'),
        ("quiz", {}, 'no command "quiz"'),
        ("trivia", {}, "needs a subcommand"),
        ("trivia start", {"rounds": 51}, "from 1 to 50"),
        ("trivia start", {"rounds": 0}, "from 1 to 50"),
        ("trivia start", {"rounds": "3"}, "whole number"),
        ("trivia start", {"rounds": True}, "whole number"),
        ("trivia start", {"mode": "slow"}, "one of: Race"),
        ("trivia start", {"colour": "red"}, 'no option "colour"'),
        ("tell", {"user": "nobody"}, 'no user "nobody"'),
    ],
)
async def test_a_command_refuses_what_discords_client_refuses(
    people: People, name: str, options: dict[str, object], reason: str
) -> None:
    with pytest.raises(SandboxError, match=reason):
        await people.command("ada", "trivia", name, options)


async def test_a_command_for_managers_is_not_offered_to_players(people: People) -> None:
    with pytest.raises(SandboxError, match="manage_guild"):
        await people.command("ada", "trivia", "admin")


async def test_a_role_opens_the_commands_of_its_permissions(people: People) -> None:
    await people.role("ada", "Admin")
    assert (await people.command("ada", "trivia", "admin"))["ack"] == "message"


async def test_a_command_for_servers_is_not_offered_in_a_direct_message(people: People) -> None:
    with pytest.raises(SandboxError, match="direct message"):
        await people.command("owner", "dm", "admin")


async def test_a_command_runs_in_a_direct_message(people: People) -> None:
    outcome = await people.command("ada", "dm", "trivia start")
    assert outcome["ack"] == "message"
    assert [m["id"] for m in await people.messages("dm", user="ada")] == [outcome["response"]["id"]]
    assert await people.messages("dm", user="ben") == []


async def test_a_command_runs_in_a_thread(people: People) -> None:
    thread = await people.thread("ada", "trivia", "Finals")
    outcome = await people.command("ada", "Finals", "trivia start")
    assert outcome["response"]["channel_id"] == thread["id"]


async def test_a_context_menu_shows_its_message_to_the_bot(people: People) -> None:
    said = await people.say("ben", "trivia", "faltermyer")
    outcome = await people.context("ada", said["id"], "Who said it")
    assert outcome["response"]["text"] == "ben: faltermyer"


@pytest.mark.slow
async def test_an_unanswered_command_fails_after_three_seconds(people: People) -> None:
    outcome = await people.command("ada", "trivia", "silent")
    assert (outcome["ack"], outcome["response"]) == ("none", None)
