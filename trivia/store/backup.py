"""Copies of an SQLite database: made while the bot runs and writes, checked, and put back."""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Callable, Generator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from tempfile import mkstemp

from trivia.store.database import check_version, parse

BEFORE = ".before-restore"
"""What is put behind the name of the database that a restore has replaced."""
PAGES = 1_000
"""Pages of a database that are copied between two words about the progress."""
PATIENCE = 1.0
"""Seconds that we wait for somebody else who has the database open."""

Progress = Callable[[int, int], None]
"""Is told how many pages are copied, and of how many."""


class NoBackup(Exception):
    """A copy can't be made or put back. Its text is one sentence that says why and what to do."""


def file_of(address: str) -> Path | None:
    """The file of the database at an address; None where it is PostgreSQL's. Raises `BadAddress`."""
    url = parse(address)
    return Path(url.database or "") if url.get_backend_name() == "sqlite" else None


def back_up(database: Path, file: Path, progress: Progress, *, force: bool) -> None:
    """Write a checked copy of the database as it is at this moment. Raises `NoBackup`."""
    if not database.is_file():
        raise NoBackup(f"There is no database at {database}: name where it is with --database.")
    if file.is_dir() or (file.exists() and file.samefile(database)):
        raise NoBackup(f"{file} can't be the backup: name another file.")
    if file.exists() and not force:
        raise NoBackup(f"{file} exists already: name another file, or replace it with --force.")
    with _new_beside(file) as new:
        _copy(database, new, progress)
        new.replace(file)


def restore(file: Path, database: Path, progress: Progress, *, force: bool) -> Path | None:
    """Put a copy in the place of the database; returns where that is kept, if there was one.

    Raises `NoBackup`, and `StoreTooNew` where a newer version made the copy. A process that has the database open is
    known by the lock that SQLite keeps for it until it ends, however it ends.
    """
    database = database.resolve()
    before = database.with_name(database.name + BEFORE)
    if not file.is_file():
        raise NoBackup(f"There is no file {file}: name the backup.")
    if database.exists() and file.samefile(database):
        raise NoBackup(f"{file} is the database itself: name a backup of it.")
    if before.exists() and not force:
        raise NoBackup(f"{before} is left of an earlier restore: move it away, or replace it with --force.")
    with _sentences(database):
        database.parent.mkdir(parents=True, exist_ok=True)
    _check_unused(database)
    with _new_beside(database) as new:
        _copy(file, new, progress, restoring=True)
        _own_like(new, database if database.exists() else database.parent)
        _check_unused(database)
        kept = _put_away(database, before)
        new.replace(database)
    return kept


def _copy(source: Path, target: Path, progress: Progress, *, restoring: bool = False) -> None:
    with _sentences(source), closing(_opened(source)) as old, closing(sqlite3.connect(target)) as new:
        version = _version(old, source)
        if restoring:
            check_version(version)
        # One reading transaction for all of it, or each write of the bot would make the copy begin anew.
        old.execute("BEGIN")
        old.execute("SELECT 1 FROM alembic_version").fetchone()
        old.backup(new, pages=PAGES, progress=lambda _, left, pages: progress(pages - left, pages))
        new.execute("PRAGMA journal_mode=DELETE")  # one file, with nothing beside it
        (found,) = new.execute("PRAGMA integrity_check(1)").fetchone()
    if found != "ok":
        raise NoBackup(f"{source} is damaged ({' '.join(found.split())}): restore an older backup of it.")


def _opened(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True, timeout=PATIENCE, isolation_level=None)


def _version(connection: sqlite3.Connection, path: Path) -> str:
    """The version of our database; raises `NoBackup` where it is no database of ours."""
    ours = "SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name IN ('alembic_version', 'games', 'awards')"
    try:
        found = connection.execute(ours).fetchone() == (3,)
        version = connection.execute("SELECT version_num FROM alembic_version").fetchone() if found else None
    except sqlite3.DatabaseError as error:
        if isinstance(error, sqlite3.OperationalError):
            raise
        version = None
    if version is None:
        raise NoBackup(f"{path} is no database of Soundtrack Trivia: name another file.")
    return version[0]


def _check_unused(database: Path) -> None:
    """Raise `NoBackup` where another process has the database open; what it left half done is done."""
    if not database.exists():
        return
    address = f"{database.as_uri()}?mode=rw"
    try:
        with closing(sqlite3.connect(address, uri=True, timeout=PATIENCE, isolation_level=None)) as connection:
            # Leaving WAL mode takes the file alone, and brings what lies in the WAL into it.
            connection.execute("PRAGMA journal_mode=DELETE").fetchone()
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode & 0xFF not in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
            raise NoBackup(f"{database} can't be replaced: {error}.") from None
        raise NoBackup(f"{database} is in use: stop the bot and all else that has it open, then try again.") from None
    except sqlite3.DatabaseError:
        return  # it is broken, which may be why somebody restores


def _put_away(database: Path, before: Path) -> Path | None:
    """Keep the old database, whole, under another name."""
    for end in ("", "-wal", "-shm"):
        old, kept = database.with_name(database.name + end), before.with_name(before.name + end)
        kept.unlink(missing_ok=True)
        if old.exists():
            old.replace(kept)
    return before if before.exists() else None


@contextmanager
def _new_beside(file: Path) -> Generator[Path]:
    """A new empty file in the same folder, which only we may read, gone at the end unless it was renamed."""
    with _sentences(file):
        handle, name = mkstemp(prefix=f".{file.name}.", suffix=".part", dir=file.parent)
        os.close(handle)
        try:
            yield Path(name)
        finally:
            for end in ("", "-journal", "-wal", "-shm"):
                Path(name + end).unlink(missing_ok=True)


def _own_like(file: Path, model: Path) -> None:
    """Give a file to whoever has another one: the bot may run as somebody else than whoever restores."""
    if model.is_file():
        shutil.copymode(model, file)
    with suppress(OSError, AttributeError):
        os.chown(file, model.stat().st_uid, model.stat().st_gid)


@contextmanager
def _sentences(path: Path) -> Generator[None]:
    try:
        yield
    except sqlite3.Error as error:
        raise NoBackup(f"{path} can't be copied: {error}.") from None
    except OSError as error:
        raise NoBackup(f"{path} can't be written ({error.strerror}): name another, or see to its folder.") from None
