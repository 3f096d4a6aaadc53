"""How modes differ: which guesses count, when a round is decided, and who earns what.

A round is played by one of three rules. *Race* and *everyone* are modes that a game has throughout; a list question is
played *together* in either mode, and keeps only the mode's way of answering.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum, auto
from math import inf
from typing import Protocol

from trivia import scoring
from trivia.events import Award, Said, Score
from trivia.plan import Mode, Plan, Turn
from trivia.question import Kind

WINDOW = 1.5
"""Seconds after the first right answer in which other right answers share the round as a photo finish."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A guess that counts: whose, its snowflake and time, whether it is right, and the list members it names."""

    player: int
    guess: int
    at: float
    right: bool = True
    hints: int = 0
    members: tuple[int, ...] = ()
    private: bool = False


@dataclass(slots=True)
class Round:
    """The state of the round that is open, or was open last.

    `entries` are the guesses that count, as the rules keep them; `guessed` the players who tried at all, `said` the
    guesses that they made, by their snowflakes. Its time stands still in `pauses`, which somebody made, and in `waits`
    for the database (from when until when); `ends_at` allows for both.
    """

    number: int
    shown_at: float | None = None
    ends_at: float = 0.0
    pauses: list[tuple[float, float]] = field(default_factory=list[tuple[float, float]])
    waits: list[tuple[float, float]] = field(default_factory=list[tuple[float, float]])
    hints: int = 0
    entries: list[Entry] = field(default_factory=list[Entry])
    guessed: set[int] = field(default_factory=set[int])
    said: dict[int, Said] = field(default_factory=dict[int, Said])
    chosen: set[int] = field(default_factory=set[int])
    hinted: set[int] = field(default_factory=set[int])
    votes: set[int] = field(default_factory=set[int])

    @property
    def found(self) -> dict[int, int]:
        """The members of a list that were named (their indexes), each with the player who was first."""
        finders: dict[int, int] = {}
        for entry in sorted(self.entries, key=_order):
            for member in entry.members:
                finders.setdefault(member, entry.player)
        return finders

    def elapsed(self, at: float) -> float:
        """How much of the round's time had passed at this moment, in seconds."""
        return 0.0 if self.shown_at is None else max(0.0, at - self.shown_at - self.stood_still(at))

    def stood_still(self, until: float = inf) -> float:
        """For how many seconds before this moment its time stood still."""
        total, reached = 0.0, self.shown_at or 0.0
        for since, end in sorted([*self.pauses, *self.waits]):
            total += max(0.0, min(end, until) - max(since, reached))
            reached = max(reached, end)
        return total

    def paused(self, at: float) -> bool:
        """Whether this moment was in a pause."""
        return any(since <= at < end for since, end in self.pauses)

    def noticed(self, at: float) -> float:
        """When the game could take note of what happened at this moment: where it waited then, after that."""
        return max([at, *(end for since, end in self.waits if since <= at)])


class Next(Enum):
    """What a guess does to its round."""

    GO_ON = auto()
    REDRAW = auto()
    DECIDE_SOON = auto()
    END = auto()


class Rules(Protocol):
    """How one round is won."""

    def take(self, turn: Turn, state: Round, entry: Entry) -> Next:
        """Keep `entry` if it counts and say what becomes of the round."""
        ...

    def awards(self, plan: Plan, turn: Turn, state: Round, scores: Mapping[int, Score]) -> tuple[Award, ...]:
        """Who earns what, in the order of the answers."""
        ...


def rules(mode: Mode, kind: Kind) -> Rules:
    """The rules for a question of this kind in a game of this mode."""
    if kind is Kind.LIST:
        return Together()
    return Race() if mode is Mode.RACE else Everyone()


class Race:
    """The earliest right answer takes the round; others within `WINDOW` seconds of it earn half of theirs."""

    def take(self, turn: Turn, state: Round, entry: Entry) -> Next:
        other = next((other for other in state.entries if other.player == entry.player), None)
        if not entry.right or (other is not None and _order(other) <= _order(entry)):
            return Next.GO_ON
        if other is not None:
            state.entries.remove(other)
        state.entries.append(entry)
        return Next.DECIDE_SOON

    def awards(self, plan: Plan, turn: Turn, state: Round, scores: Mapping[int, Score]) -> tuple[Award, ...]:
        ordered = sorted(state.entries, key=_order)
        in_time = [entry for entry in ordered if entry.at <= ordered[0].at + WINDOW]
        return tuple(_award(plan, turn, state, scores, entry, shared=entry is not in_time[0]) for entry in in_time)


class Everyone:
    """Every right answer earns by its time; the last answer before time-out stands."""

    def take(self, turn: Turn, state: Round, entry: Entry) -> Next:
        earlier = next((other for other in state.entries if other.player == entry.player), None)
        if earlier is None:
            state.entries.append(entry)
            return Next.REDRAW
        if _order(earlier) < _order(entry):
            state.entries[state.entries.index(earlier)] = entry
        return Next.GO_ON

    def awards(self, plan: Plan, turn: Turn, state: Round, scores: Mapping[int, Score]) -> tuple[Award, ...]:
        return tuple(
            _award(plan, turn, state, scores, entry) for entry in sorted(state.entries, key=_order) if entry.right
        )


class Together:
    """Everyone fills one list; each member earns its finder, and the round ends when enough are found."""

    def take(self, turn: Turn, state: Round, entry: Entry) -> Next:
        if not entry.members:
            return Next.GO_ON
        state.entries.append(entry)
        return Next.END if len(state.found) >= turn.question.need else Next.REDRAW

    def awards(self, plan: Plan, turn: Turn, state: Round, scores: Mapping[int, Score]) -> tuple[Award, ...]:
        awards: list[Award] = []
        known: set[int] = set()
        for entry in sorted(state.entries, key=_order):
            mine = [member for member in entry.members if member not in known]
            known.update(mine)
            if mine:
                awards.append(_list_award(plan, turn, state, entry, mine))
        return tuple(awards)


def _order(entry: Entry) -> tuple[float, int]:
    return entry.at, entry.guess


def _award(
    plan: Plan, turn: Turn, state: Round, scores: Mapping[int, Score], entry: Entry, *, shared: bool = False
) -> Award:
    streak = scores[entry.player].streak if entry.player in scores else 0
    elapsed = state.elapsed(entry.at)
    worth = scoring.points(
        turn.question.difficulty,
        elapsed=elapsed,
        seconds=plan.seconds,
        hints=entry.hints,
        streak=streak,
        halved=shared + bool(turn.choices),
    )
    return Award(entry.player, entry.guess, worth, elapsed, streak + 1, shared, private=entry.private)


def _list_award(plan: Plan, turn: Turn, state: Round, entry: Entry, members: list[int]) -> Award:
    elapsed = state.elapsed(entry.at)
    worth = scoring.points(turn.question.difficulty, elapsed=elapsed, seconds=plan.seconds, hints=entry.hints, halved=1)
    texts = tuple(turn.question.answers[member].text for member in members)
    return Award(entry.player, entry.guess, worth * len(members), elapsed, members=texts, private=entry.private)
