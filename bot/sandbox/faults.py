"""What was broken on purpose: HTTP answers that fail and answers that come late."""

import asyncio
from dataclasses import dataclass

from .errors import DiscordError

RETRY_AFTER = 0.5
"""Seconds that a 429 made on purpose asks to wait."""

_TEXT = {400: "Bad Request", 401: "Unauthorized", 403: "Forbidden", 404: "Not Found", 429: "Too Many Requests"}
_TEXT |= {500: "Internal Server Error", 502: "Bad Gateway", 503: "Service Unavailable", 504: "Gateway Timeout"}
_CODES = {403: (50013, "Missing Permissions"), 404: (10003, "Unknown Channel")}


@dataclass(slots=True)
class Failure:
    """The next ``count`` requests whose path contains ``path`` are answered with ``status``."""

    status: int
    path: str
    method: str | None
    count: int
    retry_after: float


@dataclass(frozen=True, slots=True)
class Slowness:
    seconds: float
    path: str


class RateLimitError(DiscordError):
    """A 429, which says how many seconds to wait."""

    def __init__(self, retry_after: float) -> None:
        super().__init__(429, 0, "You are being rate limited.")
        self.retry_after = retry_after


class Faults:
    def __init__(self) -> None:
        self.failures: list[Failure] = []
        self.slowness: list[Slowness] = []

    async def meet(self, method: str, path: str) -> None:
        """Wait, then fail, as was asked for this request; ``path`` is the one below /api/v10.

        Raises DiscordError, for a 429 RateLimitError.
        """
        for slow in self.slowness:
            if slow.path in path:
                await asyncio.sleep(slow.seconds)
        for failure in self.failures:
            if failure.path in path and failure.method in (None, method):
                failure.count -= 1
                if failure.count <= 0:
                    self.failures.remove(failure)
                raise _error(failure)


def _error(failure: Failure) -> DiscordError:
    status = failure.status
    if status == 429:
        return RateLimitError(failure.retry_after)
    code, message = _CODES.get(status, (0, f"{status}: {_TEXT.get(status, 'Error')}"))
    return DiscordError(status, code, message)
