"""What the command line does for whoever runs the bot: `trivia backup` and `trivia restore`."""

from __future__ import annotations

import shlex
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

import typer
from pydantic import ValidationError
from rich.console import Console
from rich.progress import Progress as Bar

from trivia.store import BadAddress, StoreTooNew
from trivia.store.backup import NoBackup, Progress, back_up, file_of
from trivia.store.backup import restore as put_back
from trivia.store.settings import DATABASE_FITS, StoreSettings
from trivia.terminal import stop

DUMP = 'pg_dump --format=custom --file={} "$DATABASE_URL"'
LOAD = 'pg_restore --clean --if-exists --single-transaction --dbname="$DATABASE_URL" {}'


def backup(file: Path, database: str | None, *, force: bool) -> None:
    """Copy the database at this address, or where the bot finds it; ends the command where that can't be done."""
    with _faults():
        path = _file(database, DUMP.format(shlex.quote(str(file))))
        with _bar("Copying") as progress:
            back_up(path, file, progress, force=force)
    typer.echo(f"Wrote {file} ({file.stat().st_size / 1e6:,.1f} MB), a checked copy of {path}.")


def restore(file: Path, database: str | None, *, force: bool) -> None:
    """Put a copy in the place of that database; ends the command where that can't be done."""
    with _faults():
        path = _file(database, LOAD.format(shlex.quote(str(file))))
        with _bar("Restoring") as progress:
            kept = put_back(file, path, progress, force=force)
    before = f" What was there before is kept as {kept}." if kept else ""
    typer.echo(f"Restored {path} from {file}.{before}")


def _file(address: str | None, other: str) -> Path:
    """The file of the database; ends the command where that is PostgreSQL's, and names the `other` one to use."""
    file = file_of(address or settings().database)
    if file is None:
        stop(f"That database is PostgreSQL, which has a tool of its own for this: {other}")
    return file


def settings() -> StoreSettings:
    """Where the bot finds its database; ends the command where that can't be told."""
    try:
        return StoreSettings()  # pyright: ignore[reportCallIssue] (the environment fills it)
    except ValidationError:
        stop(f"DATABASE_URL can't be used: {DATABASE_FITS}.")
    except (OSError, UnicodeDecodeError):
        stop(".env can't be read: make it a text file in UTF-8 that you may read.")


@contextmanager
def _faults() -> Generator[None]:
    try:
        yield
    except (NoBackup, StoreTooNew) as fault:
        stop(str(fault))
    except BadAddress as fault:
        stop(f"The address of the database can't be used, {fault}: {DATABASE_FITS}.")


@contextmanager
def _bar(what: str) -> Generator[Progress]:
    """A bar on a terminal, and nothing elsewhere."""
    console = Console(stderr=True)
    with Bar(console=console, transient=True, disable=not console.is_terminal) as bar:
        task = bar.add_task(what, total=None)
        yield lambda done, of: bar.update(task, completed=done, total=of)
