"""Finding questions by what somebody types, in a time that hardly grows with the number of questions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from math import log2
from typing import Any

from sqlalchemy import Connection, Select, SelectBase, func, literal, select, union_all

from trivia.question import Difficulty
from trivia.search import meant
from trivia.store import schema
from trivia.words import words_of

MOST_WORDS = 12
"""Words of what is typed that are looked up; the longest, which are the rarest."""
MOST_OF_A_WORD = 300
"""Questions that are read for a word: more have only words in common that tell little."""
MOST_OF_COMMON = 1_000
"""The same where all words are of many questions: those that have several are searched for among them."""
MOST_NEIGHBOURS = 1_000
"""Words with the same beginning among which a mistyped one is searched for."""
MOST_MEANT = 5
LAST = "\U0010ffff"


def ids_like(connection: Connection, servers: Sequence[int], text: str, most: int) -> list[str]:
    """The ids of up to `most` questions of these servers that have words of `text`, begun or mistyped ones among them.

    Those with the rarest words in common come first; none where the text has no words.
    """
    typed = sorted(words_of(text), key=lambda word: (-len(word), word))[:MOST_WORDS]
    found = _having(connection, servers, [(word, word + LAST) for word in typed])
    lost = [number for number, questions in enumerate(found) if not questions]
    for number in lost:
        spelt = _meant(connection, servers, typed[number])
        found[number] = [one for some in _having(connection, servers, [(each, each) for each in spelt]) for one in some]
    if len(typed) > 1 and all(not some or len(some) >= MOST_OF_A_WORD for some in found):
        common = [(word, word + LAST) for word, some in zip(typed, found, strict=True) if some]
        found = _having(connection, servers, common, MOST_OF_COMMON)
    return _ranked(found)[:most]


def newest(connection: Connection, pack: str, most: int) -> list[str]:
    """The ids of up to `most` questions of a pack, the last written or changed first."""
    columns, editions = schema.questions.c, schema.editions.c
    # Whatever is written goes to the end of its lots, which have an order in the database; the editions have none.
    ends = [
        select(columns.id)
        .where(columns.pack == pack, columns.difficulty == level.value)
        .order_by(columns.lot.desc())
        .limit(most)
        for level in Difficulty
    ]
    last = connection.execute(_all_of(ends)).scalars().all()
    order = select(editions.question).where(editions.question.in_(last)).group_by(editions.question)
    return list(connection.execute(order.order_by(func.max(editions.at).desc()).limit(most)).scalars())


def _having(
    connection: Connection, servers: Sequence[int], ranges: Sequence[tuple[str, str]], most: int = MOST_OF_A_WORD
) -> list[list[str]]:
    """The ids of up to `most` questions for each range of words, the first words of it first."""
    found: list[list[str]] = [[] for _ in ranges]
    if not ranges:
        return found
    columns = schema.words.c
    parts = [
        select(literal(number).label("number"), columns.question)
        .where(columns.server == server, columns.word.between(first, last))
        .order_by(columns.word, columns.question)
        .limit(most)
        for number, (first, last) in enumerate(ranges)
        for server in servers
    ]
    for row in connection.execute(_all_of(parts)):
        place: int = row.number
        found[place].append(row.question)
    return found


def _all_of(parts: Sequence[SelectBase]) -> Select[Any]:
    # SQLite takes a limit within a union only where it stands in a query of its own.
    return select(union_all(*(select(part.subquery()) for part in parts)).subquery())


def _ranked(found: Sequence[Sequence[str]]) -> list[str]:
    """The questions by the words that they have, where a rare one counts for several that many have."""
    scores: defaultdict[str, float] = defaultdict(float)
    for some in found:
        having = set(some)
        for one in having:
            scores[one] += log2(1 + MOST_OF_COMMON / len(having))
    return sorted(scores, key=lambda one: (-scores[one], one))


def _meant(connection: Connection, servers: Sequence[int], word: str) -> list[str]:
    """The words that may be meant by one that no question has."""
    # As it is typed, with its first letters in the other order, without the first and without the second.
    begun = dict.fromkeys((word[:2], word[1::-1], word[1:3], word[:1] + word[2:3]))
    near = dict.fromkeys(one for server in servers for start in begun for one in _words(connection, server, start))
    return meant(word, list(near), MOST_MEANT)


def _words(connection: Connection, server: int, begun: str) -> Iterator[str]:
    """The words of a server that begin like this: from each the next, for many of them have thousands of rows."""
    columns = schema.words.c
    first = select(func.min(columns.word).label("word")).where(
        columns.server == server, columns.word.between(begun, begun + LAST)
    )
    words = first.cte("begun", recursive=True)
    after = select(func.min(columns.word)).where(
        columns.server == server, columns.word > words.c.word, columns.word <= begun + LAST
    )
    words = words.union_all(select(after.correlate(words).scalar_subquery()).where(words.c.word.is_not(None)))
    for word in connection.execute(select(words.c.word).limit(MOST_NEIGHBOURS)).scalars():
        if word is not None:
            yield word
