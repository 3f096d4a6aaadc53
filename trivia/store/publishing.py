"""Writing questions into the bank, with their lots, answers and words. On a connection of somebody's transaction."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from itertools import islice
from typing import TypeVar

from sqlalchemy import Connection, bindparam, delete, func, insert, select, update

from trivia.question import Question
from trivia.store import codec, schema
from trivia.store.inserting import insert_into
from trivia.text import fold
from trivia.words import words_of

T = TypeVar("T")

BATCH = 500
"""Rows, or values, in one statement; databases take only so many."""
SPARSE = 20
"""Lots from which on they are numbered anew where most have no question any more."""


@dataclass(frozen=True, slots=True)
class Header:
    """A pack without its questions. `server` is whose own it is, or `schema.EVERYONE`; `digest` says what it was read
    from.
    """

    id: str
    title: str
    digest: str
    server: int = schema.EVERYONE
    about: str | None = None
    language: str = "en"


def replace_pack(connection: Connection, pack: Header, questions: Iterable[Question]) -> None:
    """Let these be the questions of the pack; those that are the same stay untouched."""
    put_pack(connection, pack)
    columns = schema.questions.c
    known = connection.execute(select(columns.id, columns.digest).where(columns.pack == pack.id))
    had: dict[str, str] = {row.id: row.digest for row in known}
    new: list[Question] = []
    changed: list[Question] = []
    for question in questions:
        before = had.pop(question.id, None)
        if before is None:
            new.append(question)
        elif before != digest(question):
            changed.append(question)
    remove(connection, pack.id, [*had, *(question.id for question in changed)])
    add(connection, pack, [*changed, *new])


def put_pack(connection: Connection, pack: Header) -> None:
    """Write a pack down; whoever else writes it waits until this transaction ends."""
    row = {
        "id": pack.id,
        "server": pack.server,
        "title": pack.title,
        "about": pack.about,
        "language": pack.language,
        "digest": pack.digest,
    }
    writing = insert_into(connection.dialect.name, schema.packs)
    connection.execute(writing.on_conflict_do_update(index_elements=["id"], set_=row), row)


def add(connection: Connection, pack: Header, questions: Sequence[Question]) -> None:
    """Add questions that are not in the pack, at the end of its lots."""
    sizes = _sizes(connection, pack.id)
    added = dict.fromkeys(sizes, 0)
    for some in batches(questions):
        rows: list[dict[str, object]] = []
        for question in some:
            level = question.difficulty.value
            rows.append(
                {
                    "id": question.id,
                    "pack": pack.id,
                    "difficulty": level,
                    "lot": sizes.get(level, 0),
                    "digest": digest(question),
                    "body": codec.question_text(question),
                }
            )
            sizes[level] = sizes.get(level, 0) + 1
            added[level] = added.get(level, 0) + 1
        connection.execute(insert(schema.questions), rows)
        connection.execute(insert(schema.answers), [row for question in some for row in _answers(question, pack)])
        words = [row for question in some for row in _words(question, pack)]
        if words:
            connection.execute(insert(schema.words), words)
    writing = insert_into(connection.dialect.name, schema.lots)
    new = writing.excluded
    adding = writing.on_conflict_do_update(
        index_elements=["pack", "difficulty"], set_={"size": new.size, "live": schema.lots.c.live + new.live}
    )
    grown = [
        {"pack": pack.id, "difficulty": level, "size": sizes[level], "live": count}
        for level, count in sorted(added.items())
        if count
    ]
    if grown:
        connection.execute(adding, grown)


def remove(connection: Connection, pack: str, questions: Sequence[str]) -> None:
    """Take questions (their ids) out of the pack, where they are in it."""
    gone: dict[str, int] = {}
    columns = schema.questions.c
    for some in batches(questions):
        mine = columns.id.in_(some) & (columns.pack == pack)
        for level in connection.execute(delete(schema.questions).where(mine).returning(columns.difficulty)).scalars():
            gone[level] = gone.get(level, 0) + 1
        connection.execute(delete(schema.answers).where(schema.answers.c.question.in_(some)))
        connection.execute(delete(schema.words).where(schema.words.c.question.in_(some)))
    for level, count in sorted(gone.items()):
        this = (schema.lots.c.pack == pack) & (schema.lots.c.difficulty == level)
        connection.execute(update(schema.lots).where(this).values(live=schema.lots.c.live - count))
        _number_anew_if_sparse(connection, pack, level)


def _number_anew_if_sparse(connection: Connection, pack: str, difficulty: str) -> None:
    this = (schema.lots.c.pack == pack) & (schema.lots.c.difficulty == difficulty)
    size, live = connection.execute(select(schema.lots.c.size, schema.lots.c.live).where(this)).one()
    if size < SPARSE or live * 2 > size:
        return
    columns = schema.questions.c
    mine = (columns.pack == pack) & (columns.difficulty == difficulty)
    left = connection.execute(select(columns.id, columns.lot).where(mine).order_by(columns.lot)).all()
    # Upwards, so that none meets another on its way down.
    moved = [{"this": row.id, "to": lot} for lot, row in enumerate(left) if row.lot != lot]
    if moved:
        moving = update(schema.questions).where(columns.id == bindparam("this")).values(lot=bindparam("to"))
        connection.execute(moving, moved)
    connection.execute(update(schema.lots).where(this).values(size=len(left)))
    laps = schema.laps.c
    connection.execute(delete(schema.laps).where(laps.pack == pack, laps.difficulty == difficulty))


def remove_pack(connection: Connection, pack: str) -> None:
    """Remove a pack and all of its questions; what came of them stays."""
    columns = schema.questions.c
    remove(connection, pack, connection.execute(select(columns.id).where(columns.pack == pack)).scalars().all())
    for table in (schema.lots, schema.laps):
        connection.execute(delete(table).where(table.c.pack == pack))
    connection.execute(delete(schema.packs).where(schema.packs.c.id == pack))


def digest(question: Question) -> str:
    """A digest that differs for whatever differs in a question."""
    return blake2b(codec.question_text(question).encode(), digest_size=16).hexdigest()


def key_of(text: str) -> str:
    """The key by which an answer is sorted among others."""
    return fold(text)[:60]


def batches(items: Iterable[T]) -> Iterator[list[T]]:
    """The items, `BATCH` at a time."""
    left = iter(items)
    while some := list(islice(left, BATCH)):
        yield some


def count(connection: Connection, packs: Collection[str]) -> int:
    """How many questions these packs have."""
    wanted = select(func.sum(schema.lots.c.live)).where(schema.lots.c.pack.in_(packs))
    return connection.execute(wanted).scalar() or 0


def _sizes(connection: Connection, pack: str) -> dict[str, int]:
    wanted = select(schema.lots.c.difficulty, schema.lots.c.size).where(schema.lots.c.pack == pack)
    return {row.difficulty: row.size for row in connection.execute(wanted)}


def _answers(question: Question, pack: Header) -> Iterator[dict[str, object]]:
    for number, answer in enumerate(question.answers):
        yield {
            "question": question.id,
            "number": number,
            "server": pack.server,
            "pack": pack.id,
            "kind": question.kind.value,
            "key": key_of(answer.text),
            "text": answer.text,
        }


def _words(question: Question, pack: Header) -> Iterator[dict[str, object]]:
    for word in sorted(words_of(question.ask)):
        yield {"server": pack.server, "word": word, "question": question.id}
