"""What is settled before a game starts: its questions in their order, its length, its mode."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from trivia.judge import Strictness
from trivia.question import Question

GAP = 5.0
"""Seconds of rest after a reveal, long enough to read a fact."""


class Mode(StrEnum):
    """How a round is won: by the first who is right, or by everyone who is right in private."""

    RACE = "race"
    EVERYONE = "everyone"


@dataclass(frozen=True, slots=True)
class Turn:
    """One round to come: its question, the wrong answers the bank knows (`rivals`), and the `choices` on offer."""

    question: Question
    rivals: tuple[str, ...] = ()
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Plan:
    """A whole game before it is played.

    `game` identifies it, `starter` is the player who asked for it. `seconds` is the length of a round and `gap` the
    rest after a reveal, both in seconds. With a `goal` the game ends when somebody has that many points. `strictness`
    is the judge's, and without `hints` none come and none can be asked for.
    """

    game: int
    starter: int
    turns: tuple[Turn, ...]
    mode: Mode = Mode.RACE
    seconds: float = 20.0
    gap: float = GAP
    goal: int | None = None
    strictness: Strictness = Strictness.NORMAL
    hints: bool = True
