"""Where a game stands: all that changes while it is played, and the snapshot of one moment."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from trivia.events import Outcome, Reason, Score
from trivia.modes import Round
from trivia.plan import Plan


class Phase(StrEnum):
    """Where a game is. `RESTING` is between rounds; a paused game keeps its phase."""

    NEW = "new"
    ASKING = "asking"
    OPEN = "open"
    DECIDING = "deciding"
    RESTING = "resting"
    OVER = "over"


@dataclass(slots=True)
class State:
    """All that changes while a game is played.

    `lately` are the players who guessed, in each of the rounds just before this one. `due` is when `token` was asked to
    wake the game. `card` is the message of the newest card. `unsaid` is the outcome of the last round until it is known
    to have been said, `reason` why a game that is over has ended. `granted` are the guesses that count after all.
    """

    phase: Phase = Phase.NEW
    round: Round = field(default_factory=lambda: Round(0))
    scores: dict[int, Score] = field(default_factory=dict[int, Score])
    lately: list[set[int]] = field(default_factory=list[set[int]])
    told: set[int] = field(default_factory=set[int])
    token: int = 0
    due: float = 0.0
    paused_at: float | None = None
    unshown: int = 0
    card: int = 0
    unsaid: Outcome | None = None
    reason: Reason | None = None
    granted: set[int] = field(default_factory=set[int])

    @property
    def players_lately(self) -> set[int]:
        """Who guessed in the last rounds."""
        return {player for guessed in (*self.lately, self.round.guessed) for player in guessed}

    @property
    def votes_needed(self) -> int:
        """How many votes skip the open question: a majority of those who played lately."""
        return max(1, len(self.players_lately) // 2 + 1)


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A game at one moment; `Game.restore` plays on from it."""

    plan: Plan
    state: State
