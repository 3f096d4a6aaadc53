"""What a game is asked to be."""

from __future__ import annotations

from dataclasses import dataclass

from pydantic import TypeAdapter

from trivia.plan import Mode
from trivia.question import Difficulty


@dataclass(frozen=True, slots=True)
class Wish:
    """What a game was asked to be, so that it can be played again."""

    packs: tuple[str, ...] = ()
    rounds: int = 10
    seconds: int = 20
    mode: Mode = Mode.RACE
    difficulty: Difficulty | None = None
    choices: bool = False
    goal: int | None = None

    def text(self) -> str:
        """The wish as text, for the store."""
        return _WISH.dump_json(self).decode()

    @classmethod
    def read(cls, text: str) -> Wish:
        """The wish in such a text."""
        return _WISH.validate_json(text)


_WISH = TypeAdapter(Wish)
