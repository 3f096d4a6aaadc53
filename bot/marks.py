"""Text that shows as it was typed, mentions nobody, and fits into what Discord takes. Knows no sentences."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

import discord

LONGEST_MESSAGE = 2_000
"""Characters that a message holds."""
LONGEST_CARD = 4_000
"""Characters that all the texts of one card hold together."""
MORE = "\N{HORIZONTAL ELLIPSIS}"

_MARKUP = re.compile(
    r"(?P<address>https?://[^\s<]+)"  # a backslash in it would break the link
    r"|(?P<mark>[\\*_~|`<\[]|^[^\S\n]*(?:[#>+-]|\d+\.))",
    re.MULTILINE,
)


def escape(text: str) -> str:
    """Foreign text that shows as it was typed and mentions nobody."""
    return discord.utils.escape_mentions(_MARKUP.sub(_escaped, text))


def _escaped(found: re.Match[str]) -> str:
    mark = found["mark"]
    return found["address"] if mark is None else f"{mark[:-1]}\\{mark[-1]}"


def shown(text: str, most: int) -> str:
    """Foreign text, escaped, in at most `most` characters."""
    escaped = escape(text)
    while len(escaped) > most:
        text = text[: len(text) - max(1, (len(escaped) - most) // 2)]
        escaped = escape(text) + MORE
    return escaped


def cut(text: str, most: int) -> str:
    """Text of our own in at most `most` characters."""
    return text if len(text) <= most else text[: most - 1] + MORE


def fit(parts: Sequence[str], most: int, joint: str, more: Callable[[int], str]) -> str:
    """As many of `parts` as fit into `most` characters, and what `more` says of the number of those left out."""
    whole = joint.join(parts)
    if len(whole) <= most:
        return whole
    kept: list[str] = []
    room = most - len(joint) - len(more(len(parts)))
    for part in parts:
        room -= len(part) + len(joint)
        if room < 0:
            break
        kept.append(part)
    return joint.join([*kept, more(len(parts) - len(kept))])


def plural(number: int, word: str) -> str:
    """`1 round`, `2 rounds`."""
    return f"{number:,} {word}{'' if number == 1 else 's'}"
