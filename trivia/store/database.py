"""The database: SQLite in a file, or PostgreSQL. Opened once, migrated at once, and never half open."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Generator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, SQLAlchemyError

from trivia.store import rollups
from trivia.store.engines import Engines, Tasks, Threads

log = logging.getLogger(__name__)
T = TypeVar("T")

REPLY = 10.0
"""Seconds that PostgreSQL has for a statement or for a connection: the network between may swallow both."""
MIGRATING = 20_261_125
"""The key of PostgreSQL's advisory lock under which one process at a time migrates."""


BEFORE_BOARDS = "0001"
"""The version that wrote down what was earned, and had no leaderboards yet."""


class StoreDown(Exception):
    """The database can't be used now; what was to be written is not. It may come back."""


class StoreTooNew(Exception):
    """The database was made by a newer version. Its text says so in one sentence."""


class BadAddress(Exception):
    """No database can be at such an address. Its text says why in one sentence, without the address."""


class Database:
    """A database that is open; every call raises `StoreDown` where it can't be used.

    `work` is done on a connection in one transaction; it runs beside the event loop, so it touches nothing but that.
    """

    def __init__(self, engines: Engines) -> None:
        self._engines = engines
        self._open: set[asyncio.Task[object]] = set()
        self._closed = False

    async def read(self, work: Callable[[Connection], T]) -> T:
        """What `work` reads."""
        self._check_open()
        with _down_as_store_down():
            return await self._engines.read(work)

    async def write(self, work: Callable[[Connection], T]) -> T:
        """What `work` brings, done to its end even where whoever waits for it is cancelled meanwhile.

        A connection that is cancelled in the midst of a statement leaves its locks behind, and every game waits.
        """
        self._check_open()
        task = asyncio.create_task(self._write(work))
        self._open.add(task)
        task.add_done_callback(self._open.discard)
        return await asyncio.shield(task)

    async def _write(self, work: Callable[[Connection], T]) -> T:
        with _down_as_store_down():
            return await self._engines.write(work)

    def _check_open(self) -> None:
        if self._closed:
            raise StoreDown("the database is closed")

    async def close(self) -> None:
        """Let go of every connection, once what is being written is written; from now on it can't be used."""
        self._closed = True
        await asyncio.gather(*self._open, return_exceptions=True)
        await self._engines.close()


async def open_database(url: str) -> Database:
    """Open the database at `url` (SQLAlchemy's, or `postgresql://…`), made or migrated where that is needed.

    Raises `BadAddress`, `StoreDown` where it can't be reached, and `StoreTooNew` where a newer version made it.
    """
    parsed = parse(url)
    if parsed.get_backend_name() == "sqlite":
        if parsed.database:
            _make_folder(Path(parsed.database).parent)
        engines: Engines = Threads(parsed)
        migrating: Engines = engines
    else:
        engines = _postgresql(parsed, command_timeout=REPLY, timeout=REPLY)
        # A migration may take its time, and so may another process that we wait for.
        migrating = _postgresql(parsed, timeout=REPLY)
    try:
        with _down_as_store_down():
            await migrating.write(_migrate)
    except TypeError as error:
        raise BadAddress("it has a parameter that this database does not know") from error
    except BaseException:
        await engines.close()
        raise
    finally:
        if migrating is not engines:
            await migrating.close()
    return Database(engines)


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreDown(f"{folder} can't be made: {error.strerror}") from None


DRIVERS = {"sqlite": "sqlite", "postgresql": "postgresql+asyncpg", "postgres": "postgresql+asyncpg"}


def parse(address: str) -> URL:
    """The address with our driver and its names of parameters; raises `BadAddress`."""
    try:
        url = make_url(address)
    except (ArgumentError, ValueError):
        raise BadAddress("it can't be read") from None
    if url.drivername not in DRIVERS:
        raise BadAddress("it must start with postgresql:// or sqlite:///")
    if url.get_backend_name() == "sqlite" and url.database in (None, "", ":memory:"):
        raise BadAddress("it names no file")
    query = {"ssl" if name == "sslmode" else name: value for name, value in url.query.items()}
    return url.set(drivername=DRIVERS[url.drivername], query=query)


def _postgresql(url: URL, **limits: float) -> Engines:
    try:
        return Tasks(url, **limits)
    except ModuleNotFoundError:
        raise BadAddress("PostgreSQL's driver is not installed (pip install '.[postgres]')") from None


def _migrate(connection: Connection) -> None:
    """Bring the tables to this version's; under a lock, so that of several processes one does and the others wait."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": MIGRATING})
    config = migrations()
    current = MigrationContext.configure(connection).get_current_revision()
    if current is not None:
        check_version(current)
    if current == ScriptDirectory.from_config(config).get_current_head():
        return
    log.info("migrating the database from %s", current or "nothing")
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
    if current == BEFORE_BOARDS:
        rollups.recompute_all(connection)


def check_version(version: str) -> None:
    """Raise `StoreTooNew` where a newer version than this made a database of this version."""
    scripts = ScriptDirectory.from_config(migrations())
    if version not in {script.revision for script in scripts.walk_revisions()}:
        raise StoreTooNew(
            "The database was made by a newer version of Soundtrack Trivia: start that one, or restore a backup."
        )


def migrations() -> Config:
    """Alembic's configuration for our migrations."""
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    return config


@contextmanager
def _down_as_store_down() -> Generator[None]:
    try:
        yield
    except (DBAPIError, OSError, TimeoutError) as error:
        raise StoreDown(f"the database can't be used: {_reason(error)}") from error
    except SQLAlchemyError as error:
        if "QueuePool" not in str(error):
            raise
        raise StoreDown("the database takes too long") from error


def _reason(error: BaseException) -> str:
    """What the driver says, without the statement and its parameters; asyncpg quotes one that it can't send."""
    said = str(getattr(error, "orig", None) or error).partition("\n")[0]
    return said.partition(":")[0] if "query argument" in said else said
