"""Numbers in words, as ordinals and in roman figures become digits."""

from __future__ import annotations

import re
from collections.abc import Sequence

UNITS = {
    word: value
    for value, word in enumerate(
        (
            *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven"),
            *("twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
        )
    )
}
TENS = {
    word: 10 * value
    for value, word in enumerate(
        ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"), start=2
    )
} | {"fourty": 40, "ninty": 90}
ORDINALS = {
    word: value
    for value, word in enumerate(
        (
            *("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"),
            *("eleventh", "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth"),
            *("eighteenth", "nineteenth", "twentieth"),
        ),
        start=1,
    )
}
SCALES = {"hundred": 100, "thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000}
ROMANS = {
    roman: value
    for value, roman in enumerate(
        (
            *("ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii", "xiv", "xv", "xvi"),
            *("xvii", "xviii", "xix", "xx", "xxi", "xxii", "xxiii", "xxiv", "xxv"),
        ),
        start=2,
    )
}
"""None counts in the first place, where `vi` and `xi` begin names, and single letters only where they end an answer."""
COUNTED = frozenset(("no", "number", "nr", "part", "pt", "volume", "vol", "episode", "ep", "chapter", "opus", "op"))
"""Words that say that a number follows."""
ORDINAL_ENDINGS = ("st", "nd", "rd", "th")

_NUMBERS = UNITS | TENS | ORDINALS
SPELLED = frozenset(_NUMBERS) | frozenset(SCALES)
NUMERALS = SPELLED | frozenset(ROMANS) | {"i"}
"""Words that may be numbers."""
_NOUGHT = frozenset({"oh", "o"})


_FIGURES = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}
_WELL_FORMED = re.compile(r"m{0,3}(?:cm|cd|d?c{0,3})(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})")


def roman(word: str) -> int:
    """The value of a well-formed roman number; 0 for any other word."""
    if not _WELL_FORMED.fullmatch(word):
        return 0
    values = [_FIGURES[figure] for figure in word]
    return sum(-value if value < after else value for value, after in zip(values, [*values[1:], 0], strict=True))


def with_digits(words: Sequence[str]) -> Sequence[str]:
    """`words` with every number in digits: `rocky two` and `rocky ii` as `rocky 2`, `nineteen eighty six` as `1986`."""
    if NUMERALS.isdisjoint(words):
        return [_ordinal(word) for word in words] if any(map(_begins_with_digit, words)) else words
    out: list[str] = []
    at = 0
    while at < len(words):
        word = words[at]
        if word in SPELLED:
            value, at = _spelled(words, at)
            out.append(value)
            continue
        out.append(_roman(words, at) or _ordinal(word))
        at += 1
    return out


def _begins_with_digit(word: str) -> bool:
    return "0" <= word[0] <= "9"


def _roman(words: Sequence[str], at: int) -> str | None:
    word, last = words[at], at == len(words) - 1
    if len(word) == 1:
        counted = last or words[at - 1] in COUNTED
        return str(ROMANS.get(word, 1)) if at and counted and word in "ivx" else None
    return str(ROMANS[word]) if word in ROMANS and (at or last) else None


def _ordinal(word: str) -> str:
    return word[:-2] if word[0].isdigit() and word.endswith(ORDINAL_ENDINGS) and word[:-2].isdigit() else word


def _spelled(words: Sequence[str], at: int) -> tuple[str, int]:
    """The number that begins at `at`, as digits, and where it ends."""
    value, after = _below_hundred(words, at)
    if value is None:
        value, after = 1, at  # a bare "hundred"
    century = _century(words, value, after)
    if century:
        return century
    total = 0
    while after < len(words) and words[after] in SCALES:
        value *= SCALES[words[after]]
        after += 1
        if value >= 1_000:
            total, value = total + value, 0
        value, after = _added(words, value, after)
    return str(total + value), after


def _added(words: Sequence[str], value: int, after: int) -> tuple[int, int]:
    """`value` with the smaller number that follows it, as in `two hundred (and) five`."""
    start = after + 1 if after < len(words) and words[after] == "and" else after
    more, end = _below_hundred(words, start)
    return (value, after) if more is None else (value + more, end)


def _century(words: Sequence[str], value: int, after: int) -> tuple[str, int] | None:
    """A year said in two halves, as in `nineteen eighty six`, `nineteen oh five` or `twenty twenty`."""
    if not 0 < value <= 99 or after >= len(words):
        return None
    if value > 9 and words[after] in _NOUGHT and after + 1 < len(words) and 0 < UNITS.get(words[after + 1], 0) < 10:
        return f"{value}0{UNITS[words[after + 1]]}", after + 2
    rest, end = _below_hundred(words, after)
    # "four forty" and "twenty sixteen", but "ten eleven" are two numbers, and so are "six fifteen".
    if rest is None or rest < (20 if value < 10 else 10) or 10 <= value < 13:
        return None
    return f"{value}{rest}", end


def _below_hundred(words: Sequence[str], at: int) -> tuple[int | None, int]:
    if at >= len(words):
        return None, at
    word = words[at]
    if word in TENS:
        unit = UNITS.get(words[at + 1]) or ORDINALS.get(words[at + 1]) if at + 1 < len(words) else None
        return (TENS[word] + unit, at + 2) if unit and unit < 10 else (TENS[word], at + 1)
    value = UNITS.get(word, ORDINALS.get(word))
    return (None, at) if value is None else (value, at + 1)
