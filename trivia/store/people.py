"""What is kept of a person: told, handed over, removed; and whether the boards of everywhere show them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    Select,
    Subquery,
    case,
    delete,
    func,
    insert,
    literal,
    select,
    update,
)
from sqlalchemy.sql.base import ReadOnlyColumnCollection

from trivia.boards import Scope
from trivia.store import rollups, schema
from trivia.store.audit import Thing
from trivia.store.database import Database
from trivia.store.tidying import needed_longer

NOBODY = 0
"""The player who stands for all who were erased."""
ROWS = 500
"""Rows that are handed over at once, and values in one statement."""

Rows = Sequence[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Kept:
    """How much is kept of a person.

    `close` are those of the `guesses` that outlive their game, the last of them made at `last_close`; `name` is theirs
    on the boards of everywhere, if they opted in to them. `changes` are what they did in the logs of servers, `brought`
    what they suggested, reported and appealed for, `barred` the servers that do not let them play.
    """

    servers: int = 0
    games: int = 0
    rounds: int = 0
    points: int = 0
    started: int = 0
    podiums: int = 0
    guesses: int = 0
    close: int = 0
    last_close: float | None = None
    name: str | None = None
    changes: int = 0
    brought: int = 0
    barred: int = 0

    @property
    def nothing(self) -> bool:
        """Whether there is nothing at all."""
        return self == Kept()


class People:
    """What is kept of people. Every call raises `StoreDown` where the database can't be used."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def kept(self, player: int) -> Kept:
        """How much is kept of this person."""
        return await self._database.read(lambda connection: _kept(connection, player))

    async def everything(self, player: int, take: Callable[[str, Rows], None]) -> None:
        """Hand over all that is kept of this person, some rows at a time, by what they are, beside the event loop."""

        def work(connection: Connection) -> None:
            for section, wanted in _everything(player).items():
                found = connection.execute(wanted, execution_options={"yield_per": ROWS}).mappings()
                for rows in found.partitions():
                    take(section, [dict(row) for row in rows])

        await self._database.read(work)

    async def erase(self, player: int) -> None:
        """Remove this person. What others share with them stays as it is: the sums of games, the places of podiums.

        That a server does not let them play stays too, for it is the server's: else whoever is barred could lift it.
        """
        # Read before the transaction, for no index leads there: a game that begins meanwhile is a running one.
        mine = select(_GAMES.id).where(_GAMES.starter == player)
        started = await self._database.read(lambda connection: connection.execute(mine).scalars().all())
        await self._database.write(lambda connection: _erase(connection, player, started))

    async def show_everywhere(self, player: int, name: str, at: float) -> None:
        """Put this person onto the boards of everywhere under this name, with all that they earned before."""

        def work(connection: Connection) -> None:
            rollups.alone(connection)
            connection.execute(delete(schema.players).where(schema.players.c.id == player))
            connection.execute(insert(schema.players), {"id": player, "name": name})
            rollups.recompute(connection, player, at)

        await self._database.write(work)

    async def hide_everywhere(self, player: int) -> None:
        """Take this person off the boards of everywhere."""

        def work(connection: Connection) -> None:
            rollups.alone(connection)
            connection.execute(delete(schema.players).where(schema.players.c.id == player))
            boards = select(schema.boards.c.id).where(schema.boards.c.scope == Scope.EVERYWHERE.value)
            mine = schema.scores.c.player == player
            connection.execute(delete(schema.scores).where(mine, schema.scores.c.board.in_(boards)))

        await self._database.write(work)


_GAMES, _ROUNDS, _AWARDS = schema.games.c, schema.rounds.c, schema.awards.c
_PLAYED, _TRIED, _GUESSES = schema.played.c, schema.tried.c, schema.guesses.c
_SCORES, _BOARDS, _PODIUMS = schema.scores.c, schema.boards.c, schema.podiums.c
_LAPS, _AUDIT, _REVIEWS = schema.laps.c, schema.audit.c, schema.reviews.c


def _kept(connection: Connection, player: int) -> Kept:
    def one(wanted: Select[Any]) -> Any:  # noqa: ANN401 (a number, a text or nothing)
        return connection.execute(wanted).scalar()

    close = _GUESSES.player == player, needed_longer()
    return Kept(
        servers=one(_played(player, func.count(_GAMES.server.distinct()))),
        games=one(_played(player, func.count())),
        rounds=one(_tried(player, func.count())),
        points=one(_earned(player, func.coalesce(func.sum(_AWARDS.points), 0))),
        started=one(select(func.count()).where(_GAMES.starter == player)),
        podiums=one(select(func.count()).where(_PODIUMS.player == player)),
        guesses=one(select(func.count()).where(_GUESSES.player == player)),
        close=one(select(func.count()).where(*close)),
        last_close=one(select(func.max(_GUESSES.at)).where(*close)),
        name=one(select(schema.players.c.name).where(schema.players.c.id == player)),
        changes=one(select(func.count()).where(_AUDIT.who == player)),
        brought=one(select(func.count()).where(_REVIEWS.who == player)),
        barred=one(select(func.count()).where(schema.barred.c.player == player)),
    )


def _everything(player: int) -> dict[str, Select[Any]]:
    """The rows that hold something of this person, by what they are."""
    game = [_GAMES.id.label("game"), *_named(_GAMES, "server", "channel", "started", "ended", "reason")]
    tried = _named(_ROUNDS, "game", "number", "question", "outcome", "at")
    earned = _named(_AWARDS, "game", "number", "guess", "points", "elapsed", "streak", "shared", "at")
    guessed = _named(_GUESSES, "game", "number", "guess", "text", "ruling", "at")
    board = _named(_BOARDS, "scope", "server", "of", "period", "start", "era")
    changed = _named(_AUDIT, "server", "at", "verb", "thing", "of", "before", "after")
    totals = _named(_SCORES, "points", "wins", "right", "rounds", "games", "streak", "fastest", "accuracy")
    podium = _named(_PODIUMS, "server", "season", "rank", "points", "wins")
    brought = _named(_REVIEWS, "server", "cause", "question", "at", "body", "decision")
    drawn = _named(_LAPS, "pack", "difficulty", "start", "size", "drawn")
    asked = (_ROUNDS.game == _AWARDS.game) & (_ROUNDS.number == _AWARDS.number)
    alone = select(_GAMES.channel).where(_GAMES.starter == player, _GAMES.server.is_(None))
    boards = select(*board, *totals).join(schema.scores, _BOARDS.id == _SCORES.board)
    return {
        "name on the boards of everywhere": select(schema.players.c.name).where(schema.players.c.id == player),
        "games played": _played(player, *game, _PLAYED.won).order_by(_GAMES.id),
        "games started": select(*game, *_named(_GAMES, "wish")).where(_GAMES.starter == player).order_by(_GAMES.id),
        "rounds tried": _tried(player, *tried).order_by(_ROUNDS.game, _ROUNDS.number),
        "points earned": _earned(player, _ROUNDS.question, *earned).join(schema.rounds, asked).order_by(*earned[:3]),
        "guesses kept": select(*guessed).where(_GUESSES.player == player).order_by(*guessed[:3]),
        "rows of leaderboards": boards.where(_SCORES.player == player).order_by(*board),
        "questions drawn in direct messages": select(*drawn).where(_LAPS.place.in_(alone)),
        "places on podiums": select(*podium).where(_PODIUMS.player == player),
        "changes in the logs of servers": select(*changed).where(_AUDIT.who == player).order_by(_AUDIT.id),
        "brought to the editors of servers": select(*brought).where(_REVIEWS.who == player).order_by(_REVIEWS.id),
        "servers that do not let you play": select(schema.barred.c.server).where(schema.barred.c.player == player),
    }


def _named(columns: ReadOnlyColumnCollection[str, Column[Any]], *names: str) -> list[ColumnElement[Any]]:
    return [columns[name] for name in names]


def _played(player: int, *wanted: ColumnElement[Any]) -> Select[Any]:
    games = select(*wanted).select_from(schema.played).join(schema.games, _GAMES.id == _PLAYED.game)
    return games.where(_PLAYED.player == player)


def _tried(player: int, *wanted: ColumnElement[Any]) -> Select[Any]:
    tried = _played(player, *wanted).join(schema.tried, (_TRIED.game == _GAMES.id) & (_TRIED.player == player))
    return tried.join(schema.rounds, (_ROUNDS.game == _GAMES.id) & (_ROUNDS.number == _TRIED.number))


def _earned(player: int, *wanted: ColumnElement[Any]) -> Select[Any]:
    return _played(player, *wanted).join(schema.awards, (_AWARDS.game == _GAMES.id) & (_AWARDS.player == player))


def _erase(connection: Connection, player: int, started: Sequence[int]) -> None:
    rollups.alone(connection)
    for start in range(0, len(started), ROWS):
        some = _GAMES.id.in_(started[start : start + ROWS])
        _forget_conversations(connection, some)
        _forget_snapshots(connection, some)
        connection.execute(update(schema.games).where(some).values(starter=NOBODY))
    played = select(_PLAYED.game).where(_PLAYED.player == player)
    _forget_snapshots(connection, _GAMES.id.in_(played))
    _disown_awards(connection, player, played)
    connection.execute(delete(schema.tried).where(_TRIED.game.in_(played), _TRIED.player == player))
    connection.execute(update(schema.podiums).where(_PODIUMS.player == player).values(player=NOBODY))
    connection.execute(update(schema.audit).where(_AUDIT.who == player).values(who=None))
    connection.execute(update(schema.editions).where(schema.editions.c.who == player).values(who=None))
    connection.execute(delete(schema.reviews).where(_REVIEWS.who == player))
    connection.execute(update(schema.reviews).where(_REVIEWS.by == player).values(by=None))
    about = (_AUDIT.thing == Thing.PLAYER.value) & (_AUDIT.of == str(player))
    connection.execute(update(schema.audit).where(about).values(of=""))
    for column in (_PLAYED.player, _GUESSES.player, _SCORES.player, schema.players.c.id):
        connection.execute(delete(column.table).where(column == player))


def _forget_conversations(connection: Connection, which: ColumnElement[bool]) -> None:
    """Forget those of these games that were played in a direct message, which nobody else has a part in."""
    alone = which & _GAMES.server.is_(None)
    places = select(_GAMES.channel).where(alone)
    connection.execute(delete(schema.laps).where(schema.laps.c.place.in_(places)))
    connection.execute(delete(schema.games).where(alone, _GAMES.ended.is_not(None)))


def _forget_snapshots(connection: Connection, which: ColumnElement[bool]) -> None:
    """Forget where those of these games stood that are over, for that names their players."""
    over = which & _GAMES.ended.is_not(None) & (_GAMES.state != "")
    connection.execute(update(schema.games).where(over).values(plan="", state=""))


def _disown_awards(connection: Connection, player: int, played: Select[Any]) -> None:
    """Leave what this person earned to nobody, under keys that lead to no message."""
    anew = _numbered(player, played)
    this = (_AWARDS.game == anew.c.game) & (_AWARDS.guess == anew.c.guess)
    connection.execute(update(schema.awards).where(this).values(player=NOBODY, guess=anew.c.number))


def _numbered(player: int, played: Select[Any]) -> Subquery:
    """This person's awards, and a number for each that no award of its game has: below 0, and below all there are."""
    other = schema.awards.alias()
    lowest = select(func.min(other.c.guess)).where(other.c.game == _AWARDS.game).scalar_subquery()
    base = case((lowest < 0, lowest), else_=literal(0))
    place = func.row_number().over(partition_by=_AWARDS.game, order_by=_AWARDS.guess)
    mine = _AWARDS.game.in_(played), _AWARDS.player == player
    return select(_AWARDS.game, _AWARDS.guess, (base - place).label("number")).where(*mine).subquery()
