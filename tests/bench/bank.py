"""The bank in the database: publishing many questions, starting with them unchanged, and drawing from them."""

from __future__ import annotations

import asyncio
import json
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random
from time import perf_counter

from tests.bench.common import ROOT, Mark, Result, full, progress
from tests.bench.databases import Kind, new_database
from trivia.bank import Bank, Wanted
from trivia.question import Answer, Difficulty, Question
from trivia.question import Kind as AnswerKind
from trivia.store import Database, Header, Questions, open_database

LIMIT_MB, LIMIT_S = 300.0, 2.0
IN_A_PACK = 5_000
DATABASE = "trivia.db"
SMALL = 1_000
GAMES, ROUNDS = 200, 10
FIRST = ["Anna", "Bela", "Carl", "Dora", "Emil", "Fred", "Gina", "Hugo", "Ines", "Jens"]
LAST = ["Adler", "Berger", "Conrad", "Dietz", "Ernst", "Falk", "Geiger", "Hahn", "Iversen", "Jung"]


def measure_publish() -> Result:
    """The memory that publishing many questions for the first time takes, from YAML to the database."""
    with _pack_files() as folder:
        done = _publish_in_process(f"sqlite:///{folder / DATABASE}", folder)
    return Result(
        done["mb"], "MB", Mark("limit", "the issue's", LIMIT_MB), {"questions": done["questions"], "s": done["s"]}
    )


def measure_startup() -> Result:
    """What a start takes longer where the database has many questions that have not changed."""
    with _pack_files() as folder, tempfile.TemporaryDirectory() as empty:
        address = f"sqlite:///{folder / DATABASE}"
        _publish_in_process(address, folder)
        again, nothing = _publish_in_process(address, folder), _publish_in_process(address, Path(empty))
    more: dict[str, object] = {"questions": again["questions"], "empty_s": nothing["s"]}
    return Result(again["s"] - nothing["s"], "s", Mark("limit", "the issue's", LIMIT_S), more)


def measure_draw_sqlite() -> Result:
    """Drawing the ten questions of a game from very many, and from a thousand, on SQLite."""
    return asyncio.run(_draw(Kind.SQLITE))


def measure_draw_postgresql() -> Result:
    """Drawing the ten questions of a game from very many, and from a thousand, on PostgreSQL."""
    return asyncio.run(_draw(Kind.POSTGRESQL))


async def _draw(kind: Kind) -> Result:
    many = 1_000_000 if full() else 50_000
    database = await open_database(new_database(kind))
    try:
        names = await _stock(database, many)
        questions = Questions(database)
        small, large = await Bank.open(questions, names[:1]), await Bank.open(questions, names)
        of_small = [await _timed(small, place) for place in range(1, GAMES)]
        of_large = [await _timed(large, place) for place in range(GAMES + 1, GAMES * 2)]
    finally:
        await database.close()
    peer = Mark("peer", f"from {SMALL:,}", statistics.median(of_small))
    more: dict[str, object] = {"questions": many + SMALL, "p99": round(statistics.quantiles(of_large, n=100)[-1], 1)}
    return Result(statistics.median(of_large), "ms", peer, more)


async def _timed(bank: Bank, place: int) -> float:
    began = perf_counter()
    turns = await bank.draw(Wanted(choices=True), place, ROUNDS, Random(place), server=place)
    assert len(turns) == ROUNDS
    return (perf_counter() - began) * 1000


async def _stock(database: Database, many: int) -> list[str]:
    """Publish a pack of a thousand questions and large ones of `many`."""
    sizes = [SMALL, *[min(50_000, many)] * (many // min(50_000, many))]
    names = [f"bench-{number}" for number in range(len(sizes))]
    for name, size in zip(names, sizes, strict=True):
        progress(f"publishing {name}: {size:,} questions")
        entry = Header(name, name, f"digest of {name}")
        await Questions(database).publish(entry, [_question(name, number) for number in range(size)])
    return names


def _question(pack: str, number: int) -> Question:
    level = list(Difficulty)[number % 3]
    return Question(
        f"{pack}/q{number}",
        f"Which composer of {_film(number)} was named in {1900 + number % 120}?",
        AnswerKind.PERSON,
        (Answer(_person(number)),),
        difficulty=level,
    )


def _person(number: int) -> str:
    return f"{FIRST[number % 10]} {LAST[number // 10 % 10]}{'aeiou'[number // 100 % 5]}{number // 500}"


def _film(number: int) -> str:
    return f"the {LAST[number % 10]} film {number}"


@contextmanager
def _pack_files() -> Iterator[Path]:
    questions = 100_000 if full() else 10_000
    with tempfile.TemporaryDirectory(prefix="trivia-bench-") as folder:
        for part in range(questions // IN_A_PACK):
            lines = [f"pack: bench-{part}\ntitle: Bench {part}\nquestions:\n"]
            for number in range(part * IN_A_PACK, (part + 1) * IN_A_PACK):
                made = _question("x", number)
                row = {"id": made.slug, "ask": made.ask, "answer": made.answer.text, "kind": made.kind.value}
                lines.append(f"  - {json.dumps(row | {'difficulty': made.difficulty.value})}\n")
            (Path(folder) / f"bench-{part}.yaml").write_text("".join(lines), encoding="utf-8")
        yield Path(folder)


def _publish_in_process(address: str, folder: Path) -> dict[str, float]:
    """Publish the packs of a folder in a process of its own: its seconds, its memory at most in MB, its questions."""
    command = [sys.executable, "-m", "tests.bench.publishing", address, str(folder)]
    done = subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True)
    return json.loads(done.stdout)
