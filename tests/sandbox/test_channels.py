"""What the HTTP API keeps of channels: reactions, history, files, mentions, replies."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import aiohttp
import pytest

from bot.sandbox import People
from tests.sandbox.conftest import Json, Wire

Post = Callable[..., Awaitable[Json]]


@pytest.fixture
def trivia(channel: Callable[[str], str]) -> str:
    return f"/channels/{channel('trivia')}"


@pytest.fixture
def post(wire: Wire, trivia: str) -> Post:
    """Post a message as the bot and answer it."""

    async def post(content: str = "hello", **more: Any) -> Json:
        status, message = await wire("POST", f"{trivia}/messages", {"content": content} | more)
        assert status == 200, message
        return message

    return post


async def test_a_reaction_is_counted_and_marked_as_the_bots(wire: Wire, trivia: str, post: Post) -> None:
    at = f"{trivia}/messages/{(await post())['id']}"
    assert (await wire("PUT", f"{at}/reactions/🎵/@me"))[0] == 204
    (reaction,) = (await wire("GET", at))[1]["reactions"]
    assert (reaction["emoji"], reaction["count"], reaction["me"]) == ({"id": None, "name": "🎵"}, 1, True)


async def test_reacting_twice_counts_once(wire: Wire, trivia: str, post: Post) -> None:
    at = f"{trivia}/messages/{(await post())['id']}"
    for _ in range(2):
        await wire("PUT", f"{at}/reactions/🎵/@me")
    assert len((await wire("GET", f"{at}/reactions/🎵"))[1]) == 1


async def test_a_reaction_taken_back_is_gone(wire: Wire, trivia: str, post: Post) -> None:
    at = f"{trivia}/messages/{(await post())['id']}"
    await wire("PUT", f"{at}/reactions/🎵/@me")
    assert (await wire("DELETE", f"{at}/reactions/🎵/@me"))[0] == 204
    assert "reactions" not in (await wire("GET", at))[1]


async def test_a_reaction_that_somebody_else_began_needs_no_permission_to_add(
    wire: Wire, people: People, trivia: str
) -> None:
    said = await people.say("ada", "trivia", "hello")
    await people.react("ben", said["id"], "🎵")
    await people.fault("forbid", channel="trivia", permission="add_reactions")
    assert (await wire("PUT", f"{trivia}/messages/{said['id']}/reactions/🎵/@me"))[0] == 204


@pytest.mark.parametrize("emoji", ["x", "party", "%20", "a:b"])
async def test_what_is_no_emoji_is_unknown(wire: Wire, trivia: str, post: Post, emoji: str) -> None:
    status, refusal = await wire("PUT", f"{trivia}/messages/{(await post())['id']}/reactions/{emoji}/@me")
    assert (status, refusal["code"]) == (400, 10014)


async def test_a_message_takes_twenty_different_reactions(wire: Wire, trivia: str, post: Post) -> None:
    at = f"{trivia}/messages/{(await post())['id']}/reactions"
    statuses = [(await wire("PUT", f"{at}/{chr(0x1F600 + n)}/@me"))[0] for n in range(21)]
    assert statuses == [204] * 20 + [403]


@pytest.fixture
async def ids(post: Post) -> list[str]:
    return [(await post(str(number)))["id"] for number in range(6)]


@pytest.mark.parametrize(
    ("query", "wanted"),
    [
        ("", [5, 4, 3, 2, 1, 0]),
        ("?limit=2", [5, 4]),
        ("?before={3}", [2, 1, 0]),
        ("?before={3}&limit=2", [2, 1]),
        ("?after={2}", [5, 4, 3]),
        ("?after={2}&limit=2", [4, 3]),
        ("?around={3}&limit=3", [4, 3, 2]),
        ("?before={0}", []),
    ],
)
async def test_history_comes_in_pages_newest_first(
    wire: Wire, trivia: str, ids: list[str], query: str, wanted: list[int]
) -> None:
    for number, message_id in enumerate(ids):
        query = query.replace(f"{{{number}}}", message_id)
    _, page = await wire("GET", f"{trivia}/messages{query}")
    assert [ids.index(message["id"]) for message in page] == wanted


@pytest.mark.parametrize("limit", ["0", "101", "-1", "x", "²"])
async def test_a_page_has_one_to_a_hundred_messages(wire: Wire, trivia: str, limit: str) -> None:
    status, refusal = await wire("GET", f"{trivia}/messages", params={"limit": limit})
    assert (status, refusal["code"]) == (400, 50035)


async def test_history_is_empty_without_its_permission(wire: Wire, people: People, trivia: str, ids: list[str]) -> None:
    await people.fault("forbid", channel="trivia", permission="read_message_history")
    assert await wire("GET", f"{trivia}/messages") == (200, [])


def form(payload: str = '{"content": "see"}', **files: bytes) -> aiohttp.FormData:
    data = aiohttp.FormData()
    data.add_field("payload_json", payload, content_type="application/json")
    for number, (name, content) in enumerate(files.items()):
        data.add_field(f"files[{number}]", content, filename=f"{name}.txt", content_type="text/plain")
    return data


async def test_a_file_can_be_fetched_by_its_address(wire: Wire, trivia: str) -> None:
    _, message = await wire("POST", f"{trivia}/messages", data=form(clip=b"notes"))
    (attachment,) = message["attachments"]
    assert (attachment["filename"], attachment["size"]) == ("clip.txt", 5)
    async with wire.session.get(attachment["url"]) as response:
        assert await response.read() == b"notes"


async def test_a_file_is_described_by_its_number(wire: Wire, trivia: str) -> None:
    payload = '{"attachments": [{"id": 0, "filename": "song.txt", "description": "A tune"}]}'
    _, message = await wire("POST", f"{trivia}/messages", data=form(payload, clip=b"notes"))
    assert (message["attachments"][0]["filename"], message["attachments"][0]["description"]) == ("song.txt", "A tune")


async def test_an_edit_that_lists_no_files_takes_them_away(wire: Wire, trivia: str) -> None:
    _, message = await wire("POST", f"{trivia}/messages", data=form(clip=b"notes"))
    _, edited = await wire("PATCH", f"{trivia}/messages/{message['id']}", {"attachments": []})
    assert edited["attachments"] == []


async def test_a_files_media_type_is_told_by_its_name(people: People, wire: Wire) -> None:
    said = await people.say("ada", "trivia", files={"data:a\nb,x": b"x", "a.html": b"x"})
    assert [file["content_type"] for file in said["attachments"]] == ["application/octet-stream", "text/html"]


async def test_files_need_their_permission(wire: Wire, people: People, trivia: str) -> None:
    await people.fault("forbid", channel="trivia", permission="attach_files")
    status, refusal = await wire("POST", f"{trivia}/messages", data=form(clip=b"notes"))
    assert (status, refusal["code"]) == (403, 50013)


async def test_a_message_takes_ten_files(wire: Wire, trivia: str) -> None:
    files = {f"f{number}": b"x" for number in range(11)}
    status, refusal = await wire("POST", f"{trivia}/messages", data=form(**files))
    assert (status, refusal["code"]) == (400, 50035)


@pytest.mark.parametrize(
    ("allowed", "pinged"),
    [
        (None, ["ada", "ben"]),
        ({"parse": []}, []),
        ({"parse": ["users"]}, ["ada", "ben"]),
        ({"users": ["{ben}"]}, ["ben"]),
        ({"parse": ["roles", "everyone"]}, []),
    ],
)
async def test_only_allowed_mentions_ping(people: People, post: Post, allowed: Json | None, pinged: list[str]) -> None:
    users = {user["name"]: user["id"] for user in (await people.state())["users"]}
    if allowed and "users" in allowed:
        allowed = {"users": [users["ben"]]}
    await post(f"<@{users['ada']}> and <@{users['ben']}> @everyone", allowed_mentions=allowed)
    (message,) = await people.messages("trivia")
    assert message["pings"] == [users[name] for name in pinged]


@pytest.mark.parametrize("allowed", [{"parse": ["users"], "users": ["1"]}, {"parse": 3}, {"users": ["x"]}, []])
async def test_allowed_mentions_that_contradict_themselves_are_refused(
    wire: Wire, trivia: str, allowed: object
) -> None:
    status, refusal = await wire("POST", f"{trivia}/messages", {"content": "x", "allowed_mentions": allowed})
    assert (status, refusal["code"]) == (400, 50035)


@pytest.mark.parametrize("pings", [True, False])
async def test_a_reply_pings_if_it_is_allowed(people: People, post: Post, pings: bool) -> None:
    said = await people.say("ada", "trivia", "hello")
    await post(message_reference={"message_id": said["id"]}, allowed_mentions={"replied_user": pings})
    reply = (await people.messages("trivia"))[-1]
    assert reply["pings"] == ([said["author"]["id"]] if pings else [])


async def test_an_enforced_nonce_posts_once(post: Post) -> None:
    first, second = [await post(nonce="1", enforce_nonce=True) for _ in range(2)]
    assert first["id"] == second["id"]


async def test_a_channel_is_left_as_it_is_where_a_change_is_refused(wire: Wire, people: People, trivia: str) -> None:
    await people.role("Soundtrack Trivia", "Admin")
    status, _ = await wire("PATCH", trivia, {"name": "other", "topic": "x" * 1025})
    assert status == 400
    assert (await wire("GET", trivia))[1]["name"] == "trivia"


async def test_slow_answers_come_late(wire: Wire, people: People, trivia: str) -> None:
    await people.fault("slow", ms=60_000, path="/messages")
    late = asyncio.create_task(wire("GET", f"{trivia}/messages"))
    assert (await wire("GET", trivia))[0] == 200
    assert not late.done()
    late.cancel()
    await asyncio.gather(late, return_exceptions=True)


async def test_many_messages_are_deleted_at_once(wire: Wire, people: People, trivia: str, post: Post) -> None:
    await people.role("Soundtrack Trivia", "Moderator")
    ids = [(await post())["id"] for _ in range(3)]
    assert (await wire("POST", f"{trivia}/messages/bulk-delete", {"messages": ids[:2]}))[0] == 204
    assert [message["id"] for message in await people.messages("trivia")] == ids[2:]


@pytest.mark.parametrize(("wanted", "code"), [(["1"], 50016), (["1", "x"], 50035), (["1"] * 101, 50035), (None, 50016)])
async def test_too_few_or_too_many_messages_are_not_deleted_at_once(
    wire: Wire, people: People, trivia: str, wanted: list[str] | None, code: int
) -> None:
    await people.role("Soundtrack Trivia", "Moderator")
    status, refusal = await wire("POST", f"{trivia}/messages/bulk-delete", {"messages": wanted})
    assert (status, refusal["code"]) == (400, code)


@pytest.mark.parametrize(("path", "left"), [("", []), ("/🎵", ["🎺"])])
async def test_a_moderator_clears_reactions(
    wire: Wire, people: People, trivia: str, path: str, left: list[str]
) -> None:
    await people.role("Soundtrack Trivia", "Moderator")
    said = await people.say("ada", "trivia", "x")
    for emoji in ("🎵", "🎺"):
        await people.react("ben", said["id"], emoji)
    assert (await wire("DELETE", f"{trivia}/messages/{said['id']}/reactions{path}"))[0] == 204
    (message,) = await people.messages("trivia")
    assert [reaction["emoji"]["name"] for reaction in message["reactions"]] == left
