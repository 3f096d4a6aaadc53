"""The boards are what was earned, whichever way they came to be."""

from __future__ import annotations

import asyncio
from random import Random

import pytest
from alembic import command
from sqlalchemy import Connection, insert, text

from tests.trivia.store import sql
from tests.trivia.store.league import BEN, CHANNEL, NOON, SERVER, League
from trivia.boards import Metric, Moment, Period, Totals, everywhere, moment, of_server
from trivia.store import Database, Store, open_database, rollups, schema
from trivia.store.database import migrations

DAY = 86_400
PLAYERS = range(1, 7)


async def season_of(store: Store, dice: Random) -> None:
    """Some weeks of games in two servers and a direct message."""
    league = League(store)
    for number in range(12):
        at = NOON - dice.randrange(40) * DAY
        league.begin(dice.choice((SERVER, SERVER + 1, None)), CHANNEL + dice.randrange(3))
        for _ in range(dice.randrange(1, 5)):
            earned = {player: dice.randrange(10, 200) for player in dice.sample(PLAYERS, dice.randrange(4))}
            await league.round(
                earned,
                guessed=dice.sample(PLAYERS, 2),
                question=dice.choice(("film/one", "song/two")),
                answers=dice.randrange(1, 3),
                streak=dice.randrange(1, 6),
                elapsed=dice.random() * 20,
                at=at,
            )
        if number % 4:
            await league.end(at=at)


async def rows(database: Database) -> set[tuple[object, ...]]:
    return {tuple(row) for row in await sql.rows(database, schema.scores.select())}


@pytest.mark.parametrize("seed", range(3))
async def test_worked_out_anew_a_players_rows_are_what_they_were(database: Database, seed: int) -> None:
    store = Store(database)
    await sql.run(database, insert(schema.players), {"id": BEN, "name": "Ben"})
    await season_of(store, Random(seed))
    # Days and weeks that nobody can look at any more are not worked out again.
    kept = {row.id for row in await _boards(database) if rollups.is_kept(_read(row), moment(NOON))}
    before = {row for row in await rows(database) if row[0] in kept}
    for player in PLAYERS:
        await database.write(lambda connection, player=player: rollups.recompute(connection, player, NOON))
    assert await rows(database) == before


async def _boards(database: Database) -> list:
    return await sql.rows(database, schema.boards.select())


def _read(row) -> rollups.Board:
    return rollups.Board(rollups.Scope(row.scope), Period(row.period), row.start, row.server, row.of)


async def test_a_board_of_a_server_is_the_sum_of_its_awards(database: Database) -> None:
    store = Store(database)
    await season_of(store, Random(4))
    page = await store.boards.page(of_server(SERVER, Moment(1), Period.ALL), Metric.POINTS, 0, BEN)
    earned = (
        "SELECT player, sum(points) FROM awards JOIN games ON games.id = game WHERE server = :server GROUP BY player"
    )
    sums = {tuple(row) for row in await sql.rows(database, earned, server=SERVER)}
    assert {(row.player, row.totals.points) for row in page.rows} == sums


async def test_the_numbers_of_boards_are_those_they_are_written_under(database: Database) -> None:
    await season_of(Store(database), Random(5))
    assert all(_read(row).id == row.id for row in await _boards(database))


async def test_whoever_opts_in_brings_what_was_earned_before(database: Database) -> None:
    store = Store(database)
    league = League(store)
    await league.round({BEN: 80})
    await sql.run(database, insert(schema.players), {"id": BEN, "name": "Ben"})
    await database.write(lambda connection: rollups.recompute(connection, BEN, NOON))
    page = await store.boards.page(everywhere(moment(NOON), Period.ALL), Metric.POINTS, 0, BEN)
    assert [row.totals.points for row in page.rows] == [80]


async def test_games_that_score_at_once_keep_nobody_waiting_for_ever(database: Database) -> None:
    store = Store(database)
    leagues = [League(store) for _ in range(6)]
    for number, league in enumerate(leagues):
        for _ in range(number):  # each its own game, all in one channel
            league.begin()
    for _ in range(4):
        await asyncio.gather(*(league.round(dict.fromkeys(PLAYERS, 10)) for league in leagues))
    page = await store.boards.page(of_server(SERVER, Moment(1), Period.ALL), Metric.POINTS, 0, BEN)
    assert {row.totals.points for row in page.rows} == {240}


async def test_what_was_earned_before_there_were_boards_counts_on_them(url: str) -> None:
    await _make_older(url)
    database = await open_database(url)
    store = Store(database)
    today = Moment(719_163 + 20_000, 1)
    for period in (Period.TODAY, Period.SEASON, Period.ALL):
        page = await store.boards.page(of_server(SERVER, today, period), Metric.POINTS, 0, BEN)
        assert page.mine is not None
        assert page.mine.totals == Totals(130, right=2, rounds=2, games=1, streak=2, fastest=1500)
    await database.close()


async def _make_older(url: str) -> None:
    """A database of the first version, in which Ben was right twice in one game that is over."""
    at = 20_000 * DAY + 3_600.0

    def work(connection: Connection) -> None:
        schema.metadata.drop_all(connection)
        connection.execute(text("DROP TABLE alembic_version"))
        config = migrations()
        config.attributes["connection"] = connection
        command.upgrade(config, "0001")
        game = f"9, {SERVER}, {CHANNEL}, 1, '', '', '', {at}, {at}, 'all rounds were played'"
        connection.execute(text(f"INSERT INTO games VALUES ({game})"))
        for number, points, elapsed in ((1, 100, 1.5), (2, 30, 6.0)):
            connection.execute(text(f"INSERT INTO rounds VALUES (9, {number}, 'film/one', 'answered', {at})"))
            award = f"9, {number}, {number}, {BEN}, {points}, {elapsed}, {number}, false, {at}"
            connection.execute(text(f"INSERT INTO awards VALUES ({award})"))

    database = await open_database(url)
    await database.write(work)
    await database.close()
