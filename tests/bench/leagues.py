"""A year of games in many servers, written straight into a database: what a big bot would have after its first year.

Servers are as unequal as in life: the n-th has 1/n of the first's games. A game has ten rounds and three to seven of
its server's players, each of whom is right in about half of the rounds. Boards are written as `rollups` would have left
them; a test of ours (`tests/trivia/store/test_rollups.py`) holds those against the awards.
"""

from __future__ import annotations

import asyncio
import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import asdict, dataclass, field
from itertools import accumulate, count
from random import Random
from typing import Any, Protocol

import asyncpg
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from sqlalchemy import make_url
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.schema import CreateIndex, DropIndex

from trivia.boards import Board, Totals, moment
from trivia.store import schema
from trivia.store.rollups import Where, is_kept

DAY = 86_400
NOW = 1_790_000_000.0
TODAY = moment(NOW, season=1)
PACKS = [f"pack-{number}" for number in range(12)]
ROUNDS = 10
CHANNELS = 3
SCORE = ("points", "wins", "right", "rounds", "games", "streak", "fastest", "accuracy")
TABLES = ("games", "rounds", "awards", "tried", "played", "players", "boards", "scores")


@dataclass(frozen=True, slots=True)
class Size:
    """How much there is: all numbers are about right, none is exact."""

    awards: int
    players: int
    servers: int


SMALL = Size(200_000, 10_000, 200)
FULL = Size(10_000_000, 200_000, 2_000)


@dataclass(slots=True)
class League:
    """What is known of what was written: boards with their servers, weights and number of players."""

    size: Size
    awards: int = 0
    servers: list[int] = field(default_factory=list[int])
    weights: list[float] = field(default_factory=list[float])
    members: dict[int, Sequence[int]] = field(default_factory=dict[int, Sequence[int]])


def dump(league: League) -> str:
    """What is known of a league, as JSON."""
    return json.dumps(asdict(league))


def load(text: str) -> League:
    """What `dump` wrote."""
    known = json.loads(text)
    members = {int(server): players for server, players in known["members"].items()}
    return League(**known | {"size": Size(**known["size"]), "members": members})


Rows = dict[str, list[tuple[Any, ...]]]


class Sink(Protocol):
    """Where rows go."""

    def write(self, rows: Rows) -> None:
        """Append the rows to their tables."""
        ...

    def close(self) -> None:
        """Make the indexes."""
        ...


def fill(address: str, size: Size) -> League:
    """Write a year of games of this size, with a progress bar on stderr."""
    sink: Sink = SqliteSink(address) if make_url(address).get_backend_name() == "sqlite" else PostgresqlSink(address)
    league = League(size)
    columns = (TextColumn("  {task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True)) as progress:
        bar = progress.add_task("awards", total=size.awards)
        for rows in _year(league):
            sink.write(rows)
            progress.update(bar, completed=min(league.awards, size.awards))
        progress.update(bar, completed=size.awards)
        progress.add_task("indexes", total=None)
        sink.close()
        settle(address)
    return league


def settle(address: str) -> None:
    """Leave a database as its own housekeeping does in its own time, however much was just written."""
    if make_url(address).get_backend_name() == "sqlite":
        with closing(sqlite3.connect(str(make_url(address).database))) as raw:
            raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    else:
        asyncio.run(_vacuum(address))


async def _vacuum(address: str) -> None:
    raw: Any = await asyncpg.connect(address)
    await raw.execute("VACUUM ANALYZE")
    await raw.close()


def _year(league: League) -> Iterator[Rows]:
    """All rows, server by server; those of everywhere last."""
    dice, size = Random(1), league.size
    shares = [1 / number for number in range(1, size.servers + 1)]
    games = count(1 << 40)
    public = frozenset(range(1, size.players + 1, 2))
    overall: dict[tuple[Board, int], Totals] = {}
    yield {"players": [(player, f"Player {player}") for player in sorted(public)]}
    for server, share in enumerate(shares, 1):
        part = share / sum(shares)
        members = dice.sample(range(1, size.players + 1), max(7, round(1.5 * size.players * part)))
        league.servers.append(server)
        league.weights.append(part)
        league.members[server] = members
        # The keener ones play more often.
        keen = list(accumulate(1 / (10 + place) for place in range(len(members))))
        rows: Rows = {name: [] for name in TABLES}
        scores: dict[tuple[Board, int], Totals] = {}
        wanted = league.awards + size.awards * part
        while league.awards < wanted:
            who = sorted(set(dice.choices(members, cum_weights=keen, k=dice.randrange(3, 8))))
            league.awards += _game(next(games), server, who, dice, rows, (scores, overall), public)
            if len(rows["awards"]) > 100_000:
                yield rows
                rows = {name: [] for name in TABLES}
        _score(scores, rows)
        yield rows
    rows = {name: [] for name in TABLES}
    _score(overall, rows)
    yield rows


def _game(
    game: int,
    server: int,
    who: Sequence[int],
    dice: Random,
    rows: Rows,
    sums: tuple[dict[tuple[Board, int], Totals], ...],
    public: frozenset[int],
) -> int:
    """One game; returns its awards."""
    at = NOW - dice.random() ** 2 * 365 * DAY
    channel, pack = server * 10 + dice.randrange(CHANNELS), dice.choice(PACKS)
    when = moment(at, season=1)
    rows["games"].append((game, server, channel, who[0], "", "", "", at, at, "all rounds were played", when.day, 1))
    earned = dict.fromkeys(who, Totals(games=1))
    awards = 0
    for number in range(1, ROUNDS + 1):
        rows["rounds"].append((game, number, f"{pack}/q{dice.randrange(200)}", "answered", at, when.day, 1))
        for player in who:
            rows["tried"].append((game, number, player))
            if dice.random() < 0.5:
                points, elapsed, streak = dice.randrange(10, 150), dice.uniform(1, 20), dice.randrange(1, 6)
                rows["awards"].append((game, awards, number, player, points, elapsed, streak, False, at))
                earned[player] += Totals(points, 0, 1, 1, 0, streak, round(elapsed * 1000))
                awards += 1
            else:
                earned[player] += Totals(rounds=1)
    best = max(totals.points for totals in earned.values())
    place = Where(server, channel, when, moment(at), public)
    for player, totals in earned.items():
        won = totals.points == best and len(who) > 1
        rows["played"].append((game, player, won))
        whole = totals + Totals(wins=int(won))
        for board in place.boards(frozenset({pack}), player):
            if is_kept(board, TODAY):
                into = sums[board.server is None]
                into[board, player] = into[board, player] + whole if (board, player) in into else whole
    return awards


def _score(sums: dict[tuple[Board, int], Totals], rows: Rows) -> None:
    ids = {board: board.id for board, _ in sums}
    rows["boards"] += [
        (ids[board], board.scope.value, board.server, board.of, board.period.value, board.start) for board in ids
    ]
    rows["scores"] += [
        (ids[board], player, *(getattr(one, name) for name in SCORE)) for (board, player), one in sums.items()
    ]


def _indexes() -> list[Any]:
    """Those that are slower to keep while much is written than to make afterwards."""
    return [index for table in ("scores", "played", "games") for index in schema.metadata.tables[table].indexes]


def _names(table: str, rows: Sequence[tuple[Any, ...]]) -> list[str]:
    """The columns of these rows; those behind them have a default."""
    return [column.name for column in schema.metadata.tables[table].columns][: len(rows[0])]


class SqliteSink:
    """Writes to a file of SQLite, without syncing."""

    def __init__(self, address: str) -> None:
        self._raw = sqlite3.connect(str(make_url(address).database), isolation_level=None)
        self._raw.execute("PRAGMA synchronous=OFF")
        for index in _indexes():
            self._raw.execute(str(DropIndex(index).compile(dialect=sqlite.dialect())))

    def write(self, rows: Rows) -> None:
        self._raw.execute("BEGIN")
        for table, some in rows.items():
            if some:
                names = _names(table, some)
                columns, marks = ", ".join(f'"{name}"' for name in names), ", ".join("?" * len(names))
                self._raw.executemany(f"INSERT INTO {table} ({columns}) VALUES ({marks})", sorted(some))
        self._raw.execute("COMMIT")

    def close(self) -> None:
        for index in _indexes():
            self._raw.execute(str(CreateIndex(index).compile(dialect=sqlite.dialect())))
        self._raw.close()


class PostgresqlSink:
    """Writes to PostgreSQL by COPY."""

    def __init__(self, address: str) -> None:
        self._loop = asyncio.new_event_loop()
        self._raw: Any = self._loop.run_until_complete(asyncpg.connect(address))
        self._execute(str(DropIndex(index).compile(dialect=postgresql.dialect())) for index in _indexes())

    def _execute(self, statements: Iterable[str]) -> None:
        for statement in statements:
            self._loop.run_until_complete(self._raw.execute(statement))

    def write(self, rows: Rows) -> None:
        for table, some in rows.items():
            if some:
                copied = self._raw.copy_records_to_table(table, records=some, columns=_names(table, some))
                self._loop.run_until_complete(copied)

    def close(self) -> None:
        self._execute(str(CreateIndex(index).compile(dialect=postgresql.dialect())) for index in _indexes())
        self._loop.run_until_complete(self._raw.close())
        self._loop.close()
