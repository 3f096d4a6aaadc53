"""A bot without a library, and a clock to move."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import aiohttp

from bot.sandbox import People

if TYPE_CHECKING:
    from tests.sandbox.conftest import Wire

Json = dict[str, Any]


@dataclass
class Clock:
    """The stand-in's present; tests let it pass."""

    seconds: float = 1_800_000_000.0

    def __call__(self) -> float:
        return self.seconds


@dataclass
class RawBot:
    """A bot without a library: reads interactions off the gateway and answers them as each test wants."""

    wire: "Wire"
    people: People
    socket: aiohttp.ClientWebSocketResponse
    doing: list[asyncio.Task[Json]] = field(default_factory=list)

    async def begin(self, acting: Callable[..., Any], *args: Any, **kwargs: Any) -> Json:
        """Let a person act; answer the interaction that the gateway brings. Their outcome is ``outcome()``."""
        self.doing.append(asyncio.create_task(acting(*args, **kwargs)))
        async with asyncio.timeout(5):
            while (event := await self.socket.receive_json())["t"] != "INTERACTION_CREATE":
                pass
        return event["d"]

    async def ask(self, user: str = "ada", name: str = "ask") -> Json:
        return await self.begin(self.people.command, user, "trivia", name)

    async def outcome(self) -> Json:
        async with asyncio.timeout(5):
            return await self.doing.pop()

    async def answer(self, interaction: Json, kind: int, data: Json | None = None) -> tuple[int, Any]:
        body: Json = {"type": kind} | ({} if data is None else {"data": data})
        path = f"/interactions/{interaction['id']}/{interaction['token']}/callback"
        return await self.wire("POST", path, body, params={"with_response": "1"})

    async def follow(
        self, interaction: Json, method: str, which: str = "", body: Json | None = None
    ) -> tuple[int, Any]:
        path = f"/webhooks/{interaction['application_id']}/{interaction['token']}"
        return await self.wire(method, path + (f"/messages/{which}" if which else ""), body)
