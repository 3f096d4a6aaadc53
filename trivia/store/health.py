"""Questions that something may be wrong with, by what came of them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import Connection, and_, case, or_, select

from trivia.question import Question
from trivia.store import codec, records, schema
from trivia.store.database import Database
from trivia.store.own import own_pack
from trivia.store.records import Tally

FEWEST_ASKED = 5
"""Times that a question must have been asked before it is judged."""
MANY_REPORTS = 3
NEARLY_ALL = 95
"""Percent of those who tried, who were right."""
AT_ONCE = 3.0
"""Seconds within which half of the first right answers came."""
MOST = 200
"""Questions that are told of."""


class Ail(StrEnum):
    """What may be wrong with a question."""

    REPORTED = "reported"
    NEVER = "never"
    AT_ONCE = "at once"


@dataclass(frozen=True, slots=True)
class Ailing:
    """A question, whether it is the server's own, what came of it, and what may be wrong with it."""

    question: Question
    own: bool
    tally: Tally
    ails: tuple[Ail, ...]


class Health:
    """Every awaited call raises `StoreDown` where the database can't be used."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def ailing(self, server: int, packs: Collection[str]) -> tuple[Ailing, ...]:
        """Up to `MOST` questions of these packs that ail, the server's own first, then those most reported."""
        return await self._database.read(lambda connection: _ailing(connection, server, packs))


def _ailing(connection: Connection, server: int, packs: Collection[str]) -> tuple[Ailing, ...]:
    columns, told = schema.questions.c, schema.records.c
    never = told.right == 0
    nearly_all = and_(told.tried > 0, told.right * 100 >= told.tried * NEARLY_ALL)
    mine = columns.pack == own_pack(server)
    wanted = (
        select(columns.body, columns.pack, schema.records)
        .join(schema.records, told.question == columns.id)
        .where(columns.pack.in_(packs), told.asked >= FEWEST_ASKED)
        .where(or_(told.reported >= MANY_REPORTS, never, nearly_all))
        .order_by(case((mine, 0), else_=1), told.reported.desc(), case((never, 0), else_=1), told.asked.desc())
        .order_by(columns.id)
    )
    found: list[Ailing] = []
    for row in connection.execute(wanted.limit(2 * MOST)).all():
        question = codec.question(row.body)
        tally = records.tally_of(row, records.pace(connection, question.id))
        ails = _ails(tally)
        if ails:
            found.append(Ailing(question, row.pack == own_pack(server), tally, tuple(ails)))
    return tuple(found[:MOST])


def _ails(tally: Tally) -> Sequence[Ail]:
    ails: list[Ail] = []
    if tally.reported >= MANY_REPORTS:
        ails.append(Ail.REPORTED)
    if not tally.right:
        ails.append(Ail.NEVER)
    elif tally.right * 100 >= tally.tried * NEARLY_ALL and tally.pace is not None and tally.pace <= AT_ONCE:
        ails.append(Ail.AT_ONCE)
    return ails
