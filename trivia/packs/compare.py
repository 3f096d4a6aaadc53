"""When two texts in a pack are the same, and when one gives another away."""

from __future__ import annotations

from trivia.text import fold

_SHORTEST_GIVEN_AWAY = 4
"""Shorter answers ("It", "Up") are words a hint may well need."""


def folded(text: str) -> str:
    """`text` as the judge hears it, so one answer there is one here; signs alone stay themselves."""
    return fold(text) or " ".join(text.casefold().split())


def gives_away(hint: str, answer: str) -> bool:
    """Whether `hint` has all words of `answer` in a row. Answers of a few letters never count, figures always do."""
    words = folded(answer)
    return (words.isdigit() or len(words) >= _SHORTEST_GIVEN_AWAY) and f" {words} " in f" {folded(hint)} "
