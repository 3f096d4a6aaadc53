"""The bank in the database: what is published can be drawn, by chance, and not twice while there is something else."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from random import Random

import pytest

from tests.stock import publish
from tests.trivia.store import past
from tests.trivia.store.sql import rows
from trivia.packs import Pack
from trivia.question import Answer, Difficulty, Kind, Question
from trivia.store import EVERYONE, Database, Games, Questions

EASY, MEDIUM, HARD = Difficulty.EASY, Difficulty.MEDIUM, Difficulty.HARD
PLACE, SERVER = 1, 7


@pytest.fixture
def questions(database: Database) -> Questions:
    return Questions(database)


def question(pack: str, number: int, difficulty: Difficulty = MEDIUM, *, text: str | None = None) -> Question:
    answer = Answer(text or f"Answer {number}")
    return Question(f"{pack}/q{number}", f"What is number {number}?", Kind.TEXT, (answer,), difficulty=difficulty)


def pack(name: str, numbers: Iterable[int], difficulty: Difficulty = MEDIUM) -> Pack:
    return Pack(name, name.title(), tuple(question(name, number, difficulty) for number in numbers))


async def drawn(
    questions: Questions,
    rounds: int,
    *packs: str,
    place: int = PLACE,
    difficulty: Difficulty | None = None,
    seed: int = 1,
) -> list[str]:
    """The ids of the questions of a game."""
    found = await questions.draw(place, SERVER, packs, difficulty, rounds, Random(seed))
    return [one.question.id for one in found]


def ids(name: str, numbers: Iterable[int]) -> set[str]:
    return {f"{name}/q{number}" for number in numbers}


async def test_a_question_is_drawn_as_it_was_published(questions: Questions) -> None:
    one = replace(question("a", 1), hint="It is one.", tags=("x",), wrong=("b", "c"), need=1)
    await publish(questions, Pack("a", "A", (one,)))
    (found,) = await questions.draw(PLACE, SERVER, ["a"], None, 5, Random(1))
    assert found.question == one


async def test_no_question_comes_twice_until_all_were_drawn(questions: Questions) -> None:
    await publish(questions, pack("a", range(10)))
    first, second, third = [await drawn(questions, 4, "a", seed=seed) for seed in range(3)]
    assert len({*first, *second}) == 8
    assert set(third) >= ids("a", range(10)) - {*first, *second}


async def test_a_game_has_no_question_twice_even_where_the_pool_is_used_up_in_it(questions: Questions) -> None:
    await publish(questions, pack("a", range(10)))
    for seed in range(10):
        game = await drawn(questions, 7, "a", seed=seed)
        assert len(set(game)) == 7


async def test_a_game_longer_than_the_pool_has_all_of_it(questions: Questions) -> None:
    await publish(questions, pack("a", range(3)))
    assert set(await drawn(questions, 10, "a")) == ids("a", range(3))
    assert set(await drawn(questions, 10, "a")) == ids("a", range(3))


async def test_what_a_place_has_had_is_its_own(questions: Questions) -> None:
    await publish(questions, pack("a", range(4)))
    first = await drawn(questions, 3, "a", place=1)
    assert len(await drawn(questions, 3, "a", place=2)) == 3
    assert set(await drawn(questions, 1, "a", place=1)) == ids("a", range(4)) - set(first)


async def test_only_what_was_asked_for_is_drawn(questions: Questions) -> None:
    await publish(questions, pack("a", range(3)), pack("b", range(3)), pack("c", range(5), EASY))
    assert set(await drawn(questions, 10, "a", "c")) == ids("a", range(3)) | ids("c", range(5))
    assert set(await drawn(questions, 10, "a", "c", difficulty=EASY)) == ids("c", range(5))
    assert await drawn(questions, 10, "b", difficulty=HARD) == []
    assert await drawn(questions, 10, "none") == []


async def test_all_are_as_likely_in_whatever_pack_they_are(questions: Questions) -> None:
    await publish(questions, pack("a", range(2)), pack("b", range(8)))
    games = [await drawn(questions, 1, "a", "b", place=seed, seed=seed) for seed in range(300)]
    counted = Counter(name for game in games for name in game)
    assert all(10 < counted[name] < 60 for name in ids("a", range(2)) | ids("b", range(8)))


async def test_what_is_added_comes_before_the_old_ones_come_again(questions: Questions) -> None:
    await publish(questions, pack("a", range(6)))
    old = await drawn(questions, 6, "a")
    await publish(questions, pack("a", range(8)))
    assert set(await drawn(questions, 2, "a")) == ids("a", range(8)) - set(old)


async def test_what_is_removed_is_not_drawn(questions: Questions) -> None:
    await publish(questions, pack("a", range(100)))
    await drawn(questions, 5, "a")
    await publish(questions, pack("a", range(5, 20)))
    found = [name for seed in range(5) for name in await drawn(questions, 3, "a", seed=seed)]
    assert set(found) == ids("a", range(5, 20))


async def test_a_changed_question_is_drawn_as_it_is_now(questions: Questions) -> None:
    await publish(questions, pack("a", range(3)))
    await publish(questions, Pack("a", "A", (question("a", 0, HARD, text="Other"), question("a", 1), question("a", 2))))
    (found,) = await questions.draw(PLACE, SERVER, ["a"], HARD, 5, Random(1))
    assert found.question.answer.text == "Other"
    (listing,) = await questions.listings(["a"])
    assert (listing.count(), listing.count(HARD), listing.count(EASY)) == (3, 1, 0)


async def test_a_changed_pack_keeps_what_came_of_its_questions(
    questions: Questions, games: Games, database: Database
) -> None:
    composer = Question("film/composer", "Who?", Kind.PERSON, (Answer("John Williams"),))
    await publish(questions, Pack("film", "Film", (composer,)))
    await past.finish(games)
    before = await rows(database, "SELECT * FROM records")
    await publish(questions, Pack("film", "Film", (replace(composer, ask="Who indeed?"),)))
    assert await rows(database, "SELECT * FROM records") == before


async def test_rounds_are_counted_with_their_question(games: Games, database: Database) -> None:
    await past.finish(games)
    counted = 'SELECT asked, answered, skipped, tried, "right", close, reported FROM records'
    assert await rows(database, counted) == [(2, 2, 0, 4, 2, 2, 0)]
    assert await rows(database, "SELECT pace, rounds FROM paces") == [(5, 2)]


async def test_a_question_is_found_among_the_answers_of_its_kind(questions: Questions) -> None:
    year = Question("a/year", "When?", Kind.YEAR, (Answer("1986"),))
    await publish(questions, Pack("a", "A", (question("a", 1), question("a", 2), year)), pack("b", [3]))
    found = await questions.draw(PLACE, SERVER, ["a"], None, 5, Random(1))
    others = {one.question.id: set(one.others) for one in found}
    assert others == {
        "a/q1": {"Answer 1", "Answer 2", "Answer 3"},
        "a/q2": {"Answer 1", "Answer 2", "Answer 3"},
        "a/year": {"1986"},
    }


async def test_the_nearest_of_many_answers_are_known(questions: Questions) -> None:
    await publish(questions, pack("a", range(1_000)), Pack("b", "B", (question("b", 1, text="Answer 5000"),)))
    (found,) = await questions.draw(PLACE, SERVER, ["b"], None, 1, Random(1))
    assert {"Answer 5", "Answer 50", "Answer 500", "Answer 501"} <= set(found.others)
    assert len(found.others) <= 500


async def test_packs_are_listed_in_the_order_that_was_asked_for(questions: Questions) -> None:
    await publish(questions, pack("a", range(3), EASY), pack("b", range(2)))
    listed = await questions.listings(["b", "none", "a"])
    assert [(one.id, one.title, one.count()) for one in listed] == [("b", "B", 2), ("a", "A", 3)]


async def test_two_games_at_once_in_one_place_are_both_drawn(questions: Questions) -> None:
    await publish(questions, pack("a", range(40)))
    both = await asyncio.gather(*(drawn(questions, 10, "a", seed=seed) for seed in range(2)))
    assert [len(set(game)) for game in both] == [10, 10]


async def test_two_processes_may_publish_the_same_at_once(questions: Questions) -> None:
    await asyncio.gather(*(publish(questions, pack("a", range(500))) for _ in range(2)))
    (listing,) = await questions.listings(["a"])
    assert listing.count() == 500
    assert len(set(await drawn(questions, 500, "a"))) == 500


async def test_nothing_of_everyone_is_a_server(questions: Questions) -> None:
    assert await questions.listings([]) == ()
    assert await questions.draw(PLACE, EVERYONE, [], None, 3, Random(1)) == ()
