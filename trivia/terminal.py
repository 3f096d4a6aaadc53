"""What the commands share: how they count, and how they end."""

from __future__ import annotations

from typing import NoReturn

import typer

USAGE = 2
"""Exit status where the command line is at fault; 1 is for faults in packs."""


def count(number: int, thing: str) -> str:
    """`1 pack`, `2 packs`."""
    return f"{number:,} {thing}{'' if number == 1 else 's'}"


def stop(sentence: str) -> NoReturn:
    """End the command with what is wrong and what to do."""
    typer.echo(sentence, err=True)
    raise typer.Exit(USAGE)
