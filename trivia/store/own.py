"""A server's own questions: each change is written with who made it, and live in the transaction that writes it."""

from __future__ import annotations

import asyncio
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Connection, Row, Select, Subquery, func, insert, select

from trivia.question import Answer, Kind, Question
from trivia.store import codec, publishing, schema
from trivia.store.audit import Audit, Entry, Thing, Verb
from trivia.store.database import Database
from trivia.store.inserting import insert_new
from trivia.store.publishing import Header, batches
from trivia.words import words_of

TITLE = "This server's questions"
LONGEST_NOTE = 200
"""Characters of a question that the log of changes keeps."""


def own_pack(server: int) -> str:
    """The id of the pack of a server's own questions."""
    return f"own-{server}"


def own_server(pack: str) -> int | None:
    """The server whose own pack this is; None where it is another."""
    number = pack.removeprefix("own-")
    return int(number) if number != pack and number.isdecimal() else None


@dataclass(frozen=True, slots=True)
class Edition:
    """A question as somebody left it. `question` is None where they removed it; `who` is None once they were erased."""

    id: str
    number: int
    at: float
    who: int | None
    question: Question | None


@dataclass(frozen=True, slots=True)
class Change:
    """What a question (its `id`) is to become: None removes it.

    `seen` is the number of the edition that whoever changes it looked at, 0 for a new one.
    """

    id: str
    question: Question | None
    seen: int
    verb: Verb


class Stale(Exception):
    """Somebody else changed a question meanwhile: `now` is what it is."""

    def __init__(self, now: Edition) -> None:
        super().__init__(f"{now.id} is at edition {now.number}")
        self.now = now


class Own:
    """The own questions of servers. Every awaited call raises `StoreDown` where the database can't be used."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def latest(self, server: int, question: str) -> Edition | None:
        """The question as it is, or was when it was removed (then without one)."""
        return await self._database.read(lambda connection: latest(connection, server, question))

    async def history(self, server: int, question: str, most: int) -> tuple[Edition, ...]:
        """Up to `most` editions, the newest first."""
        columns = schema.editions.c
        wanted = select(schema.editions).where(columns.question == question, columns.server == server)
        newest = wanted.order_by(columns.number.desc()).limit(most)
        found = await self._database.read(lambda connection: connection.execute(newest).all())
        return tuple(_edition(row) for row in found)

    async def change(self, server: int, changes: Sequence[Change], who: int, at: float) -> tuple[Entry, ...]:
        """Make the changes, all or none, and log each; raises `Stale`."""
        return await self._database.write(lambda connection: change(connection, server, changes, who, at))

    async def load(self, server: int, changes: Sequence[Change], who: int, at: float) -> Entry:
        """Take in many questions, all or none, as one entry of the log; raises `Stale`."""

        def work(connection: Connection) -> Entry:
            before = _write(connection, server, changes, who, at)
            counts = {"new": len(changes) - len(before), "changed": len(before)}
            return Audit.note(connection, server, who, at, Verb.IMPORT, Thing.PACK, own_pack(server), after=counts)

        return await self._database.write(work)

    async def standing(self, server: int) -> dict[str, Edition]:
        """The latest editions of all questions that there are, or were, by their ids."""
        rows = await self._database.read(lambda connection: _standing(connection, server))
        # Thousands of them, which games need not wait for.
        return await asyncio.to_thread(lambda: {row.question: _edition(row) for row in rows})

    async def all(self, server: int) -> tuple[Question, ...]:
        """All that there are, by their ids."""
        columns = schema.questions.c
        wanted = select(columns.body).where(columns.pack == own_pack(server)).order_by(columns.id)
        found = await self._database.read(lambda connection: connection.execute(wanted).scalars().all())
        return tuple(codec.question(body) for body in found)

    async def numbers(self, server: int, questions: Collection[str]) -> dict[str, int]:
        """The numbers of the latest editions of those of these questions that there are, or were."""
        return await self._database.read(lambda connection: _numbers(connection, server, questions))

    async def count(self, server: int) -> int:
        """How many there are."""
        return await self._database.read(lambda connection: publishing.count(connection, [own_pack(server)]))

    async def like(self, server: int, text: str, most: int, *, everyone: bool = False) -> tuple[Question, ...]:
        """Up to `most` own questions that share most words with `text`, begun words among them; with `everyone` also
        those of the packs that all servers can be asked. The newest own ones where it has no words.
        """
        return await self._database.read(lambda connection: _like(connection, server, text, most, everyone=everyone))

    async def removed(self, server: int, most: int) -> tuple[Edition, ...]:
        """Up to `most` questions that are removed, each as it was before, the last removed first."""
        return await self._database.read(lambda connection: _removed(connection, server, most))

    async def answering(self, server: int, answer: str, kind: Kind, most: int) -> tuple[Question, ...]:
        """Up to `most` questions that `server` can be asked and that have this answer."""
        columns = schema.answers.c
        wanted = (
            select(schema.questions.c.body)
            .join(schema.answers, columns.question == schema.questions.c.id)
            .where(columns.server.in_([schema.EVERYONE, server]), columns.kind == kind.value)
            .where(columns.key == publishing.key_of(answer))
            .order_by(schema.questions.c.id)
            .limit(most)
        )
        found = await self._database.read(lambda connection: connection.execute(wanted).scalars().all())
        return tuple(codec.question(body) for body in found)


def latest(connection: Connection, server: int, question: str) -> Edition | None:
    """The latest edition, on the connection of somebody's transaction."""
    columns = schema.editions.c
    wanted = select(schema.editions).where(columns.question == question, columns.server == server)
    row = connection.execute(wanted.order_by(columns.number.desc()).limit(1)).one_or_none()
    return None if row is None else _edition(row)


def change(connection: Connection, server: int, changes: Sequence[Change], who: int, at: float) -> tuple[Entry, ...]:
    """Make the changes and log each, on the connection of somebody's transaction; raises `Stale`."""
    before = _write(connection, server, changes, who, at)
    return tuple(
        Audit.note(
            connection,
            server,
            who,
            at,
            one.verb,
            Thing.QUESTION,
            one.id,
            before=_short(before.get(one.id)),
            after=_short(one.question),
        )
        for one in changes
    )


def accept(connection: Connection, server: int, question: str, text: str, who: int, at: float) -> Entry | None:
    """Let `text` be right for a question from now on, in this server; None where it was, or the question is gone.

    An own question is changed; for one that all servers can be asked it is kept beside it.
    """
    if own_server(question.partition("/")[0]) != server:
        row = {"server": server, "question": question, "text": text}
        if not insert_new(connection, schema.accepted, [row]):
            return None
        return Audit.note(connection, server, who, at, Verb.EDIT, Thing.QUESTION, question, after={"accept": text})
    now = latest(connection, server, question)
    if now is None or now.question is None or text in (now.question.answer.text, *now.question.answer.accept):
        return None
    first, *rest = now.question.answers
    wider = replace(now.question, answers=(replace(first, accept=(*first.accept, text)), *rest))
    (entry,) = change(connection, server, [Change(question, wider, now.number, Verb.EDIT)], who, at)
    return entry


def widened(connection: Connection, server: int, questions: Sequence[Question]) -> list[Question]:
    """The questions with what this server's editors let count as well."""
    columns = schema.accepted.c
    wanted = select(schema.accepted).where(
        columns.server == server, columns.question.in_([question.id for question in questions])
    )
    more: dict[str, list[str]] = {}
    for row in connection.execute(wanted):
        more.setdefault(row.question, []).append(row.text)
    return [_wider(question, more.get(question.id, ())) for question in questions]


def _wider(question: Question, texts: Sequence[str]) -> Question:
    if not texts or question.kind is Kind.LIST:
        return question
    answer = question.answer
    more = tuple(text for text in texts if text not in (answer.text, *answer.accept))
    return replace(question, answers=(Answer(answer.text, (*answer.accept, *more), answer.reject),))


def _write(connection: Connection, server: int, changes: Sequence[Change], who: int, at: float) -> dict[str, Question]:
    """Write the editions and let the questions be live; what they were before, by their ids."""
    pack = Header(own_pack(server), TITLE, "own", server)
    publishing.put_pack(connection, pack)  # first of all, so that of two editors one waits for the other
    ids = [one.id for one in changes]
    numbers = _numbers(connection, server, ids)
    for one in changes:
        if numbers.get(one.id, 0) != one.seen:
            now = latest(connection, server, one.id)
            assert now is not None, "it has a number"
            raise Stale(now)
    before = {question.id: question for question in _live(connection, ids)}
    rows = [
        {"question": one.id, "number": one.seen + 1, "server": server, "at": at, "who": who}
        | {"body": codec.question_text(one.question) if one.question else None}
        for one in changes
    ]
    for some in batches(rows):
        connection.execute(insert(schema.editions), some)
    publishing.remove(connection, pack.id, list(before))
    publishing.add(connection, pack, [one.question for one in changes if one.question])
    return before


def _live(connection: Connection, ids: Sequence[str]) -> Iterable[Question]:
    columns = schema.questions.c
    for some in batches(ids):
        for body in connection.execute(select(columns.body).where(columns.id.in_(some))).scalars().all():
            yield codec.question(body)


def _numbers(connection: Connection, server: int, ids: Collection[str]) -> dict[str, int]:
    columns = schema.editions.c
    found: dict[str, int] = {}
    for some in batches(ids):
        mine = columns.question.in_(some) & (columns.server == server)
        newest = select(columns.question, func.max(columns.number).label("number")).where(mine)
        found |= {row.question: row.number for row in connection.execute(newest.group_by(columns.question))}
    return found


_MOST_CANDIDATES = 300
_MOST_SPELLINGS = 20
"""Words that may be meant by one that is begun."""


def _like(connection: Connection, server: int, text: str, most: int, *, everyone: bool) -> tuple[Question, ...]:
    columns = schema.questions.c
    typed = sorted(words_of(text))
    if not typed:
        newest = select(schema.editions.c.question).where(schema.editions.c.server == server)
        order = newest.order_by(schema.editions.c.at.desc()).limit(most)
        ids = list(dict.fromkeys(connection.execute(order).scalars()))
    else:
        ids = list(connection.execute(_sharing(connection, server, typed, everyone=everyone)).scalars())[:most]
    found = select(columns.id, columns.body).where(columns.id.in_(ids))
    bodies = {row.id: row.body for row in connection.execute(found)}
    return tuple(codec.question(bodies[one]) for one in ids if one in bodies)


def _sharing(connection: Connection, server: int, typed: Sequence[str], *, everyone: bool) -> Select[tuple[str]]:
    """The ids of the questions that share the most words with those that were typed."""
    columns = schema.words.c
    mine = columns.server.in_([server, schema.EVERYONE] if everyone else [server])
    spelt = set(typed)
    for word in typed:
        begun = columns.word.between(word, word + "\U0010ffff")
        some = select(columns.word).where(mine, begun).distinct().limit(_MOST_SPELLINGS)
        spelt |= set(connection.execute(some).scalars())
    return (
        select(columns.question)
        .where(mine, columns.word.in_(spelt))
        .group_by(columns.question)
        .order_by(func.count().desc(), columns.question)
        .limit(_MOST_CANDIDATES)
    )


def _newest(server: int) -> Subquery:
    """The number of the latest edition of each question."""
    columns = schema.editions.c
    newest = select(columns.question, func.max(columns.number).label("number")).where(columns.server == server)
    return newest.group_by(columns.question).subquery()


def _standing(connection: Connection, server: int) -> Sequence[Row[Any]]:
    columns, newest = schema.editions.c, _newest(server)
    this = (columns.question == newest.c.question) & (columns.number == newest.c.number)
    return connection.execute(select(schema.editions).join(newest, this)).all()


def _removed(connection: Connection, server: int, most: int) -> tuple[Edition, ...]:
    columns = schema.editions.c
    newest = _newest(server)
    gone = (
        select(schema.editions)
        .join(newest, (columns.question == newest.c.question) & (columns.number == newest.c.number))
        .where(columns.body.is_(None))
        .order_by(columns.at.desc())
        .limit(most)
    )
    found: list[Edition] = []
    for row in connection.execute(gone).all():
        body = select(columns.body).where(columns.question == row.question, columns.number == row.number - 1)
        last = connection.execute(body).scalar()
        found.append(replace(_edition(row), question=codec.question(last) if last else None))
    return tuple(found)


def _edition(row: Row[tuple[object, ...]]) -> Edition:
    body: str | None = row.body
    return Edition(row.question, row.number, row.at, row.who, codec.question(body) if body else None)


def _short(question: Question | None) -> dict[str, str] | None:
    if question is None:
        return None
    return {"ask": question.ask[:LONGEST_NOTE], "answer": question.answer.text[:LONGEST_NOTE]}
