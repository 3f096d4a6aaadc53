"""What people say around an answer without meaning it as a part of the answer, and what they take back."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass

from trivia.judge import vocabulary
from trivia.judge.hearing import Said
from trivia.judge.vocabulary import Phrase


def _grouped(phrases: Iterable[Phrase], at: int) -> dict[str, tuple[Phrase, ...]]:
    """Phrases by their first (0) or last (-1) word, the longest of each first."""
    grouped: dict[str, list[Phrase]] = {}
    for phrase in sorted(set(phrases), key=len, reverse=True):
        grouped.setdefault(phrase[at], []).append(phrase)
    return {word: tuple(found) for word, found in grouped.items()}


_LEADS = _grouped(vocabulary.LEADS, 0)
_TRAILS = _grouped(vocabulary.TRAILS, -1)
_CORRECTIONS = _grouped(vocabulary.CORRECTIONS, 0)
_AROUND = frozenset((*vocabulary.LEADS, *vocabulary.TRAILS))

_LAUGHTER = re.compile(
    r"(?:(?:ha|he|hi|ho|ja|je|ah|ks|bw)+[hjk]?|l+(?:o+l+)+(?:o+)?|lm+f?ao+|lmao+|ro+fl|x+d+|ke+k+w?|a?ha+h?|z+|w+|p+"
    r"|ye+s*|ya+y+|wo+|o+h+|a+h+|u+h+|h+m+|m+|e+h+|a+w+|g+|p|d|o|c|s|3|xo+|uwu|owo|k+"
    r"|d[ua]+[nm]*|na+(?:na)*|la+|sha+|do+|wa+h*|b[ua]+m+|bo+m|ta+|pa+m*|coo+|oo+|aa+)"
)


def is_laughter(word: str) -> bool:
    """Whether a word is laughter, a sound or what is left of an emoticon."""
    return len(word) < 30 and _LAUGHTER.fullmatch(word) is not None


def edges(words: Sequence[str], start: int, end: int) -> tuple[list[int], list[int]]:
    """Where an answer may begin and end once phrase after phrase around it is taken off, from outside in."""
    starts, ends = [start], [end]
    while (inner := _after_lead(words, starts[-1], end)) != starts[-1]:
        starts.append(inner)
    while (inner := _before_trail(words, starts[-1], ends[-1])) != ends[-1]:
        ends.append(inner)
    return starts, ends


def _after_lead(words: Sequence[str], start: int, end: int) -> int:
    """Where the words begin after one phrase that leads to an answer; `start` where there is none, never `end`."""
    for phrase in _LEADS.get(words[start], ()):
        stop = start + len(phrase)
        if stop < end and tuple(words[start:stop]) == phrase:
            return stop
    return start + 1 if start + 1 < end and is_laughter(words[start]) else start


def _before_trail(words: Sequence[str], start: int, end: int) -> int:
    """Where the words end before one phrase that trails an answer; `end` where there is none, never `start`."""
    for phrase in _TRAILS.get(words[end - 1], ()):
        stop = end - len(phrase)
        if stop > start and tuple(words[stop:end]) == phrase:
            return stop
    return end - 1 if end - 1 > start and is_laughter(words[end - 1]) else end


def is_chatter(words: Sequence[str], start: int, end: int) -> bool:
    """Whether these words are nothing but phrases around an answer; so are no words."""
    while start < end:
        stop = _after_lead(words, start, end)
        if stop == start:
            return tuple(words[start:end]) in _AROUND or (end == start + 1 and is_laughter(words[start]))
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
    if len(words) < 3 or _CORRECTIONS.keys().isdisjoint(words):
        return None
    for at in range(len(words) - 2, 0, -1):
        for phrase in _CORRECTIONS.get(words[at], ()):
            stop = at + len(phrase)
            if stop >= len(words) or tuple(words[at:stop]) != phrase:
                continue
            one_word = len(phrase) == 1
            if (one_word and at not in said.starts) or is_chatter(words, 0, at):
                continue
            if is_chatter(words, stop, len(words)) and "".join(words[stop:]) not in known:
                continue
            return Correction(said.after(stop), decides=not one_word or phrase[0] in _DECISIVE)
    return None


_DECISIVE = frozenset(("nvm", "nevermind", "correction", "nono"))
