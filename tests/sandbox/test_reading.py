"""What is read through the control API: messages as Discord has them, and as a reader reads them."""

import asyncio
import json
from collections.abc import Awaitable, Callable
from typing import Any

import aiohttp
import pytest

from bot.sandbox import People, StandIn
from tests.sandbox.conftest import Json, Wire
from tests.sandbox.little_bot import LittleBot

Say = Callable[..., Awaitable[Json]]


@pytest.fixture
def post(wire: Wire, channel: Callable[[str], str]) -> Say:
    """Post as the bot in #trivia."""

    async def post(content: str = "", **more: Any) -> Json:
        status, message = await wire("POST", f"/channels/{channel('trivia')}/messages", {"content": content} | more)
        assert status == 200, message
        return message

    return post


async def texts(people: People, channel: str = "trivia", **wanted: Any) -> list[str]:
    return [message["text"] for message in await people.messages(channel, **wanted)]


async def test_messages_come_oldest_first(people: People) -> None:
    for content in ("one", "two", "three"):
        await people.say("ada", "trivia", content)
    assert await texts(people) == ["one", "two", "three"]


async def test_messages_after_one_leave_out_it_and_what_is_older(people: People) -> None:
    said = [await people.say("ada", "trivia", content) for content in ("one", "two", "three")]
    assert await texts(people, after=said[0]["id"]) == ["two", "three"]


async def test_messages_of_a_direct_channel_are_seen_by_its_user(people: People) -> None:
    await people.say("ada", "dm", "psst")
    assert await texts(people, "dm", user="ada") == ["psst"]
    assert await texts(people, "dm", user="ben") == []


async def test_a_channel_is_read_in_nobodys_name(people: People) -> None:
    await people.say("ada", "trivia", "one")
    assert await texts(people) == ["one"]


async def waiting(people: People, **wanted: Any) -> "asyncio.Task[list[str]]":
    """Begin to wait for messages; answer when the request has reached the stand-in."""
    task = asyncio.create_task(texts(people, wait=20, **wanted))
    await people.state()
    await people.state()
    return task


async def test_waiting_ends_with_the_first_new_message(people: People) -> None:
    said = await people.say("ada", "trivia", "one")
    task = await waiting(people, after=said["id"])
    assert not task.done()
    await people.say("ada", "trivia", "two")
    async with asyncio.timeout(5):
        assert await task == ["two"]


async def test_waiting_is_not_ended_by_what_happens_elsewhere(people: People) -> None:
    task = await waiting(people)
    await people.say("ada", "general", "elsewhere")
    await people.say("ada", "trivia", "here")
    async with asyncio.timeout(5):
        assert await task == ["here"]


async def test_with_edits_waiting_ends_with_an_edited_message_too(people: People) -> None:
    said = await people.say("ada", "trivia", "one")
    task = await waiting(people, after=said["id"], edits=True)
    await people.edit("ada", said["id"], "two")
    async with asyncio.timeout(5):
        assert await task == ["two"]


async def test_waiting_in_vain_answers_nothing(people: People) -> None:
    assert await texts(people, wait=0.05) == []


async def test_since_a_revision_only_what_changed_is_seen(people: People) -> None:
    first, second = [await people.say("ada", "trivia", content) for content in ("one", "two")]
    await people.react("ben", first["id"], "🎵")
    assert await texts(people, since=second["revision"]) == ["one"]


async def test_the_text_of_a_message_is_everything_a_reader_reads_in_it(people: People, post: Say) -> None:
    embed = {
        "author": {"name": "Author"},
        "title": "**Title**",
        "description": "Text",
        "fields": [{"name": "Name", "value": "Value"}],
        "footer": {"text": "Footer"},
    }
    row = {"type": 1, "components": [{"type": 2, "style": 1, "label": "Go", "custom_id": "x", "emoji": {"name": "▶"}}]}
    await post("Content", embeds=[embed], components=[row])
    lines = ["Content", "Author", "Title", "Text", "Name", "Value", "Footer", "[▶ Go]"]
    assert await texts(people) == ["\n".join(lines)]


async def test_the_text_of_components_v2_is_read_in_their_order(people: People, post: Say) -> None:
    thumbnail = {"type": 11, "media": {"url": "https://example.org/a.png"}, "description": "A picture"}
    section = {"type": 9, "components": [{"type": 10, "content": "# Head"}], "accessory": thumbnail}
    gallery = {"type": 12, "items": [{"media": {"url": "https://example.org/b.png"}}]}
    select = {"type": 3, "custom_id": "s", "placeholder": "Pick", "options": [{"label": "A", "value": "a"}]}
    inside = [section, {"type": 14}, gallery, {"type": 1, "components": [select]}]
    await post(flags=1 << 15, components=[{"type": 17, "components": inside}])
    assert await texts(people) == ["Head\nA picture\nhttps://example.org/b.png\n[Pick]"]


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("**bold** *it* __under__ ~~gone~~ ||hidden|| `code`", "bold it under gone hidden code"),
        ("> quote\n# Head\n-# small\n- item", "quote\nHead\nsmall\n\u2022 item"),
        ("```py\nx = 1\n```", "x = 1"),
        (r"\*not bold\* snake_case_name", "*not bold* snake_case_name"),
        ("[a link](https://example.org)", "a link"),
        ("**_both ~~three~~_** and on", "both three and on"),
        ("<t:0:D> <:note:123456789012345678> </play:1>", "1 January 1970 :note: /play"),
        ("<@1> <@&1> <#1>", "@unknown-user @unknown-role #unknown"),
    ],
)
async def test_markdown_is_read_as_discord_shows_it(people: People, written: str, read: str) -> None:
    assert (await people.say("ada", "trivia", written))["text"] == read


@pytest.mark.parametrize("mark", ["*", "_", "~", "|", "`", "[", "<", ">", "\\", "**_", "||~~"])
async def test_a_message_full_of_marks_can_be_read(people: People, mark: str) -> None:
    assert (await people.say("ada", "trivia", (mark * 2000)[:2000]))["content"]
    assert len(await texts(people)) == 1


async def test_a_transcript_shows_who_said_what_and_reactions(people: People, bot: LittleBot) -> None:
    said = await people.say("ada", "general", "one\ntwo")
    await people.react("ben", said["id"], "🎵")
    await people.command("owner", "general", "admin")
    private = "Soundtrack Trivia (only owner sees this): Yes.\n"
    assert await people.transcript("general", "owner") == "ada: one\n    two  [🎵]\n" + private
    assert private not in await people.transcript("general", "ada")


async def test_the_bots_requests_are_listed(people: People, post: Say) -> None:
    message = await post("hello")
    path = f"/channels/{message['channel_id']}/messages"
    assert (await people.requests())[-1] == {"method": "POST", "path": path, "status": 200}


async def test_waiting_for_a_text_tells_what_there_is_when_it_does_not_come(people: People) -> None:
    await people.say("ada", "trivia", "one")
    with pytest.raises(TimeoutError, match="one"):
        await people.wait_for("trivia", "two", timeout=0.05)


def sheet(**payload: Any) -> aiohttp.FormData:
    """A message with one file, sheet.png."""
    form = aiohttp.FormData()
    form.add_field("payload_json", json.dumps(payload))
    form.add_field("files[0]", b"PNG", filename="sheet.png", content_type="image/png")
    return form


GALLERY = {"type": 12, "items": [{"media": {"url": "attachment://sheet.png"}, "description": "A sheet"}]}
FILE = {"type": 13, "file": {"url": "attachment://sheet.png"}}


@pytest.mark.parametrize(
    ("payload", "read"),
    [
        ({"content": "x", "attachments": [{"id": 0, "description": "A sheet"}]}, "x\nsheet.png: A sheet"),
        ({"flags": 1 << 15, "components": [GALLERY]}, "sheet.png: A sheet"),
        ({"flags": 1 << 15, "components": [FILE]}, "sheet.png"),
    ],
)
async def test_a_file_is_read_by_its_name_and_description(
    people: People, wire: Wire, channel: Callable[[str], str], payload: Json, read: str
) -> None:
    status, _ = await wire("POST", f"/channels/{channel('trivia')}/messages", data=sheet(**payload))
    assert (status, await texts(people)) == (200, [read])


async def test_a_file_shown_in_an_embed_has_an_address(wire: Wire, channel: Callable[[str], str]) -> None:
    form = sheet(embeds=[{"title": "x", "image": {"url": "attachment://sheet.png"}}])
    _, message = await wire("POST", f"/channels/{channel('trivia')}/messages", data=form)
    assert message["embeds"][0]["image"]["url"] == message["attachments"][0]["url"]


async def test_a_file_that_a_card_shows_but_the_message_lacks_is_refused(
    wire: Wire, channel: Callable[[str], str]
) -> None:
    status, refusal = await wire(
        "POST", f"/channels/{channel('trivia')}/messages", {"flags": 1 << 15, "components": [FILE]}
    )
    assert (status, "ATTACHMENT_NOT_FOUND" in str(refusal)) == (400, True)


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(0, "now"), (1, "in 1 second"), (120, "in 2 minutes"), (-3600, "1 hour ago"), (800 * 86_400, "in 2 years")],
)
async def test_a_relative_time_is_read_in_words(
    start: Callable[..., Awaitable[StandIn]], seconds: int, words: str
) -> None:
    stand_in = await start(now=lambda: 1_800_000_000.0)
    async with People(stand_in.control, stand_in.key) as people:
        assert (await people.say("ada", "trivia", f"<t:{1_800_000_000 + seconds}:R>"))["text"] == words


async def test_a_time_that_is_no_date_is_read_as_such(people: People) -> None:
    assert (await people.say("ada", "trivia", "<t:9999999999999>"))["text"] == "Invalid date"
