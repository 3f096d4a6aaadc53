"""Roll-ups: what players earned is added to their rows on every leaderboard in the transaction that earned it.

Everything here runs on a connection of somebody's transaction.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, Connection, case, delete, func, literal, null, select, text
from sqlalchemy.dialects import postgresql, sqlite

from trivia.boards import FEWEST_ROUNDS, Board, Moment, Period, Scope, Totals, in_server, moment, over_all
from trivia.events import Award
from trivia.store import history, schema
from trivia.store.inserting import insert_into, insert_new

KEPT_DAYS = 7 * 12 + 7
"""Days of which a server's own boards are kept, for the pictures of the last twelve weeks."""
COUNTING = 20_261_126
"""The key of PostgreSQL's advisory lock: shared by those who add to boards, alone for those who work them out anew."""

Rows = dict[tuple[Board, int], Totals]
"""What is to be added, by board and player."""


@dataclass(frozen=True, slots=True)
class Where:
    """Where and when something counts: `when` by the server's days, `utc` by those of everywhere."""

    server: int | None
    channel: int
    when: Moment
    utc: Moment

    def boards(self, packs: frozenset[str], *, public: bool) -> Iterator[Board]:
        """The boards that it adds to, for a player who is `public` or not."""
        if self.server is not None:
            yield from in_server(self.server, self.channel, packs, self.when)
        if public:
            yield from over_all(self.utc)


_MOMENT = (schema.servers.c.zone, schema.servers.c.season, schema.servers.c.era)


def where(connection: Connection, game: int, at: float) -> Where:
    """Where this game is played, and the moment of `at` there; nobody works out boards anew until it has counted."""
    _lock(connection, alone=False)
    row = connection.execute(
        select(schema.games.c.server, schema.games.c.channel, *_MOMENT)
        .outerjoin_from(schema.games, schema.servers, schema.games.c.server == schema.servers.c.id)
        .where(schema.games.c.id == game)
    ).one()
    when = moment(at, ZoneInfo(row.zone or "UTC"), row.season or 1, row.era or 0)
    return Where(row.server, row.channel, when, moment(at))


def add_round(
    connection: Connection, place: Where, question: str, guessed: Collection[int], awards: Sequence[Award]
) -> None:
    """Add a round: what it earned, and that these players tried."""
    earned: dict[int, Totals] = {player: Totals(rounds=1) for player in guessed}
    for award in awards:
        fastest = round(award.elapsed * 1000)
        before = earned.get(award.player, Totals(rounds=1))
        right = 0 if before.right else 1  # several members of a list are one round
        earned[award.player] = before + Totals(award.points, 0, right, streak=award.streak, fastest=fastest)
    add(connection, place, frozenset({question.partition("/")[0]}), earned)


def add_game(connection: Connection, place: Where, packs: frozenset[str], won: Mapping[int, bool]) -> None:
    """Add a game that is over: who played it, and whether they won. It counts for a pack if all of it was of that."""
    earned = {player: Totals(wins=int(winner), games=1) for player, winner in won.items()}
    add(connection, place, packs if len(packs) == 1 else frozenset(), earned)


def add(connection: Connection, place: Where, packs: frozenset[str], earned: Mapping[int, Totals]) -> None:
    """Add what these players earned to all boards of the place."""
    public = _public(connection, earned)
    rows = {
        (board, player): totals
        for player, totals in earned.items()
        for board in place.boards(packs, public=player in public)
    }
    _write(connection, rows)


def recompute(connection: Connection, player: int, at: float) -> None:
    """Work out all rows of a player anew from what was written down: streaks and bests can't be counted down."""
    _lock(connection, alone=True)
    connection.execute(delete(schema.scores).where(schema.scores.c.player == player))
    rows: Rows = {}
    public, now = player in _public(connection, [player]), moment(at)
    eras: dict[int, frozenset[int]] = {}
    for past in history.of_player(connection, player, now.day - KEPT_DAYS):
        server = past.server
        if server is not None and server not in eras:
            eras[server] = _eras_kept(connection, server)
        counts = server is not None and past.when.era in eras[server]
        place = Where(server if counts else None, past.channel, past.when, past.utc)
        for board in place.boards(past.packs, public=public):
            if is_kept(board, now):
                rows[board, player] = rows.get((board, player), Totals()) + past.totals
    _write(connection, rows)


def _eras_kept(connection: Connection, server: int) -> frozenset[int]:
    """The eras of a server that have leaderboards: the one that runs, and those that were set aside by a reset."""
    runs = select(schema.servers.c.era).where(schema.servers.c.id == server)
    aside = select(schema.resets.c.era).where(schema.resets.c.server == server)
    return frozenset({connection.execute(runs).scalar() or 0, *connection.execute(aside).scalars()})


def recompute_all(connection: Connection) -> None:
    """Work out everybody's rows anew, as of the last round."""
    latest = connection.execute(select(func.max(schema.rounds.c.at))).scalar()
    for player in connection.execute(select(schema.played.c.player).distinct()).scalars().all():
        recompute(connection, player, latest or 0.0)


def is_kept(board: Board, now: Moment) -> bool:
    """Whether anyone can still look at the board; a day longer than it is shown, since zones differ by a day."""
    if board.period in (Period.SEASON, Period.ALL):
        return True
    if board.period is Period.TODAY and board.scope is Scope.SERVER:
        return board.start > now.day - KEPT_DAYS
    return board.start >= Moment(now.day - 1).start(board.period)


def alone(connection: Connection) -> None:
    """Wait for those who are adding to boards, and keep others from it until the transaction ends."""
    _lock(connection, alone=True)


def _lock(connection: Connection, *, alone: bool) -> None:
    # SQLite has one writer at a time anyway.
    if connection.dialect.name == "postgresql":
        shared = "" if alone else "_shared"
        connection.execute(text(f"SELECT pg_advisory_xact_lock{shared}(:key)"), {"key": COUNTING})


def _public(connection: Connection, players: Iterable[int]) -> frozenset[int]:
    """Those of the players who opted in to the boards of everywhere."""
    wanted = select(schema.players.c.id).where(schema.players.c.id.in_(list(players)))
    return frozenset(connection.execute(wanted).scalars())


def packs_of(connection: Connection, game: int) -> frozenset[str]:
    """The packs that the rounds of a game were of."""
    asked = connection.execute(select(schema.rounds.c.question).where(schema.rounds.c.game == game)).scalars()
    return frozenset[str]().union(*map(_pack, asked))


def _pack(question: str) -> frozenset[str]:
    return frozenset({question.partition("/")[0]})


def _write(connection: Connection, rows: Rows) -> None:
    if not rows:
        return
    # In one order everywhere, so that no two transactions wait for each other.
    ordered = sorted(rows.items(), key=lambda row: (row[0][0].id, row[0][1]))
    boards = {board.id: board for board, _ in rows}
    insert_new(connection, schema.boards, [_board(boards[number]) for number in sorted(boards)])
    connection.execute(
        _adding(connection.dialect.name), [_score(board, player, totals) for (board, player), totals in ordered]
    )


def _board(board: Board) -> dict[str, object]:
    named: dict[str, object] = {"scope": board.scope.value, "server": board.server, "of": board.of}
    return named | {"id": board.id, "period": board.period.value, "start": board.start, "era": board.era}


def _score(board: Board, player: int, totals: Totals) -> dict[str, object]:
    return {
        "board": board.id,
        "player": player,
        "points": totals.points,
        "wins": totals.wins,
        "right": totals.right,
        "rounds": totals.rounds,
        "games": totals.games,
        "streak": totals.streak,
        "fastest": totals.fastest,
        "accuracy": totals.accuracy,
    }


@cache
def _adding(dialect: str) -> postgresql.Insert | sqlite.Insert:
    insert = insert_into(dialect, schema.scores)
    return insert.on_conflict_do_update(index_elements=["board", "player"], set_=_added(insert))


def _added(insert: postgresql.Insert | sqlite.Insert) -> dict[str, ColumnElement[Any]]:
    """What a row is after what is inserted was added to it."""
    old, new = schema.scores.c, insert.excluded
    right, rounds = old.right + new.right, old.rounds + new.rounds
    changed: dict[str, ColumnElement[Any]] = {
        name: old[name] + new[name] for name in ("points", "wins", "right", "rounds", "games")
    }
    changed["streak"] = case((new.streak > old.streak, new.streak), else_=old.streak)
    quicker = old.fastest.is_(None) | (new.fastest < old.fastest)
    changed["fastest"] = case((quicker, new.fastest), else_=old.fastest)
    changed["accuracy"] = case((rounds >= FEWEST_ROUNDS, right * literal(1000) // rounds), else_=null())
    return changed


def move(connection: Connection, board: Board, to: Board) -> None:
    """Add all rows of a board to those of another, and remove it."""
    insert_new(connection, schema.boards, [_board(to)])
    names = [column.name for column in schema.scores.c if column.name != "board"]
    rows = select(literal(to.id), *(schema.scores.c[name] for name in names)).where(schema.scores.c.board == board.id)
    insert = insert_into(connection.dialect.name, schema.scores)
    adding = insert.from_select(["board", *names], rows)
    connection.execute(adding.on_conflict_do_update(index_elements=["board", "player"], set_=_added(insert)))
    connection.execute(delete(schema.scores).where(schema.scores.c.board == board.id))
    connection.execute(delete(schema.boards).where(schema.boards.c.id == board.id))
