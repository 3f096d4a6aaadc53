"""Reading leaderboards and profiles, each by indexes alone."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field, replace
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, func, select

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
_LISTED = {
    Metric.POINTS: _S.points > 0,
    Metric.WINS: _S.wins > 0,
    Metric.RIGHT: _S.right > 0,
    Metric.ACCURACY: _S.accuracy.is_not(None),
    Metric.STREAK: _S.streak > 0,
    Metric.FASTEST: _S.fastest.is_not(None),
}


def _page(connection: Connection, board: Board, metric: Metric, number: int, player: int) -> Page:
    players = connection.execute(listed(board, metric, func.count())).scalar_one()
    number = max(0, min(number, (players - 1) // PAGE))
    rows = ranked(connection, board, metric, number * PAGE, PAGE)
    mine = next((row for row in rows if row.player == player), None) or _ranked(connection, board, metric, player)
    rounds = mine.totals.rounds if mine else _rounds(connection, board, player)
    return Page(rows, players, mine, number, rounds)


def ranked(connection: Connection, board: Board, metric: Metric, first: int, most: int) -> tuple[Ranked, ...]:
    """Up to `most` rows of a board from the place `first` (from 0) on, on a connection of somebody's transaction."""
    # With the row before them, for only where that is level with the first must the players ahead be counted.
    before = min(first, 1)
    found = connection.execute(_ordered(board, metric).limit(most + before).offset(first - before)).all()
    rows: list[Ranked] = []
    for place, row in enumerate(found, first + 1 - before):
        totals = _totals(row)
        level = rows and rows[-1].totals.value(metric) == totals.value(metric)
        rows.append(Ranked(rows[-1].rank if level else place, row.player, totals))
    if len(rows) > 1 and before and rows[1].rank == rows[0].rank:
        rank = _rank(connection, board, metric, rows[0].totals.value(metric))
        rows = [replace(row, rank=rank) if row.rank == rows[0].rank else row for row in rows]
    return tuple(rows[before:])


def _profile(connection: Connection, server: int, player: int, today: Moment) -> Profile | None:
    board = of_server(server, today, Period.ALL)
    row = connection.execute(select(schema.scores).where(_S.board == board.id, _S.player == player)).one_or_none()
    if row is None:
        return None
    mine = _ranked(connection, board, Metric.POINTS, player)
    days = _days(connection, server, player, today)
    favourites = _favourites(connection, server, player, today.era)
    return Profile(mine.rank if mine else None, _totals(row), days, favourites)


def listed(board: Board, metric: Metric, *wanted: ColumnElement[Any]) -> Select[Any]:
    """Something of all rows that a board lists."""
    return select(*wanted).select_from(schema.scores).where(_S.board == board.id, _LISTED[metric])


def _ordered(board: Board, metric: Metric) -> Select[Any]:
    """The rows in the order of the metric's index, which is read forwards or backwards as a whole."""
    column = _S[metric.value]
    order = (column, _S.player) if metric is Metric.FASTEST else (column.desc(), _S.player.desc())
    return select(schema.scores).where(_S.board == board.id, _LISTED[metric]).order_by(*order)


def _rank(connection: Connection, board: Board, metric: Metric, value: int | None) -> int:
    column = _S[metric.value]
    better = column < value if metric is Metric.FASTEST else column > value
    return 1 + connection.execute(listed(board, metric, func.count()).where(better)).scalar_one()


def _ranked(connection: Connection, board: Board, metric: Metric, player: int) -> Ranked | None:
    """A player's row, if the board lists them."""
    mine = select(schema.scores).where(_S.board == board.id, _S.player == player, _LISTED[metric])
    row = connection.execute(mine).one_or_none()
    if row is None:
        return None
    totals = _totals(row)
    return Ranked(_rank(connection, board, metric, totals.value(metric)), player, totals)


def _rounds(connection: Connection, board: Board, player: int) -> int:
    """The rounds of a player that count on a board, which may not list them."""
    mine = select(_S.rounds).where(_S.board == board.id, _S.player == player)
    return connection.execute(mine).scalar() or 0


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
