"""What the commands share: how they count, and how they end."""

from __future__ import annotations

from typing import TYPE_CHECKING, NoReturn

import typer

if TYPE_CHECKING:
    from pathlib import Path

USAGE = 2
"""Exit status where the command line is at fault; 1 is for faults in packs."""


def count(number: int, thing: str) -> str:
    """`1 pack`, `2 packs`."""
    return f"{number:,} {thing}{'' if number == 1 else 's'}"


def stop(sentence: str) -> NoReturn:
    """End the command with what is wrong and what to do."""
    typer.echo(sentence, err=True)
    raise typer.Exit(USAGE)


def write_file(path: Path, data: bytes, *, force: bool) -> None:
    """Write a file that is not there yet, or any with `force`; ends the command where that can't be done."""
    try:
        with path.open("wb" if force else "xb") as file:
            file.write(data)
    except FileExistsError:
        stop(f"{path} exists already: name another file with --to, or replace it with --force.")
    except OSError as error:
        stop(f"{path} cannot be written ({error.strerror}); name another file with --to.")
