"""Databases for tests: how an empty one is made on a PostgreSQL that runs."""

from __future__ import annotations

import itertools

from sqlalchemy import make_url, text
from sqlalchemy.ext.asyncio import create_async_engine

_NUMBERS = itertools.count(1)


async def new_database(address: str) -> str:
    """The address of an empty database, made on the PostgreSQL at `address`."""
    name = f"test{next(_NUMBERS)}"
    engine = create_async_engine(make_url(address).set(drivername="postgresql+asyncpg"), isolation_level="AUTOCOMMIT")
    async with engine.connect() as connection:
        await connection.execute(text(f"CREATE DATABASE {name}"))
    await engine.dispose()
    return make_url(address).set(database=name).render_as_string(hide_password=False)
