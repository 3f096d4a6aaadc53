"""Dry runs that wait for their button: what was shown is what is imported. No I/O, and nothing of Discord."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass

from trivia.exchange import DryRun

LASTING = 600.0
"""Seconds that a dry run is kept."""
MOST_KEPT = 20
MOST_BYTES = 16 * 1024 * 1024
"""Bytes of the files that the kept ones were read from; what was read of them takes some times as many."""


@dataclass(frozen=True, slots=True)
class _Kept:
    dry: DryRun
    user: int
    until: float


class DryRuns:
    """Keeps them in memory alone. `clock` answers in seconds; the oldest give way to new ones."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._kept: dict[str, _Kept] = {}

    def keep(self, dry: DryRun, user: int) -> str:
        """Keep a dry run for this user, in place of an older one of theirs in that server; returns its token."""
        token = secrets.token_hex(8)
        server = dry.reading.server
        self._kept = {
            name: one
            for name, one in self._kept.items()
            if one.until > self._clock() and (one.user, one.dry.reading.server) != (user, server)
        }
        self._kept[token] = _Kept(dry, user, self._clock() + LASTING)
        while len(self._kept) > MOST_KEPT or (len(self._kept) > 1 and self._bytes() > MOST_BYTES):
            del self._kept[next(iter(self._kept))]
        return token

    def take(self, token: str, user: int, server: int) -> DryRun | None:
        """The dry run with this token, which is kept no longer; None where it is not this user's, or gone."""
        kept = self._kept.get(token)
        if kept is None or (kept.user, kept.dry.reading.server) != (user, server):
            return None
        del self._kept[token]
        return kept.dry if kept.until > self._clock() else None

    def _bytes(self) -> int:
        return sum(one.dry.reading.size for one in self._kept.values())
