"""What came of the questions, counted in the transaction of the round. On a connection of somebody's transaction."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import cache

from sqlalchemy import Connection, Table
from sqlalchemy.dialects import postgresql, sqlite

from trivia.events import Award, Ended, Record
from trivia.judge import Ruling
from trivia.store import schema
from trivia.store.inserting import insert_into

LONGEST_PACE = 240
"""Half seconds; whatever takes longer counts as this long."""


def count_round(connection: Connection, record: Record) -> None:
    """Count a round that is over; one that was stopped says nothing of its question."""
    if record.ended is Ended.STOPPED:
        return
    right = {award.player for award in record.awards}
    close = {said.player for said in record.said if said.ruling is Ruling.CLOSE} - right
    row = {
        "question": record.question,
        "asked": 1,
        "answered": int(bool(right)),
        "skipped": int(record.ended is Ended.SKIPPED),
        "tried": len(record.guessed),
        "right": len(right),
        "close": len(close),
    }
    connection.execute(_adding(connection.dialect.name, schema.records), row)
    if right:
        _count_pace(connection, record.question, record.awards)


def count_grant(
    connection: Connection, question: str, ended: Ended, awards: Sequence[Award], close: Collection[int], *, first: bool
) -> None:
    """Count that these were right after all in a round that is over, `close` being those who had come close; `first`
    where nobody was right before.
    """
    if ended is Ended.STOPPED or not awards:
        return
    right = {award.player for award in awards}
    row = {"question": question, "asked": 0, "answered": int(first), "skipped": 0, "tried": 0}
    row |= {"right": len(right), "close": -len(right & set(close))}
    connection.execute(_adding(connection.dialect.name, schema.records), row)
    if first:
        _count_pace(connection, question, awards)


def _count_pace(connection: Connection, question: str, awards: Sequence[Award]) -> None:
    pace = min(LONGEST_PACE, int(min(award.elapsed for award in awards) * 2))
    row = {"question": question, "pace": pace, "rounds": 1}
    connection.execute(_adding(connection.dialect.name, schema.paces), row)


@cache
def _adding(dialect: str, table: Table) -> postgresql.Insert | sqlite.Insert:
    insert = insert_into(dialect, table)
    keys = [column.name for column in table.primary_key.columns]
    counted = [column for column in table.columns if column.name not in (*keys, "reported")]
    adding = {column.name: column + insert.excluded[column.name] for column in counted}
    return insert.on_conflict_do_update(index_elements=keys, set_=adding)
