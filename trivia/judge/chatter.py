"""What people say around an answer without meaning it as a part of the answer, and what they take back."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from trivia.judge import vocabulary
from trivia.judge.hearing import Said
from trivia.judge.vocabulary import Phrase


class _Trie:
    """Phrases by their words, to find the longest that begins (or, read `backwards`, ends) at a place."""

    def __init__(self, phrases: Iterable[Phrase], *, backwards: bool = False) -> None:
        self._step = -1 if backwards else 1
        self._root: _Node = {}
        for phrase in phrases:
            node = self._root
            for word in phrase[:: self._step]:
                node = node.setdefault(word, {})
            node[_END] = {}

    def longest(self, words: Sequence[str], at: int, most: int) -> int:
        """How many words, `most` at the most, the longest phrase from `at` on has; 0 where there is none."""
        node, best = self._root, 0
        for count in range(1, most + 1):
            following = node.get(words[at])
            if following is None:
                break
            node = following
            if _END in node:
                best = count
            at += self._step
        return best


_Node = dict[str, "_Node"]
_END = ""
_LEADS = _Trie(vocabulary.LEADS)
_TRAILS = _Trie(vocabulary.TRAILS, backwards=True)
_CORRECTIONS = _Trie(vocabulary.CORRECTIONS)
_CORRECTING = frozenset(phrase[0] for phrase in vocabulary.CORRECTIONS)
_AROUND = frozenset((*vocabulary.LEADS, *vocabulary.TRAILS))

_LAUGHTER = re.compile(
    r"(?:(?:ha|he|hi|ho|ja|je|ah|ks|bw)+[hjk]?|l+(?:o+l+)+(?:o+)?|lm+f?ao+|lmao+|ro+fl|x+d+|ke+k+w?|a?ha+h?|z+|w+|p+"
    r"|ye+s*|ya+y+|wo+|o+h+|a+h+|u+h+|h+m+|m+|e+h+|a+w+|g+|p|d|o|c|s|xo+|uwu|owo|k+"
    r"|d[ua]+[nm]*|na+(?:na)*|la+|sha+|do+|wa+h*|b[ua]+m+|bo+m|ta+|pa+m*|coo+|oo+|aa+|e+k+|(?:ai)+a*)"
)


@lru_cache(maxsize=4_096)
def is_laughter(word: str) -> bool:
    """Whether a word is laughter, a sound or what is left of an emoticon."""
    return len(word) < 30 and _LAUGHTER.fullmatch(word) is not None


def edges(words: Sequence[str], start: int, end: int) -> tuple[list[int], list[int]]:
    """Where an answer may begin and end once phrase after phrase around it is taken off, from outside in."""
    starts, ends = [start], [end]
    if end - start == 1:
        return starts, ends
    while (inner := _after_lead(words, starts[-1], end)) != starts[-1]:
        starts.append(inner)
    while (inner := _before_trail(words, starts[-1], ends[-1])) != ends[-1]:
        ends.append(inner)
    return starts, ends


def _after_lead(words: Sequence[str], start: int, end: int) -> int:
    """Where the words begin after one phrase that leads to an answer; `start` where there is none, never `end`."""
    said = _LEADS.longest(words, start, end - start - 1)
    return start + (said or (start + 1 < end and is_laughter(words[start])))


def _before_trail(words: Sequence[str], start: int, end: int) -> int:
    """Where the words end before one phrase that trails an answer; `end` where there is none, never `start`."""
    said = _TRAILS.longest(words, end - 1, end - start - 1)
    return end - (said or (start + 1 < end and is_laughter(words[end - 1])))


def is_chatter(words: Sequence[str], start: int, end: int) -> bool:
    """Whether these words are nothing but phrases around an answer; so are no words."""
    while start < end:
        if tuple(words[start:end]) in _AROUND:
            return True
        stop = _after_lead(words, start, end)
        if stop == start:
            return end == start + 1 and is_laughter(words[start])
        start = stop
    return True


@dataclass(frozen=True, slots=True)
class Correction:
    """What was said after something else was taken back; `decides` where nothing before it can count any more."""

    said: Said
    decides: bool


def after_correction(said: Said, known: Container[str]) -> Correction | None:
    """What the speaker means instead, where a message takes something back (`zimmer no wait williams`).

    `known` are answers without spaces: what follows is no mere chatter where it is one of them. A correction of one
    word is as often something else, and counts only where a piece begins with it.
    """
    words = said.words
    if len(words) < 3 or _CORRECTING.isdisjoint(words):
        return None
    for at in range(len(words) - 2, 0, -1):
        stop = at + _CORRECTIONS.longest(words, at, len(words) - 1 - at)
        one_word = stop == at + 1
        if stop == at or (one_word and at not in said.starts) or is_chatter(words, 0, at):
            continue
        if not is_chatter(words, stop, len(words)) or "".join(words[stop:]) in known:
            return Correction(said.after(stop), decides=not one_word or words[at] in _DECISIVE)
    return None


_DECISIVE = frozenset(("nvm", "nevermind", "correction", "nono"))
