"""Finding things by what somebody has typed of their names."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rapidfuzz import fuzz, process, utils
from rapidfuzz.distance import OSA


def best(typed: str, names: Mapping[str, str], limit: int) -> list[str]:
    """The keys of up to `limit` of `names` that are most like `typed`, best first; all in order where it is blank."""
    if not typed.strip():
        return list(names)[:limit]
    found = process.extract(typed, names, scorer=fuzz.WRatio, processor=utils.default_process, limit=limit)
    return [key for _, _, key in found]


def nearest(text: str, texts: Sequence[str], limit: int) -> list[str]:
    """Up to `limit` of `texts`, those the fewest edits away from `text` (for their length) first."""
    found = process.extract(text, texts, scorer=OSA.normalized_similarity, processor=utils.default_process, limit=limit)
    return [near for near, _, _ in found]


def likeness(text: str, other: str) -> float:
    """How alike two sentences are, from 0 to 100, whatever the order of their words."""
    return fuzz.token_sort_ratio(text, other, processor=utils.default_process)
