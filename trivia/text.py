"""How two strings are made comparable: case, accents, punctuation, spacing and spelled-out numbers fall away."""

from __future__ import annotations

import re
import unicodedata

LETTERS = str.maketrans(
    {
        "ø": "o",
        "ł": "l",
        "æ": "ae",
        "œ": "oe",
        "ß": "ss",
        "đ": "d",
        "ð": "d",
        "þ": "th",
        "ı": "i",
        "’": "'",
        "&": " and ",
    }
)
ARTICLES = frozenset({"the", "a", "an"})
UNITS = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"),
    *("thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
)
TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
ROMANS = {"ii": 2, "iii": 3, "iv": 4, "vi": 6, "vii": 7, "viii": 8, "ix": 9, "xi": 11, "xii": 12, "xiii": 13}
NUMBERS = {word: value for value, word in enumerate(UNITS)} | {word: 10 * n for n, word in enumerate(TENS, 2)} | ROMANS

_MARKUP = re.compile(r"<a?:\w+:\d+>|<[@#][!&]?\d+>|https?://\S+")
_APOSTROPHES = re.compile(r"'")
_GAPS = re.compile(r"[\W_]+")


def fold(text: str) -> str:
    """`text` with nothing left that people may type either way: words in lower case, one space apart."""
    lowered = unicodedata.normalize("NFKC", _MARKUP.sub(" ", text)).casefold()
    bare = "".join(letter for letter in unicodedata.normalize("NFD", lowered) if not unicodedata.combining(letter))
    return _GAPS.sub(" ", _APOSTROPHES.sub("", bare.translate(LETTERS))).strip()


def words(text: str) -> tuple[str, ...]:
    """The folded words of `text` with numbers as digits and without a leading article."""
    tokens = _with_digits(fold(text).split())
    return tuple(tokens[1:] if len(tokens) > 1 and tokens[0] in ARTICLES else tokens)


def _with_digits(tokens: list[str]) -> list[str]:
    """Spelled-out and roman numbers below a hundred, and years said in two halves, as digits."""
    values = [NUMBERS.get(token) for token in tokens]
    out: list[str] = []
    index = 0
    while index < len(tokens):
        value = values[index]
        if value is None:
            out.append(tokens[index])
        else:
            following = values[index + 1] if index + 1 < len(tokens) else None
            if value >= 20 and following is not None and 0 < following < 10:
                value += following
                index += 1
            out.append(str(value))
        index += 1
    return _joined_years(out)


def _joined_years(tokens: list[str]) -> list[str]:
    out: list[str] = []
    for token in tokens:
        if out and out[-1] in ("19", "20") and len(token) == 2 and token.isdigit():
            out[-1] += token
        else:
            out.append(token)
    return out
