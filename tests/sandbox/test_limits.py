"""What Discord's limits refuse: sizes of messages, custom ids, too many requests."""

from collections.abc import Awaitable, Callable
from contextlib import AsyncExitStack
from typing import Any

import pytest

from bot.sandbox import People, StandIn
from tests.sandbox.conftest import Json, Wire, open_wire

V2 = 1 << 15


def button(custom_id: str) -> Json:
    return {"type": 2, "style": 1, "label": "x", "custom_id": custom_id}


def row(*custom_ids: str) -> Json:
    return {"type": 1, "components": [button(custom_id) for custom_id in custom_ids]}


def texts(count: int, content: str = "x") -> list[Json]:
    return [{"type": 10, "content": content} for _ in range(count)]


def v2(*components: Json) -> Json:
    return {"flags": V2, "components": list(components)}


def container(*components: Json) -> Json:
    return {"type": 17, "components": list(components)}


@pytest.fixture
def messages(channel: Callable[[str], str]) -> str:
    return f"/channels/{channel('trivia')}/messages"


@pytest.mark.parametrize(
    "body",
    [
        pytest.param({"content": "x" * 2000}, id="2,000 characters"),
        pytest.param(v2(*texts(4, "x" * 1000)), id="4,000 characters in components"),
        pytest.param(v2(*texts(40)), id="40 components"),
        pytest.param({"content": "x", "components": [row("x" * 100)]}, id="custom id of 100"),
        pytest.param({"content": "x", "components": [row("a", "b"), row("c")]}, id="custom ids all differ"),
        pytest.param({"embeds": [{"description": "x" * 4096}]}, id="an embed"),
        pytest.param({"embeds": [{"description": "x" * 3000}] * 2}, id="6,000 in embeds"),
        pytest.param({"content": "x", "nonce": "n" * 25}, id="nonce of 25"),
    ],
)
async def test_what_fits_is_posted(wire: Wire, messages: str, body: Json) -> None:
    status, _ = await wire("POST", messages, body)
    assert status == 200


@pytest.mark.parametrize(
    ("body", "fault"),
    [
        pytest.param({"content": "x" * 2001}, "BASE_TYPE_BAD_LENGTH", id="2,001 characters"),
        pytest.param({"content": 3}, "STRING_TYPE_CONVERT", id="a number for a text"),
        pytest.param(v2(*texts(5, "x" * 801)), "COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED", id="4,005 in components"),
        pytest.param(v2(*texts(41)), "COMPONENT_MAX_TOTAL_COMPONENTS_EXCEEDED", id="41 components"),
        pytest.param(
            v2(container(*texts(20)), container(*texts(19))),
            "COMPONENT_MAX_TOTAL_COMPONENTS_EXCEEDED",
            id="41 with those inside",
        ),
        pytest.param({"components": [row("x" * 101)]}, "BASE_TYPE_BAD_LENGTH", id="custom id of 101"),
        pytest.param({"components": [row("a", "a")]}, "COMPONENT_CUSTOM_ID_DUPLICATED", id="the same twice in a row"),
        pytest.param({"components": [row("a"), row("a")]}, "COMPONENT_CUSTOM_ID_DUPLICATED", id="the same in two rows"),
        pytest.param({"components": [row(*"abcdef")]}, "BASE_TYPE_BAD_LENGTH", id="6 buttons in a row"),
        pytest.param({"components": texts(1)}, "UNION_TYPE_CHOICES", id="v2 components without their flag"),
        pytest.param(
            v2(*texts(1)) | {"content": "x"}, "MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2", id="both kinds"
        ),
        pytest.param({"embeds": [{"description": "x" * 4097}]}, "BASE_TYPE_BAD_LENGTH", id="an embed too long"),
        pytest.param(
            {"embeds": [{"description": "x" * 4000}, {"description": "x" * 1999, "title": "xx"}]},
            "MAX_EMBED_SIZE_EXCEEDED",
            id="6,001 in embeds",
        ),
        pytest.param({"embeds": [{"title": "x"}] * 11}, "BASE_TYPE_BAD_LENGTH", id="11 embeds"),
        pytest.param({"content": "x", "nonce": "n" * 26}, "BASE_TYPE_BAD_LENGTH", id="nonce of 26"),
        pytest.param({"content": "x", "nonce": []}, "STRING_TYPE_CONVERT", id="no nonce"),
        pytest.param({"content": "x", "message_reference": {"message_id": "1"}}, "REPLIES_UNKNOWN_MESSAGE", id="reply"),
        pytest.param({"content": "x", "attachments": [{"id": 0}]}, "ATTACHMENT_NOT_FOUND", id="no such file"),
        pytest.param({"content": "x", "attachments": 3}, "LIST_TYPE_CONVERT", id="attachments are no list"),
    ],
)
async def test_what_does_not_fit_is_a_bad_form_that_names_its_fault(
    wire: Wire, messages: str, body: Json, fault: str
) -> None:
    status, refusal = await wire("POST", messages, body)
    assert (status, refusal["code"]) == (400, 50035)
    assert fault in str(refusal["errors"])


@pytest.mark.parametrize("body", [{}, {"content": " \n"}, {"content": None}, {"components": [], "embeds": []}])
async def test_an_empty_message_is_refused(wire: Wire, messages: str, body: Json) -> None:
    status, refusal = await wire("POST", messages, body)
    assert (status, refusal["code"]) == (400, 50006)


HOSTILE = [None, True, -1, 10**400, 1.5, "", "x", [], [None], [[]], {}, {"a": {}}, [{}], [{"type": []}], [{"id": {}}]]
FIELDS = ["content", "embeds", "components", "flags", "tts", "nonce", "allowed_mentions", "message_reference"]
FIELDS += ["attachments", "enforce_nonce"]


@pytest.mark.parametrize("field", FIELDS)
async def test_no_value_of_a_field_breaks_the_door(wire: Wire, messages: str, field: str) -> None:
    _, own = await wire("POST", messages, {"content": "x"})
    for value in HOSTILE:
        for method, path in (("POST", messages), ("PATCH", f"{messages}/{own['id']}")):
            status, _ = await wire(method, path, {"content": "x"} | {field: value})
            assert status in (200, 400), (method, value)


PARTS = [{"type": kind} for kind in range(1, 24)]
PARTS += [row("a") | {key: value} for key in ("components", "id") for value in HOSTILE]
PARTS += [row("a") | {"components": [button("a") | {key: value}]} for key in ("label", "emoji") for value in HOSTILE]
PARTS += [{"type": 9, "components": texts(1), "accessory": value} for value in HOSTILE]
PARTS += [{"type": 12, "items": [{"media": value}]} for value in HOSTILE]
PARTS += [{"type": 13, "file": {"url": value}} for value in HOSTILE]


async def test_no_component_breaks_the_door(wire: Wire, messages: str) -> None:
    for part in PARTS:
        status, refusal = await wire("POST", messages, v2(part))
        assert status in (200, 400), (part, refusal)


EMBED = ["title", "description", "url", "color", "footer", "image", "thumbnail", "author", "fields", "type"]


@pytest.mark.parametrize("field", EMBED)
async def test_no_embed_breaks_the_door_or_its_readers(wire: Wire, people: People, messages: str, field: str) -> None:
    inner = [{key: value} for key in ("text", "name", "url", "value") for value in HOSTILE]
    for value in [*HOSTILE, *inner]:
        status, refusal = await wire("POST", messages, {"content": "x", "embeds": [{"title": "x"} | {field: value}]})
        assert status in (200, 400), (value, refusal)
    await people.messages("trivia")


@pytest.fixture
def now() -> list[float]:
    """The clock's present; set its one value to let time pass."""
    return [1_800_000_000.0]


@pytest.fixture
async def limited(start: Callable[..., Awaitable[StandIn]], now: list[float], stack: AsyncExitStack) -> Wire:
    return await open_wire(await start(rate_limits=True, now=lambda: now[0]), stack)


async def posts(wire: Wire, count: int) -> list[tuple[int, Any]]:
    _, guilds = await wire("GET", "/users/@me/guilds")
    _, channels = await wire("GET", f"/guilds/{guilds[0]['id']}/channels")
    return [await wire("POST", f"/channels/{channels[0]['id']}/messages", {"content": "x"}) for _ in range(count)]


async def test_the_sixth_message_in_five_seconds_is_told_how_long_to_wait(limited: Wire, now: list[float]) -> None:
    await posts(limited, 4)
    now[0] += 2
    (_, (status, refusal)) = await posts(limited, 2)
    assert (status, refusal["retry_after"], refusal["global"]) == (429, 3.0, False)
    assert (limited.last_headers["Retry-After"], "Via" in limited.last_headers) == ("3.0", True)


async def test_after_the_window_messages_pass_again(limited: Wire, now: list[float]) -> None:
    await posts(limited, 6)
    now[0] += 5
    assert [status for status, _ in await posts(limited, 1)] == [200]


async def test_headers_count_what_remains(limited: Wire) -> None:
    await posts(limited, 2)
    headers = limited.last_headers
    assert (headers["X-RateLimit-Limit"], headers["X-RateLimit-Remaining"]) == ("5", "3")


async def test_a_rate_limit_can_be_made_on_purpose(wire: Wire, people: People, messages: str) -> None:
    await people.fault("http", status=429, path="/messages", count=1, retry_after=1.5)
    status, refusal = await wire("POST", messages, {"content": "x"})
    assert (status, refusal["retry_after"]) == (429, 1.5)
    assert (await wire("POST", messages, {"content": "x"}))[0] == 200
