"""The gateway without a library: what is sent in which order, how sessions resume, why sockets are closed."""

import json
import zlib
from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import AsyncExitStack
from importlib import import_module
from importlib.util import find_spec
from typing import Any, Self

import aiohttp
import pytest

from bot.sandbox import People, StandIn, gateway
from tests.sandbox.conftest import Json

HEARTBEAT, IDENTIFY, RESUME, REQUEST_MEMBERS, INVALID, HELLO, ACK = 1, 2, 6, 8, 9, 10, 11
GUILDS, MEMBERS, PRESENCES, MESSAGES, REACTIONS, CONTENT = 1 << 0, 1 << 1, 1 << 8, 1 << 9, 1 << 10, 1 << 15


class Socket:
    """One connection to the gateway, past its HELLO."""

    def __init__(self, socket: aiohttp.ClientWebSocketResponse, token: str) -> None:
        self.socket = socket
        self.token = token

    async def send(self, op: int, data: object = None) -> None:
        await self.socket.send_json({"op": op, "d": data})

    async def identify(self, intents: int = GUILDS | MESSAGES | CONTENT, **more: object) -> Self:
        await self.send(IDENTIFY, {"token": self.token, "intents": intents, "properties": {}} | more)
        return self

    async def resume(self, session_id: str, seq: object) -> Self:
        await self.send(RESUME, {"token": self.token, "session_id": session_id, "seq": seq})
        return self

    async def next(self) -> Json:
        return await self.socket.receive_json(timeout=5)

    async def next_event(self, event: str) -> Json:
        while (frame := await self.next())["t"] != event:
            pass
        return frame["d"]

    async def closed_with(self) -> int | None:
        """Read on until the socket is closed; answer with which code."""
        while not self.socket.closed:
            await self.socket.receive(timeout=5)
        return self.socket.close_code


Connect = Callable[[], Awaitable[Socket]]


@pytest.fixture
async def connect(stand_in: StandIn, stack: AsyncExitStack) -> Connect:
    return connecting(stand_in, await stack.enter_async_context(aiohttp.ClientSession()), stack)


def connecting(stand_in: StandIn, session: aiohttp.ClientSession, stack: AsyncExitStack) -> Connect:
    async def connect() -> Socket:
        socket = Socket(await stack.enter_async_context(session.ws_connect(stand_in.gateway)), stand_in.token)
        assert (await socket.next())["op"] == HELLO
        return socket

    return connect


async def test_the_address_of_the_gateway_is_told_with_how_many_shards_to_start(wire: Any, stand_in: StandIn) -> None:
    _, told = await wire("GET", "/gateway/bot")
    assert (told["url"], told["shards"]) == (stand_in.gateway, 1)
    assert told["session_start_limit"]["remaining"] > 0


async def test_anybody_may_ask_for_the_address_of_the_gateway(wire: Any, stand_in: StandIn) -> None:
    wire.headers.clear()
    assert await wire("GET", "/gateway") == (200, {"url": stand_in.gateway})


async def test_hello_tells_how_often_to_beat(stand_in: StandIn) -> None:
    async with aiohttp.ClientSession() as session, session.ws_connect(stand_in.gateway) as socket:
        hello = await socket.receive_json(timeout=5)
    assert (hello["op"], hello["d"]["heartbeat_interval"]) == (HELLO, 41_250)


async def test_a_heartbeat_is_acknowledged_even_before_identifying(connect: Connect) -> None:
    socket = await connect()
    await socket.send(HEARTBEAT, None)
    assert (await socket.next())["op"] == ACK


async def test_a_heartbeat_is_acknowledged_within_a_session(connect: Connect) -> None:
    socket = await (await connect()).identify()
    await socket.next_event("GUILD_CREATE")
    await socket.send(HEARTBEAT, 2)
    assert (await socket.next())["op"] == ACK


async def test_ready_comes_first_and_then_the_servers(connect: Connect, stand_in: StandIn) -> None:
    socket = await (await connect()).identify()
    ready, guild = await socket.next(), await socket.next()
    assert [(frame["op"], frame["s"], frame["t"]) for frame in (ready, guild)] == [
        (0, 1, "READY"),
        (0, 2, "GUILD_CREATE"),
    ]
    assert ready["d"]["user"]["id"] == str(stand_in.world.bot.id)
    assert ready["d"]["guilds"] == [{"id": guild["d"]["id"], "unavailable": True}]
    assert ready["d"]["resume_gateway_url"] == stand_in.gateway


async def test_a_server_comes_with_its_channels_roles_and_the_bot_itself(connect: Connect, stand_in: StandIn) -> None:
    guild = await (await (await connect()).identify()).next_event("GUILD_CREATE")
    assert [channel["name"] for channel in guild["channels"]] == ["trivia", "general", "quiet"]
    assert {"@everyone", "Moderator", "Admin"} <= {role["name"] for role in guild["roles"]}
    assert [member["user"]["id"] for member in guild["members"]] == [str(stand_in.world.bot.id)]


async def test_with_the_members_intent_a_server_comes_with_everybody(
    start: Callable[..., Awaitable[StandIn]], stack: AsyncExitStack
) -> None:
    stand_in = await start(members=True)
    session = await stack.enter_async_context(aiohttp.ClientSession())
    socket = await (await connecting(stand_in, session, stack)()).identify(GUILDS | MEMBERS)
    guild = await socket.next_event("GUILD_CREATE")
    assert {"ada", "ben", "owner"} <= {member["user"]["username"] for member in guild["members"]}


async def test_without_the_intent_the_bot_reads_its_own_messages(
    start: Callable[..., Awaitable[StandIn]], stack: AsyncExitStack
) -> None:
    stand_in = await start(content=False)
    session = await stack.enter_async_context(aiohttp.ClientSession())
    socket = await (await connecting(stand_in, session, stack)()).identify(GUILDS | MESSAGES)
    channel = (await socket.next_event("GUILD_CREATE"))["channels"][0]["id"]
    headers = {"Authorization": f"Bot {stand_in.token}"}
    await session.post(f"{stand_in.api}/channels/{channel}/messages", json={"content": "Who?"}, headers=headers)
    assert (await socket.next_event("MESSAGE_CREATE"))["content"] == "Who?"


async def test_members_are_sent_in_a_chunk_when_asked_for(connect: Connect, people: People) -> None:
    socket = await (await connect()).identify()
    guild = await socket.next_event("GUILD_CREATE")
    await socket.send(REQUEST_MEMBERS, {"guild_id": guild["id"], "query": "a", "limit": 0, "nonce": "n"})
    chunk = await socket.next_event("GUILD_MEMBERS_CHUNK")
    assert ([m["user"]["username"] for m in chunk["members"]], chunk["nonce"]) == (["ada"], "n")


async def test_events_come_only_with_their_intent(connect: Connect, people: People) -> None:
    socket = await (await connect()).identify(GUILDS | MESSAGES)
    said = await people.say("ada", "trivia", "one")
    await people.react("ben", said["id"], "🎵")
    await people.say("ada", "trivia", "two")
    await socket.next_event("MESSAGE_CREATE")
    assert (await socket.next())["t"] == "MESSAGE_CREATE"


@pytest.fixture
async def lost(connect: Connect, people: People) -> tuple[str, int]:
    """A session whose socket was dropped, and the last number it has seen."""
    socket = await (await connect()).identify()
    ready = await socket.next_event("READY")
    seq = (await socket.next())["s"]
    await people.fault("drop")
    assert await socket.closed_with() == 4000
    return ready["session_id"], seq


async def test_a_resumed_session_is_sent_what_it_missed_in_order_and_then_told_so(
    connect: Connect, people: People, lost: tuple[str, int]
) -> None:
    for content in ("one", "two", "three"):
        await people.say("ada", "trivia", content)
    session_id, seq = lost
    socket = await (await connect()).resume(session_id, seq)
    frames = [await socket.next() for _ in range(4)]
    assert [frame["s"] for frame in frames] == [seq + 1, seq + 2, seq + 3, seq + 4]
    assert [frame["t"] for frame in frames] == ["MESSAGE_CREATE"] * 3 + ["RESUMED"]
    assert [frame["d"]["content"] for frame in frames[:3]] == ["one", "two", "three"]


async def test_a_resumed_session_hears_what_happens_next(
    connect: Connect, people: People, lost: tuple[str, int]
) -> None:
    socket = await (await connect()).resume(*lost)
    await socket.next_event("RESUMED")
    await people.say("ada", "trivia", "hello")
    assert (await socket.next_event("MESSAGE_CREATE"))["content"] == "hello"


async def test_events_that_a_session_has_seen_are_not_replayed(
    connect: Connect, people: People, lost: tuple[str, int]
) -> None:
    session_id, seq = lost
    for content in ("one", "two"):
        await people.say("ada", "trivia", content)
    socket = await (await connect()).resume(session_id, seq + 1)
    assert (await socket.next())["d"]["content"] == "two"


@pytest.mark.parametrize("ahead", [99, -99])
async def test_a_number_that_cannot_be_resumed_from_is_an_invalid_session(
    connect: Connect, lost: tuple[str, int], ahead: int
) -> None:
    socket = await (await connect()).resume(lost[0], lost[1] + ahead)
    assert (await socket.next()) == {"op": INVALID, "d": False, "s": None, "t": None}


async def test_an_unknown_session_is_invalid_and_may_identify_on_the_same_socket(connect: Connect) -> None:
    socket = await (await connect()).resume("nothing", 1)
    assert (await socket.next())["op"] == INVALID
    await socket.identify()
    assert (await socket.next())["t"] == "READY"


async def test_a_session_closed_by_the_bot_itself_cannot_be_resumed(connect: Connect) -> None:
    socket = await (await connect()).identify()
    session_id = (await socket.next())["d"]["session_id"]
    await socket.socket.close(code=1000)
    again = await (await connect()).resume(session_id, 1)
    assert (await again.next())["op"] == INVALID


async def test_a_session_that_missed_too_much_is_forgotten(
    connect: Connect, people: People, lost: tuple[str, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(gateway, "EVENTS_KEPT", 2)
    for content in ("one", "two", "three", "four"):
        await people.say("ada", "trivia", content)
    socket = await (await connect()).resume(*lost)
    assert (await socket.next())["op"] == INVALID


async def test_an_invalidated_session_cannot_be_resumed(connect: Connect, people: People) -> None:
    socket = await (await connect()).identify()
    session_id = (await socket.next_event("READY"))["session_id"]
    await socket.next()
    await people.fault("invalidate")
    assert await socket.next() == {"op": INVALID, "d": False, "s": None, "t": None}
    again = await (await connect()).resume(session_id, 2)
    assert (await again.next())["op"] == INVALID


BAD_TOKEN = {"token": "wrong", "intents": 0, "properties": {}}


@pytest.mark.parametrize(
    ("frame", "code"),
    [
        pytest.param('{"op": 99, "d": null}', 4003, id="unknown before identifying"),
        pytest.param("{", 4002, id="no JSON"),
        pytest.param("[]", 4002, id="no object"),
        pytest.param("[" * 5000, 4002, id="too deep"),
        pytest.param(json.dumps({"op": IDENTIFY, "d": BAD_TOKEN}), 4004, id="wrong token"),
        pytest.param(json.dumps({"op": RESUME, "d": BAD_TOKEN | {"session_id": "x", "seq": 1}}), 4004, id="resuming"),
        pytest.param(json.dumps({"op": IDENTIFY, "d": None}), 4004, id="no token"),
        pytest.param(json.dumps({"op": 3, "d": {}}), 4003, id="not identified"),
    ],
)
async def test_what_cannot_be_taken_before_identifying_closes_the_socket(
    connect: Connect, frame: str, code: int
) -> None:
    socket = await connect()
    await socket.socket.send_str(frame)
    assert await socket.closed_with() == code


@pytest.mark.parametrize(
    ("intents", "shard", "code"),
    [
        pytest.param(-1, None, 4013, id="negative intents"),
        pytest.param(1 << 40, None, 4013, id="intents that do not exist"),
        pytest.param("513", None, 4013, id="intents as text"),
        pytest.param(GUILDS | MEMBERS, None, 4014, id="members not granted"),
        pytest.param(GUILDS | PRESENCES, None, 4014, id="presences not granted"),
        pytest.param(GUILDS, [2, 2], 4010, id="shard out of range"),
        pytest.param(GUILDS, [0, 0], 4010, id="of no shards"),
        pytest.param(GUILDS, "0", 4010, id="no shard"),
    ],
)
async def test_an_identity_that_cannot_be_taken_closes_the_socket(
    connect: Connect, intents: Any, shard: object, code: int
) -> None:
    socket = await (await connect()).identify(intents, **({"shard": shard} if shard else {}))
    assert await socket.closed_with() == code


async def test_content_that_is_not_granted_closes_the_socket_with_4014(
    start: Callable[..., Awaitable[StandIn]], stack: AsyncExitStack
) -> None:
    session = await stack.enter_async_context(aiohttp.ClientSession())
    socket = await connecting(await start(content=False), session, stack)()
    await socket.identify(GUILDS | CONTENT)
    assert await socket.closed_with() == 4014


@pytest.mark.parametrize(("op", "data", "code"), [(IDENTIFY, "again", 4005), (99, None, 4001)])
async def test_what_an_identified_socket_may_not_send_closes_it(
    connect: Connect, op: int, data: object, code: int
) -> None:
    socket = await (await connect()).identify()
    await socket.send(op, data)
    assert await socket.closed_with() == code


@pytest.mark.parametrize("data", [None, 5, [], {}, {"guild_id": "²"}, {"guild_id": [], "user_ids": [{}, "x", None]}])
async def test_a_senseless_request_for_members_is_passed_over(connect: Connect, data: object) -> None:
    socket = await (await connect()).identify()
    await socket.next_event("GUILD_CREATE")
    await socket.send(REQUEST_MEMBERS, data)
    if not isinstance(data, dict):
        assert await socket.closed_with() == 4001
        return
    await socket.send(HEARTBEAT, 2)
    assert (await socket.next())["op"] == ACK


Decompress = Callable[[bytes], bytes]


async def first_frames(stand_in: StandIn, compress: str, decompress: Decompress) -> AsyncGenerator[Json, None]:
    url = f"{stand_in.gateway}?v=10&encoding=json&compress={compress}"
    async with aiohttp.ClientSession() as session, session.ws_connect(url) as socket:
        yield json.loads(decompress(await socket.receive_bytes(timeout=5)))
        await socket.send_json({"op": IDENTIFY, "d": {"token": stand_in.token, "intents": GUILDS, "properties": {}}})
        while True:
            yield json.loads(decompress(await socket.receive_bytes(timeout=5)))


async def check_compression(stand_in: StandIn, compress: str, decompress: Decompress) -> None:
    frames = first_frames(stand_in, compress, decompress)
    assert [(await anext(frames))["t"] for _ in range(3)] == [None, "READY", "GUILD_CREATE"]
    await frames.aclose()


async def test_zlib_stream_compresses_all_frames_as_one_stream(stand_in: StandIn) -> None:
    stream = zlib.decompressobj()

    def decompress(data: bytes) -> bytes:
        assert data.endswith(b"\x00\x00\xff\xff")
        return stream.decompress(data)

    await check_compression(stand_in, "zlib-stream", decompress)


@pytest.mark.skipif(not find_spec("zstandard"), reason="zstandard is not installed.")
async def test_zstd_stream_compresses_all_frames_as_one_stream(stand_in: StandIn) -> None:
    stream = import_module("zstandard").ZstdDecompressor().decompressobj()
    await check_compression(stand_in, "zstd-stream", stream.decompress)


@pytest.mark.skipif(not find_spec("compression"), reason="Python has zstd from 3.14 on.")
async def test_zstd_stream_is_what_pythons_own_zstd_reads(stand_in: StandIn) -> None:
    stream = import_module("compression.zstd").ZstdDecompressor()
    await check_compression(stand_in, "zstd-stream", stream.decompress)
