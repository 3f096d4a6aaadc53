"""What the bot does beside the games: it lets go of what need not be kept, and notes where it is and was."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Collection

from trivia.store import Store, StoreDown

log = logging.getLogger(__name__)

Clock = Callable[[], float]
BREATH = 0.2
"""Seconds between two steps, so that games may write in between."""
REST = 60.0
"""Seconds until the bot looks again once nothing is due."""
COMPARING = 3_600.0
"""Seconds between two looks at which servers the bot is in."""
PARTING = 1.0
"""Seconds that a step may take to its end when the process ends."""


class Housekeeping:
    """Runs beside the games, from the moment the bot knows which servers it is in.

    `here` are those servers, whether or not they can be reached just now; `ours` are all that this process would see.
    """

    def __init__(
        self, store: Store, clock: Clock, here: Callable[[], Collection[int]], ours: Callable[[int], bool]
    ) -> None:
        self._store = store
        self._clock = clock
        self._here = here
        self._ours = ours
        self._compared = float("-inf")
        self._stopping = asyncio.Event()
        self._task: asyncio.Task[None] | None = None

    def start(self) -> None:
        """Begin, if it has not begun."""
        if self._task is None:
            self._task = asyncio.create_task(self._run(), name="housekeeping")

    async def stop(self) -> None:
        """Finish the step that is being taken, within bounds, and take no other."""
        self._stopping.set()
        if self._task is not None:
            await asyncio.wait({self._task}, timeout=PARTING)
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)

    async def joined(self, server: int) -> None:
        """The bot was added to a server: if it was there before, all that was kept stays."""
        try:
            await self._store.presence.come_back(server)
        except StoreDown as error:
            log.warning("that the bot is in server %s is noted later: %s", server, error)

    async def removed(self, server: int) -> None:
        """The bot was removed from a server."""
        try:
            await self._store.presence.leave(server, self._clock())
        except StoreDown as error:
            log.warning("that the bot left server %s is noted later: %s", server, error)

    async def _run(self) -> None:
        while not self._stopping.is_set():
            more = await self._step()
            try:
                async with asyncio.timeout(BREATH if more else REST):
                    await self._stopping.wait()
            except TimeoutError:
                continue

    async def _step(self) -> bool:
        """Do a little of what is due; whether there may be more."""
        now = self._clock()
        try:
            if now - self._compared >= COMPARING:
                await self._store.presence.compare(self._here(), self._ours, now)
                self._compared = now
            return await self._store.tidying.tidy(now)
        except StoreDown as error:
            log.warning("nothing is tidied just now: %s", error)
        except Exception:
            log.exception("tidying broke, and is tried again")
        return False
