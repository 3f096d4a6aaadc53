"""An answer becomes the next, kinder hint. Each of the three levels about halves what is left to find out.

The same question gives the same hints, so a game that is taken up again shows what it had shown before: where letters
or ranges must be picked, a checksum of the question's id picks them.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from zlib import crc32

from trivia.question import Kind, Question

LEVELS = 3
HIDDEN = "\N{MIDDLE DOT}"
YEARS_AT_FIRST = 40
NUMBERS_AT_FIRST = 8


def levels(choices: Sequence[str]) -> int:
    """How many hints a round has: three, or with `choices` on offer one, which strikes out half of them."""
    return LEVELS if not choices else int(len(choices) > 2)


def hint(question: Question, level: int, found: Collection[int] = ()) -> str:
    """The hint at `level` (1 to 3): a masked answer, or for years and numbers a range.

    `found` are the members of a list that are known already and need no hint. Never gives the whole answer away.
    """
    if question.kind is Kind.LIST:
        unknown = [answer.text for index, answer in enumerate(question.answers) if index not in found]
        return ", ".join(_masked(text, level, question.id) for text in unknown)
    text = question.answer.text
    width = _range_at_first(question.kind, text)
    return _range(int(text), width >> (level - 1), question.id) if width else _masked(text, level, question.id)


def struck(choices: Sequence[str], answer: str, seed: str) -> frozenset[int]:
    """The half of the wrong `choices` (their indexes) that a hint strikes out; `seed` is the question's id."""
    wrong = [index for index, choice in enumerate(choices) if choice != answer]
    by_chance = sorted(wrong, key=lambda index: _chance(seed, index))
    return frozenset(by_chance[: len(choices) // 2])


def _masked(text: str, level: int, seed: str) -> str:
    letters = [index for index, letter in enumerate(text) if letter.isalnum()]
    first = {index for index in letters if index == 0 or not text[index - 1].isalnum()}
    order = sorted(letters, key=lambda index: (index not in first, _chance(seed, index)))
    hidden = max(len(letters) - len(first), -(-len(letters) // 2))
    for _ in range(level - 1):
        hidden = -(-hidden // 2)
    shown = set(order[: len(letters) - hidden])
    return "".join(letter if index in shown or not letter.isalnum() else HIDDEN for index, letter in enumerate(text))


def _range_at_first(kind: Kind, text: str) -> int:
    """How many values the first hint leaves; 0 where a mask says more than a range."""
    if not (text.isascii() and text.isdigit()):
        return 0
    match kind:
        case Kind.YEAR:
            return YEARS_AT_FIRST
        case Kind.NUMBER:
            return max(NUMBERS_AT_FIRST, 1 << int(text).bit_length())
        case _:
            return 0


def _range(value: int, width: int, seed: str) -> str:
    # One checksum for all levels keeps each range inside the one before, as each width divides the next.
    low = value - crc32(seed.encode()) % width
    return f"between {max(0, low)} and {low + width - 1}"


def _chance(seed: str, index: int) -> int:
    return crc32(f"{seed}:{index}".encode())
