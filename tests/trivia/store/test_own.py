"""A server's own questions: who changed what, live at once, and nothing that another editor did is lost."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from random import Random

import pytest

from tests.stock import publish
from tests.trivia.games import ANN, BEN
from tests.trivia.games import COMPOSER as FILM_COMPOSER
from trivia.packs import Pack
from trivia.question import Question
from trivia.store import Audit, Change, Database, Own, Questions, Stale, own_pack
from trivia.store.audit import Verb
from trivia.store.own import accept

SERVER, OTHER, NOW = 3, 4, 1_790_000_000.0
PACK = own_pack(SERVER)
COMPOSER = replace(FILM_COMPOSER, id=f"{PACK}/composer")


@pytest.fixture
def own(database: Database) -> Own:
    return Own(database)


async def add(own: Own, *questions: Question, server: int = SERVER) -> None:
    await own.change(server, [Change(one.id, one, 0, Verb.ADD) for one in questions], ANN, NOW)


def song(number: int, ask: str) -> Question:
    return replace(COMPOSER, id=f"{PACK}/song-{number}", ask=ask)


async def drawn(database: Database, server: int = SERVER) -> list[Question]:
    found = await Questions(database).draw(server, server, ["film", own_pack(server)], None, 50, Random(1))
    return [one.question for one in found]


async def test_what_is_added_can_be_asked_at_once_and_in_no_other_server(own: Own, database: Database) -> None:
    await add(own, COMPOSER)
    assert await drawn(database) == [COMPOSER]
    assert await drawn(database, OTHER) == []


async def test_what_is_changed_is_asked_as_it_is_now(own: Own, database: Database) -> None:
    await add(own, COMPOSER)
    wider = replace(COMPOSER, ask="Who?")
    await own.change(SERVER, [Change(COMPOSER.id, wider, 1, Verb.EDIT)], BEN, NOW + 1)
    assert await drawn(database) == [wider]
    history = await own.history(SERVER, COMPOSER.id, 10)
    assert [(one.number, one.who, one.question) for one in history] == [(2, BEN, wider), (1, ANN, COMPOSER)]


async def test_what_is_removed_is_not_asked_and_can_come_back(own: Own, database: Database) -> None:
    await add(own, COMPOSER)
    await own.change(SERVER, [Change(COMPOSER.id, None, 1, Verb.REMOVE)], ANN, NOW + 1)
    assert await drawn(database) == []
    (gone,) = await own.removed(SERVER, 10)
    assert (gone.number, gone.question) == (2, COMPOSER)
    await own.change(SERVER, [Change(COMPOSER.id, gone.question, gone.number, Verb.RESTORE)], ANN, NOW + 2)
    assert await drawn(database) == [COMPOSER]
    assert await own.removed(SERVER, 10) == ()


async def test_the_second_of_two_editors_is_told_what_the_first_made_of_it(own: Own, database: Database) -> None:
    await add(own, COMPOSER)
    both = [
        own.change(SERVER, [Change(COMPOSER.id, replace(COMPOSER, ask=f"Who {who}?"), 1, Verb.EDIT)], who, NOW)
        for who in (ANN, BEN)
    ]
    done = await asyncio.gather(*both, return_exceptions=True)
    (stale,) = [one for one in done if isinstance(one, Stale)]
    assert [stale.now.question] == await drawn(database)
    assert stale.now.number == 2


async def test_of_several_changes_all_are_made_or_none(own: Own, database: Database) -> None:
    await add(own, COMPOSER)
    one, other = song(1, "Which?"), replace(COMPOSER, ask="Who?")
    with pytest.raises(Stale):
        await own.change(SERVER, [Change(one.id, one, 0, Verb.ADD), Change(other.id, other, 0, Verb.ADD)], BEN, NOW)
    assert await drawn(database) == [COMPOSER]


async def test_each_change_is_in_the_log(own: Own, database: Database) -> None:
    await add(own, COMPOSER)
    await own.change(SERVER, [Change(COMPOSER.id, None, 1, Verb.REMOVE)], BEN, NOW + 1)
    removed, added = await Audit(database).listing(SERVER, None, 10)
    assert (added.who, added.verb, added.before, added.after["answer"]) == (ANN, Verb.ADD, None, "John Williams")
    assert (removed.who, removed.verb, removed.of, removed.after) == (BEN, Verb.REMOVE, COMPOSER.id, None)


async def test_many_come_in_as_one_entry_of_the_log(own: Own, database: Database) -> None:
    many = [song(number, f"Number {number}?") for number in range(1_200)]
    await own.load(SERVER, [Change(one.id, one, 0, Verb.IMPORT) for one in many], ANN, NOW)
    (entry,) = await Audit(database).listing(SERVER, None, 10)
    assert (entry.verb, entry.after) == (Verb.IMPORT, {"new": 1_200, "changed": 0})
    assert await own.count(SERVER) == len(await own.all(SERVER)) == 1_200
    assert (await own.numbers(SERVER, [song(7, "").id])) == {song(7, "").id: 1}


async def test_they_are_found_by_words_and_begun_words(own: Own) -> None:
    await add(own, COMPOSER, song(1, "Which song won?"), song(2, "Which songs did not win?"))
    assert [one.slug for one in await own.like(SERVER, "Jaws' score", 5)] == ["composer"]
    assert {one.slug for one in await own.like(SERVER, "which son", 5)} == {"song-1", "song-2"}
    assert await own.like(OTHER, "song", 5) == ()
    assert await own.like(SERVER, "nothing of it", 5) == ()


async def test_the_newest_come_first_where_nothing_is_typed(own: Own) -> None:
    await add(own, COMPOSER)
    await own.change(SERVER, [Change(song(1, "Which?").id, song(1, "Which?"), 0, Verb.ADD)], ANN, NOW + 5)
    assert [one.slug for one in await own.like(SERVER, "", 5)] == ["song-1", "composer"]


async def test_those_of_all_servers_are_found_where_they_are_asked_for(own: Own, database: Database) -> None:
    await publish(Questions(database), Pack("film", "Film", (FILM_COMPOSER,)))
    assert await own.like(SERVER, "score of jaws", 5) == ()
    assert await own.like(SERVER, "score of jaws", 5, everyone=True) == (FILM_COMPOSER,)
    assert await own.answering(SERVER, "john williams", FILM_COMPOSER.kind, 5) == (FILM_COMPOSER,)


async def test_what_editors_accept_for_an_own_question_is_an_edition_of_it(own: Own, database: Database) -> None:
    await add(own, COMPOSER)
    entry = await database.write(lambda connection: accept(connection, SERVER, COMPOSER.id, "Johnny", BEN, NOW))
    assert entry is not None
    assert (await drawn(database))[0].answer.accept == ("Johnny",)
    assert await database.write(lambda connection: accept(connection, SERVER, COMPOSER.id, "Johnny", BEN, NOW)) is None


async def test_what_editors_accept_for_another_question_counts_in_their_server_alone(
    own: Own, database: Database
) -> None:
    await publish(Questions(database), Pack("film", "Film", (FILM_COMPOSER,)))
    for _ in range(2):
        await database.write(lambda connection: accept(connection, SERVER, FILM_COMPOSER.id, "Johnny", BEN, NOW))
    assert (await drawn(database))[0].answer.accept == ("Johnny",)
    assert (await drawn(database, OTHER))[0] == FILM_COMPOSER
