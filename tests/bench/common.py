"""What benchmarks share: their result and its JSON line, and a stand-in for Discord in a process of its own."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from bot.sandbox.people import People
from tests.bot.processes import running

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True, slots=True)
class Mark:
    """What a figure is held against, in the figure's unit: a peer measured in the same run, or a limit."""

    kind: Literal["peer", "limit"]
    name: str
    figure: float


@dataclass(frozen=True, slots=True)
class Result:
    """One figure, its unit, what it is held against, and `more` keys for the line (how often, how spread)."""

    figure: float
    unit: str
    mark: Mark
    more: dict[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Benchmark:
    """A benchmark: what it is called, and the function that takes it."""

    name: str
    measure: Callable[[], Result]


def line(name: str, result: Result) -> str:
    """The JSON line of a result; `ratio` is the figure ÷ what it is held against."""
    mark = result.mark
    known: dict[str, object] = {
        "name": name,
        "figure": short(result.figure),
        "unit": result.unit,
        mark.kind: {"name": mark.name, "figure": short(mark.figure)},
        "ratio": round(result.figure / mark.figure, 3),
    }
    # What is known is merged first for its place in the line, and last so that no `more` can overwrite it.
    return json.dumps(known | result.more | known, ensure_ascii=False)


def full() -> bool:
    """Whether the environment asks for the full size (`FULL=1`), which takes many minutes."""
    return os.environ.get("FULL", "") not in ("", "0")


def short(figure: float) -> float:
    """A figure in four significant digits; more would be noise."""
    return float(f"{figure:.4g}")


def progress(text: str) -> None:
    """Say on stderr how far we are; stdout holds the results alone."""
    sys.stderr.write(f"{text}\n")
    sys.stderr.flush()


@dataclass(frozen=True, slots=True)
class Place:
    """A running stand-in: where its API is, the bot's token for it, and its people."""

    api: str
    token: str
    people: People

    @property
    def settings(self) -> dict[str, str]:
        """The environment that brings a bot, ours or a peer of `tests.bench`, to this stand-in."""
        return {"DISCORD_API_URL": self.api, "DISCORD_TOKEN": self.token, "PYTHONPATH": str(ROOT)}


@asynccontextmanager
async def stand_in(folder: Path) -> AsyncIterator[Place]:
    """`python -m bot.sandbox`, run in `folder`, which has no `.env` that could change what is measured."""
    async with running(folder, module="bot.sandbox") as process:
        await process.writes("}\n")
        joined = json.loads(process.out)
        async with People(joined["control"], joined["key"]) as people:
            yield Place(joined["api"], joined["token"], people)
