"""Scores that are reset begin at nothing, can come back for a day, and are gone then."""

from __future__ import annotations

import asyncio
from random import Random

import pytest
from sqlalchemy import insert

from tests.trivia.store import sql
from tests.trivia.store.league import ANN, BEN, CLEO, NOON, SERVER, League
from tests.trivia.store.past import DAY, count
from trivia.boards import Metric, Moment, Period, everywhere, moment, of_server
from trivia.events import Reason
from trivia.store import (
    Database,
    NothingToReset,
    ResetAlready,
    Store,
    TooLate,
    Verb,
    open_database,
    rollups,
    schema,
)
from trivia.store.people import People
from trivia.store.tidying import Tidying

LATER = NOON + DAY + 2 * 3_600


@pytest.fixture
def store(database: Database) -> Store:
    return Store(database)


@pytest.fixture
def league(store: Store) -> League:
    return League(store)


async def points(store: Store, period: Period = Period.ALL, server: int = SERVER) -> dict[int, int]:
    """The points of all players on the leaderboard that counts now."""
    now = await store.servers.moment(server, NOON)
    page = await store.boards.page(of_server(server, now, period), Metric.POINTS, 0, ANN)
    return {row.player: row.totals.points for row in page.rows}


async def scores(database: Database) -> set[tuple[object, ...]]:
    return {tuple(row) for row in await sql.rows(database, schema.scores.select())}


async def tidy(database: Database, now: float) -> None:
    tidying = Tidying(database)
    while await tidying.tidy(now):
        pass


@pytest.mark.parametrize("period", Period)
async def test_after_a_reset_all_begin_at_nothing(store: Store, league: League, period: Period) -> None:
    await league.round({BEN: 80})
    await store.resets.reset(SERVER, 0, ANN, NOON)
    assert await points(store, period) == {}
    await league.round({CLEO: 10})
    assert await points(store, period) == {CLEO: 10}


async def test_a_profile_begins_at_nothing_too(store: Store, league: League) -> None:
    await league.round({BEN: 80})
    await league.end()
    await store.resets.reset(SERVER, 0, ANN, NOON)
    today = await store.servers.moment(SERVER, NOON)
    assert await store.boards.profile(SERVER, BEN, today) is None
    league.begin()
    await league.round({BEN: 10}, question="song/two")
    profile = await store.boards.profile(SERVER, BEN, today)
    assert profile is not None
    assert (profile.totals.points, profile.days, profile.favourites) == (10, {today.day: 10}, (("song", 1),))


async def test_other_servers_and_everywhere_keep_theirs(store: Store, league: League, database: Database) -> None:
    await sql.run(database, insert(schema.players), {"id": BEN, "name": "Ben"})
    await league.round({BEN: 80})
    league.begin(SERVER + 1)
    await league.round({BEN: 7})
    await store.resets.reset(SERVER, 0, ANN, NOON)
    assert await points(store, server=SERVER + 1) == {BEN: 7}
    page = await store.boards.page(everywhere(moment(NOON), Period.ALL), Metric.POINTS, 0, BEN)
    assert [row.totals.points for row in page.rows] == [87]


async def test_undone_it_brings_back_all_with_what_was_earned_since(
    store: Store, league: League, database: Database
) -> None:
    await league.round({BEN: 80, CLEO: 20}, streak=3, elapsed=2.0)
    await league.end()
    await store.resets.reset(SERVER, 0, ANN, NOON)
    league.begin()
    await league.round({BEN: 10}, streak=1, elapsed=1.0, guessed=[CLEO])
    await league.end()
    undone = await store.resets.undo(SERVER, 0, ANN, NOON + DAY - 1)
    assert await points(store) == {BEN: 90, CLEO: 20}
    by_hand = await scores(database)
    for player in (BEN, CLEO):
        await database.write(lambda connection, player=player: rollups.recompute(connection, player, NOON))
    assert await scores(database) == by_hand
    assert await count(database, "boards", "era > 0") == 0
    newest, reset = await store.audit.listing(SERVER, None, 5)
    assert (newest, reset.verb, reset.undone_by) == (undone, Verb.RESET, undone.number)


async def test_it_can_be_undone_for_a_day_and_once(store: Store, league: League) -> None:
    await league.round({BEN: 80})
    await store.resets.reset(SERVER, 0, ANN, NOON)
    assert await store.resets.last(SERVER, NOON + DAY) is None
    with pytest.raises(TooLate):
        await store.resets.undo(SERVER, 0, ANN, NOON + DAY)
    found = await store.resets.last(SERVER, NOON + DAY - 1)
    assert (found and found.era, found and found.at) == (0, NOON)
    await store.resets.undo(SERVER, 0, ANN, NOON + DAY - 1)
    with pytest.raises(TooLate):
        await store.resets.undo(SERVER, 0, ANN, NOON + DAY - 1)
    assert await points(store) == {BEN: 80}


async def test_of_several_the_newest_is_undone_first(store: Store, league: League) -> None:
    for era in range(2):
        await league.round({BEN: 80 + era})
        await store.resets.reset(SERVER, era, ANN, NOON)
    await league.round({BEN: 3})
    with pytest.raises(TooLate):
        await store.resets.undo(SERVER, 0, ANN, NOON)
    await store.resets.undo(SERVER, 1, ANN, NOON)
    assert await points(store) == {BEN: 84}
    await store.resets.undo(SERVER, 0, ANN, NOON)
    assert await points(store) == {BEN: 164}


async def test_two_admins_at_once_reset_once(store: Store, league: League) -> None:
    await league.round({BEN: 80})
    done = await asyncio.gather(
        *(store.resets.reset(SERVER, 0, who, NOON) for who in (ANN, CLEO)), return_exceptions=True
    )
    assert sorted(type(one).__name__ for one in done) == ["Entry", "ResetAlready"]
    with pytest.raises(ResetAlready):
        await store.resets.reset(SERVER, 0, ANN, NOON)


async def test_where_nobody_has_anything_there_is_nothing_to_reset(store: Store, league: League) -> None:
    with pytest.raises(NothingToReset):
        await store.resets.reset(SERVER, 0, ANN, NOON)
    await league.round({BEN: 80})
    await store.resets.reset(SERVER, 0, ANN, NOON)
    with pytest.raises(NothingToReset):
        await store.resets.reset(SERVER, 1, ANN, NOON)


async def test_a_game_that_runs_meanwhile_counts_for_what_runs_then(store: Store, league: League) -> None:
    await league.round({BEN: 80})
    await store.resets.reset(SERVER, 0, ANN, NOON)
    await league.round({CLEO: 10})
    await league.end(Reason.PLAYED)
    now = await store.servers.moment(SERVER, NOON)
    wins = await store.boards.page(of_server(SERVER, now, Period.ALL), Metric.WINS, 0, ANN)
    assert [row.player for row in wins.rows] == [BEN]
    assert await points(store) == {CLEO: 10}


async def test_after_a_day_what_was_set_aside_goes(store: Store, league: League, database: Database) -> None:
    await league.round({BEN: 80})
    await store.resets.reset(SERVER, 0, ANN, NOON)
    await league.round({BEN: 10})
    await tidy(database, NOON + DAY - 1)
    assert await count(database, "boards", "era = 0") > 0
    await tidy(database, LATER)
    assert await count(database, "boards", "era = 0") == 0
    assert await count(database, "resets") == 0
    assert await points(store) == {BEN: 10}


async def test_what_is_gone_does_not_come_back_when_rows_are_worked_out_anew(
    store: Store, league: League, database: Database
) -> None:
    await league.round({BEN: 80})
    await store.resets.reset(SERVER, 0, ANN, NOON)
    await league.round({BEN: 10})
    await tidy(database, LATER)
    await store.people.show_everywhere(BEN, "Ben", LATER)
    assert await points(store) == {BEN: 10}
    assert await count(database, "boards", "era = 0 AND scope <> 'everywhere'") == 0
    assert await sql.rows(
        database, "SELECT points FROM scores JOIN boards ON id = board WHERE scope = 'everywhere' AND period = 'all'"
    ) == [(90,)]


@pytest.mark.parametrize("seed", range(3))
async def test_rows_that_are_worked_out_anew_are_those_of_their_era(
    store: Store, database: Database, seed: int
) -> None:
    dice, league, era = Random(seed), League(store), 0
    for _ in range(12):
        league.begin(dice.choice((SERVER, SERVER + 1, None)))
        await league.round({player: dice.randrange(100) for player in (BEN, CLEO)}, elapsed=dice.random() * 9)
        await league.end()
        if dice.random() < 0.3:
            try:
                await store.resets.reset(SERVER, era, ANN, NOON)
            except NothingToReset:
                continue
            era += 1
    before = await scores(database)
    for player in (BEN, CLEO):
        await database.write(lambda connection, player=player: rollups.recompute(connection, player, NOON))
    assert await scores(database) == before


async def test_erasing_reaches_what_is_set_aside(store: Store, league: League, database: Database) -> None:
    await league.round({BEN: 80, CLEO: 20})
    await store.resets.reset(SERVER, 0, ANN, NOON)
    await People(database).erase(BEN)
    await store.resets.undo(SERVER, 0, ANN, NOON)
    assert await points(store) == {CLEO: 20}
    assert await count(database, "scores", "player = :id", id=BEN) == 0


async def test_points_earned_while_it_is_undone_are_neither_lost_nor_doubled(
    store: Store, league: League, url: str
) -> None:
    await league.round({BEN: 80})
    await store.resets.reset(SERVER, 0, ANN, NOON)
    await league.round({BEN: 1})
    other = await open_database(url)
    await asyncio.gather(Store(other).resets.undo(SERVER, 0, ANN, NOON), *(league.round({BEN: 1}) for _ in range(5)))
    await other.close()
    assert await points(store) == {BEN: 86}


async def test_a_season_that_ends_after_a_reset_has_the_podium_of_what_came_since(store: Store, league: League) -> None:
    await league.round({BEN: 80})
    await store.resets.reset(SERVER, 0, ANN, NOON)
    await league.round({CLEO: 10})
    season, _ = await store.servers.end_season(SERVER, NOON, ANN)
    assert [place.player for place in season.podium] == [CLEO]
    assert (await store.servers.moment(SERVER, NOON)) == Moment(moment(NOON).day, 2, 1)
