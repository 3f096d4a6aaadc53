"""`trivia backup` and `trivia restore`: what they write, what they refuse, and that nothing is lost on the way."""

from __future__ import annotations

import asyncio
import sqlite3
import subprocess
import sys
import threading
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, closing, contextmanager
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from tests.trivia.store import past
from trivia.cli import app
from trivia.store import Database, Games, backup, open_database

DATA = Path("data/trivia.db")


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder to work in, and nothing set."""
    monkeypatch.chdir(tmp_path)
    for name in ("DATABASE_URL", "TRIVIA_DATA"):
        monkeypatch.delenv(name, raising=False)
    return tmp_path


def run(*words: str | Path) -> Result:
    result = CliRunner().invoke(app, [str(word) for word in words])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


def refused(*words: str | Path) -> str:
    """The one sentence of a command that refuses."""
    result = run(*words)
    assert result.exit_code == 2
    assert result.stderr.count("\n") == 1
    return result.stderr.removesuffix("\n")


@asynccontextmanager
async def opened(path: Path = DATA) -> AsyncIterator[Database]:
    database = await open_database(f"sqlite:///{path}")
    try:
        yield database
    finally:
        await database.close()


def played(*games: int, path: Path = DATA) -> None:
    """A database in which these games were played."""

    async def play() -> None:
        async with opened(path) as database:
            for game in games:
                await past.finish(Games(database), game)

    asyncio.run(play())


def games(path: Path) -> list[int]:
    with closing(sqlite3.connect(path)) as connection:
        return [row[0] for row in connection.execute("SELECT id FROM games ORDER BY id")]


def beside(path: Path) -> list[str]:
    return sorted(each.name for each in path.resolve().parent.iterdir())


@contextmanager
def another_process(path: Path, *, work: str = "") -> Iterator[subprocess.Popen[bytes]]:
    """Another process that has the database open, and does nothing with it but `work`."""
    script = (
        "import sqlite3, sys, time\n"
        f"connection = sqlite3.connect({str(path)!r}, isolation_level=None)\n"
        "connection.execute('SELECT count(*) FROM games').fetchone()\n"
        f"{work}\n"
        "print('open', flush=True)\n"
        "time.sleep(60)\n"
    )
    with subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE) as child:
        try:
            assert child.stdout is not None
            assert child.stdout.readline() == b"open\n"
            yield child
        finally:
            child.kill()


# --- backup ---------------------------------------------------------------------------------------------------------


def test_a_backup_is_one_file_that_holds_everything() -> None:
    played(7, 8)
    result = run("backup", "copy.db")
    assert result.exit_code == 0
    assert result.stdout.startswith("Wrote copy.db (0.")
    assert games(Path("copy.db")) == [7, 8]
    assert beside(Path("copy.db")) == ["copy.db", "data"]
    assert Path("copy.db").stat().st_mode & 0o777 == 0o600


def test_what_is_not_yet_in_the_file_itself_is_in_the_backup() -> None:
    async def play() -> Result:
        async with opened() as database:
            await past.finish(Games(database), 7)
            assert DATA.with_name("trivia.db-wal").stat().st_size
            return await asyncio.to_thread(run, "backup", "copy.db")

    assert asyncio.run(play()).exit_code == 0
    assert games(Path("copy.db")) == [7]


def test_a_backup_is_of_one_moment_while_the_bot_writes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(backup, "PAGES", 1)
    played(*range(7, 30))
    done, written = threading.Event(), 0

    def write() -> None:
        nonlocal written
        with closing(sqlite3.connect(DATA, isolation_level=None, timeout=5)) as connection:
            while not done.is_set():
                written += 1
                connection.execute("BEGIN IMMEDIATE")
                connection.execute(f"INSERT INTO laps VALUES ({written}, 'a', 'easy', 0, 1, 1, 1)")
                connection.execute(f"INSERT INTO laps VALUES ({written}, 'b', 'easy', 0, 1, 1, 1)")
                connection.execute("COMMIT")

    writer = threading.Thread(target=write)
    writer.start()
    try:
        assert run("backup", "copy.db").exit_code == 0
    finally:
        done.set()
        writer.join()
    with closing(sqlite3.connect("copy.db")) as connection:
        found = connection.execute("SELECT count(*), count(DISTINCT place) FROM laps").fetchone()
    assert found[0] == 2 * found[1] < 2 * written


def test_the_database_is_found_where_the_bot_finds_it(monkeypatch: pytest.MonkeyPatch, here: Path) -> None:
    played(7, path=Path("elsewhere/trivia.db"))
    played(8, path=Path("third.db"))
    Path(".env").write_text("TRIVIA_DATA=elsewhere\n", encoding="utf-8-sig")
    run("backup", "a.db")
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{here}/third.db")
    run("backup", "b.db")
    run("backup", "c.db", "--database", "sqlite:///elsewhere/trivia.db")
    assert [games(Path(name)) for name in ("a.db", "b.db", "c.db")] == [[7], [8], [7]]


def test_a_file_that_is_there_is_replaced_by_force_alone() -> None:
    played(7)
    Path("copy.db").write_text("precious")
    assert refused("backup", "copy.db") == "copy.db exists already: name another file, or replace it with --force."
    assert Path("copy.db").read_text() == "precious"
    assert run("backup", "copy.db", "--force").exit_code == 0
    assert games(Path("copy.db")) == [7]


@pytest.mark.parametrize("name", ["data/trivia.db", "data"])
def test_the_database_itself_and_folders_are_no_backup_even_by_force(name: str) -> None:
    played(7)
    assert refused("backup", name, "--force") == f"{name} can't be the backup: name another file."
    assert games(DATA) == [7]


def test_without_a_database_there_is_nothing_to_back_up() -> None:
    assert refused("backup", "x") == "There is no database at data/trivia.db: name where it is with --database."


def test_a_folder_that_is_not_there_is_said() -> None:
    played(7)
    assert refused("backup", "no/copy.db") == (
        "no/copy.db can't be written (No such file or directory): name another, or see to its folder."
    )


def test_a_damaged_database_leaves_no_backup() -> None:
    played(*range(7, 40))
    data = bytearray(DATA.read_bytes())
    data[4096 * 8 : 4096 * 20] = b"\xff" * 4096 * 12
    DATA.write_bytes(data)
    assert "data/trivia.db" in refused("backup", "copy.db")
    assert beside(Path("copy.db")) == ["data"]


# --- restore --------------------------------------------------------------------------------------------------------


def test_a_backup_is_put_back_and_the_old_database_kept() -> None:
    played(7)
    run("backup", "copy.db")
    played(8)
    result = run("restore", "copy.db")
    assert result.exit_code == 0, result.stderr
    assert result.stdout == (
        f"Restored data/trivia.db from copy.db. What was there before is kept as {DATA.resolve()}.before-restore.\n"
    )
    assert games(DATA) == [7]
    assert games(DATA.with_name("trivia.db.before-restore")) == [7, 8]
    assert beside(DATA) == ["trivia.db", "trivia.db.before-restore"]


def test_a_restored_database_is_opened_and_written_as_before() -> None:
    played(7)
    run("backup", "copy.db")
    run("restore", "copy.db")
    played(9)
    assert games(DATA) == [7, 9]


def test_a_new_computer_has_no_old_database() -> None:
    played(7, path=Path("old.db"))
    assert run("restore", "old.db").stdout == "Restored data/trivia.db from old.db.\n"
    assert games(DATA) == [7]


@pytest.mark.parametrize("work", ["", "connection.execute('BEGIN IMMEDIATE')"])
def test_a_database_that_is_in_use_is_not_replaced(work: str) -> None:
    played(7)
    run("backup", "copy.db")
    played(8)
    with another_process(DATA, work=work):
        said = refused("restore", "copy.db")
    assert said == f"{DATA.resolve()} is in use: stop the bot and all else that has it open, then try again."
    assert games(DATA) == [7, 8]


def test_what_a_killed_process_had_written_is_kept_with_the_old_database() -> None:
    played(7)
    run("backup", "copy.db")
    with another_process(
        DATA, work="connection.execute(\"INSERT INTO laps VALUES (1, 'a', 'easy', 0, 1, 1, 1)\")"
    ) as child:
        child.kill()
        child.wait()
        assert DATA.with_name("trivia.db-wal").exists()
        assert run("restore", "copy.db").exit_code == 0
    assert beside(DATA) == ["trivia.db", "trivia.db.before-restore"]
    with closing(sqlite3.connect("data/trivia.db.before-restore")) as connection:
        assert connection.execute("SELECT place FROM laps").fetchall() == [(1,)]


def test_a_broken_database_is_replaced_with_all_that_lay_beside_it() -> None:
    played(7)
    run("backup", "copy.db")
    for end in ("", "-wal", "-shm"):
        DATA.with_name(f"trivia.db{end}").write_bytes(b"broken" * 1_000)
    assert run("restore", "copy.db").exit_code == 0
    assert games(DATA) == [7]
    assert "trivia.db-wal" not in beside(DATA)


def test_the_old_database_of_an_earlier_restore_is_replaced_by_force_alone() -> None:
    played(7)
    run("backup", "copy.db")
    run("restore", "copy.db")
    said = refused("restore", "copy.db")
    assert said.endswith("before-restore is left of an earlier restore: move it away, or replace it with --force.")
    assert run("restore", "copy.db", "--force").exit_code == 0


def test_a_backup_of_a_newer_version_is_refused() -> None:
    played(7)
    run("backup", "copy.db")
    with closing(sqlite3.connect("copy.db")) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
        connection.commit()
    assert "made by a newer version of Soundtrack Trivia" in refused("restore", "copy.db")
    assert beside(DATA) == ["trivia.db"]


@pytest.mark.parametrize("content", [b"", b"this is no database", b"this is no database at all" * 500])
def test_a_file_that_is_no_database_is_refused(content: bytes) -> None:
    played(7)
    Path("copy.db").write_bytes(content)
    assert refused("restore", "copy.db") == "copy.db is no database of Soundtrack Trivia: name another file."
    assert games(DATA) == [7]


def test_a_database_of_somebody_else_is_refused() -> None:
    with closing(sqlite3.connect("other.db")) as connection:
        connection.execute("CREATE TABLE alembic_version (version_num)")
    assert refused("restore", "other.db") == "other.db is no database of Soundtrack Trivia: name another file."


def test_a_file_that_is_not_there_is_said() -> None:
    assert refused("restore", "copy.db") == "There is no file copy.db: name the backup."


# --- addresses ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("command", "tool"), [("backup", "pg_dump"), ("restore", "pg_restore")])
def test_postgresql_is_pointed_to_its_own_tools(command: str, tool: str) -> None:
    said = refused(command, "my copy", "--database", "postgresql://me:secret@host/name")
    assert f"has a tool of its own for this: {tool} " in said
    assert "'my copy'" in said
    assert "secret" not in said


def test_an_address_of_no_database_is_said_without_its_password(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "secret" not in refused("backup", "x", "--database", "mysql://me:secret@host/name")
    monkeypatch.setenv("DATABASE_URL", "mysql://me:secret@host/name")
    assert refused("backup", "x").startswith("DATABASE_URL can't be used: ")
