"""What waits for a server's editors: suggestions, reports, appeals, and answers that several players typed."""

from __future__ import annotations

import json
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sqlalchemy import Connection, Row, func, select, update

from trivia.question import Question
from trivia.store import codec, own, records, schema
from trivia.store.audit import Json
from trivia.store.database import Database
from trivia.store.inserting import insert_into
from trivia.store.records import Tally


class Cause(StrEnum):
    """Why something is looked at."""

    SUGGESTION = "suggestion"
    REPORT = "report"
    APPEAL = "appeal"
    LEARNING = "learning"


class Decision(StrEnum):
    """What became of it."""

    ACCEPTED = "accepted"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True)
class Review:
    """One thing to look at: `who` brought it (None where nobody did, or they were erased), about which question.

    `body` is small JSON by `cause`; `at` and `decided` are in seconds since 1970.
    """

    number: int
    server: int
    cause: Cause
    key: str
    question: str | None
    who: int | None
    at: float
    body: Json
    decided: float | None = None
    decision: Decision | None = None
    by: int | None = None


@dataclass(frozen=True, slots=True)
class Waiting:
    """What an editor needs to decide about something: the question as this server is asked it, what came of it, and
    what whoever reported it had guessed. `before` and `after` are the numbers of those that wait beside it, `count` is
    how many wait.
    """

    review: Review
    before: int | None
    after: int | None
    count: int
    question: Question | None = None
    tally: Tally | None = None
    guesses: tuple[str, ...] = ()


class Reviews:
    """The queues. Every awaited call raises `StoreDown` where the database can't be used."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def bring(
        self, server: int, cause: Cause, key: str, question: str | None, who: int | None, at: float, body: Json
    ) -> int | None:
        """Put something into the server's queue; its number, or None where something with this key has been in it."""
        return await self._database.write(
            lambda connection: bring(connection, server, cause, key, question, who, at, body)
        )

    async def waiting(self, server: int, after: int, most: int) -> tuple[Review, ...]:
        """Up to `most` that wait, the oldest first, from the one that follows number `after`."""
        columns = schema.reviews.c
        wanted = select(schema.reviews).where(columns.server == server, columns.decided.is_(None), columns.id > after)
        some = wanted.order_by(columns.id).limit(most)
        found = await self._database.read(lambda connection: connection.execute(some).all())
        return tuple(_review(row) for row in found)

    async def count(self, server: int) -> int:
        """How many wait."""
        columns = schema.reviews.c
        wanted = select(func.count()).where(columns.server == server, columns.decided.is_(None))
        return await self._database.read(lambda connection: connection.execute(wanted).scalar_one())

    async def find(self, server: int, number: int) -> Review | None:
        """The one with this number, if it is of this server."""
        return await self._database.read(lambda connection: find(connection, server, number))

    async def look(self, server: int, number: int) -> Waiting | None:
        """What waits under this number, or next after it, or last of all; None where nothing waits."""
        return await self._database.read(lambda connection: _look(connection, server, number))


def bring(
    connection: Connection,
    server: int,
    cause: Cause,
    key: str,
    question: str | None,
    who: int | None,
    at: float,
    body: Json,
) -> int | None:
    """The same on the connection of somebody's transaction."""
    text = json.dumps(body, ensure_ascii=False, separators=(",", ":"))
    row = {"server": server, "cause": cause.value, "key": key, "question": question, "who": who, "at": at, "body": text}
    writing = insert_into(connection.dialect.name, schema.reviews).values(row).on_conflict_do_nothing()
    return connection.execute(writing.returning(schema.reviews.c.id)).scalar()


def decide(connection: Connection, server: int, number: int, decision: Decision, by: int, at: float) -> bool:
    """Take something out of the queue, once: False where somebody has decided it already, or there is no such thing."""
    columns = schema.reviews.c
    waiting = update(schema.reviews).where(columns.server == server, columns.id == number, columns.decided.is_(None))
    return connection.execute(waiting.values(decision=decision.value, by=by, decided=at)).rowcount > 0


def find(connection: Connection, server: int, number: int) -> Review | None:
    """The one with this number, on the connection of somebody's transaction."""
    columns = schema.reviews.c
    wanted = select(schema.reviews).where(columns.server == server, columns.id == number)
    row = connection.execute(wanted).one_or_none()
    return None if row is None else _review(row)


def open_for(connection: Connection, server: int, cause: Cause, question: str | None) -> list[Review]:
    """What waits for this cause about a question."""
    columns = schema.reviews.c
    this = (columns.server == server) & (columns.cause == cause.value) & (columns.question == question)
    wanted = select(schema.reviews).where(this, columns.decided.is_(None)).order_by(columns.id)
    return [_review(row) for row in connection.execute(wanted)]


def _look(connection: Connection, server: int, number: int) -> Waiting | None:
    columns = schema.reviews.c
    waiting = select(schema.reviews).where(columns.server == server, columns.decided.is_(None))
    up, down = columns.id.asc(), columns.id.desc()
    row = connection.execute(waiting.where(columns.id >= number).order_by(up).limit(1)).one_or_none()
    row = row or connection.execute(waiting.order_by(down).limit(1)).one_or_none()
    if row is None:
        return None
    review = _review(row)
    beside = waiting.with_only_columns(columns.id).limit(1)
    before = connection.execute(beside.where(columns.id < row.id).order_by(down)).scalar()
    after = connection.execute(beside.where(columns.id > row.id).order_by(up)).scalar()
    count = connection.execute(waiting.with_only_columns(func.count())).scalar_one()
    if review.question is None:
        return Waiting(review, before, after, count)
    question, tally = asked(connection, review.server, review.question), records.tally(connection, review.question)
    return Waiting(review, before, after, count, question, tally, _guesses(connection, review))


def asked(connection: Connection, server: int, question: str) -> Question | None:
    """The question with this id as the server is asked it."""
    body = connection.execute(select(schema.questions.c.body).where(schema.questions.c.id == question)).scalar()
    return own.widened(connection, server, [codec.question(body)])[0] if body else None


_MOST_GUESSES = 5


def _guesses(connection: Connection, review: Review) -> tuple[str, ...]:
    """What whoever reported a round had guessed in it, as far as that is kept."""
    if review.cause is not Cause.REPORT or review.who is None:
        return ()
    columns = schema.guesses.c
    this = (columns.game == review.body["game"]) & (columns.number == review.body["number"])
    wanted = select(columns.text).where(this, columns.player == review.who).order_by(columns.guess)
    return tuple(connection.execute(wanted.limit(_MOST_GUESSES)).scalars())


def _review(row: Row[Any]) -> Review:
    return Review(
        row.id,
        row.server,
        Cause(row.cause),
        row.key,
        row.question,
        row.who,
        row.at,
        json.loads(row.body),
        row.decided,
        Decision(row.decision) if row.decision else None,
        row.by,
    )
