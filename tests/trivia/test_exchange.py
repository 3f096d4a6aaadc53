"""A server's own questions as files: an export imports as the same, to the byte, and nothing comes in by half."""

from __future__ import annotations

import asyncio
import signal
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner, Result

from tests.trivia.packs.strategies import SLUGS, packs
from tests.trivia.store.conftest import database, url  # noqa: F401 (fixtures)
from trivia import exchange
from trivia.cli import app
from trivia.exchange import DryRun, Exchange, files
from trivia.packs import Pack
from trivia.question import Answer, Fact, Kind, Question, Status
from trivia.store import (
    HOST,
    Audit,
    Change,
    Database,
    Edition,
    Entry,
    Own,
    StoreDown,
    Verb,
    codec,
    open_database,
    own_pack,
)

SERVER, ANN, NOW = 3, 11, 1_790_000_000.0
PACK = own_pack(SERVER)
SHARK = Fact("shark", "John Williams wrote it.")


def question(slug: str, answer: str = "Ann", fact: Fact | None = None) -> Question:
    return Question(f"{PACK}/{slug}", f"Who is {slug}?", Kind.TEXT, (Answer(answer),), fact=fact)


def many(count: int) -> bytes:
    """A pack of so many questions."""
    (file,) = files(SERVER, [question(f"number-{number}", f"Answer {number}") for number in range(count)])
    return file.data


async def dry_run(door: Exchange, data: bytes, name: str = "a.yaml") -> DryRun:
    return await door.compare(await door.read(SERVER, data, name))


async def load(door: Exchange, data: bytes, name: str = "a.yaml") -> DryRun:
    dry = await dry_run(door, data, name)
    assert dry.faults == ()
    await door.load(dry, ANN, NOW)
    return dry


def owned(pack: Pack) -> list[Question]:
    """The questions of a pack as a server has them."""
    return [replace(one, id=f"{PACK}/{one.slug}", status=Status.READY) for one in pack.questions]


# --- there and back -------------------------------------------------------------------------------------------------


@settings(max_examples=25, deadline=None)
@given(st.lists(packs(), min_size=1, max_size=2))
def test_what_is_exported_is_read_as_the_same_and_exported_as_the_same_bytes(some: list[Pack]) -> None:
    mine = list({one.id: one for pack in some for one in owned(pack)}.values())
    parts = files(SERVER, mine)
    again = [one for part in parts for one in _questions(part.data)]
    assert files(SERVER, again) == parts
    assert {one.id: replace(one, fact=None) for one in again} == {one.id: replace(one, fact=None) for one in mine}
    assert {one.id: _said(one) for one in again} == {one.id: _said(one) for one in mine}


def _said(one: Question) -> Fact | None:
    """The fact of a question, whatever its id."""
    return replace(one.fact, id="") if one.fact else None


def _questions(data: bytes) -> tuple[Question, ...]:
    dry = exchange._compared(exchange._read(SERVER, data, "a.yaml"), {})
    assert dry.faults == dry.refused == ()
    return tuple(change.question for change in dry.new if change.question)


@given(SLUGS, st.integers(2, 5))
def test_facts_that_differ_under_one_id_are_kept_apart(slug: str, count: int) -> None:
    some = [question(f"q-{number}", fact=Fact(slug, f"Fact {number % 3}.")) for number in range(count)]
    (file,) = files(SERVER, some)
    again = _questions(file.data)
    assert [one.fact.says for one in again if one.fact] == [f"Fact {number % 3}." for number in range(count)]
    assert files(SERVER, again) == (file,)


def test_more_than_a_file_takes_is_several_files_each_whole_by_itself() -> None:
    some = [question(f"q-{number}", fact=SHARK) for number in range(100)]
    parts = files(SERVER, some, 4_000)
    assert len(parts) > 1
    assert max(len(part.data) for part in parts) <= 4_000
    assert parts[0].name == f"questions-{SERVER}-1-of-{len(parts)}.yaml"
    assert {one.id for part in parts for one in _questions(part.data)} == {one.id for one in some}


async def test_the_bank_of_a_server_survives_export_and_import(database: Database) -> None:  # noqa: F811
    door = Exchange(Own(database))
    one, other = question("one", fact=SHARK), question("other", fact=replace(SHARK, says="Or not."))
    await Own(database).change(SERVER, [Change(q.id, q, 0, Verb.ADD) for q in (other, one)], ANN, NOW)
    (first,) = await door.export(SERVER)
    await Own(database).change(SERVER, [Change(q.id, None, 1, Verb.REMOVE) for q in (other, one)], ANN, NOW)
    assert await door.export(SERVER) == ()
    dry = await load(door, first.data)
    assert (len(dry.new), len(dry.changed)) == (2, 0)
    assert await door.export(SERVER) == (first,)
    assert (await dry_run(door, first.data)).same == 2
    (entry, *_) = await Audit(database).listing(SERVER, None, 1)
    assert (entry.verb, entry.after) == (Verb.IMPORT, {"new": 2, "changed": 0})


async def test_a_draft_is_refused_since_it_would_never_be_asked(database: Database) -> None:  # noqa: F811
    text = b"pack: a\ntitle: A\nquestions:\n  - {id: x, ask: Who?, answer: Ann, status: draft}\n"
    dry = await dry_run(Exchange(Own(database)), text)
    assert [(fault.line, fault.message) for fault in dry.refused] == [(4, exchange.DRAFT)]
    assert dry.changes == ()


# --- nothing by half ------------------------------------------------------------------------------------------------


async def test_of_an_import_that_fails_between_its_batches_nothing_is_there(
    database: Database,  # noqa: F811
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    door, written = Exchange(Own(database)), 0
    dry = await dry_run(door, many(1_200))

    def text(one: Question) -> str:
        nonlocal written
        written += 1
        if written == 2_000:  # each is written as an edition, and as what is live
            raise OSError("the disk is gone")
        return codec_text(one)

    codec_text = codec.question_text
    monkeypatch.setattr(codec, "question_text", text)
    with pytest.raises(StoreDown):
        await door.load(dry, ANN, NOW)
    monkeypatch.undo()
    assert await door.export(SERVER) == ()
    assert await Own(database).standing(SERVER) == {}
    assert await Audit(database).listing(SERVER, None, 5) == ()
    await door.load(dry, ANN, NOW)
    assert await Own(database).count(SERVER) == 1_200


DYING = """
import os, signal, sys
from trivia.store import publishing
from trivia import cli
add = publishing.add
def dying(*args):
    add(*args)
    os.kill(os.getpid(), signal.SIGKILL)
publishing.add = dying
sys.argv = ["trivia", "import", "many.yaml", "--server", "3", "--yes"]
cli.main()
"""


def test_of_an_import_whose_process_is_killed_nothing_is_there(here: Path) -> None:
    Path("many.yaml").write_bytes(many(1_200))
    child = subprocess.run([sys.executable, "-c", DYING], check=False, capture_output=True)
    assert child.returncode == -signal.SIGKILL, child.stderr
    assert asyncio.run(kept()) == ({}, ())


# --- by the command line --------------------------------------------------------------------------------------------


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder to work in, and nothing set."""
    monkeypatch.chdir(tmp_path)
    for name in ("DATABASE_URL", "TRIVIA_DATA"):
        monkeypatch.delenv(name, raising=False)
    return tmp_path


async def kept() -> tuple[dict[str, Edition], tuple[Entry, ...]]:
    """The editions and the log that the database has."""
    found = await open_database("sqlite:///data/trivia.db")
    try:
        return await Own(found).standing(SERVER), await Audit(found).listing(SERVER, None, 5)
    finally:
        await found.close()


def run(*words: str, typed: str = "") -> Result:
    result = CliRunner().invoke(app, list(words), input=typed)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


def test_a_host_imports_after_a_question_and_exports(here: Path) -> None:
    Path("a.csv").write_text("question,answer\nWho wrote it?,Ann\nWho did not?,\n")
    refused = run("import", "a.csv", "--server", "3", typed="n\n")
    assert "a.csv:3:" in refused.output
    assert "1 new, 0 changed, 0 the same, 1 refused." in refused.output
    assert "Nothing was imported." in refused.output
    assert "Imported 1 new question, changed 0." in run("import", "a.csv", "--server", "3", typed="y\n").output
    assert "nothing to import" in run("import", "a.csv", "--server", "3", "--yes").output
    assert "Wrote questions-3.yaml." in run("export", "--server", "3").output
    first = Path("questions-3.yaml").read_bytes()
    assert run("export", "--server", "3", "--to", "-").stdout.encode() == first
    assert "1 new, 0 changed" in run("import", "questions-3.yaml", "--server", "4", "--yes").output
    assert "1 the same" in run("import", "questions-3.yaml", "--server", "3", "--yes").output


def test_what_a_host_imports_is_in_the_log_as_theirs(here: Path) -> None:
    Path("a.csv").write_text("question,answer\nWho wrote it?,Ann\n")
    run("import", "a.csv", "--server", "3", "--yes")
    _, (entry,) = asyncio.run(kept())
    assert (entry.who, entry.verb) == (HOST, Verb.IMPORT)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["import", "none.yaml", "--server", "3"], "none.yaml: there is no such file"),
        (["import", ".", "--server", "3"], ".: this is not a file"),
        (["import", "a.csv", "--server", "x"], "A server's id is a number"),
        (["export", "--server", "3"], "Server 3 has no questions of its own."),
        (["export", "--server", "3", "--database", "mysql://x"], "The address of the database can't be used"),
    ],
)
def test_what_can_t_be_done_is_one_sentence(here: Path, words: list[str], said: str) -> None:
    Path("a.csv").write_text("question,answer\nWho?,Ann\n")
    result = run(*words)
    assert result.exit_code == 2
    assert result.stderr.startswith(said)
    assert result.stderr.count("\n") == 1


def test_a_file_that_can_t_be_read_ends_with_status_1_and_each_fault(here: Path) -> None:
    Path("a.yaml").write_text("pack: a\nquestions: []\n")
    result = run("import", "a.yaml", "--server", "3", "--yes")
    assert result.exit_code == 1
    assert "a.yaml:1:1: title is missing" in result.output
