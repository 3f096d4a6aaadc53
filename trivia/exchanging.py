"""What `trivia export` and `trivia import` do for whoever runs the bot: a server's own questions as files."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any, TypeVar

import typer

from trivia.exchange import DryRun, Exchange, File
from trivia.hosting import settings
from trivia.packs import PackFaults, read_bytes
from trivia.store import HOST, BadAddress, Entry, Own, Stale, StoreDown, StoreTooNew, open_database
from trivia.store.settings import DATABASE_FITS
from trivia.terminal import USAGE, count, stop, write_file

T = TypeVar("T")
Work = Callable[[Exchange], Coroutine[Any, Any, T]]

STALE = "Somebody changed these questions meanwhile, so nothing was imported: run this again."
SERVER_FITS = "A server's id is a number such as 81384788765712384: copy it in Discord, in its developer mode."


def export(server: str, to: Path | None, database: str | None, *, force: bool) -> None:
    """Write the own questions of a server to `to` (standard output where that is `-`)."""
    number = _server(server)
    found = _with(database, lambda exchange: exchange.export(number))
    if not found:
        stop(f"Server {number} has no questions of its own.")
    if to == Path("-"):
        for file in found:
            typer.echo(file.data.decode(), nl=False)
        return
    for path, file in zip(_paths(found, to), found, strict=True):
        write_file(path, file.data, force=force)
        typer.echo(f"Wrote {path}.")


def _paths(found: tuple[File, ...], to: Path | None) -> list[Path]:
    """Where the files go: they have names of their own, and numbers where one does not hold all."""
    if to is None:
        return [Path(file.name) for file in found]
    if len(found) == 1:
        return [to]
    return [to.with_name(f"{to.stem}-{number}-of-{len(found)}{to.suffix}") for number in range(1, len(found) + 1)]


def load(file: Path, server: str, database: str | None, *, yes: bool) -> None:
    """Import a file into a server, after a dry run and a question; status 1 where nothing of it could be read."""
    number = _server(server)
    data = _read(file)

    async def dry_run(exchange: Exchange) -> DryRun:
        return await exchange.compare(await exchange.read(number, data, str(file)))

    dry = _with(database, dry_run)
    for fault in (*dry.faults, *dry.refused, *dry.reading.remarks):
        typer.echo(str(fault))
    if dry.faults:
        raise typer.Exit(1)
    typer.echo(
        f"{len(dry.new):,} new, {len(dry.changed):,} changed, {dry.same:,} the same, {len(dry.refused):,} refused."
    )
    if not dry.changes:
        typer.echo("There is nothing to import.")
        return
    if not yes and not typer.confirm(f"Import {count(len(dry.changes), 'question')} into server {number}?"):
        typer.echo("Nothing was imported.")
        return

    async def imported(exchange: Exchange) -> Entry:
        return await exchange.load(dry, HOST, time.time())

    try:
        entry = _with(database, imported)
    except Stale:
        stop(STALE)
    typer.echo(f"Imported {count(entry.after['new'], 'new question')}, changed {entry.after['changed']:,}.")


def _with(database: str | None, work: Work[T]) -> T:
    """Do this with the database; ends the command where that can't be used."""

    async def done() -> T:
        opened = await open_database(database or settings().database)
        try:
            return await work(Exchange(Own(opened)))
        finally:
            await opened.close()

    try:
        return asyncio.run(done())
    except StoreTooNew as fault:
        stop(str(fault))
    except StoreDown as fault:
        said = str(fault)
        stop(f"{said[:1].upper()}{said[1:]}: check DATABASE_URL and TRIVIA_DATA.")
    except BadAddress as fault:
        stop(f"The address of the database can't be used, {fault}: {DATABASE_FITS}.")


def _server(typed: str) -> int:
    if not (typed.isascii() and typed.isdecimal() and 0 < int(typed[:20]) < 2**63):
        stop(SERVER_FITS)
    return int(typed)


def _read(file: Path) -> bytes:
    """What `file` holds; ends the command where it can't be read, with status 1 where it is too big."""
    try:
        return read_bytes(file)
    except PackFaults as error:
        for fault in error.faults:
            typer.echo(str(fault), err=True)
        raise typer.Exit(1 if all(fault.line for fault in error.faults) else USAGE) from None
