"""What `trivia convert` does: a question file of another bot becomes a pack."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from trivia import packs
from trivia.terminal import USAGE, count, stop

if TYPE_CHECKING:
    from trivia.packs.pack import Placed

_STDOUT = Path("-")


def convert_file(
    file: Path, to: Path | None, form: packs.Format | None, *, pack: str | None, title: str | None, force: bool
) -> None:
    """Write the pack that `file` makes, to standard output where `to` is `-`, and print what was left out.

    Ends the command with status 1 where nothing could be read, and with 2 where the command line is at fault.
    """
    try:
        imported = packs.read_foreign(packs.read_bytes(file), str(file), pack=pack, title=title, form=form)
    except packs.PackFaults as error:
        for fault in error.faults:
            typer.echo(str(fault), err=True)
        raise typer.Exit(1 if all(fault.line for fault in error.faults) else USAGE) from None
    except ValueError as error:
        stop(f"{error}; an id is up to 40 of a-z, 0-9 and -, a title up to 100 characters on a line.")
    beside = to == _STDOUT
    for fault in (*imported.faults, *imported.refused):
        typer.echo(str(fault), err=beside)
    if imported.placed is None:
        if not imported.faults:
            typer.echo(f"No question of {file} could be taken.", err=True)
        raise typer.Exit(1)
    text = packs.dump(imported.placed.pack)
    if beside:
        typer.echo(text, nl=False)
        return
    path = to or Path(f"{imported.placed.pack.id}.yaml")
    _write(path, text, force=force)
    typer.echo(_summary(path, imported.placed, len(imported.refused)))


def _write(path: Path, text: str, *, force: bool) -> None:
    try:
        with path.open("w" if force else "x", encoding="utf-8", newline="\n") as file:
            file.write(text)
    except FileExistsError:
        stop(f"{path} exists already: name another file with --to, or replace it with --force.")
    except OSError as error:
        stop(f"{path} cannot be written ({error.strerror}); name another file with --to.")


def _summary(path: Path, placed: Placed, left_out: int) -> str:
    written = f"Wrote {path}: {count(len(placed.pack.questions), 'question')}"
    rest = f"; {count(left_out, 'thing')} left out" if left_out else ""
    return f"{written}{rest}. See what the judge makes of them: trivia check {shlex.quote(str(path))}"
