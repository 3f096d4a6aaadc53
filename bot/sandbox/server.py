"""The stand-in itself: one loopback server for the HTTP API, the gateway, files and the control API."""

import base64
import json
import secrets
import socket
import time
from collections import deque
from collections.abc import Mapping
from types import TracebackType
from typing import Self

from aiohttp import web

from .changes import Changes
from .commands import Commands
from .control.routes import PREFIX as CONTROL_PREFIX
from .control.routes import Control
from .errors import Json
from .events import Events
from .faults import Faults
from .gateway import Gateway
from .ids import Clock, Snowflakes, read_id
from .interactions import Interactions
from .messages import Messages
from .parts import Parts
from .places import Places
from .ratelimits import RateLimits
from .rest.door import PREFIX, Door, Observer
from .rest.routes import add_routes
from .scenery import make_world

HOST = "127.0.0.1"
BODY_LIMIT = 32 * 1024 * 1024
"""Bytes a request may have; ten files of a message together, or one in base64."""

REQUESTS_KEPT = 1_000
"""How many of the bot's last requests the control API can show."""

SHUTDOWN_SECONDS = 0.1
"""How long requests under way may take to end; those who wait for news would wait in vain."""

GATEWAY_PATH, FILES_PATH = "/gateway", "/attachments"


class StandIn:
    """A double of Discord on 127.0.0.1, running while entered.

    ``port`` 0 picks a free one. ``content``, ``members`` and ``presences`` say which privileged intents are granted.
    ``rate_limits`` turns on Discord's limits. ``shards`` is how many the bot is told to start. ``now`` is the clock
    (seconds since 1970) that ids and expiries go by. ``on_request`` is told of every request of the bot.
    """

    def __init__(
        self,
        port: int = 0,
        *,
        content: bool = True,
        members: bool = False,
        presences: bool = False,
        rate_limits: bool = False,
        shards: int = 1,
        now: Clock = time.time,
        on_request: Observer | None = None,
    ) -> None:
        self._port = port
        self._granted = {
            name for name, given in (("content", content), ("members", members), ("presences", presences)) if given
        }
        self._shards = shards
        self._limits = RateLimits(now) if rate_limits else None
        self._now = now
        self._observer = on_request
        self._runner: web.AppRunner | None = None
        self.key = secrets.token_urlsafe(24)
        self.world = make_world(now)
        self.token = _bot_token(self.world.bot.id)
        self.api = self.control = self.gateway = ""
        self.requests: deque[Json] = deque(maxlen=REQUESTS_KEPT)
        self.parts: Parts

    async def __aenter__(self) -> Self:
        listener = socket.create_server((HOST, self._port))
        self._port = listener.getsockname()[1]
        base = f"http://{HOST}:{self._port}"
        self.api, self.control = f"{base}{PREFIX}", f"{base}{CONTROL_PREFIX}"
        self.gateway = f"ws://{HOST}:{self._port}{GATEWAY_PATH}"
        self.parts = self._make_parts(f"{base}{FILES_PATH}")
        self._runner = web.AppRunner(self._make_app(), access_log=None, shutdown_timeout=SHUTDOWN_SECONDS)
        await self._runner.setup()
        await web.SockSite(self._runner, listener).start()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.parts.gateway.close()
        if self._runner is not None:
            await self._runner.cleanup()

    def _make_parts(self, files_url: str) -> Parts:
        world, now, ids, changes = self.world, self._now, Snowflakes(self._now), Changes()
        gateway = Gateway(self.token, self.gateway, granted=self._granted)
        events = Events(world, gateway, now)
        messages = Messages(world, events, ids, now, changes, files_url)
        return Parts(
            world=world,
            ids=ids,
            now=now,
            changes=changes,
            gateway=gateway,
            events=events,
            messages=messages,
            places=Places(world, events, messages, ids, now, changes),
            commands=Commands(world.bot, ids),
            interactions=Interactions(world, events, messages, ids, now),
            faults=Faults(),
            ws_url=self.gateway,
            shards=self._shards,
            granted=self._granted,
        )

    def _make_app(self) -> web.Application:
        app = web.Application(client_max_size=BODY_LIMIT)
        app.router.add_get(GATEWAY_PATH, self.parts.gateway.handle)
        app.router.add_get(f"{FILES_PATH}/{{id}}/{{name}}", self._file)
        add_routes(app.router, Door(self.parts, self._limits, self._observe))
        Control(self.parts, self.key, self.requests).add_routes(app.router)
        return app

    async def _file(self, request: web.Request) -> web.Response:
        """Answer an attachment, as Discord's file server does, to anyone who knows its address."""
        attachment = self.world.attachments.get(read_id(request.match_info["id"]) or 0)
        if attachment is None or attachment.name != request.match_info["name"]:
            return web.Response(status=404, text="This content is no longer available.")
        return web.Response(body=attachment.data, headers={"Content-Type": attachment.content_type})

    def _observe(self, method: str, path: str, query: Mapping[str, str], body: object, status: int) -> None:
        self.requests.append({"method": method, "path": path, "status": status})
        if self._observer is not None:
            self._observer(method, path, query, body, status)

    def watch(self, observer: Observer) -> None:
        """Tell this observer of every request of the bot from now on, in place of ``on_request``."""
        self._observer = observer

    def ready_line(self) -> str:
        """Answer the JSON line that tells others how to join."""
        return json.dumps({"api": self.api, "control": self.control, "key": self.key, "token": self.token})


def _bot_token(bot_id: int) -> str:
    """Make a token of the look of Discord's: the id, a moment, a secret."""
    who = base64.urlsafe_b64encode(str(bot_id).encode()).decode().rstrip("=")
    return f"{who}.{secrets.token_urlsafe(5)[:6]}.{secrets.token_urlsafe(29)[:38]}"
