"""Games survive a gateway session that is lost: what was typed meanwhile counts, and no time runs out."""

from __future__ import annotations

import asyncio
import signal
from typing import Any

import pytest
from discord.gateway import DiscordWebSocket

from tests.bot.conftest import Channel, Comeback
from tests.bot.processes import running


async def test_what_was_typed_while_the_session_was_lost_counts(channel: Channel) -> None:
    await channel.start()
    await channel.people.fault("invalidate")
    await channel.says("ben", "williams")
    await channel.sees("@ben takes it")


async def test_a_dropped_socket_replays_and_counts_once(channel: Channel) -> None:
    await channel.start(pack="film+sequel", rounds=2)
    await channel.people.fault("drop")
    await channel.says("ben", "williams" if "score" in (await channel.sees("Round 1"))["text"] else "1975")
    await channel.sees("@ben takes it")
    await channel.command("ada", "trivia stop")
    assert ", 1 right" in (await channel.sees("Final standings"))["text"]


async def test_no_time_runs_out_while_no_guess_can_reach_us(channel: Channel, monkeypatch: pytest.MonkeyPatch) -> None:
    dropped, back = asyncio.Event(), asyncio.Event()
    connect = DiscordWebSocket.from_client

    async def late(*args: Any, **options: Any) -> DiscordWebSocket:
        dropped.set()
        await back.wait()
        return await connect(*args, **options)

    await channel.start()
    session = channel.bot._sessions.running()[0][1]
    monkeypatch.setattr(DiscordWebSocket, "from_client", late)
    await channel.people.fault("drop")
    await asyncio.wait_for(dropped.wait(), 10)
    await channel.says("ben", "williams")
    state = session.game.snapshot().state
    session._wake(state.token, state.round.ends_at + 1)
    back.set()
    await channel.sees("@ben takes it")


async def test_no_time_runs_out_where_a_new_session_resumes_before_what_was_missed_is_read(channel: Channel) -> None:
    await channel.start()
    session = channel.bot._sessions.running()[0][1]
    state = session.game.snapshot().state
    await channel.bot.on_shard_disconnect(0)
    await channel.bot.on_shard_connect(0)
    await channel.bot.on_shard_disconnect(0)
    await channel.bot.on_shard_resumed(0)
    session._wake(state.token, state.round.ends_at + 1)
    answering = asyncio.create_task(channel.command("ben", "answer", text="williams"))
    await channel.sees("thinking", user="ben")
    await channel.bot.on_ready()
    assert "is right" in await answering
    await channel.sees("@ben takes it")


async def test_a_process_can_be_stopped_while_it_waits_for_a_new_session(comeback: Comeback) -> None:
    async with running(comeback.data, **comeback.settings) as process:
        await process.writes("has connected to Gateway")
        await comeback.people.fault("invalidate")
        await process.writes("session has been invalidated")
        await asyncio.sleep(0.1)  # it is about to wait for five seconds
        process.tell(signal.SIGTERM)
        assert await process.ends(within=4) == 0
