"""What a game is asked to be."""

from __future__ import annotations

from dataclasses import dataclass

from pydantic import TypeAdapter

from trivia.plan import Mode
from trivia.question import Difficulty
from trivia.server import ServerSettings

FEWEST_ROUNDS, MOST_ROUNDS = 1, 50
FEWEST_SECONDS, MOST_SECONDS = 5, 120


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
    hints: bool = True

    def filled(self, _settings: ServerSettings) -> Wish:
        """The wish itself: it leaves nothing open."""
        return self

    def text(self) -> str:
        """The wish as text, for the store."""
        return _WISH.dump_json(self).decode()

    @classmethod
    def read(cls, text: str) -> Wish:
        """The wish in such a text."""
        return _WISH.validate_json(text)


_WISH = TypeAdapter(Wish)


@dataclass(frozen=True, slots=True)
class OpenWish:
    """What somebody said of a game that they start. What they left open (None) is as the server has set it."""

    packs: tuple[str, ...] = ()
    rounds: int | None = None
    seconds: int | None = None
    mode: Mode | None = None
    difficulty: Difficulty | None = None
    choices: bool = False
    goal: int | None = None
    hints: bool | None = None

    def filled(self, settings: ServerSettings) -> Wish:
        """The wish with what the server has set."""
        return Wish(
            self.packs,
            settings.rounds if self.rounds is None else self.rounds,
            settings.seconds if self.seconds is None else self.seconds,
            self.mode or settings.mode,
            self.difficulty,
            self.choices,
            self.goal,
            settings.hints if self.hints is None else self.hints,
        )
