"""A stand-in, people on it, a raw wire to it, and a little real bot."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack
from typing import Any

import aiohttp
import discord
import pytest
import yarl

from bot.sandbox import People, StandIn
from tests.openapi import SPEC, Checked, OpenApi
from tests.sandbox.little_bot import LittleBot
from tests.sandbox.raw_bot import Clock, RawBot

Json = dict[str, Any]


@pytest.fixture(scope="session")
def openapi() -> OpenApi | None:
    return OpenApi() if SPEC.exists() else None


class Wire:
    """Discord's HTTP API without a library: answers status and JSON."""

    def __init__(self, stand_in: StandIn) -> None:
        self._stand_in = stand_in
        self.headers = {"Authorization": f"Bot {stand_in.token}"}
        self.session = aiohttp.ClientSession()
        self.last_headers: dict[str, str] = {}

    async def __call__(self, method: str, path: str, body: object = None, **kwargs: Any) -> tuple[int, Any]:
        url = self._stand_in.api + path
        if body is not None:
            kwargs["json"] = body
        headers = self.headers | kwargs.pop("headers", {})
        async with self.session.request(method, url, headers=headers, **kwargs) as response:
            self.last_headers = dict(response.headers)
            return response.status, await response.json() if response.status != 204 else None


@pytest.fixture
async def stack() -> AsyncIterator[AsyncExitStack]:
    async with AsyncExitStack() as stack:
        yield stack


@pytest.fixture
def start(stack: AsyncExitStack) -> Callable[..., Awaitable[StandIn]]:
    """Start a stand-in with options of its constructor."""

    async def start(**options: Any) -> StandIn:
        return await stack.enter_async_context(StandIn(**options))

    return start


@pytest.fixture
async def stand_in(start: Callable[..., Awaitable[StandIn]]) -> StandIn:
    return await start()


@pytest.fixture
async def people(stand_in: StandIn, stack: AsyncExitStack) -> People:
    return await stack.enter_async_context(People(stand_in.control, stand_in.key))


@pytest.fixture
async def wire(stand_in: StandIn, stack: AsyncExitStack) -> Wire:
    return await open_wire(stand_in, stack)


async def open_wire(stand_in: StandIn, stack: AsyncExitStack) -> Wire:
    wire = Wire(stand_in)
    await stack.enter_async_context(wire.session)
    return wire


Join = Callable[..., Awaitable[LittleBot]]


@pytest.fixture
def join(stack: AsyncExitStack, monkeypatch: pytest.MonkeyPatch, openapi: OpenApi | None) -> Join:
    """Join a little bot to a stand-in until it is ready; every request of it must fit Discord's description."""

    async def join(stand_in: StandIn, *, wait: bool = True, sync: bool = False, **options: Any) -> LittleBot:
        monkeypatch.setattr(discord.http.Route, "BASE", stand_in.api)
        monkeypatch.setattr(discord.gateway.DiscordWebSocket, "DEFAULT_GATEWAY", yarl.URL(stand_in.gateway))
        if openapi is not None:
            checked = Checked(openapi, forgive_refused=True)
            stand_in.watch(checked)
            stack.callback(_no_faults, checked)
        bot = LittleBot(**options)
        await stack.enter_async_context(bot)
        task = asyncio.create_task(bot.start(stand_in.token))
        stack.push_async_callback(_finish, bot, task)
        bot.running = task
        if wait:
            async with asyncio.timeout(5):
                await bot.ready.wait()
        if sync:
            await bot.tree.sync()
        return bot

    return join


def _no_faults(checked: Checked) -> None:
    assert not checked.faults


async def _finish(bot: LittleBot, task: asyncio.Task[None]) -> None:
    await bot.close()
    await asyncio.gather(task, return_exceptions=True)


@pytest.fixture
async def bot(stand_in: StandIn, join: Join) -> LittleBot:
    """A little bot in the club, its commands registered."""
    return await join(stand_in, sync=True)


@pytest.fixture
def channel(stand_in: StandIn) -> Callable[[str], str]:
    """Answer the id of a channel by its name."""

    def find(name: str) -> str:
        return next(str(channel.id) for channel in stand_in.world.channels() if channel.name == name)

    return find


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
async def raw(start: Callable[..., Awaitable[StandIn]], stack: AsyncExitStack, clock: Clock) -> AsyncIterator[RawBot]:
    stand_in = await start(now=clock)
    wire = await open_wire(stand_in, stack)
    people = await stack.enter_async_context(People(stand_in.control, stand_in.key))
    socket = await stack.enter_async_context(wire.session.ws_connect(stand_in.gateway))
    await socket.send_json({"op": 2, "d": {"token": stand_in.token, "intents": 1, "properties": {}}})
    menu = {"name": "ask", "description": "Ask"}
    assert (await wire("POST", f"/applications/{stand_in.world.bot.id}/commands", menu))[0] == 200
    raw = RawBot(wire, people, socket)
    yield raw
    for task in raw.doing:
        task.cancel()
    await asyncio.gather(*raw.doing, return_exceptions=True)
