"""The formats that can be imported, and which of them a file is in."""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import StrEnum
from pathlib import PurePath

from trivia.packs.foreign.spreadsheet import is_header


class Format(StrEnum):
    """What a file of questions is written in."""

    PACK = "pack"
    RED = "red"
    OPENTDB = "opentdb"
    TRIVIATIME = "triviatime"
    CSV = "csv"

    @property
    def called(self) -> str:
        """The format as people call it."""
        return _CALLED[self]


_CALLED = {
    Format.PACK: "a pack of ours",
    Format.RED: "a trivia list of Red",
    Format.OPENTDB: "JSON of OpenTDB",
    Format.TRIVIATIME: "TriviaTime's lines",
    Format.CSV: "a table (CSV)",
}

_BY_ENDING: Mapping[str, tuple[Format, ...]] = {
    ".yaml": (Format.RED, Format.PACK),
    ".yml": (Format.RED, Format.PACK),
    ".json": (Format.OPENTDB,),
    ".csv": (Format.CSV,),
    ".tsv": (Format.CSV,),
    ".txt": (Format.TRIVIATIME, Format.CSV, Format.RED, Format.PACK, Format.OPENTDB),
}
"""What a file with this ending may be; the first of them where its text does not tell."""

_LOOKED_AT = 20_000
_LINES = 20
_PACK = re.compile(r"^(?:pack|questions|tables|facts):(?=\s|$)", re.MULTILINE)
_JSON = re.compile(r'\s*[\[{]\s*["{\[\]}]')
_OPENTDB = re.compile('"(?:correct_answer|response_code)"')
_STARRED = re.compile(r"[\w?.!\"')] ?\*+ ?[\w\"'(]")
_LISTED = re.compile(r"^[^\s#-].*:[ ]*(?:\[.*|\n[ ]*- .*)$", re.MULTILINE)


class Unknown(Exception):
    """The format of a file cannot be told; the message says so and what to do."""


def found_out(name: str, text: str) -> Format:
    """The format of the file called `name` that holds `text`. Raises `Unknown` where the two do not agree on one."""
    ending = PurePath(name).suffix.lower()
    expected = _BY_ENDING.get(ending, ())
    seen = _seen(text[:_LOOKED_AT])
    if seen is None and not expected:
        raise Unknown(f"what this file is cannot be told; name its format: {', '.join(Format)}")
    if seen is None:
        return expected[0]
    if expected and seen not in expected:
        raise Unknown(f"the name ends in {ending}, but this looks like {seen.called}; rename it, or name its format")
    return seen


def _seen(text: str) -> Format | None:
    """What `text` looks like, if like anything."""
    if _JSON.match(text):
        return Format.OPENTDB if _OPENTDB.search(text) else None
    if _PACK.search(text):
        return Format.PACK
    lines = [line for line in text.split("\n") if line.strip()][:_LINES]
    if lines and is_header(lines[0]):
        return Format.CSV
    if lines and 2 * sum(_STARRED.search(line) is not None for line in lines) > len(lines):
        return Format.TRIVIATIME
    return Format.RED if _LISTED.search(text) else None
