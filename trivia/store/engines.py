"""How the event loop waits for a database: for SQLite's library in threads, for PostgreSQL's network in tasks."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any, Protocol, TypeVar

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import URL
from sqlalchemy.exc import DisconnectionError
from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.pool import ConnectionPoolEntry

BUSY = 5.0
"""Seconds that one writer of SQLite waits for another."""
SWITCHES = 10
"""Tries to switch a new file of SQLite to its log while others do the same."""
READERS = 4
IDLE = 30.0
"""Seconds after which a connection to PostgreSQL is asked whether it is still there, before it is used again."""
T = TypeVar("T")


class Engines(Protocol):
    """Connections to one database; raises what SQLAlchemy does."""

    async def read(self, work: Callable[[Connection], T]) -> T:
        """Do `work` in a transaction that is not committed."""
        ...

    async def write(self, work: Callable[[Connection], T]) -> T:
        """Do `work` in a transaction, committed where it ends well."""
        ...

    async def close(self) -> None:
        """Close every connection."""
        ...


class Threads:
    """SQLite: a whole transaction is one visit to a thread, for handing over each statement takes longer than it does.

    There is one writer, as SQLite has; it takes its lock at once, so that it never loses it.
    """

    def __init__(self, url: URL) -> None:
        self._writer = _sqlite(url, "BEGIN IMMEDIATE", 1)
        self._reader = _sqlite(url, "BEGIN", READERS)
        self._writing = ThreadPoolExecutor(1, "sqlite-writer")
        self._reading = ThreadPoolExecutor(READERS, "sqlite-reader")

    async def read(self, work: Callable[[Connection], T]) -> T:
        """Do `work` in a transaction that is not committed."""

        def done() -> T:
            with self._reader.connect() as connection:
                return work(connection)

        return await asyncio.get_running_loop().run_in_executor(self._reading, done)

    async def write(self, work: Callable[[Connection], T]) -> T:
        """Do `work` in a transaction, committed where it ends well."""

        def done() -> T:
            with self._writer.begin() as connection:
                return work(connection)

        return await asyncio.get_running_loop().run_in_executor(self._writing, done)

    async def close(self) -> None:
        """Close every connection, once the threads have done their work."""
        for thread in (self._writing, self._reading):
            await asyncio.to_thread(thread.shutdown)
        self._writer.dispose()
        self._reader.dispose()


def _sqlite(url: URL, begin: str, connections: int) -> Engine:
    """An engine whose transactions begin in this way."""
    # What people typed is among the parameters, and belongs into no log.
    engine = create_engine(
        url, pool_size=connections, max_overflow=0, hide_parameters=True, connect_args={"timeout": BUSY}
    )

    @event.listens_for(engine, "connect")
    def prepare(raw: object, _record: object) -> None:
        assert isinstance(raw, sqlite3.Connection)
        raw.isolation_level = None  # ours are the transactions
        _log_ahead(raw)
        # A power cut may lose the last moments, but never leaves half of one; a killed process loses nothing.
        for pragma in ("synchronous=NORMAL", "foreign_keys=ON"):
            raw.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def start(connection: Connection) -> None:
        connection.exec_driver_sql(begin)

    return engine


def _log_ahead(connection: sqlite3.Connection) -> None:
    """Let readers and a writer not wait for each other.

    Of several connections that make a new file so at once, SQLite refuses all but one instead of letting them wait; for
    a transaction it does.
    """
    for left in reversed(range(SWITCHES)):
        try:
            connection.execute("PRAGMA journal_mode=WAL")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY or not left:
                raise
            connection.execute("BEGIN IMMEDIATE")
            connection.execute("ROLLBACK")
        else:
            return


class Tasks:
    """PostgreSQL, by asyncpg. `limits` are its own settings, in seconds."""

    def __init__(self, url: URL, **limits: float) -> None:
        self._engine = create_async_engine(url, hide_parameters=True, connect_args=limits)
        _check_before_use(self._engine.sync_engine)
        # All that one reads is of one moment, as in SQLite.
        self._reading = self._engine.execution_options(isolation_level="REPEATABLE READ")

    async def read(self, work: Callable[[Connection], T]) -> T:
        """Do `work` in a transaction that is not committed."""
        async with self._reading.connect() as connection:
            return await connection.run_sync(work)

    async def write(self, work: Callable[[Connection], T]) -> T:
        """Do `work` in a transaction, committed where it ends well."""
        async with self._engine.begin() as connection:
            return await connection.run_sync(work)

    async def close(self) -> None:
        """Close every connection."""
        await self._engine.dispose()


def _check_before_use(engine: Engine) -> None:
    """Replace connections that are gone before they are used.

    One that was just used knows whether it is closed; only one that was idle for long is asked, for SQLAlchemy's own
    `pool_pre_ping`, which asks each time, is three ways over the network and back.
    """

    @event.listens_for(engine, "checkin")
    def put_back(_raw: object, record: ConnectionPoolEntry) -> None:
        record.info["idle since"] = asyncio.get_running_loop().time()

    @event.listens_for(engine, "checkout")
    def check(raw: Any, record: ConnectionPoolEntry, _proxy: object) -> None:  # noqa: ANN401 (a driver's)
        now = asyncio.get_running_loop().time()
        try:
            if now - record.info.get("idle since", now) > IDLE:
                engine.dialect.do_ping(raw)
        except (engine.dialect.loaded_dbapi.Error, OSError) as error:
            raise DisconnectionError from error
        if raw.driver_connection.is_closed():
            raise DisconnectionError
