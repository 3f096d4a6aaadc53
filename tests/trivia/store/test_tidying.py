"""What is kept for a while only goes in its time, and not before."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace

import pytest

from tests.trivia.games import ANN, BEN, COMPOSER
from tests.trivia.store.past import DAY, MINUTE, NOW, SERVER, begin, count, draw, finish, snapshot
from tests.trivia.store.sql import rows, run
from trivia.boards import Board, Period, Scope, moment
from trivia.events import Reason
from trivia.store import (
    Audit,
    Cause,
    Change,
    Database,
    Games,
    Own,
    Reviews,
    Saved,
    Thing,
    Verb,
    open_database,
    own_pack,
    rollups,
)
from trivia.store.people import People
from trivia.store.presence import Presence
from trivia.store.tidying import Tidying

Tidy = Callable[[float], Awaitable[None]]


async def tidy_up(database: Database, now: float) -> None:
    """Take steps until nothing is due any more."""
    tidying = Tidying(database)
    for _ in range(500):
        if not await tidying.tidy(now):
            return
    raise AssertionError("it never ends")


@pytest.fixture
def tidy(database: Database) -> Tidy:
    return lambda now: tidy_up(database, now)


@pytest.fixture
def presence(database: Database) -> Presence:
    return Presence(database)


async def texts(database: Database) -> list[str]:
    return [text for (text,) in await rows(database, "SELECT DISTINCT text FROM guesses ORDER BY text")]


# --- games and guesses ----------------------------------------------------------------------------------------------


async def test_a_snapshot_goes_ten_minutes_after_its_game(games: Games, database: Database, tidy: Tidy) -> None:
    await finish(games)
    await tidy(NOW + 9 * MINUTE)
    assert await count(database, "games", "state <> '' AND plan <> ''") == 1
    await tidy(NOW + 11 * MINUTE)
    assert await count(database, "games", "state = '' AND plan = ''") == 1


async def test_guesses_that_were_not_close_go_with_it(games: Games, database: Database, tidy: Tidy) -> None:
    await finish(games)
    await tidy(NOW + 9 * MINUTE)
    assert await texts(database) == ["john willems", "williams"]
    await tidy(NOW + 11 * MINUTE)
    assert await texts(database) == ["john willems"]


async def test_close_guesses_stay_for_thirty_days(games: Games, database: Database, tidy: Tidy) -> None:
    await finish(games)
    await tidy(NOW + 29 * DAY)
    assert await texts(database) == ["john willems"]
    await tidy(NOW + 31 * DAY)
    assert await texts(database) == []


async def test_a_running_game_keeps_what_it_needs(games: Games, database: Database, tidy: Tidy) -> None:
    await begin(games)
    await tidy(NOW + DAY)
    assert [saved.snapshot for saved in await games.unfinished()] == [snapshot(7)]
    assert len(await texts(database)) == 2


async def test_no_guess_outlives_thirty_days_not_even_in_a_game_that_never_ends(
    games: Games, database: Database, tidy: Tidy
) -> None:
    await begin(games)
    await tidy(NOW + 31 * DAY)
    assert await texts(database) == []


async def test_what_was_earned_stays(games: Games, database: Database, tidy: Tidy) -> None:
    await finish(games)
    await tidy(NOW + 400 * DAY)
    tables = ("games", "rounds", "awards", "tried", "played")
    assert [await count(database, table) for table in tables] == [1, 2, 2, 4, 2]


async def test_a_game_that_ended_without_its_players_is_cleared_too(
    games: Games, database: Database, tidy: Tidy
) -> None:
    await games.begin(Saved(3, 5, "{}", snapshot(7)), NOW)
    await games.abandon(7, NOW, Reason.GONE)
    await tidy(NOW + DAY)
    assert await count(database, "games", "state <> ''") == 0


async def test_many_games_go_a_few_at_a_time(games: Games, database: Database) -> None:
    for number in range(45):
        await finish(games, number + 7, NOW)  # all in the same instant
    tidying, left = Tidying(database), []
    for _ in range(4):
        await tidying.tidy(NOW + DAY)
        left.append(await count(database, "games", "state <> ''"))
    assert left == [25, 5, 0, 0]


async def test_games_that_end_later_are_cleared_later(games: Games, database: Database) -> None:
    tidying = Tidying(database)
    for number in range(3):
        at = NOW + number * MINUTE
        await finish(games, number + 7, at)
        while await tidying.tidy(at + 11 * MINUTE):
            pass
        assert await count(database, "games", "state <> ''") == 0


async def test_several_processes_may_tidy_at_once(games: Games, url: str, database: Database) -> None:
    for number in range(30):
        await finish(games, number + 7)
    others = [await open_database(url) for _ in range(3)]
    await asyncio.gather(*(tidy_up(other, NOW + 40 * DAY) for other in others))
    await asyncio.gather(*(other.close() for other in others))
    assert await count(database, "guesses") == 0
    assert await count(database, "games", "state <> ''") == 0


# --- leaderboards ---------------------------------------------------------------------------------------------------


async def test_leaderboards_that_nobody_can_look_at_go(games: Games, database: Database, tidy: Tidy) -> None:
    for days in (0, 1, 30, 100):
        await finish(games, 7 + days, NOW - days * DAY)
    await tidy(NOW)
    today = moment(NOW)
    kept = await rows(database, "SELECT scope, period, start FROM boards")
    assert all(rollups.is_kept(Board(Scope(scope), Period(period), start), today) for scope, period, start in kept)
    everywhere = [(scope, period) for scope, period, _ in kept]
    assert everywhere.count(("server", "today")) == 3
    assert everywhere.count(("channel", "today")) == 2
    assert everywhere.count(("server", "all")) == 1
    assert await count(database, "scores", "board NOT IN (SELECT id FROM boards)") == 0


async def test_a_leaderboard_of_many_players_goes_a_few_rows_at_a_time(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("trivia.store.removing.ROWS", 10)
    await run(database, "INSERT INTO boards VALUES (1, 'channel', 3, '5', 'today', 100, 0)")
    scores = "INSERT INTO scores VALUES (1, :player, 1, 1, 1, 1, 1, 1, 1, 1)"
    await run(database, scores, *({"player": player} for player in range(35)))
    tidying, left = Tidying(database), []
    for _ in range(4):
        assert await tidying.tidy(NOW)
        left.append((await count(database, "scores"), await count(database, "boards")))
    assert left == [(25, 1), (15, 1), (5, 1), (0, 0)]


async def test_stale_leaderboards_are_looked_for_again_on_the_next_day(games: Games, database: Database) -> None:
    tidying = Tidying(database)
    await finish(games)
    for days in (0, 3):
        while await tidying.tidy(NOW + days * DAY):
            pass
    assert await count(database, "boards", "scope = 'channel' AND period = 'today'") == 0


# --- the log --------------------------------------------------------------------------------------------------------


async def test_a_change_is_told_of_for_a_year(database: Database, tidy: Tidy) -> None:
    for days in (364, 366, 400):
        await log(database, NOW - days * DAY)
    await tidy(NOW)
    assert await rows(database, "SELECT at FROM audit") == [(NOW - 364 * DAY,)]


# --- servers --------------------------------------------------------------------------------------------------------

OF_SERVER = {
    "games": "server = 3",
    "rounds": "true",
    "awards": "true",
    "tried": "true",
    "played": "true",
    "guesses": "true",
    "boards": "server = 3",
    "laps": "place = 3",
    "seasons": "server = 3",
    "podiums": "server = 3",
    "resets": "server = 3",
    "barred": "server = 3",
    "audit": "server = 3",
    "reviews": "server = 3",
    "accepted": "server = 3",
    "editions": "server = 3",
    "packs": "server = 3",
    "servers": "id = 3",
}


async def live(games: Games, database: Database) -> None:
    """A server that has everything that a server can have."""
    for number in range(7, 50):
        await finish(games, number, NOW - DAY)
    await draw(database, SERVER)
    mine = replace(COMPOSER, id=f"{own_pack(SERVER)}/composer")
    await Own(database).change(SERVER, [Change(mine.id, mine, 0, Verb.ADD)], ANN, NOW)
    await Reviews(database).bring(SERVER, Cause.REPORT, "a", mine.id, BEN, NOW, {})
    await run(database, "INSERT INTO accepted VALUES (3, 'film/composer', 'Johnny')")
    await run(database, "INSERT INTO servers (id, zone, season) VALUES (3, 'Europe/Berlin', 2)")
    await run(database, f"INSERT INTO seasons VALUES (3, 1, {NOW}, 2)")
    await run(database, "INSERT INTO podiums VALUES (3, 1, 1, 1, 1, 200, 1)")
    await run(database, f"INSERT INTO resets VALUES (3, 0, {NOW + 29 * DAY})")
    await run(database, "INSERT INTO barred (server, player) VALUES (3, 2)")
    await log(database, NOW)


async def log(database: Database, at: float, server: int = SERVER) -> None:
    """A change that was noted then."""
    await database.write(
        lambda raw: Audit.note(raw, server, ANN, at, Verb.SET, Thing.SETTING, "rounds", before=10, after=5)
    )


async def left(database: Database) -> dict[str, int]:
    return {table: await count(database, table, where) for table, where in OF_SERVER.items()}


async def test_a_server_is_purged_thirty_days_after_it_removed_the_bot(
    games: Games, database: Database, presence: Presence, tidy: Tidy
) -> None:
    await live(games, database)
    assert all((await left(database)).values())
    await presence.leave(SERVER, NOW)
    await tidy(NOW + 31 * DAY)
    assert not any((await left(database)).values())
    assert await count(database, "scores") == 0


async def test_until_then_it_is_whole_and_comes_back_whole(
    games: Games, database: Database, presence: Presence, tidy: Tidy
) -> None:
    await live(games, database)
    await tidy(NOW + 29 * DAY)
    before = await left(database)
    await presence.leave(SERVER, NOW)
    await tidy(NOW + 29 * DAY)
    await presence.come_back(SERVER)
    assert await left(database) == before
    assert await rows(database, "SELECT zone, season, left_at FROM servers") == [("Europe/Berlin", 2, None)]
    await tidy(NOW + 60 * DAY)
    assert (await left(database))["games"] == 43


async def test_other_servers_and_conversations_stay_as_they_are(
    games: Games, database: Database, presence: Presence, tidy: Tidy
) -> None:
    await live(games, database)
    await finish(games, 100, server=4)
    await finish(games, 101, server=None)
    await draw(database, 4)
    await presence.leave(SERVER, NOW)
    await tidy(NOW + 31 * DAY)
    assert await rows(database, "SELECT id FROM games ORDER BY id") == [(100,), (101,)]
    assert await rows(database, "SELECT place FROM laps") == [(4,)]
    listed = "SELECT s.player, s.points FROM scores s JOIN boards ON id = board WHERE server = 4 AND period = 'all'"
    assert set(await rows(database, listed)) == {(ANN, 200), (BEN, 0)}


async def test_what_was_earned_there_leaves_the_boards_of_everywhere(
    games: Games, database: Database, presence: Presence, tidy: Tidy
) -> None:
    await People(database).show_everywhere(ANN, "Ann", NOW)
    await live(games, database)
    await finish(games, 100, server=4)
    await presence.leave(SERVER, NOW)
    await tidy(NOW + 31 * DAY)
    listed = "SELECT period, points, wins FROM scores JOIN boards ON id = board WHERE scope = 'everywhere'"
    assert await rows(database, listed) == [("all", 200, 1)]


async def test_whoever_opts_in_while_a_server_is_purged_brings_nothing_of_it(
    games: Games, database: Database, presence: Presence
) -> None:
    await live(games, database)
    await presence.leave(SERVER, NOW)
    tidying, now = Tidying(database), NOW + 31 * DAY
    while await count(database, "games") in (43, 0):
        assert await tidying.tidy(now)
    await People(database).show_everywhere(ANN, "Ann", now)
    while await tidying.tidy(now):
        pass
    assert await count(database, "scores") == 0


async def test_two_processes_may_purge_at_once(games: Games, url: str, database: Database, presence: Presence) -> None:
    await People(database).show_everywhere(ANN, "Ann", NOW)
    await live(games, database)
    await presence.leave(SERVER, NOW)
    others = [await open_database(url) for _ in range(2)]
    await asyncio.gather(*(tidy_up(other, NOW + 31 * DAY) for other in others))
    await asyncio.gather(*(other.close() for other in others))
    assert not any((await left(database)).values())


# --- where the bot is -----------------------------------------------------------------------------------------------


async def away(database: Database) -> list[tuple[int, float]]:
    return list(await rows(database, "SELECT id, left_at FROM servers WHERE left_at IS NOT NULL ORDER BY id"))


async def test_a_server_is_left_once_and_by_its_first_time(database: Database, presence: Presence) -> None:
    await presence.leave(SERVER, NOW)
    await presence.leave(SERVER, NOW + DAY)
    assert await away(database) == [(SERVER, NOW)]


async def test_a_removal_that_was_missed_is_noticed_later(games: Games, database: Database, presence: Presence) -> None:
    await finish(games, 7, server=3)
    await finish(games, 8, server=4)
    await finish(games, 9, server=None)
    await presence.compare({4}, lambda _: True, NOW)
    await presence.compare({4}, lambda _: True, NOW + DAY)
    assert await away(database) == [(3, NOW)]


async def test_a_return_that_was_missed_is_noticed_later(database: Database, presence: Presence) -> None:
    for server in (3, 4):
        await presence.leave(server, NOW)
    await presence.compare({3}, lambda _: True, NOW + DAY)
    assert await away(database) == [(4, NOW)]


async def test_servers_that_another_process_sees_are_none_of_ours(
    games: Games, database: Database, presence: Presence
) -> None:
    await finish(games, 7, server=3)
    await finish(games, 8, server=4)
    await presence.compare(frozenset(), lambda server: server == 4, NOW)
    assert await away(database) == [(4, NOW)]


async def test_a_server_that_is_new_is_in_nobodys_way(database: Database, presence: Presence) -> None:
    await presence.come_back(SERVER)
    assert await count(database, "servers") == 0
