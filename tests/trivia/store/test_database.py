"""Opening, migrating and losing a database."""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path
from traceback import format_exception

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection, make_url, text

from tests.trivia.store import sql
from trivia.store import BadAddress, Database, StoreDown, StoreTooNew, open_database
from trivia.store.schema import metadata


async def test_the_migrations_make_what_the_schema_says(database: Database) -> None:
    differences = await database.write(lambda raw: compare_metadata(MigrationContext.configure(raw), metadata))
    assert differences == []


async def test_a_database_that_is_up_to_date_is_opened_as_it_is(url: str) -> None:
    for _ in range(2):
        await (await open_database(url)).close()


async def test_several_processes_may_open_a_new_one_at_once(url: str) -> None:
    opened = await asyncio.gather(*(open_database(url) for _ in range(4)))
    await asyncio.gather(*(database.close() for database in opened))


async def test_a_newer_database_is_refused_with_a_sentence(url: str) -> None:
    database = await open_database(url)
    await sql.run(database, "UPDATE alembic_version SET version_num = '9999'")
    await database.close()
    with pytest.raises(StoreTooNew, match="newer version of Soundtrack Trivia: start that one"):
        await open_database(url)


async def test_what_was_written_is_not_there_where_the_rest_fails(database: Database) -> None:
    def fail(connection: Connection) -> None:
        connection.execute(text("INSERT INTO laps VALUES (1, 'a', 'easy', 0, 1, 1, 1)"))
        raise RuntimeError

    with pytest.raises(RuntimeError):
        await database.write(fail)
    assert await sql.value(database, "SELECT count(*) FROM laps") == 0


async def test_a_database_that_can_not_be_reached_is_down() -> None:
    with pytest.raises(StoreDown, match="the database can't be used"):
        await open_database("postgresql://nobody@127.0.0.1:1/none")


async def test_a_folder_that_can_not_be_made_is_down(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(StoreDown):
        await open_database(f"sqlite:///{tmp_path}/file/below/trivia.db")


async def test_a_file_that_is_no_database_is_down(tmp_path: Path) -> None:
    (tmp_path / "trivia.db").write_bytes(b"no database at all, but long enough to be read as one" * 20)
    with pytest.raises(StoreDown, match="not a database"):
        await open_database(f"sqlite:///{tmp_path}/trivia.db")


async def test_a_full_disk_is_down_and_comes_back(tmp_path: Path) -> None:
    database = await open_database(f"sqlite:///{tmp_path}/trivia.db")
    pages = await sql.value(database, "PRAGMA page_count")
    insert = text("INSERT INTO laps VALUES (:place, :question, 'easy', 0, 1, 1, 1)")
    rows = [{"place": place, "question": "x" * 100} for place in range(2_000)]

    async def write(*, most: int) -> None:
        await sql.run(database, f"PRAGMA max_page_count={most}")
        await sql.run(database, insert, *rows)

    with pytest.raises(StoreDown, match="full"):
        await write(most=pages)
    await write(most=1_000_000)
    await database.close()


async def test_a_secret_in_the_address_is_not_said() -> None:
    with pytest.raises(StoreDown) as down:
        await open_database("postgresql://someone:hunter2@127.0.0.1:1/none")
    assert "hunter2" not in str(down.value)


@pytest.mark.parametrize("secret", ["se\ud800cret", "se\0cret"])
async def test_what_was_to_be_written_is_not_said(postgres: str, secret: str) -> None:
    database = await open_database(postgres)
    with pytest.raises(StoreDown) as down:
        await sql.run(database, "INSERT INTO laps VALUES (1, :question, 'easy', 0, 1, 1, 1)", {"question": secret})
    await database.close()
    assert "cret" not in str(down.value)


async def test_a_statement_that_fails_is_said_without_its_parameters(database: Database) -> None:
    with pytest.raises(StoreDown) as down:
        await sql.run(database, "INSERT INTO nowhere VALUES (:text)", {"text": "secret"})
    assert "secret" not in "".join(format_exception(down.value)).replace('"secret"', "")


@pytest.mark.parametrize(
    "address",
    [
        "sqlite:///:memory:",
        "sqlite:///",
        "postgresql://a:secret@localhost:port/name",
        "mysql://a:secret@localhost/name",
        "secret",
    ],
)
async def test_an_address_where_no_database_can_be_is_refused_without_naming_it(address: str) -> None:
    with pytest.raises(BadAddress) as refused:
        await open_database(address)
    assert "secret" not in str(refused.value)


async def test_an_address_of_a_hosted_postgresql_is_taken_as_it_is(postgres: str) -> None:
    address = make_url(postgres).update_query_dict({"sslmode": "prefer"})
    await (await open_database(address.render_as_string(hide_password=False))).close()


async def test_a_parameter_that_postgresql_does_not_know_is_refused(postgres: str) -> None:
    address = make_url(postgres).update_query_dict({"colour": "blue"})
    with pytest.raises(BadAddress):
        await open_database(address.render_as_string(hide_password=False))


async def test_postgresql_without_its_driver_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "asyncpg", None)
    with pytest.raises(BadAddress, match="pip install"):
        await open_database("postgresql://a:b@localhost/c")


async def test_a_postgresql_that_does_not_answer_in_time_is_down(
    postgres: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("trivia.store.database.REPLY", 0.5)
    database = await open_database(postgres)
    with pytest.raises(StoreDown):
        await sql.run(database, "SELECT pg_sleep(5)")
    await database.close()


async def test_a_database_that_was_closed_is_down(url: str) -> None:
    database = await open_database(url)
    await database.close()
    with pytest.raises(StoreDown, match="closed"):
        await sql.rows(database, "SELECT 1")
    with pytest.raises(StoreDown, match="closed"):
        await sql.run(database, "SELECT 1")
