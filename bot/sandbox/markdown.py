"""Discord's markdown as a reader sees it: the marks gone, mentions and times in words."""

import re
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Protocol


class Names(Protocol):
    """Knows what mentions stand for and what time it is."""

    def user(self, user_id: int) -> str: ...
    def role(self, role_id: int) -> str: ...
    def channel(self, channel_id: int) -> str: ...
    def now(self) -> float: ...


def plain(text: str, names: Names) -> str:
    """Render markdown away, line marks first and then what stands within lines."""
    blocks = re.split(r"(```[\s\S]*?```)", text)
    return "".join(_code_block(block) if index % 2 else _prose(block, names) for index, block in enumerate(blocks))


def _code_block(block: str) -> str:
    inner = block.removeprefix("```").removesuffix("```")
    return re.sub(r"\A[\w+\-.#]*\n", "", inner).strip("\n")


_LINE_MARK = re.compile(r"(?m)^(?:>>>[ ]|>[ ]|#{1,3}[ ]+(?=\S)|-#[ ]+(?=\S))")
_BULLET = re.compile(r"(?m)^([ ]*)[-*][ ]+(?=\S)")


def _prose(text: str, names: Names) -> str:
    text = _LINE_MARK.sub("", text)
    return _spans(_BULLET.sub("\\1\u2022 ", text), names)


def _spans(text: str, names: Names) -> str:
    """Read text from left to right; what stands within marks is read next, off a stack, however deep it lies."""
    out: list[str] = []
    left = [(text, 0)]
    while left:
        text, at = left.pop()
        if at == len(text):
            continue
        match, render = _span(text, at)
        left.append((text, match.end() if match else at + 1))
        if match is None:
            out.append(text[at])
        elif render is None:
            left.append((match[1], 0))
        else:
            out.append(render(match, names))
    return "".join(out)


def _span(text: str, at: int) -> "tuple[re.Match[str] | None, _Render | None]":
    for pattern, render in _SPANS.get(text[at], ()):
        if match := pattern.match(text, at):
            return match, render
    return None, None


def _verbatim(match: re.Match[str], _: Names) -> str:
    return match[1]


def _code(match: re.Match[str], _: Names) -> str:
    return match[2].strip() or match[2]


def _timestamp(match: re.Match[str], names: Names) -> str:
    return when(int(match[1]), match[2] or "f", names.now())


_Render = Callable[[re.Match[str], Names], str]
_INNER = None
"""Rendered as what stands within the marks."""

_SPANS: dict[str, list[tuple[re.Pattern[str], _Render | None]]] = {
    "\\": [(re.compile(r"\\([^0-9A-Za-z\s])"), _verbatim)],
    "`": [(re.compile(r"(`+)([\s\S]*?[^`])\1(?!`)"), _code)],
    "*": [
        (re.compile(r"\*\*((?:\\[\s\S]|[^\\])+?)\*\*(?!\*)"), _INNER),
        (re.compile(r"\*(?=\S)((?:\\[\s\S]|\*\*|\s+(?:[^*\s\\]|\*\*)|[^\s*\\])+?)\*(?!\*)"), _INNER),
    ],
    "_": [
        (re.compile(r"__((?:\\[\s\S]|[^\\])+?)__(?!_)"), _INNER),
        (re.compile(r"(?<!\w)_((?:__|\\[\s\S]|[^\\_])+?)_(?!\w)"), _INNER),
    ],
    "~": [(re.compile(r"~~([\s\S]+?)~~"), _INNER)],
    "|": [(re.compile(r"\|\|([\s\S]+?)\|\|"), _INNER)],
    "[": [(re.compile(r"\[((?:\\[\s\S]|[^\]\\])+)\]\(<?https?://[^\s)>]+>?(?: \"[^\"]*\")?\)"), _INNER)],
    "<": [
        (re.compile(r"<@!?(\d+)>"), lambda match, names: "@" + names.user(int(match[1]))),
        (re.compile(r"<@&(\d+)>"), lambda match, names: "@" + names.role(int(match[1]))),
        (re.compile(r"<#(\d+)>"), lambda match, names: "#" + names.channel(int(match[1]))),
        (re.compile(r"<(/[^:>]+):\d+>"), _verbatim),
        (re.compile(r"<t:(-?\d{1,13})(?::([tTdDfFRsS]))?>"), _timestamp),
        (re.compile(r"<a?(:\w+:)\d+>"), _verbatim),
        (re.compile(r"<(https?://[^\s>]+)>"), _verbatim),
    ],
}

_FORMATS = {
    "t": "%H:%M",
    "T": "%H:%M:%S",
    "d": "%d/%m/%Y",
    "D": "%-d %B %Y",
    "f": "%-d %B %Y at %H:%M",
    "F": "%A, %-d %B %Y at %H:%M",
    "s": "%d/%m/%Y, %H:%M",
    "S": "%d/%m/%Y, %H:%M:%S",
}
_UNITS = (
    (365 * 86_400, "year"),
    (30 * 86_400, "month"),
    (86_400, "day"),
    (3_600, "hour"),
    (60, "minute"),
    (1, "second"),
)


def when(moment: int, style: str, now: float) -> str:
    """Word a timestamp (seconds since 1970) as Discord's client does, in UTC."""
    if style == "R":
        return _relative(moment - round(now))
    try:
        return datetime.fromtimestamp(moment, UTC).strftime(_FORMATS[style])
    except (ValueError, OverflowError, OSError):
        return "Invalid date"


def _relative(seconds: int) -> str:
    if seconds == 0:
        return "now"
    size, unit = next((size, unit) for size, unit in _UNITS if abs(seconds) >= size)
    count = abs(seconds) // size
    words = f"{count} {unit}{'' if count == 1 else 's'}"
    return f"in {words}" if seconds > 0 else f"{words} ago"
