"""A decision and what it does are one: both are written, or neither."""

from __future__ import annotations

import asyncio

import pytest
from sqlalchemy import Connection

from tests.stock import publish
from tests.trivia.games import ANN, BEN, COMPOSER
from trivia.packs import Pack
from trivia.store import (
    Audit,
    Cause,
    Database,
    DecidedAlready,
    Deciding,
    Decision,
    Mailbox,
    Own,
    QuestionGone,
    Questions,
    Review,
    Reviews,
    Verb,
    Yours,
)
from trivia.store.deciding import EFFECTS, accepting
from trivia.suggestion import Suggestion

SERVER, NOW = 3, 1_790_000_000.0
SUGGESTED = Suggestion("Who sang Goldfinger?", ("Shirley Bassey",))


@pytest.fixture
def deciding(database: Database) -> Deciding:
    return Deciding(database)


async def suggested(database: Database, who: int = ANN) -> int:
    await Mailbox(database).suggest(SERVER, who, 1, NOW, SUGGESTED)
    (one,) = await Reviews(database).waiting(SERVER, 0, 5)
    return one.number


async def learned(database: Database) -> int:
    body = {"text": "Johnny", "players": 3}
    number = await Reviews(database).bring(SERVER, Cause.LEARNING, "a", COMPOSER.id, None, NOW, body)
    assert number is not None
    return number


async def log(database: Database) -> list[Verb]:
    return [entry.verb for entry in await Audit(database).listing(SERVER, None, 10)]


async def test_an_accepted_suggestion_becomes_a_question(database: Database, deciding: Deciding) -> None:
    settled = await deciding.accept(SERVER, await suggested(database), BEN, NOW)
    assert (settled.review.decision, settled.review.by) == (Decision.ACCEPTED, BEN)
    (question,) = await Own(database).all(SERVER)
    assert (question.ask, question.answer.text) == (SUGGESTED.ask, "Shirley Bassey")
    assert await log(database) == [Verb.ADD, Verb.ACCEPT]


async def test_a_rejected_one_does_not(database: Database, deciding: Deciding) -> None:
    await deciding.reject(SERVER, await suggested(database), BEN, NOW, "No.")
    assert await Own(database).all(SERVER) == ()
    assert await log(database) == [Verb.REJECT]


async def test_of_two_who_decide_at_once_one_does(database: Database, deciding: Deciding) -> None:
    number = await suggested(database)
    both = (deciding.accept(SERVER, number, who, NOW) for who in (BEN, 77))
    done = await asyncio.gather(*both, return_exceptions=True)
    (late,) = [one for one in done if isinstance(one, DecidedAlready)]
    assert late.review is not None
    assert late.review.by in (BEN, 77)
    assert len(await Own(database).all(SERVER)) == 1
    assert await log(database) == [Verb.ADD, Verb.ACCEPT]


async def test_nobody_accepts_their_own_and_it_goes_on_waiting(database: Database, deciding: Deciding) -> None:
    number = await suggested(database)
    with pytest.raises(Yours):
        await deciding.accept(SERVER, number, ANN, NOW)
    assert await Reviews(database).count(SERVER) == 1
    assert await log(database) == []


async def test_what_an_effect_raises_takes_the_decision_back(database: Database, deciding: Deciding) -> None:
    number = await learned(database)
    with pytest.raises(QuestionGone):
        await deciding.accept(SERVER, number, BEN, NOW)
    assert await Reviews(database).count(SERVER) == 1
    assert await log(database) == []


async def test_an_accepted_near_miss_is_right_in_this_server(database: Database, deciding: Deciding) -> None:
    await publish(Questions(database), Pack("film", "Film", (COMPOSER,)))
    await deciding.accept(SERVER, await learned(database), BEN, NOW)
    assert await log(database) == [Verb.EDIT, Verb.ACCEPT]
    number = await Reviews(database).bring(SERVER, Cause.REPORT, "b", COMPOSER.id, ANN, NOW, {"game": 1, "number": 1})
    assert number is not None
    waiting = await Reviews(database).look(SERVER, number)
    assert waiting is not None
    assert waiting.question is not None
    assert waiting.question.answer.accept == ("Johnny",)


async def test_another_answer_can_be_accepted_in_its_place(database: Database, deciding: Deciding) -> None:
    await publish(Questions(database), Pack("film", "Film", (COMPOSER,)))
    settled = await deciding.accept(SERVER, await learned(database), BEN, NOW, accepting("J. Williams"))
    assert settled.entries[-1].after == {"accept": "J. Williams"}


async def test_what_accepting_does_is_known_for_every_cause() -> None:
    assert set(EFFECTS) == set(Cause)


async def test_another_house_may_say_what_accepting_does(database: Database) -> None:
    seen: list[Review] = []

    def effect(_connection: Connection, review: Review, _by: int, _at: float) -> tuple[()]:
        seen.append(review)
        return ()

    deciding = Deciding(database, {Cause.SUGGESTION: effect})
    await deciding.accept(SERVER, await suggested(database), BEN, NOW)
    assert [one.decision for one in seen] == [Decision.ACCEPTED]
