"""Snowflakes: Discord's ids, which carry the moment they were made."""

import re
from collections.abc import Callable
from datetime import UTC, datetime

DISCORD_EPOCH_MS = 1_420_070_400_000
"""The first millisecond of 2015, from which Discord counts (Discord's reference, "Snowflakes")."""

Clock = Callable[[], float]
"""Answers the present in seconds since 1970."""

_ID = re.compile(r"[0-9]{1,20}")


class Snowflakes:
    """Hands out ids that strictly increase and carry the clock's present."""

    def __init__(self, now: Clock) -> None:
        self._now = now
        self._last = 0

    def next(self) -> int:
        self._last = max(snowflake_at(self._now()), self._last + 1)
        return self._last


def read_id(value: object) -> int | None:
    """Read an id, or a count, given as text or as a number; None for what is none."""
    text = str(value) if isinstance(value, (str, int)) else ""
    return int(text) if _ID.fullmatch(text) else None


def snowflake_at(seconds: float) -> int:
    """Answer the smallest id made at this time (seconds since 1970); 0 for times before 2015."""
    return max(0, round(seconds * 1000) - DISCORD_EPOCH_MS) << 22


def time_of(snowflake: int) -> float:
    """Answer when this id was made, in seconds since 1970."""
    return ((snowflake >> 22) + DISCORD_EPOCH_MS) / 1000


def iso(seconds: float) -> str:
    """Write a time as Discord does: ISO 8601 in UTC with microseconds."""
    return datetime.fromtimestamp(seconds, UTC).isoformat(timespec="microseconds")
