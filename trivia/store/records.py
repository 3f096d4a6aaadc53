"""What came of the questions, counted in the transaction of the round. On a connection of somebody's transaction."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy import Connection, Row, Table, select
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


@dataclass(frozen=True, slots=True)
class Tally:
    """What came of a question: its rounds, those in which somebody was right, those skipped; the players who tried,
    were right, came no nearer than close; reports. `pace` is the median of the first right answers, in seconds.
    """

    asked: int = 0
    answered: int = 0
    skipped: int = 0
    tried: int = 0
    right: int = 0
    close: int = 0
    reported: int = 0
    pace: float | None = None


def tally(connection: Connection, question: str) -> Tally:
    """What came of the question with this id so far."""
    wanted = select(schema.records).where(schema.records.c.question == question)
    row = connection.execute(wanted).one_or_none()
    return tally_of(row, pace(connection, question)) if row else Tally()


def tally_of(row: Row[Any], pace: float | None) -> Tally:
    """The tally of a row with the columns of `schema.records`."""
    return Tally(row.asked, row.answered, row.skipped, row.tried, row.right, row.close, row.reported, pace)


def pace(connection: Connection, question: str) -> float | None:
    """The median of its first right answers, in seconds; None where there was none."""
    columns = schema.paces.c
    wanted = select(columns.pace, columns.rounds).where(columns.question == question).order_by(columns.pace)
    return _median([(row.pace, row.rounds) for row in connection.execute(wanted)])


def _median(paces: Sequence[tuple[int, int]]) -> float | None:
    """The middle of a histogram of half seconds, in seconds: of each half second its end, for it took no longer."""
    half = sum(rounds for _, rounds in paces) / 2
    so_far = 0
    for number, rounds in paces:
        so_far += rounds
        if so_far >= half:
            return (number + 1) / 2
    return None


def count_report(connection: Connection, question: str) -> None:
    """Count that somebody said that something is wrong with the question."""
    writing = insert_into(connection.dialect.name, schema.records).values(question=question, reported=1)
    more = {"reported": schema.records.c.reported + 1}
    connection.execute(writing.on_conflict_do_update(index_elements=["question"], set_=more))


@cache
def _adding(dialect: str, table: Table) -> postgresql.Insert | sqlite.Insert:
    insert = insert_into(dialect, table)
    keys = [column.name for column in table.primary_key.columns]
    counted = [column for column in table.columns if column.name not in (*keys, "reported")]
    adding = {column.name: column + insert.excluded[column.name] for column in counted}
    return insert.on_conflict_do_update(index_elements=keys, set_=adding)
