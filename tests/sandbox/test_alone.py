"""``python -m bot.sandbox``: the stand-in as a process of its own."""

import asyncio
import json
import signal
import socket
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path

import pytest

from bot.sandbox import People
from tests.sandbox.conftest import Json

HOUSE = Path(__file__).parents[2]
Process = asyncio.subprocess.Process


@asynccontextmanager
async def running(*arguments: str) -> AsyncIterator[Process]:
    command = (sys.executable, "-m", "bot.sandbox", *arguments)
    pipe = asyncio.subprocess.PIPE
    process = await asyncio.create_subprocess_exec(*command, cwd=HOUSE, stdout=pipe, stderr=pipe)
    try:
        async with asyncio.timeout(20):
            yield process
    finally:
        with suppress(ProcessLookupError):
            process.kill()
        await process.communicate()


async def ready_line(process: Process) -> Json:
    assert process.stdout is not None
    return json.loads(await process.stdout.readline())


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return listener.getsockname()[1]


@pytest.mark.parametrize("ending", [signal.SIGTERM, signal.SIGINT])
async def test_it_prints_one_line_when_it_is_ready_and_ends_cleanly(ending: signal.Signals) -> None:
    async with running() as process:
        line = await ready_line(process)
        port = line["api"].removesuffix("/api/v10").rpartition(":")[2]
        assert line == {
            "api": f"http://127.0.0.1:{port}/api/v10",
            "control": f"http://127.0.0.1:{port}/sandbox",
            "key": line["key"],
            "token": line["token"],
        }
        process.send_signal(ending)
        assert await process.communicate() == (b"", b"")
        assert process.returncode == 0


async def test_it_serves_on_the_port_it_is_given_and_on_this_computer_alone() -> None:
    port = free_port()
    async with running("--port", str(port)) as process:
        line = await ready_line(process)
        assert line["control"] == f"http://127.0.0.1:{port}/sandbox"
        async with People(line["control"], line["key"]) as people:
            assert (await people.state())["server"]["name"] == "Soundtrack Club"
        for elsewhere in ("127.0.0.2", "::1"):
            with pytest.raises(OSError):
                await asyncio.open_connection(elsewhere, port)


async def test_it_ends_while_somebody_waits_for_messages() -> None:
    async with running() as process:
        line = await ready_line(process)
        async with People(line["control"], line["key"]) as people:
            waiting = asyncio.create_task(people.messages("trivia", wait=60))
            await people.state()
            process.terminate()
            assert await process.communicate() == (b"", b"")
            assert process.returncode == 0
            await asyncio.gather(waiting, return_exceptions=True)


@pytest.mark.parametrize("port", ["in use", "70000", "-1"])
async def test_a_port_that_cannot_be_used_is_one_sentence_and_status_2(port: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1]) if port == "in use" else port
        async with running("--port", port) as process:
            said, reason = await process.communicate()
    assert (process.returncode, said) == (2, b"")
    assert reason.decode().count("\n") == 1
    assert reason.decode().startswith(f"Port {port} cannot be used")


async def test_a_port_that_is_no_number_is_status_2() -> None:
    async with running("--port", "x") as process:
        _, reason = await process.communicate()
    assert process.returncode == 2
    assert b"--port" in reason
