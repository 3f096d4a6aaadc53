"""A database of SQLite that is away."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from trivia.store import Database


def take_away(database: Database, data: Path) -> None:
    """Put a folder in the file's place, and let go of it: an open file stays usable wherever it is moved."""
    engines: Any = database._engines
    for engine in (engines._reader, engines._writer):
        engine.dispose()
    (data / "trivia.db").rename(data / "elsewhere.db")
    (data / "trivia.db").mkdir()


def bring_back(data: Path) -> None:
    """Put the file back."""
    (data / "trivia.db").rmdir()
    (data / "elsewhere.db").rename(data / "trivia.db")
