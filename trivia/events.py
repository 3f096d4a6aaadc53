"""All that can happen to a game (events) and all that a game can ask for (effects).

Players and games are numbers. Times are seconds since 1970 by Discord's clock; a guess has the time at which Discord
received it, whenever it reached us, and its `id` (a snowflake) orders guesses of the same millisecond.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from trivia.judge import Ruling, Verdict
from trivia.plan import Mode
from trivia.question import Question

# --- what happens ---------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Started:
    """The game may ask its first question."""

    at: float


@dataclass(frozen=True, slots=True)
class Shown:
    """The card of the round just asked (its message) became visible: its clock starts here."""

    at: float
    card: int = 0


@dataclass(frozen=True, slots=True)
class NotShown:
    """The card of the round just asked could not be sent, for a reason that may pass."""

    at: float


@dataclass(frozen=True, slots=True)
class Guessed:
    """A player said `text`; `private` where nobody else saw it (a modal, `/answer`)."""

    player: int
    text: str
    id: int
    at: float
    private: bool = False


@dataclass(frozen=True, slots=True)
class Chose:
    """A player pressed one of the choices (its index)."""

    player: int
    choice: int
    id: int
    at: float


@dataclass(frozen=True, slots=True)
class AskedHint:
    """A player wants the next hint."""

    player: int
    at: float


@dataclass(frozen=True, slots=True)
class VotedSkip:
    """A player wants to skip this question."""

    player: int
    at: float


@dataclass(frozen=True, slots=True)
class Woke:
    """The time of `WakeMe(token, at)` has come."""

    token: int
    at: float


@dataclass(frozen=True, slots=True)
class Paused:
    """A player wants a pause; `manages` if they may manage the channel's messages."""

    player: int
    manages: bool
    at: float


@dataclass(frozen=True, slots=True)
class Resumed:
    """A player wants to go on."""

    player: int
    manages: bool
    at: float


@dataclass(frozen=True, slots=True)
class Stopped:
    """A player wants the game to end."""

    player: int
    manages: bool
    at: float


@dataclass(frozen=True, slots=True)
class Granted:
    """An editor let an answer of an earlier round (its number) count after all: what it earns, first come first.

    In a race the first of `awards` took the round, unless it is `shared`.
    """

    number: int
    awards: tuple[Award, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """The outcome of the round that is over was said, and need not be said again after a crash."""


@dataclass(frozen=True, slots=True)
class Waited:
    """From `since` on nothing could be written down and the game stood still; it goes on now."""

    since: float
    at: float


@dataclass(frozen=True, slots=True)
class Restarted:
    """The game was taken up again after the process had ended; what was missed has been handed in before."""

    at: float


Event = (
    Started
    | Shown
    | NotShown
    | Guessed
    | Chose
    | AskedHint
    | VotedSkip
    | Woke
    | Paused
    | Resumed
    | Stopped
    | Granted
    | Told
    | Waited
    | Restarted
)


# --- what a game asks for -------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class RoundView:
    """All that a round's card shows while it is open. `left` is the time that a paused round still has."""

    game: int
    number: int
    of: int
    mode: Mode
    question: Question
    seconds: float
    choices: tuple[str, ...] = ()
    struck: frozenset[int] = frozenset()
    hint: str | None = None
    hints: int = 0
    hints_left: int = 0
    found: tuple[tuple[str, int], ...] = ()
    answered: int = 0
    votes: int = 0
    votes_needed: int = 0
    ends_at: float | None = None
    left: float | None = None


@dataclass(frozen=True, slots=True)
class Award:
    """What a player earned with one answer. `elapsed` in seconds; `streak` counts this round; `shared` photo finish.

    `members` are the members of a list that the player named (their canonical texts). `private` where the answer was
    no message of the channel.
    """

    player: int
    guess: int
    points: int
    elapsed: float
    streak: int = 0
    shared: bool = False
    members: tuple[str, ...] = ()
    private: bool = False


@dataclass(frozen=True, slots=True)
class Said:
    """A guess as it was made, and what was made of it: `elapsed` seconds into its round, after so many `hints`."""

    player: int
    guess: int
    text: str
    ruling: Ruling
    at: float
    elapsed: float = 0.0
    hints: int = 0


class Ended(StrEnum):
    """How a round ended."""

    ANSWERED = "answered"
    TIME_OUT = "time-out"
    SKIPPED = "skipped"
    STOPPED = "stopped"


@dataclass(frozen=True, slots=True)
class Outcome:
    """A round that is over. `awards` are in the order of the answers; in a race the first one took the round."""

    game: int
    number: int
    of: int
    mode: Mode
    question: Question
    ended: Ended
    awards: tuple[Award, ...] = ()
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Score:
    """A player's game so far. `right` rounds scored in, `won` races taken, `fastest` answer in seconds."""

    points: int = 0
    right: int = 0
    won: int = 0
    played: int = 0
    streak: int = 0
    best_streak: int = 0
    fastest: float | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """A row of the standings; equal points share a rank."""

    rank: int
    player: int
    score: Score


@dataclass(frozen=True, slots=True)
class Ask:
    """Show a new card; answer with `Shown` or `NotShown`."""

    view: RoundView


@dataclass(frozen=True, slots=True)
class Redraw:
    """The open card has changed: a hint, a vote, a member found, a pause."""

    view: RoundView


@dataclass(frozen=True, slots=True)
class Judged:
    """A guess was weighed. `held` where the verdict stays secret until the reveal."""

    player: int
    guess: int
    verdict: Verdict
    private: bool
    held: bool = False


@dataclass(frozen=True, slots=True)
class ToldPrivately:
    """Someone typed an answer where only private ones count: tell them how, once a game.

    `choices` is whether there are choices to press.
    """

    player: int
    guess: int
    choices: bool = False


class Cause(StrEnum):
    """Why an event changed nothing; told to its player alone."""

    NO_ROUND = "no round is open"
    PAUSED = "the game is paused"
    NOT_PAUSED = "the game is not paused"
    DECIDING = "the round is being decided"
    NOT_ALLOWED = "only the starter and those who may manage messages"
    NOT_PLAYING = "only those who have guessed lately may vote"
    VOTED = "has voted already"
    CHOSE = "has chosen already"
    STRUCK = "the choice was struck out"
    NO_HINT = "no hint is left"
    NO_HINTS = "the game is played without hints"
    HINTED = "has asked for a hint in this round already"


@dataclass(frozen=True, slots=True)
class Refused:
    """The event changed nothing, and why."""

    player: int
    cause: Cause


@dataclass(frozen=True, slots=True)
class Record:
    """Write this down before anything of it is said: what a round earned, once and for all.

    `guessed` are all who made a guess in it, `said` their guesses.
    """

    game: int
    number: int
    question: str
    ended: Ended
    awards: tuple[Award, ...]
    guessed: frozenset[int] = frozenset()
    said: tuple[Said, ...] = ()


@dataclass(frozen=True, slots=True)
class Reveal:
    """Turn the card into its answer."""

    outcome: Outcome


@dataclass(frozen=True, slots=True)
class Congratulate:
    """Say in one short reply how the round ended."""

    outcome: Outcome


class Reason(StrEnum):
    """Why a game ended."""

    PLAYED = "all rounds were played"
    GOAL = "the goal was reached"
    STOPPED = "it was stopped"
    IDLE = "nobody guessed for three rounds"
    FORGOTTEN = "it stayed paused for too long"
    UNSHOWN = "the question could not be shown"
    GONE = "its channel is gone or closed to us"
    REPLACED = "another game is played in its channel"


@dataclass(frozen=True, slots=True)
class Standings:
    """Say how the game ended and who won; best first."""

    game: int
    reason: Reason
    rows: tuple[Standing, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class WakeMe:
    """Send `Woke(token, …)` at this time; a newer token makes the older ones void."""

    token: int
    at: float


@dataclass(frozen=True, slots=True)
class Finish:
    """The game is over; nothing follows."""

    reason: Reason


Effect = Ask | Redraw | Judged | ToldPrivately | Refused | Record | Reveal | Congratulate | Standings | WakeMe | Finish
