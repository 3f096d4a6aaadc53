"""The gateway: sessions over web sockets, numbered events, replay after a drop (Discord's reference, "Gateway")."""

import asyncio
import contextlib
import json
import logging
import secrets
from collections import deque
from dataclasses import dataclass, field
from typing import Protocol

from aiohttp import WSMsgType, web

from .bodies import read_json
from .compression import Compressor, compressor
from .errors import Json

log = logging.getLogger(__name__)

HEARTBEAT, IDENTIFY, PRESENCE, VOICE, RESUME, RECONNECT, REQUEST_MEMBERS, INVALID = 1, 2, 3, 4, 6, 7, 8, 9
HELLO, ACK, REQUEST_SOUNDS = 10, 11, 31
"""Operations (Discord's reference, "Gateway Opcodes"); 0, an event, is written where events are."""

HEARTBEAT_MS = 41_250
EVENTS_KEPT = 5_000
"""How many unacknowledged events a session keeps for a replay; one that misses more must identify anew."""

PRIVILEGED = {"members": 1 << 1, "presences": 1 << 8, "content": 1 << 15}
"""Intents that Discord must grant to an application (Discord's reference, "Gateway Intents")."""

ALL_INTENTS = (1 << 26) - 1

DROPPED, UNKNOWN_OPCODE, DECODE_ERROR, NOT_AUTHENTICATED, BAD_TOKEN = 4000, 4001, 4002, 4003, 4004
ALREADY_AUTHENTICATED, BAD_SHARD, BAD_INTENTS, INTENTS_REFUSED = 4005, 4010, 4013, 4014
"""Close codes (Discord's reference, "Gateway Close Event Codes")."""


@dataclass(eq=False, slots=True)
class Session:
    """One shard's session, which outlives its socket."""

    id: str
    intents: int
    shard: int
    shards: int
    seq: int = 0
    acknowledged: int = 0
    kept: deque[tuple[int, str]] = field(default_factory=deque)
    link: "Link | None" = None

    def serves(self, server_id: int | None) -> bool:
        """Tell whether a server's events (or, for None, direct messages) belong to this shard."""
        return ((server_id or 0) >> 22) % self.shards == self.shard

    def send(self, event: str, data: str) -> None:
        """Number an event, keep it for a replay, and send it where there is a socket."""
        self.seq += 1
        frame = f'{{"op":0,"s":{self.seq},"t":"{event}","d":{data}}}'
        self.kept.append((self.seq, frame))
        if self.link is not None:
            self.link.send(frame)

    def acknowledge(self, seq: int) -> None:
        self.acknowledged = max(self.acknowledged, min(seq, self.seq))
        while self.kept and self.kept[0][0] <= self.acknowledged:
            self.kept.popleft()


class Link:
    """One web socket: an outbox in order, compressed as was asked."""

    def __init__(self, socket: web.WebSocketResponse, compress: Compressor | None) -> None:
        self.socket = socket
        self._compress = compress
        self._outbox: asyncio.Queue[str] = asyncio.Queue()
        self.closed_by_us = False

    def send(self, frame: str) -> None:
        self._outbox.put_nowait(frame)

    def send_op(self, op: int, data: object = None) -> None:
        self.send(json.dumps({"op": op, "d": data, "s": None, "t": None}))

    async def close(self, code: int, reason: str = "") -> None:
        """Close from this side; the session stays, whatever code the other side answers with."""
        self.closed_by_us = True
        await self.socket.close(code=code, message=reason.encode())

    async def pump(self) -> None:
        """Send what is in the outbox until the socket closes."""
        with contextlib.suppress(ConnectionError):
            while frame := await self._outbox.get():
                if self._compress is None:
                    await self.socket.send_str(frame)
                else:
                    await self.socket.send_bytes(self._compress(frame.encode()))


class Scene(Protocol):
    """What the gateway asks of the world when a session begins."""

    def greet(self, session: Session, resume_url: str) -> None:
        """Send READY and the servers of this session's shard."""
        ...

    def send_members(self, session: Session, request: Json) -> None:
        """Answer a request for a server's members."""
        ...


class RefusedError(Exception):
    """The socket must be closed with this code."""

    def __init__(self, code: int, reason: str) -> None:
        super().__init__(reason)
        self.code = code
        self.reason = reason


class Gateway:
    """Accepts sockets, authenticates them, and sends events to the sessions that asked for them."""

    def __init__(self, token: str, url: str, *, granted: set[str]) -> None:
        self.token = token
        self.url = url
        self.granted = granted
        self.sessions: dict[str, Session] = {}
        self.scene: Scene | None = None
        self._links: set[Link] = set()

    async def handle(self, request: web.Request) -> web.WebSocketResponse:
        socket = web.WebSocketResponse(max_msg_size=16 * 1024, autoping=True)
        await socket.prepare(request)
        link = Link(socket, compressor(request.query.get("compress")))
        self._links.add(link)
        pump = asyncio.create_task(link.pump())
        session: Session | None = None
        try:
            link.send_op(HELLO, {"heartbeat_interval": HEARTBEAT_MS, "_trace": []})
            session = await self._converse(link)
        except RefusedError as refusal:
            await link.close(refusal.code, refusal.reason)
        finally:
            self._links.discard(link)
            self._part(link, socket.close_code)
            pump.cancel()
            await asyncio.gather(pump, return_exceptions=True)
        log.debug("gateway socket of session %s closed with %s", session and session.id, socket.close_code)
        return socket

    async def _converse(self, link: Link) -> Session | None:
        session: Session | None = None
        async for frame in link.socket:
            if frame.type not in (WSMsgType.TEXT, WSMsgType.BINARY):
                break
            session = self._heard(link, session, _payload(frame.data))
        return session

    def _heard(self, link: Link, session: Session | None, payload: Json) -> Session | None:
        op, data = payload.get("op"), payload.get("d")
        if op == HEARTBEAT:
            if session is not None and isinstance(data, int):
                session.acknowledge(data)
            link.send_op(ACK)
            return session
        if op in (IDENTIFY, RESUME):
            if session is not None:
                raise RefusedError(ALREADY_AUTHENTICATED, "Already authenticated.")
            if not isinstance(data, dict) or str(data.get("token")).removeprefix("Bot ") != self.token:
                raise RefusedError(BAD_TOKEN, "Authentication failed.")
            return self._identify(link, data) if op == IDENTIFY else self._resume(link, data)
        if session is None:
            raise RefusedError(NOT_AUTHENTICATED, "Not authenticated.")
        if op == REQUEST_MEMBERS and isinstance(data, dict) and self.scene:
            self.scene.send_members(session, data)
        elif op not in (PRESENCE, VOICE, REQUEST_SOUNDS):
            raise RefusedError(UNKNOWN_OPCODE, "Unknown opcode.")
        return session

    def _identify(self, link: Link, data: Json) -> Session:
        intents = data.get("intents")
        if not isinstance(intents, int) or intents & ~ALL_INTENTS:
            raise RefusedError(BAD_INTENTS, "Invalid intent(s).")
        self._check_granted(intents)
        shard, shards = _shard(data.get("shard"))
        if not 0 <= shard < shards:
            raise RefusedError(BAD_SHARD, "Invalid shard.")
        session = Session(secrets.token_hex(16), intents, shard, shards, link=link)
        self.sessions[session.id] = session
        if self.scene:
            self.scene.greet(session, self.url)
        return session

    def _check_granted(self, intents: int) -> None:
        if any(intents & bit and name not in self.granted for name, bit in PRIVILEGED.items()):
            raise RefusedError(INTENTS_REFUSED, "Disallowed intent(s).")

    def _resume(self, link: Link, data: Json) -> Session | None:
        session = self.sessions.get(str(data.get("session_id")))
        seq = data.get("seq")
        seq = seq if isinstance(seq, int) else 0
        if session is None or not session.acknowledged <= seq <= session.seq:
            link.send_op(INVALID, False)
            return None
        self._check_granted(session.intents)
        session.acknowledge(seq)
        for _, frame in session.kept:
            link.send(frame)
        session.link = link
        session.send("RESUMED", '{"_trace":[]}')
        return session

    def _part(self, link: Link, code: int | None) -> None:
        for session in [session for session in self.sessions.values() if session.link is link]:
            session.link = None
            if code in (1000, 1001) and not link.closed_by_us:
                del self.sessions[session.id]

    def audience(self, intent: int, server_id: int | None, *, content: bool | None = None) -> list[Session]:
        """Answer the sessions that are to hear of something.

        ``intent`` 0 is heard by all of the shard; ``content`` narrows to those that do or do not read messages.
        """
        self._forget_lost()
        heard = [s for s in self.sessions.values() if s.serves(server_id) and (not intent or s.intents & intent)]
        if content is None:
            return heard
        return [session for session in heard if self.reads(session) is content]

    def reads(self, session: Session) -> bool:
        """Tell whether a session gets the content of messages."""
        return bool(session.intents & PRIVILEGED["content"]) and "content" in self.granted

    def _forget_lost(self) -> None:
        for session in [s for s in self.sessions.values() if len(s.kept) > EVENTS_KEPT]:
            if session.link is None:
                del self.sessions[session.id]
            else:
                session.acknowledge(session.kept[0][0])

    def connected(self) -> list[Session]:
        return [session for session in self.sessions.values() if session.link is not None]

    async def drop(self, code: int = DROPPED) -> None:
        """Close every socket with this code; sessions stay resumable."""
        for link in list(self._links):
            await link.close(code)

    def invalidate(self) -> None:
        """End every session: the bot must identify anew."""
        sessions = list(self.sessions.values())
        self.sessions.clear()
        for session in sessions:
            if session.link is not None:
                session.link.send_op(INVALID, False)

    def ask_to_reconnect(self) -> None:
        for session in self.connected():
            if session.link is not None:
                session.link.send_op(RECONNECT)

    async def close(self) -> None:
        """Close every socket as a server that goes away."""
        await asyncio.gather(*(link.close(1001) for link in list(self._links)))


def _shard(value: object) -> tuple[int, int]:
    """Read ``[shard, of how many]``; what is none is refused as a shard out of range would be."""
    if value is None:
        return 0, 1
    if isinstance(value, list) and len(value) == 2 and all(isinstance(number, int) for number in value):
        return value[0], value[1]
    return 1, 0


def _payload(data: str | bytes) -> Json:
    try:
        payload = read_json(data)
    except ValueError as error:
        raise RefusedError(DECODE_ERROR, "Error while decoding payload.") from error
    if not isinstance(payload, dict):
        raise RefusedError(DECODE_ERROR, "Error while decoding payload.")
    return payload
