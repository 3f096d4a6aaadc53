"""Finding things by what somebody has typed of their names."""

from __future__ import annotations

from collections.abc import Mapping

from rapidfuzz import fuzz, process, utils


def best(typed: str, names: Mapping[str, str], limit: int) -> list[str]:
    """The keys of up to `limit` of `names` that are most like `typed`, best first; all in order where it is blank."""
    if not typed.strip():
        return list(names)[:limit]
    found = process.extract(typed, names, scorer=fuzz.WRatio, processor=utils.default_process, limit=limit)
    return [key for _, _, key in found]
