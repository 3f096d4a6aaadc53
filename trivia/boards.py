"""Leaderboards: what they are of, over which time, by what; and what a player's rounds add up to."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, tzinfo
from enum import StrEnum
from hashlib import blake2b
from itertools import count

FEWEST_ROUNDS = 20
"""Rounds with a guess from which on a player is listed by accuracy (DESIGN §2)."""


class Scope(StrEnum):
    """What a board is of. A pack's board is one server's."""

    SERVER = "server"
    CHANNEL = "channel"
    PACK = "pack"
    EVERYWHERE = "everywhere"


class Period(StrEnum):
    """The time that a board counts. Weeks begin on Monday; a season ends when an admin says so."""

    TODAY = "today"
    WEEK = "week"
    MONTH = "month"
    SEASON = "season"
    ALL = "all"


class Metric(StrEnum):
    """What a board ranks by."""

    POINTS = "points"
    WINS = "wins"
    RIGHT = "right"
    ACCURACY = "accuracy"
    STREAK = "streak"
    FASTEST = "fastest"


@dataclass(frozen=True, slots=True)
class Moment:
    """When something counts: the number of its day (`date.toordinal`), and of its server's season and era.

    A server begins a new era when it resets its scores.
    """

    day: int
    season: int = 0
    era: int = 0

    def start(self, period: Period) -> int:
        """The number of the day, or the season, that the period around this moment begins with."""
        today = date.fromordinal(self.day)
        match period:
            case Period.TODAY:
                return self.day
            case Period.WEEK:
                return self.day - today.weekday()
            case Period.MONTH:
                return today.replace(day=1).toordinal()
            case Period.SEASON:
                return self.season
            case Period.ALL:
                return 0


def moment(at: float, zone: tzinfo = UTC, season: int = 0, era: int = 0) -> Moment:
    """The moment of a time (seconds since 1970) where the days end with those of `zone`."""
    return Moment(datetime.fromtimestamp(at, zone).toordinal(), season, era)


@dataclass(frozen=True, slots=True)
class Board:
    """One leaderboard. `of` names the channel or the pack if it is of one, `start` is what its period begins with.

    A board of a server is one of its `era`; those of everywhere know none.
    """

    scope: Scope
    period: Period
    start: int
    server: int | None = None
    of: str = ""
    era: int = 0

    @property
    def id(self) -> int:
        """A number of 63 bits made of all this, so that nobody has to look it up."""
        named = f"{self.scope}:{self.server}:{self.of}:{self.period}:{self.start}{f':{self.era}' if self.era else ''}"
        return int.from_bytes(blake2b(named.encode(), digest_size=8).digest()) >> 1


def of_server(server: int, when: Moment, period: Period) -> Board:
    """The board of a server."""
    return Board(Scope.SERVER, period, when.start(period), server, era=when.era)


def of_channel(server: int, channel: int, when: Moment, period: Period) -> Board:
    """The board of one channel."""
    return Board(Scope.CHANNEL, period, when.start(period), server, str(channel), when.era)


def of_pack(server: int, pack: str, when: Moment, period: Period) -> Board:
    """The board of one pack in a server."""
    return Board(Scope.PACK, period, when.start(period), server, pack, when.era)


def everywhere(when: Moment, period: Period) -> Board:
    """The board of all servers; its days are those of UTC, and it has no seasons."""
    return Board(Scope.EVERYWHERE, period, when.start(period))


def in_server(server: int, channel: int, packs: frozenset[str], when: Moment) -> Iterator[Board]:
    """All boards of a server to which something adds that happened there then."""
    for period in Period:
        yield of_server(server, when, period)
        yield of_channel(server, channel, when, period)
        yield from (of_pack(server, pack, when, period) for pack in sorted(packs))


def over_all(when: Moment) -> Iterator[Board]:
    """All boards of everywhere to which something adds that happened then."""
    return (everywhere(when, period) for period in Period if period is not Period.SEASON)


def weeks(days: Mapping[int, int], today: int, number: int) -> list[tuple[int, int]]:
    """What these days had, by week: the day on which each of the last `number` weeks begins, and the sum of it."""
    this = Moment(today).start(Period.WEEK)
    starts = range(this - 7 * (number - 1), this + 1, 7)
    return [(start, sum(days.get(day, 0) for day in range(start, start + 7))) for start in starts]


def days_in_a_row(days: Container[int], today: int) -> int:
    """How many days up to today, or to yesterday where today is not among them yet, follow one another."""
    last = today if today in days else today - 1
    return next(run for run in count() if last - run not in days)


@dataclass(frozen=True, slots=True)
class Totals:
    """What a player's rounds and games add up to.

    `rounds` are those with a guess, `right` those of them that earned something, `streak` the longest run of rounds
    won in one game, `fastest` the milliseconds of the quickest right answer.
    """

    points: int = 0
    wins: int = 0
    right: int = 0
    rounds: int = 0
    games: int = 0
    streak: int = 0
    fastest: int | None = None

    def __add__(self, other: Totals) -> Totals:
        times = [time for time in (self.fastest, other.fastest) if time is not None]
        return Totals(
            self.points + other.points,
            self.wins + other.wins,
            self.right + other.right,
            self.rounds + other.rounds,
            self.games + other.games,
            max(self.streak, other.streak),
            min(times, default=None),
        )

    @property
    def accuracy(self) -> int | None:
        """Rounds right of those with a guess, in thousandths, rounded down; None below `FEWEST_ROUNDS`."""
        return self.right * 1000 // self.rounds if self.rounds >= FEWEST_ROUNDS else None

    def value(self, metric: Metric) -> int | None:
        """What a board by this metric ranks by; None where there is nothing to rank."""
        value: int | None = getattr(self, metric.value)
        return value
