"""What players bring: bounded, once each, and counted; what a reporter had guessed is kept for the editors."""

from __future__ import annotations

import pytest
from sqlalchemy import Connection

from tests.stock import publish
from tests.trivia.games import ANN, BEN, COMPOSER
from trivia.drafting import Form
from trivia.judge import Ruling
from trivia.packs import Pack
from trivia.store import (
    Database,
    Mailbox,
    NeverAsked,
    Questions,
    ReportedAlready,
    Reviews,
    TooMany,
    Waiting,
    Wrong,
    schema,
)
from trivia.store.inserting import insert_new
from trivia.store.mailbox import MOST_WAITING
from trivia.store.tidying import AFTER_GAME, AFTER_GUESS, Tidying

SERVER, OTHER, GAME, NOW = 3, 4, 70, 1_790_000_000.0


@pytest.fixture
async def mailbox(database: Database) -> Mailbox:
    """The mailbox, and a game that is over in which both guessed wrong."""
    begun = {"id": GAME, "server": SERVER, "channel": 1, "starter": ANN, "plan": "{}", "wish": "", "state": "{}"}
    over = {"game": GAME, "number": 1, "question": COMPOSER.id, "outcome": "timeout", "at": NOW}
    guess = {"game": GAME, "number": 1, "ruling": Ruling.WRONG.value, "at": NOW}
    guesses = [guess | {"guess": player, "player": player, "text": f"guess of {player}"} for player in (ANN, BEN)]

    def work(connection: Connection) -> None:
        insert_new(connection, schema.games, [begun | {"started": NOW - 9, "ended": NOW}])
        insert_new(connection, schema.rounds, [over])
        insert_new(connection, schema.guesses, guesses)

    await publish(Questions(database), Pack("film", "Film", (COMPOSER,)))
    await database.write(work)
    return Mailbox(database)


async def report(mailbox: Mailbox, who: int = ANN, server: int = SERVER, number: int = 1) -> None:
    await mailbox.report(server, GAME, number, who, NOW, Wrong.KEY, "")


async def card(database: Database) -> Waiting:
    waiting = await Reviews(database).look(SERVER, 0)
    assert waiting is not None
    return waiting


async def tidied(database: Database, now: float) -> None:
    tidying = Tidying(database)
    while await tidying.tidy(now):
        pass


async def test_a_report_shows_the_question_and_counts(database: Database, mailbox: Mailbox) -> None:
    await report(mailbox)
    await report(mailbox, BEN)
    waiting = await card(database)
    assert waiting.question == COMPOSER
    assert waiting.tally is not None
    assert (waiting.tally.reported, waiting.count) == (2, 2)
    assert waiting.guesses == (f"guess of {ANN}",)


async def test_a_person_reports_a_question_once(database: Database, mailbox: Mailbox) -> None:
    await report(mailbox)
    with pytest.raises(ReportedAlready):
        await report(mailbox)
    tally = (await card(database)).tally
    assert tally is not None
    assert tally.reported == 1


async def test_only_rounds_of_this_server_are_reported(mailbox: Mailbox) -> None:
    with pytest.raises(NeverAsked):
        await report(mailbox, server=OTHER)
    with pytest.raises(NeverAsked):
        await report(mailbox, number=2)


async def test_what_a_reporter_guessed_outlives_the_game(database: Database, mailbox: Mailbox) -> None:
    await report(mailbox)
    await tidied(database, NOW + AFTER_GAME + 1)
    assert (await card(database)).guesses == (f"guess of {ANN}",)
    left = await database.read(lambda connection: connection.execute(schema.guesses.select()).all())
    assert [row.player for row in left] == [ANN]
    await tidied(database, NOW + AFTER_GUESS + 1)
    assert (await card(database)).guesses == ()


async def test_one_thing_is_suggested_once_however_often_it_is_sent(database: Database, mailbox: Mailbox) -> None:
    for _ in range(2):
        await mailbox.suggest(SERVER, ANN, 5, NOW, Form("Who?", "Ann"))
    assert await Reviews(database).count(SERVER) == 1


async def test_so_many_of_one_person_wait_in_one_server(mailbox: Mailbox) -> None:
    for key in range(MOST_WAITING):
        await mailbox.suggest(SERVER, ANN, key, NOW, Form("Who?", "Ann"))
    with pytest.raises(TooMany):
        await mailbox.suggest(SERVER, ANN, 99, NOW, Form("Who?", "Ann"))
    await mailbox.suggest(OTHER, ANN, 100, NOW, Form("Who?", "Ann"))
    await mailbox.suggest(SERVER, BEN, 101, NOW, Form("Who?", "Ann"))
