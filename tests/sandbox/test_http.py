"""Discord's HTTP API without a library: whom it lets in, what it refuses, what it does not know."""

from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from bot.sandbox import People, StandIn
from tests.sandbox.conftest import Json, Wire

Post = Callable[..., Awaitable[Json]]


@pytest.fixture
def trivia(channel: Callable[[str], str]) -> str:
    return f"/channels/{channel('trivia')}"


@pytest.fixture
def post(wire: Wire, trivia: str) -> Post:
    """Post a message as the bot."""

    async def post(content: str = "hello", **more: Any) -> Json:
        status, message = await wire("POST", f"{trivia}/messages", {"content": content} | more)
        assert status == 200, message
        return message

    return post


async def test_json_carries_exactly_its_content_type(wire: Wire) -> None:
    await wire("GET", "/users/@me")
    assert wire.last_headers["Content-Type"] == "application/json"


@pytest.mark.parametrize("token", ["", "Bot ", "Bot wrong", "Bearer x"])
async def test_without_the_token_nothing_opens(wire: Wire, token: str) -> None:
    wire.headers["Authorization"] = token
    status, refusal = await wire("GET", "/users/@me")
    assert (status, refusal) == (401, {"message": "401: Unauthorized", "code": 0})


MISSING_ACCESS, MISSING_PERMISSIONS = 50001, 50013


@pytest.mark.parametrize(
    ("permission", "method", "path", "code"),
    [
        ("view_channel", "GET", "", MISSING_ACCESS),
        ("view_channel", "POST", "/messages", MISSING_ACCESS),
        ("send_messages", "POST", "/messages", MISSING_PERMISSIONS),
        ("send_messages", "POST", "/typing", MISSING_PERMISSIONS),
        ("add_reactions", "PUT", "/messages/{own}/reactions/🎵/@me", MISSING_PERMISSIONS),
        ("read_message_history", "PUT", "/messages/{own}/reactions/🎵/@me", MISSING_PERMISSIONS),
        ("read_message_history", "GET", "/messages/{own}", MISSING_PERMISSIONS),
        (None, "DELETE", "/messages/{ada's}", MISSING_PERMISSIONS),
        (None, "DELETE", "/messages/{own}/reactions", MISSING_PERMISSIONS),
        (None, "DELETE", "/messages/{own}/reactions/🎵/{ada}", MISSING_PERMISSIONS),
        (None, "PATCH", "", MISSING_PERMISSIONS),
        (None, "DELETE", "", MISSING_PERMISSIONS),
    ],
)
async def test_what_needs_a_permission_is_refused_without_it(
    wire: Wire, people: People, trivia: str, post: Post, permission: str | None, method: str, path: str, code: int
) -> None:
    said = await people.say("ada", "trivia", "hello")
    path = path.replace("{own}", (await post())["id"]).replace("{ada's}", said["id"])
    path = path.replace("{ada}", said["author"]["id"])
    if permission:
        await people.fault("forbid", channel="trivia", permission=permission)
    body = {"content": "hello"} if path == "/messages" else None
    status, refusal = await wire(method, trivia + path, body)
    assert (status, refusal["code"]) == (403, code)


async def test_a_forbidden_permission_can_be_given_back(people: People, post: Post) -> None:
    await people.fault("forbid", channel="trivia", permission="send_messages")
    await people.mend("forbid", channel="trivia", permission="send_messages")
    assert (await post())["content"] == "hello"


@pytest.mark.parametrize(
    ("permission", "more", "code"),
    [
        ("embed_links", {"embeds": [{"title": "x"}]}, MISSING_PERMISSIONS),
        ("read_message_history", {"message_reference": {"message_id": "1"}}, 160002),
    ],
)
async def test_what_is_in_a_message_needs_its_permission(
    wire: Wire, people: People, trivia: str, permission: str, more: Json, code: int
) -> None:
    await people.fault("forbid", channel="trivia", permission=permission)
    status, refusal = await wire("POST", f"{trivia}/messages", {"content": "x"} | more)
    assert (status, refusal["code"]) == (403, code)


async def test_the_bot_does_not_edit_what_others_wrote(wire: Wire, people: People, trivia: str) -> None:
    said = await people.say("ada", "trivia", "hello")
    status, refusal = await wire("PATCH", f"{trivia}/messages/{said['id']}", {"content": "x"})
    assert (status, refusal["code"]) == (403, 50005)


@pytest.mark.parametrize(
    ("method", "path", "code"),
    [
        ("GET", "/channels/1", 10003),
        ("GET", "{trivia}/messages/1", 10008),
        ("DELETE", "{trivia}/messages/1", 10008),
        ("PATCH", "{trivia}/messages/1", 10008),
        ("GET", "/guilds/1", 10004),
        ("GET", "/users/1", 10013),
        ("POST", "/interactions/1/x/callback", 10062),
        ("GET", "/webhooks/{bot}/x/messages/@original", 10015),
        ("GET", "/applications/{bot}/commands/1", 10063),
        ("GET", "/nothing", 0),
    ],
)
async def test_what_is_unknown_is_404_with_its_code(
    wire: Wire, stand_in: StandIn, trivia: str, method: str, path: str, code: int
) -> None:
    path = path.replace("{trivia}", trivia).replace("{bot}", str(stand_in.world.bot.id))
    status, refusal = await wire(method, path, {"type": 4} if method == "POST" else None)
    assert (status, refusal["code"]) == (404, code)


async def test_an_id_that_is_none_is_a_bad_form(wire: Wire) -> None:
    for path in ("/channels/x", "/channels/²", f"/channels/{'9' * 5000}"):
        status, refusal = await wire("GET", path)
        assert (status, refusal["code"]) == (400, 50035)


@pytest.mark.parametrize("body", ["{", "[" * 5000, '{"content": NaN}', '{"content": "\\ud800"}', b"\xff"])
async def test_a_body_that_is_no_json_is_refused(wire: Wire, trivia: str, body: str | bytes) -> None:
    status, refusal = await wire("POST", f"{trivia}/messages", data=body, headers={"Content-Type": "application/json"})
    assert (status, refusal["code"]) == (400, 50109)
