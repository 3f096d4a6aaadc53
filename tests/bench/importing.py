"""How long a file of 5,000 questions takes from its bytes to the bank, and for how long games wait meanwhile."""

from __future__ import annotations

import asyncio
import csv
import io
from time import perf_counter

from tests.bench.bank import FIRST, LAST
from tests.bench.common import Mark, Result
from tests.bench.databases import Kind, new_database
from trivia.exchange import Exchange
from trivia.store import Own, open_database

QUESTIONS = 5_000
LIMIT_S = 10.0
TICK = 0.005
SERVER, WHO, AT = 7, 11, 1_790_000_000.0


def measure_sqlite() -> Result:
    """The dry run and the import of 5,000 questions of a table, on SQLite."""
    return asyncio.run(_measure(Kind.SQLITE))


def measure_postgresql() -> Result:
    """The dry run and the import of 5,000 questions of a table, on PostgreSQL."""
    return asyncio.run(_measure(Kind.POSTGRESQL))


async def _measure(kind: Kind) -> Result:
    data = _table()
    database = await open_database(new_database(kind))
    own = Own(database)
    door = Exchange(own)
    pauses = _Pauses()
    watching = asyncio.create_task(pauses.watch())
    began = perf_counter()
    dry = await door.compare(await door.read(SERVER, data, "questions.csv"))
    shown = perf_counter() - began
    await door.load(dry, WHO, AT)
    took = perf_counter() - began
    watching.cancel()
    assert await own.count(SERVER) == QUESTIONS, dry.refused[:1]
    await database.close()
    more: dict[str, object] = {"dry_run_s": round(shown, 3), "longest_pause_ms": round(pauses.longest * 1e3, 1)}
    return Result(took, "s", Mark("limit", "the issue's", LIMIT_S), more)


class _Pauses:
    """The longest time for which the event loop did nothing else."""

    def __init__(self) -> None:
        self.longest = 0.0

    async def watch(self) -> None:
        while True:
            before = perf_counter()
            await asyncio.sleep(TICK)
            self.longest = max(self.longest, perf_counter() - before - TICK)


def _table() -> bytes:
    text = io.StringIO()
    rows = csv.writer(text)
    rows.writerow(["question", "answer", "difficulty"])
    for number in range(QUESTIONS):
        first, last = FIRST[number % 10], LAST[number // 10 % 10]
        rows.writerow([f"Who wrote the score of film number {number}?", f"{first} {last} {number}", "easy"])
    return text.getvalue().encode()
