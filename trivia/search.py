"""Finding things by what somebody has typed of their names."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

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


_MOST_COMPARED = 150
"""Texts of an index that are compared with one that is looked for; those beyond share only what many have."""


class TextIndex:
    """Texts by their trigrams, so that those like another are found without a look at all of them.

    A slip changes three trigrams of a text at most, so whatever is a few slips away shares some of the others with it,
    and one of its letters in another order shares the letters. The rarest are followed first, and only so many texts
    compared: what is found depends on nothing but what was added, in order.
    """

    def __init__(self) -> None:
        self._keys: list[str] = []
        self._texts: list[str] = []
        self._places: dict[str, list[int]] = {}

    def add(self, key: str, text: str) -> None:
        """Add `text`, which is found as `key`."""
        place = len(self._keys)
        self._keys.append(key)
        self._texts.append(text)
        for sign in _signs(text):
            self._places.setdefault(sign, []).append(place)

    def within(self, text: str, edits: int) -> list[str]:
        """The keys of texts that are no more than so many edits away from `text`, the nearest first."""
        return self._best(text, OSA.distance, edits, 3 * edits + 2)

    def like(self, text: str, least: float) -> list[str]:
        """The keys of texts whose words, in any order, are like those of `text` by `least` of 100, the likest first."""
        return self._best(text, fuzz.token_sort_ratio, least, len(text))

    def _best(self, text: str, scorer: Callable[..., float], cutoff: float, signs: int) -> list[str]:
        places = self._sharing(text, signs)
        texts = [self._texts[place] for place in places]
        found = process.extract(text, texts, scorer=scorer, score_cutoff=cutoff, limit=None)
        return [self._keys[places[at]] for _, _, at in found]

    def _sharing(self, text: str, signs: int) -> list[int]:
        """Up to `_MOST_COMPARED` texts that share one of the `signs` rarest signs of `text`, in the order of adding."""
        rarest = sorted((places for sign in _signs(text) if (places := self._places.get(sign))), key=len)
        found: set[int] = set()
        for places in rarest[:signs]:
            if len(found) >= _MOST_COMPARED:
                break
            found.update(places[: _MOST_COMPARED - len(found)])
        return sorted(found)


def _signs(text: str) -> set[str]:
    """What texts are found by: each three letters in a row, the beginning and the end counted, and all in order."""
    padded = f"\0{text}\0"
    return {*(padded[at : at + 3] for at in range(len(padded) - 2)), "".join(sorted(text))}
