"""What is wrong with a pack, said to the person who wrote it."""

from __future__ import annotations

import difflib
import itertools
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

MOST_FAULTS = 100
"""So many faults of one file are listed; a reader needs no more to see what is going on."""

_MOST_SHOWN = 40
_MOST_MEANT = 200
"""So many words are compared with one that is unknown, at some 20 microseconds each; a pack may have thousands."""


class Mark(NamedTuple):
    """A place in a file: line and column, both counted from 1 as editors do. Line 0 is the file as a whole."""

    line: int
    column: int


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """One mistake: where it is, what is wrong and what to write instead. Line 0 means that no file could be read.

    `count` is above 1 only for the last line of a long list, which stands for those that it leaves out.
    """

    file: str
    line: int
    column: int
    message: str
    count: int = 1

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}:{self.column}" if self.line else self.file
        return f"{place}: {self.message}"


class PackFaults(Exception):
    """A pack that cannot be used, with every fault found in it, in the order of the file."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        super().__init__("\n".join(str(fault) for fault in faults))
        self.faults = tuple(faults)


class Faults:
    """The faults of one file while it is read: the first `MOST_FAULTS` are kept, the others counted."""

    def __init__(self, file: str) -> None:
        self._file = file
        self._kept: list[Fault] = []
        self._more: Mark | None = None
        self._left_out = 0

    def __len__(self) -> int:
        return len(self._kept) + self._left_out

    @property
    def full(self) -> bool:
        """Whether another fault would only be counted, so that its sentence need not be made."""
        return len(self._kept) >= MOST_FAULTS

    def add(self, mark: Mark, message: str) -> None:
        """Note a fault at `mark`."""
        if self.full:
            self._more = self._more or mark
            self._left_out += 1
        else:
            self._kept.append(Fault(self._file, mark.line, mark.column, message))

    def listed(self) -> list[Fault]:
        """All kept faults in the order of the file, and how many more there are."""
        faults = sorted(self._kept)
        if self._more:
            more = f"and {self._left_out} more {'fault' if self._left_out == 1 else 'faults'} from here on"
            faults.append(Fault(self._file, *self._more, more, self._left_out))
        return faults


def shown(text: str) -> str:
    """`text` as a fault quotes it: on one line, short, in double quotes, nothing invisible in it."""
    cut = text if len(text) <= _MOST_SHOWN else text[: _MOST_SHOWN - 1] + "…"
    return '"' + "".join(char if char.isprintable() else f"\\u{ord(char):04x}" for char in cut) + '"'


def did_you_mean(word: str, words: Iterable[str]) -> str | None:
    """The one of the first `_MOST_MEANT` of `words` that `word` is most likely a slip of, or None."""
    known = list(itertools.islice(words, _MOST_MEANT))
    near = difflib.get_close_matches(word[:_MOST_SHOWN].casefold(), known, n=1, cutoff=0.6)
    return near[0] if near else None
