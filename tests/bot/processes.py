"""The bot as hosts run it: a process of its own, by its command line, environment and log."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

PATIENCE = 20.0


@dataclass
class Process:
    """A running `python -m …` and what it has written so far."""

    child: asyncio.subprocess.Process
    out: str = ""
    log: str = ""
    _readers: list[asyncio.Task[None]] = field(default_factory=list)
    _written: asyncio.Event = field(default_factory=asyncio.Event)

    def watch(self) -> None:
        self._readers = [asyncio.create_task(self._read("out")), asyncio.create_task(self._read("log"))]

    async def _read(self, where: str) -> None:
        stream = self.child.stdout if where == "out" else self.child.stderr
        assert stream is not None
        async for line in stream:
            setattr(self, where, getattr(self, where) + line.decode())
            self._written.set()

    async def writes(self, text: str, *, after: str = "") -> None:
        """Wait until `text` was written to either stream, behind `after` where that is given."""
        try:
            async with asyncio.timeout(PATIENCE):
                while text not in self._written_after(after):
                    self._written.clear()
                    await self._written.wait()
        except TimeoutError:
            raise AssertionError(f"{text!r} was never written, but:\n{self.out}{self.log}") from None

    def _written_after(self, mark: str) -> str:
        written = self.out + self.log
        return written.partition(mark)[2] if mark else written

    async def ends(self, within: float = PATIENCE) -> int:
        """Wait for the end; the exit status."""
        async with asyncio.timeout(within):
            await self.child.wait()
            await asyncio.gather(*self._readers)
        assert self.child.returncode is not None
        return self.child.returncode

    def tell(self, number: signal.Signals) -> None:
        self.child.send_signal(number)


@asynccontextmanager
async def running(folder: Path, *args: str, module: str = "bot", **settings: str) -> AsyncIterator[Process]:
    """`python -m bot` in `folder`, with nothing in its environment but `settings`."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    pipe = asyncio.subprocess.PIPE
    child = await asyncio.create_subprocess_exec(
        sys.executable, "-m", module, *args, cwd=folder, env=kept | settings, stdout=pipe, stderr=pipe
    )
    process = Process(child)
    process.watch()
    try:
        yield process
    finally:
        if child.returncode is None:
            child.kill()
        await process.ends()


async def refused(folder: Path, *args: str, **settings: str) -> str:
    """What a bot writes that can't start; it must not be a trace."""
    async with running(folder, *args, **settings) as process:
        status = await process.ends()
    assert (status, process.out) == (2, ""), process.log
    assert "Traceback" not in process.log
    return process.log
