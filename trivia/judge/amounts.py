"""Numbers and years: every way to write one, and always exact."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from trivia.judge.hearing import hear
from trivia.judge.numerals import with_digits
from trivia.judge.vocabulary import FREE_UNITS

MULTIPLES = {"k": 1_000, "m": 1_000_000, "mio": 1_000_000, "mn": 1_000_000, "bn": 1_000_000_000, "b": 1_000_000_000}
UNITS = {"hz": 1, "hertz": 1, "khz": 1_000, "kilohertz": 1_000, "mhz": 1_000_000, "megahertz": 1_000_000} | {
    "thousand": 1_000,
    "million": 1_000_000,
    "billion": 1_000_000_000,
    "dozen": 12,
}
"""Words behind a number that it is multiplied by."""

_NUMBER = re.compile(r"(\d+(?:\.\d+)?)([^\W\d_]*)")
_GROUPED = re.compile(r"\d{1,3}")


class Amount(NamedTuple):
    """A number in a message: its value, and the range of words that say it."""

    value: Decimal
    start: int
    end: int


def amounts(words: Sequence[str]) -> list[Amount]:
    """The numbers in a message whose words have been through `digits`."""
    found: list[Amount] = []
    at = 0
    while at < len(words):
        number = _NUMBER.fullmatch(words[at])
        if number is None:
            at += 1
            continue
        text, end = _with_groups(words, at, number[1] if not number[2] else words[at])
        value, end = _valued(text, words, end)
        if value is not None:
            found.append(Amount(value, at, end))
        at = end
    return found


def digits(words: Sequence[str]) -> list[str]:
    """`words` with numbers in digits and `point` as a decimal point."""
    written = list(with_digits(words))
    for at in range(len(written) - 2, 0, -1):
        if written[at] == "point" and written[at - 1].isdigit() and written[at + 1].isdigit():
            written[at - 1 : at + 2] = [f"{written[at - 1]}.{written[at + 1]}"]
    return written


def _with_groups(words: Sequence[str], at: int, text: str) -> tuple[str, int]:
    """A number whose thousands stand apart, as in `44 100`, joined."""
    end = at + 1
    if _GROUPED.fullmatch(text) and text[0] != "0":
        while end < len(words) and len(words[end]) == 3 and words[end].isdigit():
            text += words[end]
            end += 1
    return text, end


def _valued(text: str, words: Sequence[str], end: int) -> tuple[Decimal | None, int]:
    number = _NUMBER.fullmatch(text)
    if number is None:
        return None, end
    glued = number[2]
    value = Decimal(number[1])
    if glued:
        factor = MULTIPLES.get(glued) or UNITS.get(glued)
        if factor is None:
            return (value, end) if glued in FREE_UNITS else (None, end)
        return value * factor, end
    if end < len(words) and (factor := UNITS.get(words[end]) or MULTIPLES.get(words[end])):
        return value * factor, end + 1
    return value, end


def value_of(text: str) -> Decimal | None:
    """The number that an answer is; None where it is none or more than one."""
    words = hear(text).words
    found = amounts(digits(words))
    return found[0].value if len(found) == 1 else None
