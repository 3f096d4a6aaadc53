"""The bot in a process of its own that is there at once: forked from one that has imported all of it.

It rests between rounds for less than people need to read, and writes its log into a file.
"""

from __future__ import annotations

import asyncio
import multiprocessing
import os
import re
import signal
import sys
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

import alembic.command  # noqa: F401 (what is imported here is not imported at each start)
import asyncpg  # noqa: F401

from bot import __main__, launch
from tests.bot.processes import PATIENCE

GAP = 0.3
"""Seconds of rest between rounds."""
_FORKS = multiprocessing.get_context("forkserver")
_FORKS.set_forkserver_preload(["__main__", __name__])


class Fork:
    """A bot that was started in the folder of its log, whose lines come behind those of earlier ones."""

    def __init__(self, log: Path, settings: Mapping[str, str]) -> None:
        self._log = log
        self._begins = log.stat().st_size if log.exists() else 0
        self._process = _FORKS.Process(target=_main, args=(log, settings), daemon=True)
        self._process.start()

    def written(self) -> str:
        """What it has written so far."""
        if not self._log.exists():
            return ""
        with self._log.open("rb") as stream:
            stream.seek(self._begins)
            return stream.read().decode(errors="replace")

    def count(self, pattern: str) -> int:
        """How often it has written this."""
        return len(re.findall(pattern, self.written()))

    async def writes(self, pattern: str, times: int = 1) -> None:
        """Wait until it has written this so many times."""
        await self._until(lambda: self.count(pattern) >= times, pattern)

    async def kill(self) -> None:
        """End it by SIGKILL, and by nothing else before."""
        self._process.kill()
        await self._until(lambda: not self._process.is_alive(), "killed")
        assert self._process.exitcode == -signal.SIGKILL, self.written()[-4000:]

    async def terminate(self) -> None:
        """End it by SIGTERM, and wait while it takes its leave."""
        self._process.terminate()
        await self._until(lambda: not self._process.is_alive(), "ended")

    async def _until(self, true: Callable[[], bool], what: str) -> None:
        try:
            async with asyncio.timeout(PATIENCE):
                while not true():  # noqa: ASYNC110 (what another process does sets no event of ours)
                    await asyncio.sleep(0.01)
        except TimeoutError:
            raise AssertionError(f"not {what!r}, but:\n{self.written()[-4000:]}") from None


def _main(log: Path, settings: Mapping[str, str]) -> None:
    with log.open("ab") as stream:
        os.dup2(stream.fileno(), 1)
        os.dup2(stream.fileno(), 2)
    os.chdir(log.parent)
    os.environ |= settings
    launch.build = partial(launch.build, gap=GAP)
    sys.argv = ["bot"]
    sys.exit(__main__.main())
