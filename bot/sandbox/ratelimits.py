"""Discord's rate limits, as far as a channel's messages go."""

from dataclasses import dataclass

from .faults import RateLimitError
from .ids import Clock

LIMITS: dict[tuple[str, str], tuple[int, float]] = {
    ("POST", "messages"): (5, 5.0),
    ("PATCH", "messages"): (5, 5.0),
    ("PUT", "reactions"): (1, 0.25),
}
"""How many requests in how many seconds, by method and kind, for each channel (figures Discord's headers tell)."""


@dataclass(slots=True)
class Window:
    limit: int
    seconds: float
    begins: float
    used: int = 0


class RateLimits:
    """Counts requests in windows of fixed length that begin with their first request."""

    def __init__(self, now: Clock) -> None:
        self._now = now
        self._windows: dict[tuple[str, str, str], Window] = {}

    def count(self, method: str, path: str) -> dict[str, str]:
        """Count a request and answer the headers that tell of it; raises RateLimitError when there were too many."""
        kind = _kind(path)
        limit = LIMITS.get((method, kind)) if kind else None
        if kind is None or limit is None:
            return {}
        key = (method, kind, path.split("/")[2])
        window = self._windows.get(key)
        if window is None or self._now() >= window.begins + window.seconds:
            window = self._windows[key] = Window(*limit, begins=self._now())
        if window.used >= window.limit:
            raise RateLimitError(round(window.begins + window.seconds - self._now(), 3))
        window.used += 1
        ends = window.begins + window.seconds
        return {
            "X-RateLimit-Limit": str(window.limit),
            "X-RateLimit-Remaining": str(window.limit - window.used),
            "X-RateLimit-Reset": f"{ends:.3f}",
            "X-RateLimit-Reset-After": f"{max(0.0, ends - self._now()):.3f}",
            "X-RateLimit-Bucket": f"{method.lower()}-{kind}",
        }


def _kind(path: str) -> str | None:
    """Answer what a path of a channel is about: its messages, or reactions to one."""
    steps = path.strip("/").split("/")
    if steps[0] != "channels" or len(steps) < 3 or steps[2] != "messages":
        return None
    return "reactions" if "reactions" in steps else "messages"
