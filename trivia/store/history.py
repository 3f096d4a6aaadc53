"""What a player has done, added up by the database from what was written down of each round and game."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Integer,
    Row,
    Select,
    Subquery,
    Table,
    case,
    cast,
    func,
    literal,
    select,
)

from trivia.boards import Moment, Totals, moment
from trivia.store import schema

LONG_AGO = 1
"""The day that stands for all days that no board of a day, a week or a month shows any more."""


@dataclass(frozen=True, slots=True)
class Past:
    """What a player did in one place: `when` by the server's days, `utc` by those of everywhere."""

    server: int | None
    channel: int
    when: Moment
    utc: Moment
    packs: frozenset[str]
    totals: Totals


def of_player(connection: Connection, player: int, since: int) -> Iterator[Past]:
    """All that a player did; what is older than the day `since` is not told apart by its day."""
    yield from _rounds(connection, player, since)
    yield from _games(connection, player, since)


def _rounds(connection: Connection, player: int, since: int) -> Iterator[Past]:
    each = _each_round(connection, player, since)
    columns = each.c
    fastest = func.min(columns.fastest).label("fastest")
    right = func.sum(case((columns.awards > 0, 1), else_=0)).label("right")
    streak = func.max(columns.streak).label("streak")
    for row in _by_place(connection, each, func.sum(columns.points).label("points"), right, streak, fastest):
        quickest = None if row.fastest is None else round(row.fastest * 1000)
        totals = Totals(int(row.points), 0, int(row.right), row.times, streak=row.streak, fastest=quickest)
        yield _past(row, totals)


def _games(connection: Connection, player: int, since: int) -> Iterator[Past]:
    each = _each_game(connection, player, since)
    for row in _by_place(connection, each, func.sum(case((each.c.won, 1), else_=0)).label("wins")):
        yield _past(row, Totals(wins=int(row.wins), games=row.times))


def _each_round(connection: Connection, player: int, since: int) -> Subquery:
    tried, rounds, awards, games = schema.tried.c, schema.rounds.c, schema.awards.c, schema.games.c
    mine = (awards.game == games.id) & (awards.number == tried.number) & (awards.player == player)
    return (
        select(
            *_place(connection, schema.rounds, rounds.at, since),
            func.min(_pack(connection, rounds.question)).label("pack"),
            func.coalesce(func.sum(awards.points), 0).label("points"),
            func.count(awards.points).label("awards"),
            func.coalesce(func.max(awards.streak), 0).label("streak"),
            func.min(awards.elapsed).label("fastest"),
        )
        .select_from(schema.played)
        .join(schema.games, games.id == schema.played.c.game)
        .join(schema.tried, (tried.game == games.id) & (tried.player == player))
        .join(schema.rounds, (rounds.game == games.id) & (rounds.number == tried.number))
        .outerjoin(schema.awards, mine)
        .where(schema.played.c.player == player)
        .group_by(games.id, rounds.game, rounds.number)
        .subquery()
    )


def _each_game(connection: Connection, player: int, since: int) -> Subquery:
    """The games that had an end for their players; one counts for a pack if all of it was of that."""
    games, played = schema.games.c, schema.played.c
    pack = _pack(connection, schema.rounds.c.question)
    return (
        select(
            *_place(connection, schema.games, games.ended, since),
            case((func.min(pack) == func.max(pack), func.min(pack)), else_="").label("pack"),
            played.won,
        )
        .select_from(schema.played)
        .join(schema.games, games.id == played.game)
        .outerjoin(schema.rounds, schema.rounds.c.game == games.id)
        .where(played.player == player, games.day.is_not(None))
        .group_by(games.id, played.game, played.player)
        .subquery()
    )


_FIRST_DAY = moment(0.0).day
_PLACE = ("server", "channel", "day", "season", "era", "utc", "pack")


def _place(
    connection: Connection, moments: Table, at: ColumnElement[Any], since: int
) -> tuple[ColumnElement[Any], ...]:
    """Where and when something counts: the moments are columns of that table."""
    # A cast cuts in SQLite, and rounds in PostgreSQL; not every SQLite knows floor().
    days = func.floor(at / 86_400) if connection.dialect.name == "postgresql" else at / literal(86_400)
    utc = cast(days, Integer) + _FIRST_DAY
    games, day = schema.games.c, moments.c.day
    return (
        games.server,
        games.channel,
        case((day < since, LONG_AGO), else_=day).label("day"),
        moments.c.season.label("season"),
        moments.c.era.label("era"),
        case((utc < since, LONG_AGO), else_=utc).label("utc"),
    )


def _pack(connection: Connection, question: ColumnElement[str]) -> ColumnElement[str]:
    if connection.dialect.name == "postgresql":
        return func.split_part(question, "/", 1)
    return func.substr(question, 1, func.instr(question, "/") - 1)


def _by_place(connection: Connection, each: Subquery, *sums: ColumnElement[Any]) -> Iterator[Row[Any]]:
    place = [each.c[name] for name in _PLACE]
    wanted: Select[Any] = select(*place, func.count().label("times"), *sums).group_by(*place)
    yield from connection.execute(wanted)


def _past(row: Row[Any], totals: Totals) -> Past:
    when, utc = Moment(row.day, row.season, row.era), Moment(row.utc)
    return Past(row.server, row.channel, when, utc, frozenset({row.pack} - {""}), totals)
