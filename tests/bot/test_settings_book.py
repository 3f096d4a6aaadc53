"""What a server has set is read once, and known at once when it is changed."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest

from bot import settings_book
from bot.settings_book import SettingsBook
from trivia.server import ServerSettings
from trivia.store import Database, StoreDown, open_database
from trivia.store.servers import Servers

SERVER, ANN, NOW = 3, 1, 0.0


def seven(old: ServerSettings) -> ServerSettings:
    return replace(old, rounds=7)


@pytest.fixture
async def servers(tmp_path: Path) -> AsyncIterator[Counting]:
    database = await open_database(f"sqlite:///{tmp_path}/trivia.db")
    yield Counting(database)
    await database.close()


class Counting(Servers):
    """Servers that count how often they are read, and wait with it until they are let."""

    def __init__(self, database: Database) -> None:
        super().__init__(database)
        self.reads = 0
        self.begun, self.gate = asyncio.Event(), asyncio.Event()

    async def settings(self, server: int) -> ServerSettings:
        self.reads += 1
        read = await super().settings(server)
        self.begun.set()
        await self.gate.wait()
        return read


async def test_a_server_is_read_once_however_many_ask_at_once(servers: Counting) -> None:
    servers.gate.set()
    book = SettingsBook(servers)
    assert book.known(SERVER) is None
    assert await asyncio.gather(*(book.of(SERVER) for _ in range(5))) == [ServerSettings()] * 5
    assert book.known(SERVER) == ServerSettings()
    assert servers.reads == 1


async def test_direct_messages_have_set_nothing_and_need_no_reading(servers: Counting) -> None:
    book = SettingsBook(servers)
    assert await book.of(None) == book.known(None) == ServerSettings()
    assert servers.reads == 0


async def test_a_change_that_comes_while_it_is_read_is_not_forgotten(servers: Counting) -> None:
    book = SettingsBook(servers)
    reading = asyncio.create_task(book.of(SERVER))
    await servers.begun.wait()
    await book.change(SERVER, seven, ANN, NOW)
    servers.gate.set()
    assert (await reading).rounds == 7
    assert (await book.of(SERVER)).rounds == 7


async def test_nobody_waits_longer_than_a_moment_and_then_it_is_known(
    servers: Counting, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings_book, "PATIENCE", 0.01)
    book = SettingsBook(servers)
    with pytest.raises(StoreDown):
        await book.of(SERVER)
    servers.gate.set()
    await asyncio.wait(set(book._reading.values()), timeout=5)
    assert book.known(SERVER) == ServerSettings()
    assert servers.reads == 1


async def test_a_server_that_removed_the_bot_is_read_anew(servers: Counting) -> None:
    servers.gate.set()
    book = SettingsBook(servers)
    await book.change(SERVER, seven, ANN, NOW)
    book.forget(SERVER)
    assert book.known(SERVER) is None
    assert (await book.of(SERVER)).rounds == 7
