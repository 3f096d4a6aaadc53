"""What is kept of a person, as JSON files that Discord takes. No I/O, and nothing of Discord."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from io import BytesIO
from typing import Any

from trivia.boards import Period

LARGE = 1_048_576
"""Bytes up to which the file is plain text."""
MARGIN = 524_288
"""Bytes of a part that are left for what the packer holds back and for the rows that come next."""
ABOUT = (
    "All that Soundtrack Trivia keeps of you. Times are in UTC; elapsed is in seconds, fastest in milliseconds, "
    "accuracy in thousandths. Servers, channels, games and guesses have Discord's numbers. A game that is running "
    "also holds your guesses in its open round, until that is over."
)
IDS = ("server", "channel", "game", "guess")
TIMES = ("at", "started", "ended")
STATES = ("before", "after")
DAYS = (Period.TODAY, Period.WEEK, Period.MONTH)


@dataclass(frozen=True, slots=True)
class Part:
    """One file of an export."""

    name: str
    data: bytes


class Export:
    """Takes rows by what they are, and makes files of them, each whole by itself and none larger than `limit` bytes."""

    def __init__(self, player: int, made: float, limit: int) -> None:
        self._player = player
        self._head = {"about": ABOUT, "player": str(player), "made": _time(made)}
        self._limit = limit
        self._full: list[bytes] = []
        self._raw = 0
        self._begin()

    def add(self, section: str, rows: Iterable[Mapping[str, Any]]) -> None:
        """Take some rows; those of one section come in a row."""
        if self._packed.tell() > self._limit - MARGIN:
            self._end()
            self._begin()
        for row in rows:
            self._write(",\n" if section == self._section else self._heading(section))
            self._write(f"    {json.dumps(readable(row), ensure_ascii=False)}")

    @property
    def empty(self) -> bool:
        """Whether nothing was added."""
        return not self._section and not self._full

    def parts(self) -> list[Part]:
        """The files: a plain one where it is small, else packed ones."""
        self._end()
        name = f"soundtrack-trivia-{self._player}"
        if len(self._full) > 1:
            of = len(self._full)
            return [Part(f"{name}-{part}-of-{of}.json.gz", data) for part, data in enumerate(self._full, 1)]
        if self._raw <= min(LARGE, self._limit):
            return [Part(f"{name}.json", gzip.decompress(self._full[0]))]
        return [Part(f"{name}.json.gz", self._full[0])]

    def _begin(self) -> None:
        self._section = ""
        self._packed = BytesIO()
        self._packer = gzip.GzipFile(fileobj=self._packed, mode="wb", mtime=0)
        self._write(json.dumps(self._head, ensure_ascii=False, indent=2).removesuffix("\n}"))

    def _heading(self, section: str) -> str:
        before = "\n  ]" if self._section else ""
        self._section = section
        return f"{before},\n  {json.dumps(section)}: [\n"

    def _end(self) -> None:
        self._write("\n  ]\n}\n" if self._section else "\n}\n")
        self._packer.close()
        self._full.append(self._packed.getvalue())

    def _write(self, text: str) -> None:
        # Half a surrogate pair, which no file takes, may stand in what somebody typed.
        data = text.encode("utf-8", "replace")
        self._raw += len(data)
        self._packer.write(data)


def readable(row: Mapping[str, Any]) -> dict[str, Any]:
    """A row with ids as text (programs cut such numbers), times and days as dates, and a game's wish as what it is."""
    return {name: _readable(name, value, row) for name, value in row.items()}


def _readable(name: str, value: Any, row: Mapping[str, Any]) -> Any:  # noqa: ANN401 (whatever a column holds)
    if value is None:
        return None
    if name in IDS:
        return str(value)
    if name in TIMES:
        return _time(value)
    if name == "wish":
        return json.loads(value)
    if name in STATES:
        return _exact(json.loads(value))
    if name == "start" and row["period"] in DAYS:
        return date.fromordinal(value).isoformat()
    return value


def _exact(state: Any) -> Any:  # noqa: ANN401 (whatever JSON holds)
    """The same with numbers as text that other programs would cut."""
    match state:
        case int() if abs(state) >= 2**53:
            return str(state)
        case list():
            return [_exact(part) for part in state]
        case dict():
            return {name: _exact(part) for name, part in state.items()}
        case _:
            return state


def _time(at: float) -> str:
    return datetime.fromtimestamp(at, UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
