"""Leaderboards: what counts on which, and who stands where."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import insert

from tests.trivia.store import sql
from tests.trivia.store.league import ANN, BEN, CHANNEL, CLEO, DEV, EVE, NOON, SERVER, League
from trivia.boards import Board, Metric, Moment, Period, Totals, everywhere, moment, of_channel, of_pack, of_server
from trivia.store import Database, NobodyScored, Store, Thing, Verb, schema

TODAY = moment(NOON, season=1)
FOREVER = of_server(SERVER, TODAY, Period.ALL)


@pytest.fixture
def store(database: Database) -> Store:
    return Store(database)


@pytest.fixture
def league(store: Store) -> League:
    return League(store)


async def totals(store: Store, board: Board, player: int = BEN) -> Totals | None:
    page = await store.boards.page(board, Metric.RIGHT, 0, player)
    return page.mine.totals if page.mine else None


async def ranks(store: Store, metric: Metric = Metric.POINTS, board: Board = FOREVER) -> list[tuple[int, int]]:
    page = await store.boards.page(board, metric, 0, ANN)
    return [(row.rank, row.player) for row in page.rows]


# --- what counts ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("period", Period)
async def test_a_right_answer_counts_for_its_server_channel_and_pack(
    store: Store, league: League, period: Period
) -> None:
    await league.round({BEN: 100}, question="film/one")
    for board in (
        of_server(SERVER, TODAY, period),
        of_channel(SERVER, CHANNEL, TODAY, period),
        of_pack(SERVER, "film", TODAY, period),
    ):
        assert await totals(store, board) == Totals(100, right=1, rounds=1, streak=1, fastest=4000)


async def test_it_counts_for_no_other_server_channel_or_pack(store: Store, league: League) -> None:
    await league.round({BEN: 100}, question="film/one")
    for board in (
        of_server(SERVER + 1, TODAY, Period.ALL),
        of_channel(SERVER, CHANNEL + 1, TODAY, Period.ALL),
        of_pack(SERVER, "song", TODAY, Period.ALL),
    ):
        assert await totals(store, board) is None


async def test_a_wrong_guess_counts_for_accuracy_alone(store: Store, league: League) -> None:
    for number in range(20):
        await league.round({BEN: 10} if number < 5 else {}, guessed={BEN})
    page = await store.boards.page(FOREVER, Metric.ACCURACY, 0, BEN)
    assert page.mine is not None
    assert (page.mine.totals.right, page.mine.totals.rounds, page.mine.totals.accuracy) == (5, 20, 250)


async def test_accuracy_is_listed_from_twenty_rounds_on(store: Store, league: League) -> None:
    for _ in range(19):
        await league.round({BEN: 10})
    assert await ranks(store, Metric.ACCURACY) == []
    await league.round({BEN: 10})
    assert await ranks(store, Metric.ACCURACY) == [(1, BEN)]


async def test_several_members_of_a_list_are_one_round(store: Store, league: League) -> None:
    await league.round({BEN: 30}, answers=3)
    assert await totals(store, FOREVER) == Totals(90, right=1, rounds=1, streak=1, fastest=4000)


async def test_a_round_that_is_written_again_counts_once(store: Store, league: League) -> None:
    await league.round({BEN: 100}, written=3)
    assert (await totals(store, FOREVER) or Totals()).points == 100


async def test_the_best_streak_and_the_fastest_answer_stay(store: Store, league: League) -> None:
    await league.round({BEN: 10}, streak=4, elapsed=2.5)
    await league.round({BEN: 10}, streak=1, elapsed=9.0)
    best = await totals(store, FOREVER)
    assert best is not None
    assert (best.streak, best.fastest) == (4, 2500)


async def test_a_game_alone_is_no_win(store: Store, league: League) -> None:
    await league.round({BEN: 100})
    await league.end()
    best = await totals(store, FOREVER)
    assert best is not None
    assert (best.games, best.wins) == (1, 0)


async def test_whoever_has_most_points_wins_the_game(store: Store, league: League) -> None:
    await league.round({BEN: 100, CLEO: 50})
    await league.round({CLEO: 40})
    await league.end()
    assert await ranks(store, Metric.WINS) == [(1, BEN)]


async def test_a_game_ends_once(store: Store, league: League) -> None:
    await league.round({BEN: 100, CLEO: 50})
    await league.end()
    await league.end()
    assert (await totals(store, FOREVER) or Totals()).games == 1


async def test_a_win_counts_for_a_pack_where_all_of_the_game_was_of_it(store: Store, league: League) -> None:
    board = of_pack(SERVER, "film", TODAY, Period.ALL)
    await league.round({BEN: 100, CLEO: 50}, question="film/one")
    await league.end()
    assert await ranks(store, Metric.WINS, board) == [(1, BEN)]
    league.begin()
    await league.round({BEN: 100, CLEO: 50}, question="film/one")
    await league.round({BEN: 100}, question="song/two")
    await league.end()
    assert (await totals(store, board) or Totals()).wins == 1


async def test_in_a_direct_message_nothing_counts_for_a_server(
    store: Store, league: League, database: Database
) -> None:
    league.begin(server=None)
    await league.round({BEN: 100})
    assert await sql.value(database, "SELECT count(*) FROM scores") == 0


async def test_everywhere_counts_those_who_opted_in(store: Store, league: League, database: Database) -> None:
    await sql.run(database, insert(schema.players), {"id": BEN, "name": "Ben"})
    await league.round({BEN: 100, CLEO: 50})
    page = await store.boards.page(everywhere(TODAY, Period.ALL), Metric.POINTS, 0, CLEO)
    assert ([row.player for row in page.rows], page.mine) == ([BEN], None)
    assert await store.boards.names([BEN, CLEO]) == {BEN: "Ben"}


# --- who stands where -----------------------------------------------------------------------------------------------


async def test_ties_share_a_rank(store: Store, league: League) -> None:
    await league.round({ANN: 50, BEN: 80, CLEO: 50, DEV: 20})
    assert [rank for rank, _ in await ranks(store)] == [1, 2, 2, 4]


async def test_the_fastest_is_the_quickest(store: Store, league: League) -> None:
    await league.round({ANN: 50}, elapsed=3.0)
    await league.round({BEN: 50}, elapsed=1.0)
    assert await ranks(store, Metric.FASTEST) == [(1, BEN), (2, ANN)]


async def test_a_tie_across_pages_keeps_its_rank(store: Store, league: League) -> None:
    await league.round(dict.fromkeys(range(1, 13), 50))
    page = await store.boards.page(FOREVER, Metric.POINTS, 1, ANN)
    assert [row.rank for row in page.rows] == [1, 1]
    assert page.players == 12


async def test_ones_own_row_is_known_on_every_page(store: Store, league: League) -> None:
    await league.round({player: 500 - player for player in range(1, 25)})
    page = await store.boards.page(FOREVER, Metric.POINTS, 0, 23)
    assert page.mine is not None
    assert page.mine.rank == 23


async def test_a_page_behind_the_last_is_the_last(store: Store, league: League) -> None:
    await league.round({player: 500 - player for player in range(1, 13)})
    page = await store.boards.page(FOREVER, Metric.POINTS, 99, ANN)
    assert [row.rank for row in page.rows] == [11, 12]


async def test_an_empty_board_has_an_empty_page(store: Store) -> None:
    page = await store.boards.page(FOREVER, Metric.POINTS, 0, ANN)
    assert (page.rows, page.players, page.mine) == ((), 0, None)


# --- days and seasons -----------------------------------------------------------------------------------------------


def test_a_day_ends_where_its_server_says() -> None:
    late = datetime(2026, 11, 25, 23, 30, tzinfo=UTC).timestamp()
    assert moment(late).day + 1 == moment(late, ZoneInfo("Europe/Berlin")).day


def test_weeks_begin_on_monday_and_months_on_their_first() -> None:
    wednesday = moment(datetime(2026, 11, 25, tzinfo=UTC).timestamp())
    assert wednesday.start(Period.WEEK) == datetime(2026, 11, 23, tzinfo=UTC).toordinal()
    assert wednesday.start(Period.MONTH) == datetime(2026, 11, 1, tzinfo=UTC).toordinal()


async def test_a_new_zone_counts_from_then_on(store: Store, league: League) -> None:
    tomorrow = Moment(TODAY.day + 1, 1)
    await league.round({BEN: 100}, at=NOON)
    await store.servers.change(SERVER, lambda old: replace(old, zone="Pacific/Auckland"), ANN, NOON)
    assert await store.servers.moment(SERVER, NOON) == tomorrow
    await league.round({BEN: 30}, at=NOON)
    assert (await totals(store, of_server(SERVER, TODAY, Period.TODAY)) or Totals()).points == 100
    assert (await totals(store, of_server(SERVER, tomorrow, Period.TODAY)) or Totals()).points == 30


async def test_a_season_that_ends_leaves_its_podium(store: Store, league: League) -> None:
    await league.round({ANN: 10, BEN: 80, CLEO: 50, DEV: 20, EVE: 20})
    season, entry = await store.servers.end_season(SERVER, NOON, ANN)
    assert (season.number, season.players) == (1, 5)
    assert [(place.rank, place.player, place.points) for place in season.podium] == [
        (1, BEN, 80),
        (2, CLEO, 50),
        (3, EVE, 20),
        (3, DEV, 20),
    ]
    assert await store.servers.seasons(SERVER, 5) == (season,)
    assert await store.audit.listing(SERVER, None, 5) == (entry,)
    assert (entry.who, entry.verb, entry.thing, entry.of) == (ANN, Verb.END, Thing.SEASON, "1")


async def test_the_next_season_begins_at_nothing(store: Store, league: League) -> None:
    await league.round({BEN: 80})
    await store.servers.end_season(SERVER, NOON, ANN)
    await league.round({CLEO: 10})
    today = await store.servers.moment(SERVER, NOON)
    assert await ranks(store, board=of_server(SERVER, today, Period.SEASON)) == [(1, CLEO)]
    assert await ranks(store) == [(1, BEN), (2, CLEO)]


async def test_a_season_in_which_nobody_scored_does_not_end(store: Store) -> None:
    with pytest.raises(NobodyScored):
        await store.servers.end_season(SERVER, NOON, ANN)


# --- profiles -------------------------------------------------------------------------------------------------------


async def test_a_profile_says_what_a_player_has_done(store: Store, league: League) -> None:
    await league.round({BEN: 80, CLEO: 100}, question="film/one")
    await league.round({BEN: 10}, question="song/one")
    await league.round({BEN: 10}, question="song/two")
    await league.end()
    profile = await store.boards.profile(SERVER, BEN, TODAY)
    assert profile is not None
    assert (profile.rank, profile.totals.points, profile.totals.games) == (1, 100, 1)
    assert profile.days == {TODAY.day: 100}
    assert profile.favourites == (("song", 2), ("film", 1))


async def test_whoever_has_not_played_has_no_profile(store: Store) -> None:
    assert await store.boards.profile(SERVER, BEN, TODAY) is None
