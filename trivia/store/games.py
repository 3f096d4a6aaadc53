"""Games and what they earned: a snapshot and its awards are one transaction, written before anything is said."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass, replace

from sqlalchemy import Connection, bindparam, insert, select, update

from trivia.events import Reason, Record
from trivia.state import Snapshot
from trivia.store import codec, rollups, schema
from trivia.store.database import Database
from trivia.store.inserting import Into, insert_all, insert_once
from trivia.store.records import counting
from trivia.store.rollups import Where
from trivia.tally import standings

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Saved:
    """A game that was begun: where it is played, what was wished for (the bot's own text), and where it stands."""

    server: int | None
    channel: int
    wish: str
    snapshot: Snapshot


class Games:
    """The games in the database. Every call raises `StoreDown` where that can't be used."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def begin(self, saved: Saved, at: float) -> None:
        """Write down a game before its first question."""
        plan = saved.snapshot.plan
        row = {
            "id": plan.game,
            "server": saved.server,
            "channel": saved.channel,
            "starter": plan.starter,
            "plan": codec.plan_text(plan),
            "wish": saved.wish,
            "state": codec.state_text(saved.snapshot.state),
            "started": at,
        }

        await self._database.write(lambda connection: connection.execute(insert(schema.games), row))

    async def keep(
        self, snapshot: Snapshot, records: Sequence[Record], at: float, reason: Reason | None = None
    ) -> None:
        """Write down where a game stands and what its rounds earned; with a `reason` it is over.

        A round counts once, as it was written first, whoever writes it again.
        """
        state = codec.state_text(snapshot.state)
        players = {player for record in records for player in record.guessed}

        def work(connection: Connection) -> None:
            # First of all, since whoever works out boards anew waits for us before they touch a game.
            place = rollups.where(connection, snapshot.plan.game, at, players) if records or reason else None
            connection.execute(_STAND, {"this": snapshot.plan.game, "state": state})
            if place is not None:
                for record in records:
                    _keep_round(connection, place, record, at)
                if reason is not None:
                    _end(connection, place, snapshot, at, reason)

        await self._database.write(work)

    async def unfinished(self) -> list[Saved]:
        """The games that are not over, the oldest first. One that this version can't read is left as it is."""
        columns = schema.games.c
        rows = (
            select(columns.id, columns.server, columns.channel, columns.wish, columns.plan, columns.state)
            .where(columns.ended.is_(None))
            .order_by(columns.id)
        )
        found = await self._database.read(lambda connection: connection.execute(rows).all())
        games: list[Saved] = []
        for row in found:
            try:
                games.append(Saved(row.server, row.channel, row.wish, codec.snapshot(row.plan, row.state)))
            except ValueError as error:
                log.warning("game %s can't be read and is not taken up: %s", row.id, error)
        return games

    async def abandon(self, game: int, at: float, reason: str) -> None:
        """Close a game that can't be taken up again."""
        done = (
            update(schema.games)
            .where(schema.games.c.id == game, schema.games.c.ended.is_(None))
            .values(ended=at, reason=reason)
        )
        await self._database.write(lambda connection: connection.execute(done))


_STAND = update(schema.games).where(schema.games.c.id == bindparam("this")).values(state=bindparam("state"))
"""Write down where a game stands. Made once, for to make a statement takes as long as to do it."""


def _keep_round(connection: Connection, place: Where, record: Record, at: float) -> None:
    played = [{"game": record.game, "player": player} for player in sorted(record.guessed)]
    insert_once(
        connection,
        Into(schema.rounds, [_round(record, place, at)]),
        Into(schema.awards, _awards(record, at)),
        Into(schema.guesses, _guesses(record)),
        Into(schema.tried, [row | {"number": record.number} for row in played]),
        Into(schema.played, played),
        *counting(record),
        *rollups.adding_round(place, record),
    )


UNANNOUNCED = (Reason.GONE, Reason.REPLACED)
"""Ends that nobody is told of: who would have won is not said, and does not count."""


def _end(connection: Connection, place: Where, snapshot: Snapshot, at: float, reason: Reason) -> None:
    """Close a game, once: who played it, and who won. Alone one plays, but beats nobody."""
    game = snapshot.plan.game
    told = reason not in UNANNOUNCED
    when = place.when
    moment = {"day": when.day, "season": when.season, "era": when.era} if told else {}
    this = schema.games.c.id == game, schema.games.c.ended.is_(None)
    ending = update(schema.games).where(*this).values(ended=at, reason=reason.value, **moment)
    if not connection.execute(ending).rowcount or not told:
        return
    players = connection.execute(select(schema.played.c.player).where(schema.played.c.game == game)).scalars().all()
    first = {row.player for row in standings(snapshot.state.scores) if row.rank == 1 and row.score.points}
    won = {player: player in first and len(players) > 1 for player in players}
    winners = [player for player, winner in won.items() if winner]
    mine = (schema.played.c.game == game) & schema.played.c.player.in_(winners)
    connection.execute(update(schema.played).where(mine).values(won=True))
    place = replace(place, public=rollups.public_of(connection, players))
    insert_all(connection, *rollups.adding_game(place, rollups.packs_of(connection, game), won))


def _round(record: Record, place: Where, at: float) -> dict[str, object]:
    return {
        "game": record.game,
        "number": record.number,
        "question": record.question,
        "outcome": record.ended.value,
        "at": at,
        "day": place.when.day,
        "season": place.when.season,
        "era": place.when.era,
    }


def _guesses(record: Record) -> list[dict[str, object]]:
    return [
        {
            "game": record.game,
            "guess": said.guess,
            "number": record.number,
            "player": said.player,
            "text": said.text,
            "ruling": said.ruling.value,
            "at": said.at,
            "elapsed": said.elapsed,
            "hints": said.hints,
        }
        for said in record.said
    ]


def _awards(record: Record, at: float) -> list[dict[str, object]]:
    return [
        {
            "game": record.game,
            "guess": award.guess,
            "number": record.number,
            "player": award.player,
            "points": award.points,
            "elapsed": award.elapsed,
            "streak": award.streak,
            "shared": award.shared,
            "at": at,
        }
        for award in record.awards
    ]
