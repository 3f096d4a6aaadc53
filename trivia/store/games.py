"""Games and what they earned: a snapshot and its awards are one transaction, written before anything is said."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Table, delete, insert, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncConnection

from trivia.events import Reason, Record
from trivia.state import Snapshot
from trivia.store import codec, schema
from trivia.store.database import Database


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
        async with self._database.writing() as connection:
            await connection.execute(insert(schema.games), row)

    async def keep(
        self, snapshot: Snapshot, records: Sequence[Record], at: float, reason: Reason | None = None
    ) -> None:
        """Write down where a game stands and what its rounds earned; with a `reason` it is over.

        What was written before counts once: awards have the guess that earned them for their key.
        """
        game = snapshot.plan.game
        changed = {"state": codec.state_text(snapshot.state)} | ({"ended": at, "reason": reason} if reason else {})
        rounds = [_round(record, at) for record in records]
        awards = [award for record in records for award in _awards(record, at)]
        async with self._database.writing() as connection:
            await connection.execute(update(schema.games).where(schema.games.c.id == game).values(changed))
            await _insert_new(connection, schema.rounds, rounds)
            await _insert_new(connection, schema.awards, awards)

    async def unfinished(self) -> list[Saved]:
        """The games that are not over, the oldest first."""
        columns = schema.games.c
        rows = (
            select(columns.server, columns.channel, columns.wish, columns.plan, columns.state)
            .where(columns.ended.is_(None))
            .order_by(columns.id)
        )
        async with self._database.reading() as connection:
            found = (await connection.execute(rows)).all()
        return [Saved(row.server, row.channel, row.wish, codec.snapshot(row.plan, row.state)) for row in found]

    async def abandon(self, game: int, at: float, reason: str) -> None:
        """Close a game that can't be taken up again."""
        done = update(schema.games).where(schema.games.c.id == game).values(ended=at, reason=reason)
        async with self._database.writing() as connection:
            await connection.execute(done)

    async def asked(self, place: int) -> frozenset[str]:
        """The questions (their ids) that were drawn in this server or conversation."""
        wanted = select(schema.asked.c.question).where(schema.asked.c.place == place)
        async with self._database.reading() as connection:
            return frozenset((await connection.execute(wanted)).scalars())

    async def ask(self, place: int, questions: Collection[str], pool: Collection[str], at: float) -> None:
        """Remember what was drawn from `pool`; when all of that is used up it starts anew."""
        rows = [{"place": place, "question": question, "at": at} for question in questions]
        async with self._database.writing() as connection:
            await _insert_new(connection, schema.asked, rows)
            mine = schema.asked.c.place == place
            used = set((await connection.execute(select(schema.asked.c.question).where(mine))).scalars())
            if used >= set(pool):
                for some in _batches(sorted(set(pool) - set(questions))):
                    await connection.execute(delete(schema.asked).where(mine, schema.asked.c.question.in_(some)))


_BATCH = 500
"""Values in one statement; databases take only so many."""


def _batches(values: Sequence[str]) -> Iterator[Sequence[str]]:
    return (values[start : start + _BATCH] for start in range(0, len(values), _BATCH))


def _round(record: Record, at: float) -> dict[str, object]:
    return {
        "game": record.game,
        "number": record.number,
        "question": record.question,
        "outcome": record.ended.value,
        "at": at,
    }


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


async def _insert_new(connection: AsyncConnection, table: Table, rows: Sequence[Mapping[str, object]]) -> None:
    """Insert the rows whose keys are new."""
    if not rows:
        return
    dialect = postgresql if connection.dialect.name == "postgresql" else sqlite
    await connection.execute(dialect.insert(table).on_conflict_do_nothing(), rows)
