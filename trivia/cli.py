"""The `trivia` command: packs for those who write them. One function a command."""

from __future__ import annotations

import io
import json
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer
from rich.console import Console
from rich.table import Table

from trivia import packs
from trivia.question import Difficulty, Kind, Status

if TYPE_CHECKING:
    from collections.abc import Sequence

USAGE = 2
"""Exit status where the command line is at fault; 1 is for faults in packs."""

app = typer.Typer(
    help="Write and check trivia packs.", no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False
)

Paths = Annotated[
    list[Path] | None, typer.Argument(metavar="[PATH]...", help="Packs, or folders of packs; the shipped ones if none.")
]


def main() -> None:
    """Run the command line, in UTF-8 whatever the terminal is set to."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    app()


@app.command()
def new(
    name: Annotated[str, typer.Argument(help="What the pack is called: war-films, or 'War films'.")],
    out: Annotated[Path, typer.Option(metavar="DIR", help="The folder to write it to.")] = Path(),
) -> None:
    """Write a pack to start from, with a word on every key, and the schema that lets an editor complete it."""
    slug = packs.slug(name, 40)
    if not slug:
        _stop(f'"{name}" has no letter from a to z to name the file by; write something like war-films.')
    title = name if name != slug else slug.replace("-", " ").capitalize()
    text = packs.skeleton(slug, title)
    path, schema_path = out / f"{slug}.yaml", out / "pack.schema.json"
    try:
        packs.loads(text.encode(), str(path))
        out.mkdir(parents=True, exist_ok=True)
        with path.open("x", encoding="utf-8") as file:
            file.write(text)
        if not schema_path.exists():
            schema_path.write_text(packs.schema_text(), encoding="utf-8")
    except (packs.PackFaults, UnicodeEncodeError):
        _stop("This name cannot be a title; write up to 100 characters on one line.")
    except FileExistsError:
        _stop(f"{path} exists already; choose another name, or delete it first.")
    except OSError as error:
        _stop(f"{path} cannot be written ({error.strerror}); choose another folder with --out.")
    typer.echo(f"Wrote {path}. Fill it in, then run: trivia check {path}")


@app.command()
def check(paths: Paths = None) -> None:
    """Say every fault of every pack with its file, line and column; exit status 1 if there is any."""
    found, faults = packs.load_all(paths or packs.shipped())
    for fault in faults:
        typer.echo(str(fault), err=not fault.line)
    within = [fault for fault in faults if fault.line]
    if within:
        files = len({fault.file for fault in within})
        typer.echo(f"{_count(sum(fault.count for fault in within), 'fault')} in {_count(files, 'file')}.")
    if faults:
        raise typer.Exit(_status(faults))
    questions = sum(len(pack.questions) for pack in found)
    typer.echo(f"{_count(len(found), 'pack')}, {_count(questions, 'question')}, no faults.")


@app.command()
def schema() -> None:
    """Print the JSON Schema of packs, for editors."""
    typer.echo(packs.schema_text(), nl=False)


@app.command("packs")
def list_packs(
    paths: Paths = None, as_json: Annotated[bool, typer.Option("--json", help="Print JSON for programs.")] = False
) -> None:
    """List packs, with their questions by kind and difficulty."""
    found, faults = packs.load_all(paths or packs.shipped())
    for fault in faults:
        typer.echo(str(fault), err=True)
    if as_json:
        typer.echo(json.dumps([_summary(pack) for pack in found], indent=2, ensure_ascii=False))
    elif sys.stdout.isatty():
        Console().print(_table(found))
    else:
        for pack in found:
            counts = f"{_pairs(_by_kind(pack))}; {_pairs(_by_difficulty(pack))}"
            typer.echo(f"{pack.id}: {_count(len(pack.questions), 'question')} ({counts})")
    if faults:
        raise typer.Exit(_status(faults))


def _summary(pack: packs.Pack) -> dict[str, object]:
    return {
        "pack": pack.id,
        "title": pack.title,
        "language": pack.language,
        "facts": len(pack.facts),
        "questions": len(pack.questions),
        "drafts": sum(question.status is Status.DRAFT for question in pack.questions),
        "kinds": _by_kind(pack),
        "difficulties": _by_difficulty(pack),
    }


def _by_kind(pack: packs.Pack) -> dict[str, int]:
    counted = Counter(question.kind for question in pack.questions)
    return {kind.value: counted[kind] for kind in Kind}


def _by_difficulty(pack: packs.Pack) -> dict[str, int]:
    counted = Counter(question.difficulty for question in pack.questions)
    return {difficulty.value: counted[difficulty] for difficulty in Difficulty}


def _pairs(counts: dict[str, int]) -> str:
    return ", ".join(f"{name} {count}" for name, count in counts.items())


def _table(found: Sequence[packs.Pack]) -> Table:
    table = Table("pack", "questions", *Kind, *Difficulty)
    for column in table.columns[1:]:
        column.justify = "right"
    for pack in found:
        counts = [len(pack.questions), *_by_kind(pack).values(), *_by_difficulty(pack).values()]
        table.add_row(pack.id, *map(str, counts))
    return table


def _status(faults: Sequence[packs.Fault]) -> int:
    return 1 if all(fault.line for fault in faults) else USAGE


def _count(number: int, thing: str) -> str:
    return f"{number:,} {thing}{'' if number == 1 else 's'}"


def _stop(sentence: str) -> NoReturn:
    typer.echo(sentence, err=True)
    raise typer.Exit(USAGE)
