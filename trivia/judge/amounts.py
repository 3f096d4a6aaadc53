"""Numbers and years: every way to write one, and always exact."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from trivia.judge.hearing import hear
from trivia.judge.numerals import UNITS as UNIT_WORDS
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
_LONGEST_UNIT = 4
"""Letters that stand right behind a number are a unit, such as fps, if they are no more."""
_GROUPED = re.compile(r"\d{1,3}")


class Amount(NamedTuple):
    """A number in a message: its value, and the range of words that say it."""

    value: Decimal
    start: int
    end: int

    def moved(self, by: int) -> Amount:
        """The same number, `by` words later."""
        return Amount(self.value, self.start + by, self.end + by)


def amounts(words: Sequence[str], *, glued: bool = True) -> list[Amount]:
    """The numbers in a message whose words have been through `digits`; with `glued` units, as in `24fps`."""
    found: list[Amount] = []
    at = 0
    while at < len(words):
        number = _NUMBER.fullmatch(words[at])
        if number is None or (number[2] and not glued):
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
    written = list(with_digits(_digit_by_digit(words)))
    for at in range(len(written) - 2, 0, -1):
        if written[at] == "point" and written[at - 1].isdigit() and written[at + 1].isdigit():
            end = at + 2
            while end < len(written) and len(written[end]) == 1 and written[end].isdigit():
                end += 1
            written[at - 1 : end] = [f"{written[at - 1]}.{''.join(written[at + 1 : end])}"]
    return written


_SPOKEN = {word: str(value) for word, value in UNIT_WORDS.items() if value < 10} | {"oh": "0", "o": "0"}
_AT_LEAST = 3


def _digit_by_digit(words: Sequence[str]) -> list[str]:
    """`words` with a number that is said digit by digit (`two four six oh one`) as one."""
    out: list[str] = []
    at = 0
    while at < len(words):
        end = at
        while end < len(words) and words[end] in _SPOKEN:
            end += 1
        if end - at >= _AT_LEAST:
            out.append("".join(_SPOKEN[word] for word in words[at:end]))
        else:
            end = max(end, at + 1)
            out += words[at:end]
        at = end
    return out


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
            return (value, end) if glued in FREE_UNITS or 2 <= len(glued) <= _LONGEST_UNIT else (None, end)
        return value * factor, end
    if end < len(words) and (factor := UNITS.get(words[end]) or MULTIPLES.get(words[end])):
        return value * factor, end + 1
    return value, end


def value_of(text: str) -> Decimal | None:
    """The number that an answer is; None where it is none or more than one."""
    words = hear(text).words
    found = amounts(digits(words))
    return found[0].value if len(found) == 1 else None
