"""Near misses that several players typed are offered to the editors of their server, once, and with nobody's name."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import Connection

from tests.stock import publish
from tests.trivia.games import COMPOSER
from trivia.judge import Ruling
from trivia.packs import Pack
from trivia.question import Question
from trivia.store import Cause, Database, Decision, Questions, Reviews, schema
from trivia.store.inserting import insert_new
from trivia.store.learning import EVERY, Learning
from trivia.store.reviews import decide
from trivia.store.tidying import AFTER_GUESS, Tidying

SERVER, OTHER, NOW = 3, 4, 1_790_000_000.0
QUESTION = replace(COMPOSER, id="film/composer")


@pytest.fixture
def learning(database: Database) -> Learning:
    return Learning(database)


async def typed(
    database: Database, *texts: str, server: int = SERVER, ruling: Ruling = Ruling.CLOSE, first: int = 1
) -> None:
    """Let one player each have typed these in a game of this server."""
    game = first * 1000 + server
    rows = [
        {"game": game, "guess": game + place, "number": 1, "player": first + place, "text": text, "at": NOW - 60}
        | {"ruling": ruling.value}
        for place, text in enumerate(texts)
    ]
    begun = {"id": game, "server": server, "channel": 1, "starter": 1, "plan": "", "wish": "", "state": ""}

    def work(connection: Connection) -> None:
        insert_new(connection, schema.games, [begun | {"started": NOW - 90, "ended": NOW - 30}])
        insert_new(
            connection,
            schema.rounds,
            [{"game": game, "number": 1, "question": QUESTION.id, "outcome": "timeout", "at": NOW - 40}],
        )
        insert_new(connection, schema.guesses, rows)

    await database.write(work)


async def stock(database: Database, question: Question = QUESTION) -> None:
    await publish(Questions(database), Pack("film", "Film", (question,)))


async def offered(database: Database, server: int = SERVER) -> list[str]:
    return [one.body["text"] for one in await Reviews(database).waiting(server, 0, 50)]


async def test_what_three_players_typed_is_offered_as_most_of_them_typed_it(
    database: Database, learning: Learning
) -> None:
    await stock(database)
    await typed(database, "Johnny", "johnny", "johnny", "JOHNNY!")
    await learning.step(NOW)
    (one,) = await Reviews(database).waiting(SERVER, 0, 50)
    assert (one.cause, one.question, one.who) == (Cause.LEARNING, QUESTION.id, None)
    assert one.body == {"text": "johnny", "players": 4}


async def test_two_players_are_too_few_however_often_they_typed_it(database: Database, learning: Learning) -> None:
    await stock(database)
    await typed(database, "johnny", "johnny")
    await typed(database, "johnny", first=2)
    await learning.step(NOW)
    assert await offered(database) == []


async def test_players_of_several_games_count_together_but_not_those_of_another_server(
    database: Database, learning: Learning
) -> None:
    await stock(database)
    await typed(database, "johnny", "johnny")
    await typed(database, "johnny", first=5)
    await typed(database, "johnny", "johnny", server=OTHER)
    while await learning.step(NOW):
        pass
    assert await offered(database) == ["johnny"]
    assert await offered(database, OTHER) == []


@pytest.mark.parametrize(
    "question",
    [
        replace(QUESTION, answers=(replace(QUESTION.answer, reject=("Johnny",)),)),
        replace(QUESTION, wrong=("Johnny",)),
        replace(QUESTION, answers=(replace(QUESTION.answer, accept=("Johnny",)),)),
    ],
    ids=["rejected", "a wrong choice", "right by now"],
)
async def test_what_the_question_rules_out_or_takes_anyway_is_not_offered(
    database: Database, learning: Learning, question: Question
) -> None:
    await stock(database, question)
    await typed(database, "johnny", "johnny", "johnny")
    await learning.step(NOW)
    assert await offered(database) == []


async def test_wrong_guesses_are_not_offered(database: Database, learning: Learning) -> None:
    await stock(database)
    await typed(database, "johnny", "johnny", "johnny", ruling=Ruling.WRONG)
    await learning.step(NOW)
    assert await offered(database) == []


async def test_it_is_offered_once_for_good(database: Database, learning: Learning) -> None:
    await stock(database)
    await typed(database, "johnny", "johnny", "johnny")
    await learning.step(NOW)
    (one,) = await Reviews(database).waiting(SERVER, 0, 50)
    await database.write(lambda connection: decide(connection, SERVER, one.number, Decision.REJECTED, 9, NOW))
    later = NOW + AFTER_GUESS + 60
    while await Tidying(database).tidy(later):
        pass
    await typed(database, "johnny", "johnny", "johnny", first=9)
    await Learning(database).step(NOW)
    assert await offered(database) == []


async def test_it_looks_again_after_an_hour(database: Database, learning: Learning) -> None:
    await stock(database)
    await learning.step(NOW)
    await typed(database, "johnny", "johnny", "johnny")
    await learning.step(NOW + EVERY / 2)
    assert await offered(database) == []
    await learning.step(NOW + EVERY)
    assert await offered(database) == ["johnny"]
