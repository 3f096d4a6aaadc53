"""What waits for editors: once each, in the order in which it came, and decided once."""

from __future__ import annotations

import asyncio

import pytest

from trivia.store import Cause, Database, Decision, Reviews
from trivia.store.reviews import decide

SERVER, NOW = 3, 1_790_000_000.0


@pytest.fixture
def reviews(database: Database) -> Reviews:
    return Reviews(database)


async def bring(reviews: Reviews, key: str, server: int = SERVER) -> int | None:
    return await reviews.bring(server, Cause.REPORT, key, "film/a", 1, NOW, {"why": "a typo"})


async def test_what_was_brought_waits_in_its_server(reviews: Reviews) -> None:
    first, second = await bring(reviews, "a"), await bring(reviews, "b")
    assert first is not None
    assert [one.number for one in await reviews.waiting(SERVER, 0, 5)] == [first, second]
    assert [one.number for one in await reviews.waiting(SERVER, first, 5)] == [second]
    assert await reviews.waiting(4, 0, 5) == ()
    assert await reviews.count(SERVER) == 2
    found = await reviews.find(SERVER, first)
    assert found is not None
    assert (found.cause, found.question, found.body) == (Cause.REPORT, "film/a", {"why": "a typo"})
    assert await reviews.find(4, first) is None


async def test_one_thing_is_brought_once(reviews: Reviews) -> None:
    assert await bring(reviews, "a") is not None
    assert await bring(reviews, "a") is None
    assert await bring(reviews, "a", server=4) is not None


async def test_it_is_decided_once(reviews: Reviews, database: Database) -> None:
    number = await bring(reviews, "a")
    assert number is not None

    async def say(decision: Decision) -> bool:
        return await database.write(lambda connection: decide(connection, SERVER, number, decision, 9, NOW))

    assert sorted(await asyncio.gather(say(Decision.ACCEPTED), say(Decision.REJECTED))) == [False, True]
    assert await reviews.waiting(SERVER, 0, 5) == ()
