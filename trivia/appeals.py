"""What a round would have earned had an answer been right that an editor lets count after all.

Nobody loses what they were told they earned. Whoever gave that answer and earned nothing in the round gets what the
rules would have given them: in a race the earliest of all right answers is worth its full points, and another within
the photo-finish window of it half; in everyone mode each is worth what its time makes it, if it was that player's last.
Streaks and hints are those of the moment at which the answer was given; later rounds stay as they were told.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from trivia import scoring
from trivia.events import Award, Ended, Said
from trivia.modes import WINDOW
from trivia.plan import Mode
from trivia.question import Difficulty
from trivia.text import fold


@dataclass(frozen=True, slots=True)
class Played:
    """How a round was played and ended. `seconds` is its length, `choices` whether it was multiple choice.

    `before` is the number of the round whose streaks it went on with; 0 for none.
    """

    mode: Mode
    difficulty: Difficulty
    seconds: float
    choices: bool
    ended: Ended
    before: int = 0

    @property
    def earns(self) -> bool:
        """Whether a right answer in it earns: in a race it would have ended the round before it was skipped."""
        return self.mode is Mode.RACE or self.ended in (Ended.ANSWERED, Ended.TIME_OUT)


@dataclass(frozen=True, slots=True)
class Claim:
    """A guess that counts after all: `elapsed` seconds into its round, after so many `hints`, on such a `streak`."""

    player: int
    guess: int
    elapsed: float
    hints: int = 0
    streak: int = 0


@dataclass(frozen=True, slots=True)
class Given:
    """An answer that earned when the round was over, `elapsed` seconds into it."""

    player: int
    guess: int
    elapsed: float


def standing(mode: Mode, said: Iterable[Said]) -> tuple[Said, ...]:
    """Those of the guesses of a round that could count, in their order: in everyone mode each player's last one."""
    ordered = sorted(said, key=lambda one: (one.at, one.guess))
    if mode is Mode.RACE:
        return tuple(ordered)
    last = {one.player: one for one in ordered}
    return tuple(one for one in ordered if last[one.player] is one)


def same(mode: Mode, said: Iterable[Said], text: str) -> tuple[Said, ...]:
    """The guesses of a round that would have counted had `text` been right, one a player, in their order."""
    wanted = fold(text)
    first: dict[int, Said] = {}
    for one in standing(mode, said):
        if fold(one.text) == wanted:
            first.setdefault(one.player, one)
    return tuple(first.values())


def earned(played: Played, given: Sequence[Given], claims: Sequence[Claim]) -> tuple[Award, ...]:
    """What these claims (one a player) earn after all, in the order of the answers; `given` stays as it is."""
    if not claims or not played.earns:
        return ()
    order = sorted([*given, *claims], key=_order)
    paid = {one.player for one in given}
    counted = [one for one in sorted(claims, key=_order) if one.player not in paid]
    if played.mode is Mode.EVERYONE:
        return tuple(_award(played, claim) for claim in counted)
    return tuple(_award(played, claim, shared=claim is not order[0]) for claim in _in_time(counted, order[0]))


def _in_time(claims: Collection[Claim], first: Claim | Given) -> Iterable[Claim]:
    return (claim for claim in claims if claim.elapsed <= first.elapsed + WINDOW)


def _order(one: Claim | Given) -> tuple[float, int]:
    return one.elapsed, one.guess


def _award(played: Played, claim: Claim, *, shared: bool = False) -> Award:
    worth = scoring.points(
        played.difficulty,
        elapsed=claim.elapsed,
        seconds=played.seconds,
        hints=claim.hints,
        streak=claim.streak,
        halved=shared + played.choices,
    )
    return Award(claim.player, claim.guess, worth, claim.elapsed, claim.streak + 1, shared)
