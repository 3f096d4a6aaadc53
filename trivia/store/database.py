"""The database: SQLite in a file, or PostgreSQL. Opened once, migrated at once, and never half open."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, event, text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

from trivia.store import rollups

log = logging.getLogger(__name__)

BUSY = 5.0
"""Seconds that one writer of SQLite waits for another."""
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
    """A database that is open; every call raises `StoreDown` where it can't be used."""

    def __init__(self, reading: AsyncEngine, writing: AsyncEngine) -> None:
        self._reading = reading
        self._writing = writing
        self._open: set[asyncio.Task[None]] = set()

    @asynccontextmanager
    async def reading(self) -> AsyncGenerator[AsyncConnection]:
        """A connection to read with."""
        async with _down_as_store_down(), self._reading.connect() as connection:
            yield connection

    @asynccontextmanager
    async def writing(self) -> AsyncGenerator[AsyncConnection]:
        """A transaction, committed where its block ends well."""
        async with _down_as_store_down(), self._writing.begin() as connection:
            yield connection

    async def write(self, work: Callable[[AsyncConnection], Awaitable[None]]) -> None:
        """Do `work` in one transaction, to its end even where whoever waits for it is cancelled meanwhile.

        A connection that is cancelled in the midst of a statement leaves SQLite's lock behind, and every game waits.
        """
        task = asyncio.create_task(self._write(work))
        self._open.add(task)
        task.add_done_callback(self._open.discard)
        await asyncio.shield(task)

    async def _write(self, work: Callable[[AsyncConnection], Awaitable[None]]) -> None:
        async with self.writing() as connection:
            await work(connection)

    async def close(self) -> None:
        """Let go of every connection, once what is being written is written."""
        await asyncio.gather(*self._open, return_exceptions=True)
        await self._reading.dispose()
        if self._writing is not self._reading:
            await self._writing.dispose()


async def open_database(url: str) -> Database:
    """Open the database at `url` (SQLAlchemy's, or `postgresql://…`), made or migrated where that is needed.

    Raises `BadAddress`, `StoreDown` where it can't be reached, and `StoreTooNew` where a newer version made it.
    """
    parsed = _read(url)
    if parsed.get_backend_name() == "sqlite":
        if parsed.database:
            _make_folder(Path(parsed.database).parent)
        writing = _sqlite(parsed, "BEGIN IMMEDIATE", pool_size=1)
        reading = _sqlite(parsed, "BEGIN", pool_size=4)
    else:
        writing = reading = _postgresql(parsed, command_timeout=REPLY, timeout=REPLY)
    # A migration may take its time, and so may another process that we wait for.
    migrating = writing if parsed.get_backend_name() == "sqlite" else _postgresql(parsed, timeout=REPLY)
    try:
        async with _down_as_store_down(), migrating.begin() as connection:
            await connection.run_sync(_migrate)
    except TypeError as error:
        raise BadAddress("it has a parameter that this database does not know") from error
    finally:
        await migrating.dispose()
    return Database(reading, writing)


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreDown(f"{folder} can't be made: {error.strerror}") from None


DRIVERS = {"sqlite": "sqlite+aiosqlite", "postgresql": "postgresql+asyncpg", "postgres": "postgresql+asyncpg"}


def _read(address: str) -> URL:
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


def _postgresql(url: URL, **limits: float) -> AsyncEngine:
    try:
        return create_async_engine(url, pool_pre_ping=True, connect_args=limits)
    except ModuleNotFoundError:
        raise BadAddress("PostgreSQL's driver is not installed (pip install '.[postgres]')") from None


def _sqlite(url: URL, begin: str, *, pool_size: int) -> AsyncEngine:
    """An engine whose transactions begin in this way: a writer takes its lock at once, so that it never loses it."""
    engine = create_async_engine(url, pool_size=pool_size, max_overflow=0, connect_args={"timeout": BUSY})

    @event.listens_for(engine.sync_engine, "connect")
    def prepare(raw: object, _record: object) -> None:
        connection = raw
        connection.isolation_level = None  # pyright: ignore[reportAttributeAccessIssue] (ours are the transactions)
        cursor = connection.cursor()  # pyright: ignore[reportAttributeAccessIssue,reportUnknownVariableType,reportUnknownMemberType]
        # A power cut may lose the last moments, but never leaves half of one; a killed process loses nothing.
        for pragma in ("journal_mode=WAL", "synchronous=NORMAL", "foreign_keys=ON"):
            cursor.execute(f"PRAGMA {pragma}")  # pyright: ignore[reportUnknownMemberType]
        cursor.close()  # pyright: ignore[reportUnknownMemberType]

    @event.listens_for(engine.sync_engine, "begin")
    def start(connection: Connection) -> None:
        connection.exec_driver_sql(begin)

    return engine


def _migrate(connection: Connection) -> None:
    """Bring the tables to this version's; under a lock, so that of several processes one does and the others wait."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": MIGRATING})
    config = migrations()
    current = MigrationContext.configure(connection).get_current_revision()
    scripts = ScriptDirectory.from_config(config)
    if current is not None and current not in {script.revision for script in scripts.walk_revisions()}:
        raise StoreTooNew(
            "The database was made by a newer version of Soundtrack Trivia: start that one, or restore a backup."
        )
    if current == scripts.get_current_head():
        return
    log.info("migrating the database from %s", current or "nothing")
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
    if current == BEFORE_BOARDS:
        rollups.recompute_all(connection)


def migrations() -> Config:
    """Alembic's configuration for our migrations."""
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    return config


@asynccontextmanager
async def _down_as_store_down() -> AsyncGenerator[None]:
    try:
        yield
    except (DBAPIError, OSError, TimeoutError) as error:
        raise StoreDown(f"the database can't be used: {_reason(error)}") from error
    except SQLAlchemyError as error:
        if "QueuePool" not in str(error):
            raise
        raise StoreDown("the database takes too long") from error


def _reason(error: BaseException) -> str:
    """What the driver says, without the statement and its parameters."""
    return str(getattr(error, "orig", None) or error).partition("\n")[0]
