"""The door of the HTTP API: who may enter, what is read, how refusals look, who watches."""

import json
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass

from aiohttp import BodyPartReader, web
from aiohttp.http import HttpProcessingError

from bot.sandbox import permissions
from bot.sandbox.bodies import read_json
from bot.sandbox.drafts import Upload, media_type
from bot.sandbox.errors import DiscordError, Json, missing_access, missing_permissions, unauthorized, unknown
from bot.sandbox.faults import RateLimitError
from bot.sandbox.ids import read_id
from bot.sandbox.parts import Parts
from bot.sandbox.ratelimits import RateLimits
from bot.sandbox.validation.form import Form
from bot.sandbox.world import Channel, Message, Server

PREFIX = "/api/v10"

Observer = Callable[[str, str, Mapping[str, str], object, int], None]
"""Told of every request of the bot: method, path below /api/v10, query, JSON body or None, status answered."""


@dataclass(frozen=True, slots=True)
class Call:
    """One request of the bot, read; lookups raise Discord's refusals."""

    parts: Parts
    path: Mapping[str, str]
    query: Mapping[str, str]
    content: object
    files: list[Upload]

    @property
    def body(self) -> Json:
        """The JSON object sent; raises DiscordError 50035 where something else came."""
        if self.content is None:
            return {}
        if not isinstance(self.content, dict):
            raise DiscordError(400, 50035, "Invalid Form Body")
        return self.content

    def number(self, name: str) -> int:
        """Read an id of the path; raises DiscordError 50035 for what is none."""
        text = self.path[name]
        number = read_id(text)
        if number is None:
            errors = {
                name: {"_errors": [{"code": "NUMBER_TYPE_COERCE", "message": f'Value "{text}" is not snowflake.'}]}
            }
            raise DiscordError(400, 50035, "Invalid Form Body", errors)
        return number

    def channel(self, *needed: str) -> Channel:
        """Find the channel of the path, where the bot sees it and has these permissions."""
        channel = self.parts.world.channel(self.number("channel"))
        if channel is None:
            raise unknown("Channel")
        self.need(channel, *needed)
        return channel

    def need(self, channel: Channel, *needed: str) -> None:
        bot = self.parts.world.bot
        if not permissions.allowed(channel, bot, "view_channel"):
            raise missing_access()
        if not permissions.allowed(channel, bot, *needed):
            raise missing_permissions()

    def message(self, channel: Channel) -> Message:
        """Find the message of the path; ephemeral ones are out of reach here, as they are on Discord."""
        message = channel.messages.get(self.number("message"))
        if message is None or message.viewer is not None:
            raise unknown("Message")
        return message

    def server(self) -> Server:
        server = self.parts.world.servers.get(self.number("server"))
        if server is None or self.parts.world.bot.id not in server.members:
            raise unknown("Guild")
        return server

    def limit(self, default: int, most: int) -> int:
        """Read how many are wanted; raises DiscordError 50035 for what is no number from 1 to ``most``."""
        text = self.query.get("limit", str(default))
        limit, form = read_id(text), Form()
        if limit is None or not 1 <= limit <= most:
            form.fault(("limit",), "NUMBER_TYPE_COERCE", f'Value "{text}" is not an int between 1 and {most}.')
        form.finish()
        return limit or default


Handler = Callable[[Call], object]
"""Answers a call with JSON, or with None for 204."""


class Door:
    """Makes aiohttp handlers of ours."""

    def __init__(self, parts: Parts, limits: RateLimits | None, observer: Observer | None) -> None:
        self._parts = parts
        self._limits = limits
        self._observer = observer

    def open(self, handler: Handler, *, public: bool = False) -> Callable[[web.Request], Awaitable[web.StreamResponse]]:
        """Answer an aiohttp handler; ``public`` ones need no token (their path carries one)."""

        async def handle(request: web.Request) -> web.Response:
            path = request.path.removeprefix(PREFIX)
            content: object = None
            headers: dict[str, str] = {}
            try:
                content, files = await _read(request)
                if not public and request.headers.get("Authorization") != f"Bot {self._parts.gateway.token}":
                    raise unauthorized()
                await self._parts.faults.meet(request.method, path)
                headers = self._limits.count(request.method, path) if self._limits else {}
                call = Call(self._parts, request.match_info, request.query, content, files)
                answer = handler(call)
                response = (
                    _json(200, answer, headers) if answer is not None else web.Response(status=204, headers=headers)
                )
            except DiscordError as error:
                response = refuse(error, headers)
            if self._observer:
                self._observer(request.method, path, request.query, content, response.status)
            return response

        return handle


def refuse(error: DiscordError, headers: Mapping[str, str] = {}) -> web.Response:
    """Word a refusal; a 429 carries what discord.py needs to believe it, the Via header included."""
    body = error.body()
    if isinstance(error, RateLimitError):
        body |= {"retry_after": error.retry_after, "global": False}
        headers = {**headers, "Retry-After": str(error.retry_after), "Via": "1.1 stand-in", "X-RateLimit-Scope": "user"}
    return _json(error.status, body, headers)


def _json(status: int, value: object, headers: Mapping[str, str]) -> web.Response:
    body = json.dumps(value, separators=(",", ":")).encode()
    return web.Response(status=status, body=body, headers={**headers, "Content-Type": "application/json"})


async def _read(request: web.Request) -> tuple[object, list[Upload]]:
    """Read a JSON or multipart body; raises DiscordError 50109 for what is neither."""
    if not request.can_read_body:
        return None, []
    try:
        if request.content_type.startswith("multipart/"):
            return await _read_parts(request)
        text = await request.text()
        return (read_json(text) if text else None), []
    except (ValueError, LookupError, AssertionError, HttpProcessingError) as error:
        raise DiscordError(400, 50109, "The request body contains invalid JSON.") from error
    except web.HTTPRequestEntityTooLarge as error:
        raise DiscordError(413, 40005, "Request entity too large") from error


async def _read_parts(request: web.Request) -> tuple[object, list[Upload]]:
    content: object = None
    files: list[Upload] = []
    async for part in await request.multipart():
        if not isinstance(part, BodyPartReader):
            continue
        data = bytes(await part.read())
        name = part.name or ""
        if name == "payload_json":
            content = read_json(data)
        elif name.startswith("files[") and name.endswith("]") and (index := read_id(name[6:-1])) is not None:
            kind = media_type(part.filename or "", part.headers.get("Content-Type", ""))
            files.append(Upload(index, part.filename or "file", data, kind))
    return content, files
