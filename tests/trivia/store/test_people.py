"""What is kept of a person is told, handed over and removed."""

from __future__ import annotations

import asyncio
from dataclasses import replace

import pytest

from tests.trivia.games import ANN, BEN, CLEO
from tests.trivia.store.past import DAY, NOW, begin, count, draw, finish, record, snapshot
from tests.trivia.store.sql import rows, run
from trivia.events import Reason
from trivia.store import Cause, Database, Games, Kept, Reviews
from trivia.store.people import NOBODY, People
from trivia.store.servers import Servers

HOLDERS = {
    "awards": "player",
    "tried": "player",
    "played": "player",
    "guesses": "player",
    "scores": "player",
    "podiums": "player",
    "players": "id",
    "games": "starter",
}
SUMS = "SELECT game, sum(points), count(*), max(streak), sum(elapsed) FROM awards GROUP BY game ORDER BY game"
BOARDS = "SELECT b.scope, b.period, b.start, s.* FROM scores s JOIN boards b ON b.id = s.board WHERE s.player = :player"
EVERYWHERE = "board IN (SELECT id FROM boards WHERE scope = 'everywhere')"


@pytest.fixture
def people(database: Database) -> People:
    return People(database)


async def everything(people: People, player: int) -> dict[str, list[dict]]:
    found: dict[str, list[dict]] = {}
    await people.everything(player, lambda section, some: found.setdefault(section, []).extend(some))
    return found


async def holders(database: Database, player: int) -> dict[str, int]:
    """How many rows of each table hold this person."""
    return {table: await count(database, table, f"{column} = :id", id=player) for table, column in HOLDERS.items()}


async def podium(database: Database, player: int) -> None:
    await run(database, f"INSERT INTO podiums VALUES (3, 1, 1, 1, {player}, 200, 1)")


# --- told -----------------------------------------------------------------------------------------------------------


async def test_of_a_stranger_nothing_is_kept(people: People) -> None:
    assert (await people.kept(CLEO)).nothing
    assert await everything(people, CLEO) == {}


async def test_what_is_kept_is_counted(people: People, games: Games, database: Database) -> None:
    await finish(games, 7)
    await finish(games, 8, server=4)
    await finish(games, 9, server=None)
    await podium(database, ANN)
    await people.show_everywhere(ANN, "Ann", NOW)
    assert await people.kept(ANN) == Kept(
        servers=2, games=3, rounds=6, points=600, started=3, podiums=1, guesses=6, name="Ann"
    )


async def test_close_guesses_are_told_apart_with_the_time_of_the_last(people: People, games: Games) -> None:
    await finish(games, 7, NOW - DAY)
    await finish(games, 8, NOW)
    kept = await people.kept(BEN)
    assert (kept.guesses, kept.close, kept.last_close) == (4, 4, NOW)


# --- handed over ----------------------------------------------------------------------------------------------------


async def test_everything_that_is_kept_is_handed_over(people: People, games: Games, database: Database) -> None:
    await finish(games)
    await podium(database, ANN)
    await people.show_everywhere(ANN, "Ann", NOW)
    found = await everything(people, ANN)
    sections = {section: len(some) for section, some in found.items()}
    boards = sections.pop("rows of leaderboards")
    assert boards == await count(database, "scores", "player = :id", id=ANN)
    assert sections == {
        "name on the boards of everywhere": 1,
        "games played": 1,
        "games started": 1,
        "rounds tried": 2,
        "points earned": 2,
        "guesses kept": 2,
        "places on podiums": 1,
    }
    assert found["points earned"][0]["question"] == "film/composer"


async def test_nothing_of_others_is_handed_over(people: People, games: Games) -> None:
    await finish(games)
    found = await everything(people, BEN)
    assert "points earned" not in found
    assert "games started" not in found
    assert {row["text"] for row in found["guesses kept"]} == {"john willems"}


async def test_much_is_handed_over_in_parts(people: People, games: Games, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("trivia.store.people.ROWS", 3)
    await finish(games, rounds=8)
    parts: list[tuple[str, int]] = []
    await people.everything(ANN, lambda section, some: parts.append((section, len(some))))
    assert [rows for section, rows in parts if section == "points earned"] == [3, 3, 2]


async def test_what_they_changed_and_where_they_are_barred_is_told_and_handed_over(
    people: People, database: Database
) -> None:
    servers = Servers(database)
    await servers.change(3, lambda old: replace(old, rounds=5, barred=frozenset({BEN})), ANN, NOW)
    assert await people.kept(ANN) == Kept(changes=2)
    assert await people.kept(BEN) == Kept(barred=1)
    (rounds, _bar) = (await everything(people, ANN))["changes in the logs of servers"]
    assert (rounds["verb"], rounds["of"], rounds["before"], rounds["after"]) == ("set", "rounds", "10", "5")
    assert await everything(people, BEN) == {"servers that do not let you play": [{"server": 3}]}


# --- removed --------------------------------------------------------------------------------------------------------


async def test_nothing_leads_to_whoever_was_erased(people: People, games: Games, database: Database) -> None:
    await finish(games, 7)
    await finish(games, 8, server=None)
    await podium(database, ANN)
    await people.show_everywhere(ANN, "Ann", NOW)
    assert all((await holders(database, ANN)).values())
    await people.erase(ANN)
    assert not any((await holders(database, ANN)).values())
    assert (await people.kept(ANN)).nothing


async def test_the_log_keeps_what_whoever_was_erased_changed_without_their_name(
    people: People, database: Database
) -> None:
    servers = Servers(database)
    await servers.change(3, lambda old: replace(old, rounds=5, barred=frozenset({BEN, CLEO})), ANN, NOW)
    await people.erase(ANN)
    await people.erase(BEN)
    assert await rows(database, "SELECT who, of FROM audit ORDER BY id") == [(None, "rounds"), (None, ""), (None, "3")]


async def test_nobody_lifts_what_a_server_bars_by_being_erased(people: People, database: Database) -> None:
    await Servers(database).change(3, lambda old: replace(old, barred=frozenset({BEN})), ANN, NOW)
    await people.erase(BEN)
    assert await people.kept(BEN) == Kept(barred=1)


async def test_the_sums_of_a_game_stay_as_they_were(people: People, games: Games, database: Database) -> None:
    await finish(games, 7)
    await finish(games, 8)
    before = await rows(database, SUMS)
    await people.erase(ANN)
    assert await rows(database, SUMS) == before
    assert await count(database, "awards", "player = 0") == 4


async def test_an_award_of_nobody_leads_to_no_message(people: People, games: Games, database: Database) -> None:
    await finish(games, 7)
    await finish(games, 8)
    await people.erase(ANN)
    assert await rows(database, "SELECT game, guess FROM awards ORDER BY game, guess") == [
        (7, -2),
        (7, -1),
        (8, -2),
        (8, -1),
    ]


async def test_two_players_of_one_game_may_both_be_erased(people: People, games: Games, database: Database) -> None:
    await finish(games)
    await run(database, f"UPDATE awards SET player = {BEN} WHERE number = 2")
    await people.erase(ANN)
    await people.erase(BEN)
    assert await rows(database, "SELECT guess, player, points FROM awards ORDER BY guess") == [
        (-2, NOBODY, 100),
        (-1, NOBODY, 100),
    ]


async def test_what_others_did_stays(people: People, games: Games, database: Database) -> None:
    await finish(games)
    before, boards = await holders(database, BEN), await rows(database, BOARDS, player=BEN)
    await people.erase(ANN)
    assert await holders(database, BEN) == before
    assert await rows(database, BOARDS, player=BEN) == boards


async def test_a_place_on_a_podium_stays_with_nobody_on_it(people: People, database: Database) -> None:
    await podium(database, ANN)
    await people.erase(ANN)
    assert await rows(database, "SELECT rank, player, points FROM podiums") == [(1, NOBODY, 200)]


async def test_a_finished_game_forgets_who_was_in_it(people: People, games: Games, database: Database) -> None:
    await finish(games, 7)
    await begin(games, 8)
    await people.erase(BEN)
    assert await rows(database, "SELECT id FROM games WHERE state = '' AND plan = ''") == [(7,)]


async def test_a_running_game_goes_on_and_writes_down_what_comes(
    people: People, games: Games, database: Database
) -> None:
    await begin(games)
    await people.erase(ANN)
    assert [saved.snapshot for saved in await games.unfinished()] == [snapshot(7)]
    await games.keep(snapshot(7), [record(7, 3, NOW)], NOW, Reason.PLAYED)
    assert await rows(database, "SELECT player, count(*) FROM awards GROUP BY player ORDER BY player") == [
        (NOBODY, 2),
        (ANN, 1),
    ]


async def test_games_in_direct_messages_go_altogether(people: People, games: Games, database: Database) -> None:
    await finish(games, 7, server=None)
    await begin(games, 8, server=None)
    await finish(games, 9)
    for place in (5, 6):
        await draw(database, place)
    await people.erase(ANN)
    assert await rows(database, "SELECT id FROM games ORDER BY id") == [(8,), (9,)]
    assert await rows(database, "SELECT place FROM laps") == [(6,)]


async def test_erasing_twice_is_erasing_once(people: People, games: Games, database: Database) -> None:
    await finish(games)
    await people.erase(ANN)
    before = await rows(database, SUMS)
    await people.erase(ANN)
    assert await rows(database, SUMS) == before


async def test_points_earned_while_somebody_is_erased_are_theirs_or_nobodys(
    people: People, games: Games, database: Database
) -> None:
    await finish(games, 7)
    await people.show_everywhere(ANN, "Ann", NOW)
    await asyncio.gather(people.erase(ANN), *(finish(games, number) for number in range(8, 14)))
    earned = await rows(database, "SELECT coalesce(sum(points), 0) FROM awards WHERE player = 1")
    board = "scope = 'server' AND period = 'all'"
    listed = await rows(
        database,
        f"SELECT coalesce(sum(points), 0) FROM scores JOIN boards ON id = board WHERE player = 1 AND {board}",
    )
    assert listed == earned


# --- the boards of everywhere ---------------------------------------------------------------------------------------


async def test_whoever_opts_in_brings_what_they_earned_before(people: People, games: Games, database: Database) -> None:
    for number, at in enumerate((NOW - 400 * DAY, NOW - 40 * DAY, NOW), 7):
        await finish(games, number, at, server=number % 2 or None)
    before = await rows(database, BOARDS, player=ANN)
    await people.show_everywhere(ANN, "Ann", NOW)
    found = f"SELECT period, points, wins, games, rounds FROM scores JOIN boards ON id = board WHERE {EVERYWHERE}"
    assert sorted(await rows(database, found)) == [
        ("all", 600, 3, 3, 6),
        ("month", 200, 1, 1, 2),
        ("today", 200, 1, 1, 2),
        ("week", 200, 1, 1, 2),
    ]
    # Of the servers' own boards those are left that somebody can still look at.
    await people.hide_everywhere(ANN)
    assert set(await rows(database, BOARDS, player=ANN)) <= set(before)


async def test_working_out_anew_gives_what_was_counted_live(people: People, games: Games, database: Database) -> None:
    await people.show_everywhere(ANN, "Ann", NOW)
    for number in range(7, 12):
        await finish(games, number, NOW + number * 3_600.0, server=number % 3 or None)
    live = sorted(await rows(database, BOARDS, player=ANN))
    await people.show_everywhere(ANN, "Ann", NOW + 12 * 3_600.0)
    assert sorted(await rows(database, BOARDS, player=ANN)) == live


async def test_whoever_opts_out_is_on_the_boards_of_their_servers_alone(
    people: People, games: Games, database: Database
) -> None:
    await finish(games)
    before = await rows(database, BOARDS, player=ANN)
    await people.show_everywhere(ANN, "Ann", NOW)
    await people.hide_everywhere(ANN)
    assert await count(database, "scores", EVERYWHERE) == 0
    assert await count(database, "players") == 0
    assert sorted(await rows(database, BOARDS, player=ANN)) == sorted(before)


async def test_opting_in_again_changes_the_name(people: People, database: Database) -> None:
    for name in ("Ann", "Ännchen 🦈"):
        await people.show_everywhere(ANN, name, NOW)
    assert await rows(database, "SELECT id, name FROM players") == [(ANN, "Ännchen 🦈")]


async def test_what_somebody_brought_to_editors_is_told_and_goes_with_them(people: People, database: Database) -> None:
    await Reviews(database).bring(3, Cause.REPORT, "a", "film/composer", ANN, NOW, {"why": "a typo"})
    assert await people.kept(ANN) == Kept(brought=1)
    await people.erase(ANN)
    assert await people.kept(ANN) == Kept()
