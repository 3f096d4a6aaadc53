"""Finding a server's own questions while an editor types: what an autocomplete waits for."""

from __future__ import annotations

import asyncio
import statistics
from random import Random
from time import perf_counter

from tests.bench.common import Mark, Result, full, progress
from tests.bench.databases import Kind, new_database
from trivia.question import Answer, Question
from trivia.question import Kind as AnswerKind
from trivia.search import best
from trivia.store import Change, Own, Verb, open_database, own_pack

LIMIT_MS = 100.0
SERVER, EDITOR = 7, 1
IN_A_LOAD = 5_000
CANDIDATES, OFFERED, TIMES = 100, 25, 20
WHAT = ["composer", "director", "singer", "orchestra", "lyricist", "producer", "pianist", "conductor"]
SYLLABLES = ["ba", "cor", "dal", "en", "fi", "gro", "hu", "il", "jan", "ka", "lo", "mer", "no", "os", "pel", "ra"]


def measure_autocomplete_sqlite() -> Result:
    """The slowest of the texts that an editor types, looked for among many own questions, on SQLite."""
    return asyncio.run(_search(Kind.SQLITE))


def measure_autocomplete_postgresql() -> Result:
    """The slowest of the texts that an editor types, looked for among many own questions, on PostgreSQL."""
    return asyncio.run(_search(Kind.POSTGRESQL))


async def _search(kind: Kind) -> Result:
    many = 100_000 if full() else 20_000
    database = await open_database(new_database(kind))
    try:
        own = Own(database)
        await _stock(own, many)
        medians = {about: await _median(own, typed) for about, typed in _typed(many).items()}
    finally:
        await database.close()
    slowest = max(medians, key=lambda about: medians[about])
    more: dict[str, object] = {"questions": many, "slowest": slowest}
    more |= {about: round(took, 1) for about, took in medians.items()}
    return Result(medians[slowest], "ms", Mark("limit", "the issue's", LIMIT_MS), more)


def _typed(many: int) -> dict[str, str]:
    """What an editor types, by what is hard about it."""
    ask = _ask(many // 2)
    title = ask.split(" of ")[1].split(" was ")[0]
    return {
        "nothing": "",
        "a_letter": "c",
        "a_word_of_many": "composer",
        "words_of_all": "recorded film named score",
        "a_title": title,
        "with_slips": title[:3] + title[4:],
        "all_of_it": ask,
        "what_is_in_none": "xylophone",
    }


async def _median(own: Own, typed: str) -> float:
    took: list[float] = []
    for _ in range(TIMES):
        began = perf_counter()
        found = await own.like(SERVER, typed, CANDIDATES)
        best(typed, {one.id: one.ask for one in found}, OFFERED)
        took.append((perf_counter() - began) * 1000)
    return statistics.median(took)


async def _stock(own: Own, many: int) -> None:
    for begin in range(0, many, IN_A_LOAD):
        progress(f"writing questions: {begin:,} of {many:,}")
        some = [_question(number) for number in range(begin, min(begin + IN_A_LOAD, many))]
        await own.load(SERVER, [Change(one.id, one, 0, Verb.IMPORT) for one in some], EDITOR, float(begin))


def _question(number: int) -> Question:
    answer = Answer(_name(number + 1).title())
    return Question(f"{own_pack(SERVER)}/q{number}", _ask(number), AnswerKind.PERSON, (answer,))


def _ask(number: int) -> str:
    what = WHAT[number % len(WHAT)]
    return (
        f"Which {what} of {_name(number)} was named when the score of the film was recorded in {1920 + number % 100}?"
    )


def _name(number: int) -> str:
    dice = Random(number)
    return " ".join("".join(dice.choices(SYLLABLES, k=3)) for _ in range(2))
