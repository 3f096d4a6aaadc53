"""Every route of the HTTP API with hostile bodies, queries and ids: never a 500."""

from itertools import product

import pytest

from bot.sandbox import People, StandIn
from bot.sandbox.rest.routes import COMMANDS, PRIVATE, PUBLIC
from tests.sandbox.conftest import Wire

HOSTILE = [None, True, 0, -1, 10**400, 1.5, "", "x", "²", "\0", "x" * 5000, [], [None], [[]], [{}], {}, {"a": {}}]
KEYS = [
    "messages",
    "nick",
    "name",
    "topic",
    "rate_limit_per_user",
    "archived",
    "locked",
    "recipient_id",
    "type",
    "data",
]
KEYS += ["auto_archive_duration", "content", "flags"]
QUERIES = ["limit", "before", "after", "around", "query", "with_counts", "with_response"]
ODD_IDS = ["0", "x", "²", "9" * 20, "9" * 5000, "%00", "%ED%A0%80", "@original"]
_COMMANDS = [
    (method, "/applications/{application}" + path.replace(":\\d+", ""), handler) for method, path, handler in COMMANDS
]
ROUTES = [(method, path) for method, path, _ in [*PRIVATE, *PUBLIC, *_COMMANDS]]
CALLS = [pytest.param(method, path, id=f"{method} {path}") for method, path in ROUTES]


@pytest.fixture
async def known(stand_in: StandIn, people: People, wire: Wire) -> dict[str, str]:
    """Ids that exist, by the name they have in paths; the bot may do everything."""
    await people.role("Soundtrack Trivia", "Boss", create=True, permissions=["administrator"])
    said = await people.say("ada", "trivia", "hello")
    server = str(next(iter(stand_in.world.servers)))
    ids = {"channel": said["channel_id"], "message": said["id"], "user": said["author"]["id"], "server": server}
    return ids | {
        "application": str(stand_in.world.bot.id),
        "emoji": "🎵",
        "interaction": "1",
        "token": "ä",
        "command": "1",
    }


def fits(status: int) -> bool:
    return status in (200, 204) or 400 <= status < 500


@pytest.mark.parametrize(("method", "path"), CALLS)
async def test_no_body_or_query_breaks_a_route(wire: Wire, known: dict[str, str], method: str, path: str) -> None:
    path = path.format(**known)
    for body in HOSTILE:
        status, _ = await wire(method, path, body)
        assert fits(status), body
    for key, value in product(KEYS, HOSTILE):
        status, _ = await wire(method, path, {key: value})
        assert fits(status), (key, value)


@pytest.mark.parametrize(("method", "path"), CALLS)
async def test_no_id_or_query_breaks_a_route(wire: Wire, known: dict[str, str], method: str, path: str) -> None:
    for name in [name for name in known if f"{{{name}}}" in path]:
        for odd in ODD_IDS:
            status, _ = await wire(method, path.format(**known | {name: odd}))
            assert fits(status), (name, odd)
    for key, value in product(QUERIES, ["", "x", "²", "-1", "9" * 5000, "\0"]):
        status, _ = await wire(method, path.format(**known), params={key: value})
        assert fits(status), (key, value)


@pytest.mark.parametrize(
    "content_type",
    ["application/json; charset=nonsense", "multipart/form-data", "multipart/form-data; boundary=x", "text/plain", "x"],
)
@pytest.mark.parametrize(
    "data", [b"", b"--x\r\n\r\n", b'--x\r\nContent-Disposition: form-data; name="payload_json"\r\n\r\n{', b"\xff\0"]
)
async def test_no_content_type_breaks_a_route(
    wire: Wire, known: dict[str, str], content_type: str, data: bytes
) -> None:
    path = f"/channels/{known['channel']}/messages"
    status, _ = await wire("POST", path, data=data, headers={"Content-Type": content_type})
    assert status == 400


@pytest.mark.parametrize(
    ("name", "value"), [("filename", "../../x"), ("filename", "\0"), ("filename", ""), ("filename", "data:a\\tb,x")]
)
async def test_an_odd_file_name_is_tamed(wire: Wire, known: dict[str, str], name: str, value: str) -> None:
    part = f'--x\r\nContent-Disposition: form-data; name="files[0]"; {name}="{value}"\r\n\r\nhello\r\n--x--\r\n'
    headers = {"Content-Type": "multipart/form-data; boundary=x"}
    status, message = await wire("POST", f"/channels/{known['channel']}/messages", data=part.encode(), headers=headers)
    assert status in (200, 400)
    if status == 200:
        url = message["attachments"][0]["url"]
        async with wire.session.get(url) as response:
            assert (response.status, await response.read()) == (200, b"hello")
