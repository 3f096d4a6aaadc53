"""What the control API refuses, and how: always a 4xx with one sentence, whatever it is sent."""

import io
import json
from collections.abc import Awaitable, Callable
from contextlib import AsyncExitStack
from typing import Any

import aiohttp
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.sandbox import People, StandIn
from tests.sandbox.conftest import Json, Wire
from tests.sandbox.little_bot import LittleBot

Call = Callable[..., Awaitable[tuple[int, Any]]]

GETS = ["state", "messages", "transcript", "requests"]
POSTS = ["say", "edit", "delete", "react", "thread", "typing", "role", "bot", "rename", "command", "autocomplete"]
POSTS += ["press", "submit", "context", "fault"]


@pytest.fixture
async def call(stand_in: StandIn, stack: AsyncExitStack) -> Call:
    """Call the control API; answer status and body, which is JSON except for a transcript."""
    session = await stack.enter_async_context(
        aiohttp.ClientSession(headers={"Authorization": f"Bearer {stand_in.key}"})
    )

    async def call(name: str, body: object = None, **kwargs: Any) -> tuple[int, Any]:
        if body is not None:
            text = body if isinstance(body, (str, bytes)) else json.dumps(body)
            kwargs["data"] = io.BytesIO(text if isinstance(text, bytes) else text.encode())
        method = "GET" if name.partition("?")[0] in GETS else "POST"
        async with session.request(method, f"{stand_in.control}/{name}", **kwargs) as response:
            if name.startswith("transcript") and response.status == 200:
                return 200, await response.text()
            assert response.headers["Content-Type"] == "application/json", await response.text()
            return response.status, await response.json()

    return call


def is_refusal(answer: Any) -> bool:
    return isinstance(answer, dict) and answer.keys() == {"error"} and isinstance(answer["error"], str)


@pytest.mark.parametrize("name", [*GETS, *POSTS, "nothing"])
@pytest.mark.parametrize("key", ["", "Bearer ", "Bearer wrong", "Bearer \udcff"])
async def test_without_the_key_nothing_opens(call: Call, name: str, key: str) -> None:
    status, answer = await call(name, headers={"Authorization": key})
    assert status == 401
    assert is_refusal(answer)


async def test_the_key_may_be_in_the_address(stand_in: StandIn) -> None:
    url = f"{stand_in.control}/state?key={stand_in.key}"
    async with aiohttp.request("GET", url) as response:
        assert response.status == 200


@pytest.mark.parametrize("name", ["nothing", "messages/1", ""])
async def test_a_call_that_does_not_exist_is_404(call: Call, name: str) -> None:
    status, answer = await call(name, {})
    assert status == 404
    assert is_refusal(answer)


@pytest.mark.parametrize("name", POSTS)
@pytest.mark.parametrize(
    "body",
    [
        pytest.param("{", id="cut off"),
        pytest.param("[]", id="a list"),
        pytest.param("null", id="null"),
        pytest.param('"x"', id="a text"),
        pytest.param("1", id="a number"),
        pytest.param('{"user": NaN}', id="not a number"),
        pytest.param('{"user": "\\ud800"}', id="half a surrogate"),
        pytest.param('{"\\udfff": 1}', id="half a surrogate as a key"),
        pytest.param('{"user": ' + "9" * 5000 + "}", id="5,000 digits"),
        pytest.param('{"a":' * 500 + "1" + "}" * 500, id="500 deep"),
        pytest.param("[" * 50_000, id="50,000 deep"),
        pytest.param(b"\xff\xfe\xff", id="no UTF-8"),
        pytest.param("", id="nothing"),
    ],
)
async def test_a_body_that_is_no_json_object_is_refused(call: Call, name: str, body: str | bytes) -> None:
    status, answer = await call(name, body)
    assert status == 400
    assert is_refusal(answer)


async def test_a_charset_that_does_not_exist_is_refused(call: Call) -> None:
    status, _ = await call("say", "{}", headers={"Content-Type": "application/json; charset=klingon"})
    assert status == 400


async def test_a_body_that_is_too_large_is_refused(call: Call) -> None:
    status, answer = await call("say", b'{"user": "' + b"x" * (33 << 20))
    assert status == 413
    assert is_refusal(answer)


SAY = {"user": "ada", "channel": "trivia", "content": "x"}
FILE = {"name": "a.txt", "base64": "eA=="}


@pytest.mark.parametrize(
    ("name", "body", "status"),
    [
        ("say", {"user": "nobody"}, 404),
        ("say", {"user": "Soundtrack Trivia"}, 400),
        ("say", {"user": None}, 400),
        ("say", {"user": 1}, 400),
        ("say", {"channel": "nowhere"}, 404),
        ("say", {"channel": None}, 400),
        ("say", {"content": ""}, 400),
        ("say", {"content": ["x"]}, 400),
        ("say", {"content": "x" * 2001}, 400),
        ("say", {"as": "king"}, 400),
        ("say", {"as": "webhook", "user": "x" * 81}, 400),
        ("say", {"reply_to": "1"}, 404),
        ("say", {"reply_to": 1}, 400),
        ("say", {"reply_to": "²"}, 404),
        ("say", {"attachments": FILE}, 400),
        ("say", {"attachments": ["a.txt"]}, 400),
        ("say", {"attachments": [{"name": "a.txt"}]}, 400),
        ("say", {"attachments": [FILE | {"base64": "e"}]}, 400),
        ("say", {"attachments": [FILE | {"base64": "é"}]}, 400),
        ("say", {"attachments": [FILE | {"base64": "eA==\n"}]}, 400),
        ("say", {"attachments": [FILE | {"name": 1}]}, 400),
        ("say", {"attachments": [FILE] * 11}, 400),
        ("say", {"attachments": [FILE | {"base64": "A" * (14 << 20)}]}, 413),
        ("thread", {"name": ""}, 400),
        ("thread", {"channel": "dm", "name": "x"}, 400),
        ("thread", {"name": "x", "message": "1"}, 404),
        ("typing", {"channel": "nowhere"}, 404),
    ],
)
async def test_talk_that_cannot_be_is_refused(call: Call, name: str, body: Json, status: int) -> None:
    answered, answer = await call(name, SAY | body)
    assert answered == status
    assert is_refusal(answer)


@pytest.mark.parametrize(
    ("name", "body", "status"),
    [
        ("edit", {"content": "y", "message": "1"}, 404),
        ("edit", {"content": "y", "user": "ben"}, 403),
        ("edit", {"content": ""}, 400),
        ("edit", {"content": 5}, 400),
        ("edit", {"content": "x" * 2001}, 400),
        ("delete", {"user": "ben"}, 403),
        ("delete", {"message": None}, 400),
        ("react", {"emoji": "x"}, 400),
        ("react", {"emoji": 1}, 400),
        ("react", {"emoji": "🎵", "remove": "yes"}, 400),
        ("react", {"emoji": "🎵", "remove": True}, 404),
        ("press", {"label": "Go"}, 400),
        ("context", {"name": "Nothing"}, 404),
    ],
)
async def test_what_cannot_be_done_with_a_message_is_refused(
    call: Call, people: People, name: str, body: Json, status: int
) -> None:
    said = await people.say("ada", "trivia", "x")
    answered, answer = await call(name, {"user": "ada", "message": said["id"]} | body)
    assert answered == status
    assert is_refusal(answer)


@pytest.mark.parametrize(
    ("name", "body", "status"),
    [
        ("role", {"user": "ada", "role": "King"}, 404),
        ("role", {"user": "ada", "role": "Admin", "server": "Nowhere"}, 404),
        ("role", {"user": "ada", "role": "Admin", "give": "yes"}, 400),
        ("role", {"user": "ada", "role": "King", "create": True, "permissions": ["rule"]}, 400),
        ("role", {"user": "ada", "role": "King", "create": True, "permissions": "view_channel"}, 400),
        ("role", {"user": "Soundtrack Trivia", "role": "Admin", "server": "Second Screening"}, 404),
        ("bot", {"do": "dance"}, 400),
        ("bot", {}, 400),
        ("bot", {"do": "invite", "server": "Soundtrack Club"}, 409),
        ("bot", {"do": "kick", "server": "Second Screening"}, 409),
        ("bot", {"do": "kick", "server": "Nowhere"}, 404),
        ("rename", {"user": "ada", "name": "ben"}, 409),
        ("rename", {"user": "ada", "name": "x" * 33}, 400),
        ("command", {"user": "ada", "channel": "trivia", "name": "nothing"}, 404),
        ("command", {"user": "ada", "channel": "trivia", "name": "/"}, 404),
        ("command", {"user": "ada", "channel": "trivia", "name": ["quiz"]}, 400),
        ("submit", {"user": "ada", "interaction": "1"}, 404),
        ("submit", {"user": "ada", "interaction": 1}, 400),
        ("fault", {"kind": "meteor"}, 400),
        ("fault", {}, 400),
        ("fault", {"kind": "drop", "clear": "yes"}, 400),
        ("fault", {"kind": "http"}, 400),
        ("fault", {"kind": "http", "status": 200}, 400),
        ("fault", {"kind": "http", "status": 600}, 400),
        ("fault", {"kind": "http", "status": 500, "count": 0}, 400),
        ("fault", {"kind": "http", "status": 500, "path": 1}, 400),
        ("fault", {"kind": "http", "status": 429, "retry_after": -1}, 400),
        ("fault", {"kind": "slow"}, 400),
        ("fault", {"kind": "slow", "ms": -1}, 400),
        ("fault", {"kind": "forbid", "channel": "trivia"}, 400),
        ("fault", {"kind": "forbid", "channel": "trivia", "permission": "rule"}, 400),
        ("fault", {"kind": "forbid", "permission": "view_channel"}, 400),
        ("fault", {"kind": "delete_channel", "channel": "nowhere"}, 404),
        ("fault", {"kind": "content", "granted": "no"}, 400),
        ("messages", {}, 400),
        ("messages?channel=nowhere", {}, 404),
        ("messages?channel=dm", {}, 400),
        ("messages?channel=trivia&user=nobody", {}, 404),
        ("messages?channel=trivia&after=x", {}, 400),
        ("messages?channel=trivia&after=%C2%B2", {}, 400),
        ("messages?channel=trivia&wait=x", {}, 400),
        ("messages?channel=trivia&wait=61", {}, 400),
        ("messages?channel=trivia&wait=nan", {}, 400),
        ("messages?channel=trivia&since=-1", {}, 400),
        ("state?server=Nowhere", {}, 404),
        ("transcript?channel=nowhere", {}, 404),
    ],
)
async def test_the_rest_that_cannot_be_is_refused(call: Call, name: str, body: Json, status: int) -> None:
    answered, answer = await call(name, body)
    assert answered == status
    assert is_refusal(answer)


async def test_a_refusal_names_what_is_wrong(call: Call) -> None:
    assert await call("say", SAY | {"user": "nobody"}) == (404, {"error": 'There is no user "nobody".'})


async def test_what_one_person_alone_sees_is_not_there_for_others(call: Call, people: People, bot: LittleBot) -> None:
    private = (await people.command("owner", "trivia", "admin"))["response"]["id"]
    for name, body in (("react", {"emoji": "🎵"}), ("say", {"channel": "trivia", "content": "x", "reply_to": private})):
        status, _ = await call(name, {"user": "ada", "message": private} | body)
        assert status == 404


async def test_nobody_reacts_to_what_they_alone_see(call: Call, people: People, bot: LittleBot) -> None:
    private = (await people.command("owner", "trivia", "admin"))["response"]["id"]
    status, _ = await call("react", {"user": "owner", "message": private, "emoji": "🎵"})
    assert status == 400


# Hostile bodies

DEEP: Any = "x"
for _ in range(50):
    DEEP = [{"a": DEEP}]

HOSTILE: list[Any] = [None, True, 0, -1, 1.5, 1e300, 10**400, "", " ", "\0", "²", "x" * 5000, "9" * 5000, "*" * 2000]
HOSTILE += ["\n", "../..", "<@1>", "@everyone", "dm", "1", "nan", [], [None], ["x"], [[]], {}, {"a": 1}, DEEP]

ROW = {
    "type": 1,
    "components": [
        {"type": 2, "style": 1, "label": "Go", "custom_id": "go"},
        {"type": 2, "style": 5, "label": "Web", "url": "https://example.org"},
    ],
}
PICK = {"type": 1, "components": [{"type": 3, "custom_id": "pick", "options": [{"label": "A", "value": "a"}]}]}
OPTIONS = [
    {"name": f"o{kind}", "description": "x", "type": kind, "autocomplete": kind in (3, 4)} for kind in range(3, 12)
]


@pytest.fixture
async def bodies(stand_in: StandIn, people: People, wire: Wire, channel: Callable[[str], str]) -> dict[str, Json]:
    """A body for each call that would do; no bot is there to answer, so interactions fail at once."""
    for command in (
        {"name": "quiz", "description": "Quiz", "options": OPTIONS},
        {"name": "Who", "type": 3},
    ):
        status, _ = await wire("POST", f"/applications/{stand_in.world.bot.id}/commands", command)
        assert status == 200
    path = f"/channels/{channel('trivia')}/messages"
    status, card = await wire("POST", path, {"content": "x", "components": [ROW, PICK]})
    assert status == 200
    own = (await people.say("ada", "trivia", "x"))["id"]
    here = {"user": "ada", "channel": "trivia"}
    options = {"o3": "x", "o4": 1, "o5": True, "o6": "ben", "o7": "general", "o8": "Admin", "o9": "ben", "o10": 1.5}
    return {
        "say": here | {"content": "x", "as": "human", "reply_to": own, "attachments": [FILE], "ping": True},
        "edit": {"user": "ada", "message": own, "content": "y"},
        "react": {"user": "ada", "message": own, "emoji": "🎵", "remove": False},
        "thread": here | {"name": "Finals", "message": None},
        "typing": dict(here),
        "role": {"user": "ada", "role": "Admin", "give": True, "server": None, "create": True, "permissions": []},
        "bot": {"do": "invite", "server": "Second Screening"},
        "rename": {"user": "dev", "name": "dev"},
        "command": here | {"name": "quiz", "options": options, "attachments": {"o11": FILE}, "wait": 0},
        "autocomplete": here | {"name": "quiz", "options": {"o3": "x"}, "focused": "o3"},
        "press": {"user": "ada", "message": card["id"], "label": "Go", "custom_id": None, "values": [], "wait": 0},
        "submit": {"user": "ada", "interaction": "1", "fields": {}, "wait": 0},
        "context": {"user": "ada", "message": own, "name": "Who", "target": None, "channel": "trivia"},
        "fault": {"kind": "http", "status": 500, "path": "/nothing", "count": 1, "method": "GET", "retry_after": 0}
        | {"clear": False, "ms": 0, "permission": None, "channel": None, "granted": True},
        "delete": {"user": "ada", "message": own},
    }


async def test_each_of_these_bodies_would_do(call: Call, bodies: dict[str, Json]) -> None:
    statuses = {name: (await call(name, body))[0] for name, body in bodies.items()}
    assert statuses == dict.fromkeys(bodies, 200) | {"submit": 404}


async def can_still_be_read(call: Call) -> None:
    for name in ("state", "messages?channel=trivia", "transcript", "requests"):
        status, _ = await call(name)
        assert status == 200


@pytest.mark.parametrize("name", POSTS)
async def test_no_value_of_a_field_breaks_a_call(call: Call, bodies: dict[str, Json], name: str) -> None:
    for field in [*bodies[name], "clear", "unknown"]:
        for value in HOSTILE:
            status, answer = await call(name, bodies[name] | {field: value})
            assert 200 <= status < 500, (field, value)
            assert status < 300 or is_refusal(answer)
    await can_still_be_read(call)


@pytest.mark.parametrize("option", [f"o{kind}" for kind in range(3, 12)])
async def test_no_value_of_an_option_breaks_a_command(call: Call, bodies: dict[str, Json], option: str) -> None:
    for value in HOSTILE:
        for more in ({"options": {option: value}}, {"attachments": {option: value}}):
            status, _ = await call("command", bodies["command"] | more)
            assert 200 <= status < 500, value
        status, _ = await call("autocomplete", bodies["autocomplete"] | {"options": {option: value}})
        assert 200 <= status < 500, value


@pytest.mark.parametrize("kind", ["http", "slow", "forbid", "content", "closed_dms", "delete_channel", "reconnect"])
async def test_no_detail_of_a_fault_breaks_it(call: Call, bodies: dict[str, Json], kind: str) -> None:
    base = {"kind": kind, "status": 500, "ms": 0, "channel": "quiet", "permission": "view_channel", "user": "dev"}
    for field in ["status", "path", "count", "method", "retry_after", "ms", "channel", "permission", "granted", "user"]:
        for value in HOSTILE:
            for clear in (False, True):
                status, _ = await call("fault", base | {field: value, "clear": clear})
                assert 200 <= status < 500, (field, value)


async def test_no_value_picked_in_a_select_breaks_it(call: Call, bodies: dict[str, Json]) -> None:
    for value in HOSTILE:
        for values in (value, [value]):
            press = bodies["press"] | {"label": None, "custom_id": "pick", "values": values}
            status, _ = await call("press", press)
            assert 200 <= status < 500, value


@pytest.mark.parametrize("field", ["Answer", "How sure?", "Pack", "nothing"])
async def test_no_value_of_a_modals_field_breaks_it(call: Call, people: People, bot: LittleBot, field: str) -> None:
    card = (await people.command("ada", "trivia", "trivia start"))["response"]["id"]
    opened = await people.press("ada", card, "Import" if field == "Pack" else "Answer")
    base = {} if field == "Pack" else {"Answer": "Giorgio"}
    for value in HOSTILE:
        for given_value in (value, [value]):
            body = {"user": "ada", "interaction": opened["interaction"], "fields": base | {field: given_value}}
            status, _ = await call("submit", body)
            assert 200 <= status < 500, value
            if status == 200:
                opened = await people.press("ada", card, "Import" if field == "Pack" else "Answer")


@pytest.mark.parametrize("key", ["channel", "after", "since", "user", "wait", "edits", "server"])
async def test_no_value_of_a_query_breaks_reading(call: Call, key: str) -> None:
    for value in HOSTILE:
        if isinstance(value, str) and value != "1":
            for name in GETS:
                status, _ = await call(name, params={"channel": "trivia"} | {key: value})
                assert 200 <= status < 500, value


TEXT = st.text(st.characters(codec=None, exclude_categories=()), max_size=20)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | TEXT | st.sampled_from(["ada", "trivia", "1"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXT, inner, max_size=3),
    max_leaves=8,
)
FIELDS = ["user", "channel", "message", "content", "name", "options", "attachments", "fields", "kind", "do", "emoji"]


@settings(
    max_examples=150,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(name=st.sampled_from(POSTS), body=st.dictionaries(st.sampled_from(FIELDS), JSON, max_size=6))
async def test_no_body_breaks_a_call(call: Call, name: str, body: Json) -> None:
    status, answer = await call(name, json.dumps(body))
    assert 200 <= status < 500
    assert status < 300 or is_refusal(answer)
