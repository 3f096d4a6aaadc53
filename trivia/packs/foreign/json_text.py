"""JSON read piece by piece, so that each piece has its line, and none may be endless."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any, NoReturn

from trivia.packs.faults import Mark, shown
from trivia.packs.foreign.drafts import Unreadable

if TYPE_CHECKING:
    from collections.abc import Iterator

_SPACE = re.compile(r"[ \t\r\n]*")
_LONGEST = 65_536
"""Characters of one value; a question has some hundred."""


class _Twice(Exception):
    """A key that stands twice in one object."""


class Json:
    """A place in a JSON text, and what can be read from there. All methods raise `Unreadable` where it is no JSON."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._at = 0
        self._line = 1
        self._line_start = 0
        self._counted = 0
        self._decoder = json.JSONDecoder(object_pairs_hook=_once, parse_int=str, parse_float=str, parse_constant=str)

    def starts(self, sign: str) -> bool:
        """Whether `sign` stands here."""
        self._pass_space()
        return self._text.startswith(sign, self._at)

    def mark(self) -> Mark:
        """This place."""
        self._pass_space()
        return self._mark_at(self._at)

    def items(self) -> Iterator[Mark]:
        """The place of each item of the list that begins here; whoever asks for the next must have read the last."""
        yield from self._parts("[", "]")

    def keys(self) -> Iterator[str]:
        """Each key of the object that begins here; whoever asks for the next must have read its value."""
        for mark in self._parts("{", "}"):
            key = self.value()
            if not isinstance(key, str):
                raise Unreadable(mark, "a key must be text in double quotes")
            self._sign(":")
            yield key

    def value(self) -> object:
        """The value here: numbers and constants as they were typed, objects as dictionaries."""
        self._pass_space()
        piece = self._text[self._at : self._at + _LONGEST]
        try:
            value, length = self._decoder.raw_decode(piece)
        except json.JSONDecodeError as error:
            if len(piece) == _LONGEST:
                raise Unreadable(self.mark(), "what begins here is too long for a question, or is no JSON") from None
            self._broken(self._at + error.pos)
        except _Twice as error:
            raise Unreadable(self.mark(), f"the key {shown(str(error))} is here twice; keep one") from None
        except RecursionError:
            raise Unreadable(self.mark(), "lists within lists, far too deep; a question is flatter than that") from None
        self._at += length
        return value

    def end(self) -> None:
        """Nothing must follow."""
        self._pass_space()
        if self._at < len(self._text):
            self._broken(self._at)

    def _parts(self, opening: str, closing: str) -> Iterator[Mark]:
        self._sign(opening)
        if not self.starts(closing):
            yield self.mark()
            while self.starts(","):
                self._sign(",")
                yield self.mark()
        self._sign(closing)

    def _sign(self, sign: str) -> None:
        if not self.starts(sign):
            self._broken(self._at)
        self._at += len(sign)

    def _pass_space(self) -> None:
        match = _SPACE.match(self._text, self._at)
        assert match is not None
        self._at = match.end()

    def _mark_at(self, at: int) -> Mark:
        """The mark of `at`; places are asked for in the order of the text, so that its lines are counted once."""
        self._line += self._text.count("\n", self._counted, at)
        self._line_start = max(self._line_start, self._text.rfind("\n", self._counted, at) + 1)
        self._counted = max(self._counted, at)
        return Mark(self._line, at - self._line_start + 1)

    def _broken(self, at: int) -> NoReturn:
        if at >= len(self._text.rstrip()):
            raise Unreadable(self._mark_at(at), "the file ends in the middle; get the whole of it")
        raise Unreadable(self._mark_at(at), "this is not JSON; check the commas and quotes here and before")


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object, each key of which is there once."""
    made: dict[str, Any] = {}
    for key, value in pairs:
        if key in made:
            raise _Twice(key)
        made[key] = value
    return made
