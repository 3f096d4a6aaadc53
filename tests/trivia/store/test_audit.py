"""The log of changes: written with the change, read page by page."""

from __future__ import annotations

import pytest
from sqlalchemy import Connection

from tests.trivia.store.past import NOW, count
from trivia.store import Audit, Database, Thing, Verb

SERVER, ANN = 3, 1


@pytest.fixture
def audit(database: Database) -> Audit:
    return Audit(database)


async def noted(database: Database, of: str, server: int = SERVER) -> int:
    """The number of an entry about a question."""
    note = await database.write(
        lambda raw: Audit.note(
            raw, server, ANN, NOW, Verb.EDIT, Thing.QUESTION, of, before={"ask": "Who?"}, after={"ask": "久石譲?"}
        )
    )
    return note.number


async def test_an_entry_says_what_a_thing_was_and_is(audit: Audit, database: Database) -> None:
    number = await noted(database, "film/composer")
    (entry,) = await audit.listing(SERVER, None, 5)
    assert (entry.number, entry.who, entry.at, entry.of) == (number, ANN, NOW, "film/composer")
    assert (entry.before, entry.after) == ({"ask": "Who?"}, {"ask": "久石譲?"})


async def test_the_newest_come_first_and_older_ones_page_by_page(audit: Audit, database: Database) -> None:
    numbers = [await noted(database, f"film/{number}") for number in range(5)]
    await noted(database, "film/other", SERVER + 1)
    first = await audit.listing(SERVER, None, 2)
    second = await audit.listing(SERVER, first[-1].number, 10)
    assert [entry.number for entry in (*first, *second)] == numbers[::-1]


async def test_an_entry_is_taken_back_once(audit: Audit, database: Database) -> None:
    number = await noted(database, "film/composer")
    undone = [
        await database.write(lambda raw, by=by, server=server: Audit.take_back(raw, server, number, by))
        for by, server in ((70, SERVER + 1), (71, SERVER), (72, SERVER))
    ]
    assert undone == [False, True, False]
    assert [entry.undone_by for entry in await audit.listing(SERVER, None, 5)] == [71]


async def test_a_change_that_is_not_made_is_not_noted(database: Database) -> None:
    def broken(connection: Connection) -> None:
        Audit.note(connection, SERVER, ANN, NOW, Verb.SET, Thing.SETTING, "rounds")
        raise LookupError

    with pytest.raises(LookupError):
        await database.write(broken)
    assert await count(database, "audit") == 0
