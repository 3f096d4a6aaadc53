"""Games survive, and nothing earns twice."""

from __future__ import annotations

import asyncio
from dataclasses import replace

from tests.trivia.games import ANN, BEN, CLEO, T0, opened, play, says, wake
from tests.trivia.store import sql
from trivia.events import Effect, Reason, Record
from trivia.game import Game
from trivia.store import Database, Games, Saved, codec


def saved(game: Game, channel: int = 5) -> Saved:
    return Saved(server=3, channel=channel, wish="{}", snapshot=game.snapshot())


def won() -> tuple[Game, Record]:
    """A game whose first round Ben has taken, and what that earned."""
    game = opened()
    effects: list[Effect] = wake(game, play(game, says(BEN, "john williams", 4)))
    return game, next(effect for effect in effects if isinstance(effect, Record))


async def points(database: Database) -> int:
    return await sql.value(database, "SELECT coalesce(sum(points), 0) FROM awards")


def test_a_snapshot_is_the_same_after_it_was_text() -> None:
    game, _ = won()
    snapshot = game.snapshot()
    assert codec.snapshot(codec.plan_text(snapshot.plan), codec.state_text(snapshot.state)) == snapshot


async def test_a_game_that_was_begun_is_unfinished(games: Games) -> None:
    game = opened()
    await games.begin(saved(game), T0)
    assert await games.unfinished() == [saved(game)]


async def test_a_game_is_found_as_it_was_kept(games: Games) -> None:
    game, record = won()
    await games.begin(saved(opened()), T0)
    await games.keep(game.snapshot(), [record], T0)
    assert await games.unfinished() == [saved(game)]


async def test_a_game_that_is_over_is_not_taken_up(games: Games) -> None:
    game = opened()
    await games.begin(saved(game), T0)
    await games.keep(game.snapshot(), [], T0, Reason.PLAYED)
    assert await games.unfinished() == []


async def test_a_game_that_was_abandoned_is_not_taken_up(games: Games) -> None:
    game = opened()
    await games.begin(saved(game), T0)
    await games.abandon(game.plan.game, T0, Reason.GONE)
    assert await games.unfinished() == []


async def test_an_award_counts_once_however_often_it_is_written(games: Games, database: Database) -> None:
    game, record = won()
    await games.begin(saved(game), T0)
    for _ in range(3):
        await games.keep(game.snapshot(), [record], T0)
    assert await points(database) == sum(award.points for award in record.awards)


async def test_two_processes_on_one_game_score_once(url: str, database: Database) -> None:
    game, record = won()
    await Games(database).begin(saved(game), T0)
    for points_wrong in (0, 50):
        awards = tuple(replace(award, points=award.points + points_wrong) for award in record.awards)
        await Games(database).keep(game.snapshot(), [replace(record, awards=awards)], T0)
    assert await points(database) == sum(award.points for award in record.awards)


async def test_several_answers_of_one_player_in_a_list_all_count(games: Games, database: Database) -> None:
    game, record = won()
    (award,) = record.awards
    await games.begin(saved(game), T0)
    more = replace(award, guess=award.guess + 1)
    await games.keep(game.snapshot(), [replace(record, awards=(award, more))], T0)
    assert await points(database) == 2 * award.points


async def test_a_guess_is_kept_without_what_no_database_takes(games: Games, database: Database) -> None:
    game = opened()
    await games.begin(saved(game), T0)
    effects = play(game, says(CLEO, "hans\0 zim\ud800mer", 3), says(BEN, "john williams", 4))
    effects = wake(game, effects)
    await games.keep(game.snapshot(), [effect for effect in effects if isinstance(effect, Record)], T0)
    assert await sql.value(database, "SELECT text FROM guesses WHERE player = :cleo", cleo=CLEO) == "hans zimmer"


async def test_a_game_belongs_to_its_starter(games: Games, database: Database) -> None:
    await games.begin(saved(opened()), T0)
    assert await sql.rows(database, "SELECT starter, server, channel FROM games") == [(ANN, 3, 5)]


async def test_a_round_that_two_processes_write_counts_as_the_first_wrote_it(games: Games, database: Database) -> None:
    game, record = won()
    await games.begin(saved(opened()), T0)
    await games.keep(game.snapshot(), [record], T0)
    other = replace(record, awards=tuple(replace(award, guess=award.guess + 1) for award in record.awards))
    await games.keep(game.snapshot(), [other], T0)
    assert await points(database) == sum(award.points for award in record.awards)


async def test_a_game_that_can_not_be_read_keeps_no_other_from_going_on(games: Games, database: Database) -> None:
    game = opened()
    await games.begin(saved(game), T0)
    plan = replace(game.plan, game=game.plan.game + 1)
    await games.begin(replace(saved(game), snapshot=replace(game.snapshot(), plan=plan)), T0)
    await sql.run(database, "UPDATE games SET state = '[]' WHERE id = :id", {"id": plan.game})
    assert await games.unfinished() == [saved(game)]


async def test_a_write_is_done_although_nobody_waits_for_it_any_more(games: Games, database: Database) -> None:
    game, record = won()
    await games.begin(saved(opened()), T0)
    writing = asyncio.create_task(games.keep(game.snapshot(), [record], T0))
    await asyncio.sleep(0)
    writing.cancel()
    await asyncio.wait({writing})
    await asyncio.gather(*database._open)
    assert writing.cancelled()
    assert await points(database) == sum(award.points for award in record.awards)
