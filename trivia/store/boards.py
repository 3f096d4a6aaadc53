"""Reading leaderboards and profiles, each by indexes alone."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, func, literal, select

from trivia.boards import Board, Metric, Moment, Period, Scope, Totals, of_server
from trivia.store import schema
from trivia.store.database import Database

PAGE = 10
"""Rows of a leaderboard's page."""
DAYS = 7 * 12
"""Days of which a profile shows the points."""
FAVOURITES = 3


@dataclass(frozen=True, slots=True)
class Ranked:
    """A player's row on a board; equal values share a rank."""

    rank: int
    player: int
    totals: Totals


@dataclass(frozen=True, slots=True)
class Page:
    """A page of a board: its rows, how many players the board lists, and the row of whoever looks, wherever that is.

    `number` is the page's own (from 0); `rounds` are those of whoever looks that count here, listed or not yet.
    """

    rows: tuple[Ranked, ...]
    players: int
    mine: Ranked | None
    number: int = 0
    rounds: int = 0

    @property
    def pages(self) -> int:
        """How many pages there are, at least one."""
        return max(1, -(-self.players // PAGE))


@dataclass(frozen=True, slots=True)
class Profile:
    """What a player has done in a server.

    `rank` is by points, `days` the points by the number of the day, of the last `DAYS` days that had any; `favourites`
    are the packs they have played most, with their rounds.
    """

    rank: int | None
    totals: Totals
    days: dict[int, int] = field(default_factory=dict[int, int])
    favourites: tuple[tuple[str, int], ...] = ()


class Boards:
    """The leaderboards. Every call raises `StoreDown` where the database can't be used."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def page(self, board: Board, metric: Metric, number: int, player: int) -> Page:
        """The page with this number (from 0), or the last one where there are fewer, as `player` sees it."""
        return await self._database.read(lambda connection: _page(connection, board, metric, number, player))

    async def profile(self, server: int, player: int, today: Moment) -> Profile | None:
        """What a player has done in a server; None where they have not played there."""
        return await self._database.read(lambda connection: _profile(connection, server, player, today))

    async def names(self, players: Collection[int]) -> dict[int, str]:
        """The names of those of the players who opted in to the boards of everywhere."""
        wanted = select(schema.players.c.id, schema.players.c.name).where(schema.players.c.id.in_(list(players)))
        found = await self._database.read(lambda connection: connection.execute(wanted).all())
        return {row.id: row.name for row in found}


_S = schema.scores.c


def _page(connection: Connection, board: Board, metric: Metric, number: int, player: int) -> Page:
    mine = _own(connection, board, metric, player)
    value = mine.totals.value(metric) if mine and mine.listed else None
    players, ahead = _count(connection, board, metric, value)
    number = max(0, min(number, (players - 1) // PAGE))
    rows = ranked(connection, board, metric, number * PAGE, PAGE, players)
    standing = Ranked(ahead + 1, player, mine.totals) if mine and mine.listed else None
    return Page(rows, players, standing, number, mine.totals.rounds if mine else 0)


def ranked(
    connection: Connection, board: Board, metric: Metric, first: int, most: int, players: int
) -> tuple[Ranked, ...]:
    """Up to `most` rows of a board that lists so many `players`, from the place `first` (from 0) on."""
    # With the row before them, for only where that is level with the first must the players ahead be counted.
    before = min(first, 1)
    found = _slice(connection, board, metric, first - before, most + before, players)
    rows: list[Ranked] = []
    for place, row in enumerate(found, first + 1 - before):
        totals = _totals(row)
        level = rows and rows[-1].totals.value(metric) == totals.value(metric)
        rows.append(Ranked(rows[-1].rank if level else place, row.player, totals))
    if len(rows) > 1 and before and rows[1].rank == rows[0].rank:
        rank = _rank(connection, board, metric, rows[0].totals.value(metric))
        rows = [replace(row, rank=rank) if row.rank == rows[0].rank else row for row in rows]
    return tuple(rows[before:])


def _slice(
    connection: Connection, board: Board, metric: Metric, first: int, most: int, players: int
) -> Sequence[Row[Any]]:
    """Some rows of a board in order, read from whichever end is nearer, for what lies before them is stepped over."""
    behind = max(0, players - first - most)
    if first <= behind:
        return connection.execute(_step(board, metric, first, most, best_first=True)).all()
    most = min(most, players - first)
    return connection.execute(_step(board, metric, behind, most, best_first=False)).all()[::-1]


def _step(board: Board, metric: Metric, over: int, most: int, *, best_first: bool) -> Select[Any]:
    """The rows behind so many that are stepped over along the metric's index alone; only these are looked up."""
    value, downwards = _S[metric.value], best_first is not (metric is Metric.FASTEST)
    # The index is read forwards or backwards as a whole.
    order = (value.desc(), _S.player.desc()) if downwards else (value, _S.player)
    keys = listed(board, metric, _S.player.label("key")).order_by(*order).limit(most).offset(over).subquery()
    return select(schema.scores).join(keys, (_S.board == board.id) & (_S.player == keys.c.key)).order_by(*order)


def _profile(connection: Connection, server: int, player: int, today: Moment) -> Profile | None:
    board = of_server(server, today, Period.ALL)
    mine = _own(connection, board, Metric.POINTS, player)
    if mine is None:
        return None
    rank = _rank(connection, board, Metric.POINTS, mine.totals.points) if mine.listed else None
    days = _days(connection, server, player, today)
    favourites = _favourites(connection, server, player, today.era)
    return Profile(rank, mine.totals, days, favourites)


def listed(board: Board, metric: Metric, *wanted: ColumnElement[Any]) -> Select[Any]:
    """Something of all rows that a board lists."""
    return select(*wanted).select_from(schema.scores).where(_S.board == board.id, schema.listed[metric])


def _better(metric: Metric, value: int | None) -> ColumnElement[bool]:
    column = _S[metric.value]
    return column < value if metric is Metric.FASTEST else column > value


def _count(connection: Connection, board: Board, metric: Metric, value: int | None) -> tuple[int, int]:
    """How many players a board lists, and how many of them are better than a value, in one walk along the index."""
    ahead: ColumnElement[int] = literal(0) if value is None else func.count().filter(_better(metric, value))
    row = connection.execute(listed(board, metric, func.count().label("players"), ahead.label("ahead"))).one()
    return row.players, row.ahead


def _rank(connection: Connection, board: Board, metric: Metric, value: int | None) -> int:
    return 1 + connection.execute(listed(board, metric, func.count()).where(_better(metric, value))).scalar_one()


@dataclass(frozen=True, slots=True)
class _Own:
    """What a player has done that counts on a board, and whether it lists them by a metric."""

    totals: Totals
    listed: bool


def _own(connection: Connection, board: Board, metric: Metric, player: int) -> _Own | None:
    wanted = select(schema.scores, schema.listed[metric].label("listed")).where(
        _S.board == board.id, _S.player == player
    )
    row = connection.execute(wanted).one_or_none()
    return None if row is None else _Own(_totals(row), bool(row.listed))


def _totals(row: Row[Any]) -> Totals:
    return Totals(row.points, row.wins, row.right, row.rounds, row.games, row.streak, row.fastest)


def _days(connection: Connection, server: int, player: int, today: Moment) -> dict[int, int]:
    days = range(today.day - DAYS + 1, today.day + 1)
    boards = {of_server(server, Moment(day, era=today.era), Period.TODAY).id: day for day in days}
    wanted = select(_S.board, _S.points).where(_S.player == player, _S.board.in_(list(boards)))
    return {boards[row.board]: row.points for row in connection.execute(wanted) if row.points}


def _favourites(connection: Connection, server: int, player: int, era: int) -> tuple[tuple[str, int], ...]:
    boards = schema.boards.c
    wanted = (
        select(boards.of, _S.rounds)
        .join(schema.boards, boards.id == _S.board)
        .where(_S.player == player, boards.server == server, boards.era == era)
        .where(boards.scope == Scope.PACK.value, boards.period == Period.ALL.value)
        .order_by(_S.rounds.desc(), boards.of)
        .limit(FAVOURITES)
    )
    found = connection.execute(wanted).all()
    return tuple((row.of, row.rounds) for row in found)
