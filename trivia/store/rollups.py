"""Roll-ups: what players earned is added to their rows on every leaderboard in the transaction that earned it.

Everything here runs on a connection of somebody's transaction.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from operator import itemgetter
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, Connection, Table, bindparam, case, delete, func, literal, null, select, text

from trivia.boards import FEWEST_ROUNDS, Board, Moment, Period, Scope, Totals, in_server, moment, over_all
from trivia.events import Record
from trivia.store import history, schema
from trivia.store.inserting import Insert, Into, insert_all, insert_into, insert_new

KEPT_DAYS = 7 * 12 + 7
"""Days of which a server's own boards are kept, for the pictures of the last twelve weeks."""
COUNTING = 20_261_126
"""The key of PostgreSQL's advisory lock: shared by those who add to boards, alone for those who work them out anew."""

Sums = dict[tuple[Board, int], Totals]
"""What is to be added, by board and player."""


@dataclass(frozen=True, slots=True)
class Where:
    """Where and when something counts: `when` by the server's days, `utc` by those of everywhere.

    `public` are those, of whoever may earn something here, who opted in to the boards of everywhere.
    """

    server: int | None
    channel: int
    when: Moment
    utc: Moment
    public: frozenset[int] = frozenset()

    def boards(self, packs: frozenset[str], player: int) -> Iterator[Board]:
        """The boards to which it adds what this player earned."""
        if self.server is not None:
            yield from in_server(self.server, self.channel, packs, self.when)
        if player in self.public:
            yield from over_all(self.utc)


# Made once, for to make a statement takes as long as to do it.
_GAMES, _SERVERS, _PLAYERS = schema.games.c, schema.servers.c, schema.players.c
_WHERE = (
    select(_GAMES.server, _GAMES.channel, _SERVERS.zone, _SERVERS.season, _SERVERS.era, _PLAYERS.id.label("public"))
    .outerjoin_from(schema.games, schema.servers, _GAMES.server == _SERVERS.id)
    .outerjoin(schema.players, _PLAYERS.id.in_(bindparam("players", expanding=True)))
    .where(_GAMES.id == bindparam("game"))
)
_PUBLIC = select(_PLAYERS.id).where(_PLAYERS.id.in_(bindparam("players", expanding=True)))
_LOCKS = {
    alone: text(f"SELECT pg_advisory_xact_lock{'' if alone else '_shared'}({COUNTING})") for alone in (True, False)
}


def where(connection: Connection, game: int, at: float, players: Collection[int]) -> Where:
    """Where this game is played, the moment of `at` there, and who of the players is public.

    Nobody works out boards anew until it has counted.
    """
    _lock(connection, alone=False)
    found = connection.execute(_WHERE, {"game": game, "players": list(players)}).all()
    row = found[0]
    when = moment(at, ZoneInfo(row.zone or "UTC"), row.season or 1, row.era or 0)
    return Where(row.server, row.channel, when, moment(at), frozenset(row.public for row in found) - {None})


def adding_round(place: Where, record: Record) -> tuple[Into, ...]:
    """What a round adds to the boards of the place: what it earned, and that its players tried."""
    earned: dict[int, Totals] = {player: Totals(rounds=1) for player in record.guessed}
    for award in record.awards:
        fastest = round(award.elapsed * 1000)
        before = earned.get(award.player, Totals(rounds=1))
        right = 0 if before.right else 1  # several members of a list are one round
        earned[award.player] = before + Totals(award.points, 0, right, streak=award.streak, fastest=fastest)
    return adding(place, _pack(record.question), earned)


def adding_game(place: Where, packs: frozenset[str], won: Mapping[int, bool]) -> tuple[Into, ...]:
    """What a game that is over adds: who played it, and who won. It counts for a pack if all of it was of that."""
    earned = {player: Totals(wins=int(winner), games=1) for player, winner in won.items()}
    return adding(place, packs if len(packs) == 1 else frozenset(), earned)


def adding(place: Where, packs: frozenset[str], earned: Mapping[int, Totals]) -> tuple[Into, ...]:
    """What these players earned, as it is added to all boards of the place."""
    return _inserts(
        {(board, player): totals for player, totals in earned.items() for board in place.boards(packs, player)}
    )


def recompute(connection: Connection, player: int, at: float) -> None:
    """Work out all rows of a player anew from what was written down: streaks and bests can't be counted down."""
    _lock(connection, alone=True)
    connection.execute(delete(schema.scores).where(schema.scores.c.player == player))
    sums: Sums = {}
    public, now = public_of(connection, [player]), moment(at)
    eras: dict[int, frozenset[int]] = {}
    for past in history.of_player(connection, player, now.day - KEPT_DAYS):
        server = past.server
        if server is not None and server not in eras:
            eras[server] = _eras_kept(connection, server)
        counts = server is not None and past.when.era in eras[server]
        place = Where(server if counts else None, past.channel, past.when, past.utc, public)
        for board in place.boards(past.packs, player):
            if is_kept(board, now):
                sums[board, player] = sums.get((board, player), Totals()) + past.totals
    insert_all(connection, *_inserts(sums))


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
        connection.execute(_LOCKS[alone])


def public_of(connection: Connection, players: Iterable[int]) -> frozenset[int]:
    """Those of the players who opted in to the boards of everywhere."""
    return frozenset(connection.execute(_PUBLIC, {"players": list(players)}).scalars())


def packs_of(connection: Connection, game: int) -> frozenset[str]:
    """The packs that the rounds of a game were of."""
    asked = connection.execute(select(schema.rounds.c.question).where(schema.rounds.c.game == game)).scalars()
    return frozenset[str]().union(*map(_pack, asked))


def _pack(question: str) -> frozenset[str]:
    return frozenset({question.partition("/")[0]})


def _inserts(sums: Sums) -> tuple[Into, ...]:
    # In one order everywhere, so that no two transactions wait for each other.
    boards = {board: board.id for board, _ in sums}
    rows = [(boards[board], player, totals) for (board, player), totals in sums.items()]
    return (
        Into(schema.boards, [_board(board) for board in sorted(boards, key=boards.__getitem__)]),
        Into(schema.scores, [_score(*row) for row in sorted(rows, key=itemgetter(0, 1))], _add),
    )


def _board(board: Board) -> dict[str, object]:
    named: dict[str, object] = {"scope": board.scope.value, "server": board.server, "of": board.of}
    return named | {"id": board.id, "period": board.period.value, "start": board.start, "era": board.era}


def _score(board: int, player: int, totals: Totals) -> dict[str, object]:
    return {
        "board": board,
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


def _add(insert: Insert, table: Table) -> Insert:
    """What is inserted is added to them."""
    old, new = table.c, insert.excluded
    right, rounds = old.right + new.right, old.rounds + new.rounds
    changed: dict[str, ColumnElement[Any]] = {
        name: old[name] + new[name] for name in ("points", "wins", "right", "rounds", "games")
    }
    changed["streak"] = case((new.streak > old.streak, new.streak), else_=old.streak)
    quicker = old.fastest.is_(None) | (new.fastest < old.fastest)
    changed["fastest"] = case((quicker, new.fastest), else_=old.fastest)
    changed["accuracy"] = case((rounds >= FEWEST_ROUNDS, right * literal(1000) // rounds), else_=null())
    return insert.on_conflict_do_update(index_elements=["board", "player"], set_=changed)


def move(connection: Connection, board: Board, to: Board) -> None:
    """Add all rows of a board to those of another, and remove it."""
    insert_new(connection, schema.boards, [_board(to)])
    names = [column.name for column in schema.scores.c if column.name != "board"]
    rows = select(literal(to.id), *(schema.scores.c[name] for name in names)).where(schema.scores.c.board == board.id)
    insert = insert_into(connection.dialect.name, schema.scores).from_select(["board", *names], rows)
    connection.execute(_add(insert, schema.scores))
    connection.execute(delete(schema.scores).where(schema.scores.c.board == board.id))
    connection.execute(delete(schema.boards).where(schema.boards.c.id == board.id))
