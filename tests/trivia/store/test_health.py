"""Which questions something may be wrong with, by what came of them."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import Connection

from tests.stock import publish
from tests.trivia.games import ANN, COMPOSER
from trivia.packs import Pack
from trivia.store import Ail, Change, Database, Health, Own, Questions, Verb, own_pack, schema
from trivia.store.inserting import insert_new

SERVER = 3
ASKED = {"asked": 8, "answered": 8, "tried": 20, "right": 12}
"""A question that some get and some don't."""


@pytest.fixture
def health(database: Database) -> Health:
    return Health(database)


async def came_of(database: Database, question: str, paces: dict[int, int] | None = None, **counts: int) -> None:
    """Let this have come of a question; `paces` are rounds by half seconds."""

    def work(connection: Connection) -> None:
        insert_new(connection, schema.records, [{"question": question} | ASKED | counts])
        rows = [{"question": question, "pace": pace, "rounds": rounds} for pace, rounds in (paces or {}).items()]
        insert_new(connection, schema.paces, rows)

    await database.write(work)


async def ails(health: Health) -> list[tuple[Ail, ...]]:
    return [one.ails for one in await health.ailing(SERVER, ["film", own_pack(SERVER)])]


CASES: list[tuple[dict[str, int], dict[int, int], tuple[Ail, ...]]] = [
    ({}, {20: 8}, ()),
    ({"right": 0, "answered": 0}, {}, (Ail.NEVER,)),
    ({"right": 0, "answered": 0, "tried": 0}, {}, (Ail.NEVER,)),
    ({"right": 0, "answered": 0, "asked": 4}, {}, ()),
    ({"right": 20}, {2: 5, 20: 3}, (Ail.AT_ONCE,)),
    ({"right": 20}, {2: 3, 20: 5}, ()),
    ({"right": 18}, {2: 8}, ()),
    ({"reported": 3}, {20: 8}, (Ail.REPORTED,)),
    ({"reported": 2}, {20: 8}, ()),
    ({"reported": 3, "right": 0}, {}, (Ail.REPORTED, Ail.NEVER)),
]


@pytest.mark.parametrize(("counts", "paces", "wanted"), CASES)
async def test_a_question_ails_by_what_came_of_it(
    database: Database, health: Health, counts: dict[str, int], paces: dict[int, int], wanted: tuple[Ail, ...]
) -> None:
    await publish(Questions(database), Pack("film", "Film", (COMPOSER,)))
    await came_of(database, COMPOSER.id, paces, **counts)
    assert await ails(health) == ([wanted] if wanted else [])


async def test_the_median_time_is_told(database: Database, health: Health) -> None:
    await publish(Questions(database), Pack("film", "Film", (COMPOSER,)))
    await came_of(database, COMPOSER.id, {2: 1, 8: 1, 30: 1}, reported=3)
    (one,) = await health.ailing(SERVER, ["film"])
    assert one.tally.pace == 4.5


async def test_own_ones_come_first_and_those_of_others_not_at_all(database: Database, health: Health) -> None:
    await publish(Questions(database), Pack("film", "Film", (COMPOSER,)))
    await came_of(database, COMPOSER.id, reported=9)
    for server in (SERVER, 4):
        mine = replace(COMPOSER, id=f"{own_pack(server)}/mine")
        await Own(database).change(server, [Change(mine.id, mine, 0, Verb.ADD)], ANN, 0.0)
        await came_of(database, mine.id, reported=3)
    found = await health.ailing(SERVER, ["film", own_pack(SERVER)])
    assert [(one.question.id, one.own) for one in found] == [(f"{own_pack(SERVER)}/mine", True), (COMPOSER.id, False)]
