"""The `trivia` command: packs for those who write them, and what hosts need (`hosting`). One function a command."""

from __future__ import annotations

import contextlib
import io
import json
import shlex
import sys
import time
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.table import Table

from trivia import cases, packs
from trivia.converting import convert_file
from trivia.judge import Judge, ListJudge, Strictness, Verdict
from trivia.question import Answer, Difficulty, Kind, Status
from trivia.terminal import USAGE, count, stop

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from types import ModuleType

app = typer.Typer(
    help="Write and check trivia packs; look after the bot's database.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)

Paths = Annotated[
    list[Path] | None, typer.Argument(metavar="[PATH]...", help="Packs, or folders of packs; the shipped ones if none.")
]
Address = Annotated[
    str | None, typer.Option(metavar="URL", help="Where the database is, if not where .env or the environment say.")
]
Force = Annotated[bool, typer.Option("--force", help="Replace what is in the way.")]


def main() -> None:
    """Run the command line, in UTF-8 whatever the terminal is set to."""
    for stream, errors in ((sys.stdin, "strict"), (sys.stdout, "backslashreplace"), (sys.stderr, "backslashreplace")):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors=errors)
    app()


@app.command()
def new(
    name: Annotated[str, typer.Argument(help="What the pack is called: war-films, or 'War films'.")],
    out: Annotated[Path, typer.Option(metavar="DIR", help="The folder to write it to.")] = Path(),
) -> None:
    """Write a pack to start from, with a word on every key, and the schema that lets an editor complete it."""
    slug = packs.slug(name, 40)
    if not slug:
        stop(f'"{name}" has no letter from a to z to name the file by; write something like war-films.')
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
        stop("This name cannot be a title; write up to 100 characters on one line.")
    except FileExistsError:
        if not out.is_dir():
            stop(f"{out} is not a folder; choose another with --out.")
        stop(f"{path} exists already; choose another name, or delete it first.")
    except OSError as error:
        stop(f"{path} cannot be written ({error.strerror}); choose another folder with --out.")
    typer.echo(f"Wrote {path}. Fill it in, then run: trivia check {shlex.quote(str(path))}")


@app.command()
def check(paths: Paths = None) -> None:
    """Say every fault of every pack, and answers that the judge would mix up, each at file:line:column.

    The exit status is 1 if there is any.
    """
    placed, faults = packs.load_placed(paths or packs.shipped())
    faults += packs.lint(placed)
    for fault in faults:
        typer.echo(str(fault), err=not fault.line)
    within = [fault for fault in faults if fault.line]
    if within:
        files = len({fault.file for fault in within})
        typer.echo(f"{count(sum(fault.count for fault in within), 'fault')} in {count(files, 'file')}.")
    if faults:
        raise typer.Exit(_status(faults))
    questions = sum(len(one.pack.questions) for one in placed)
    typer.echo(f"{count(len(placed), 'pack')}, {count(questions, 'question')}, no faults.")


@app.command()
def judge(
    guesses: Annotated[list[str] | None, typer.Argument(metavar="[GUESS]...", help="What somebody typed.")] = None,
    answer: Annotated[list[str] | None, typer.Option(help="What is right; for a list, once a member.")] = None,
    accept: Annotated[list[str] | None, typer.Option(help="What is right too.")] = None,
    reject: Annotated[list[str] | None, typer.Option(help="What is never right.")] = None,
    kind: Annotated[Kind, typer.Option(help="What sort of answer it is.")] = Kind.TEXT,
    rival: Annotated[list[str] | None, typer.Option(help="A wrong answer that the bank knows.")] = None,
    need: Annotated[int | None, typer.Option(min=1, help="How many members of a list are asked for.")] = None,
    question: Annotated[str, typer.Option(help="What was asked.")] = "",
    strictness: Annotated[Strictness, typer.Option(help="How many typos are forgiven.")] = Strictness.NORMAL,
    jsonl: Annotated[
        str | None, typer.Option(metavar="FILE|-", help="Judge the cases of a file, a line of JSON each.")
    ] = None,
) -> None:
    """Say what the judge makes of guesses, and why."""
    if jsonl is not None:
        _judge_file(jsonl, strictness)
        return
    if not answer or not all(text.strip() for text in answer):
        stop("There is no answer to judge by; write --answer and what is right, then the guesses.")
    if not guesses:
        stop("There is no guess to judge; write some behind the options.")
    ruled = _judge_of(answer, accept or [], reject or [], kind, rival or [], need, question, strictness)
    for guess in guesses:
        verdict = ruled(guess)
        typer.echo(f"{verdict.ruling}\t{guess}\t{verdict.why}")


def _judge_of(
    answers: list[str],
    accept: list[str],
    reject: list[str],
    kind: Kind,
    rivals: list[str],
    need: int | None,
    question: str,
    strictness: Strictness,
) -> Callable[[str], Verdict]:
    if kind is Kind.LIST or need is not None:
        if accept or reject:
            stop("A list has no --accept or --reject; write --answer once a member.")
        if need is not None and need > len(answers):
            stop(f"--need is {need}, and --answer is there {count(len(answers), 'time')}; lower it, or add answers.")
        members = [Answer(text) for text in answers]
        wanted = need or len(members)
        return cases.whole_list(ListJudge(members, wanted, rivals, strictness, question), wanted)
    if len(answers) > 1:
        stop("There is more than one --answer; write --accept for what is right too, or --need for a list.")
    return Judge(Answer(answers[0], tuple(accept), tuple(reject)), kind, rivals, strictness, question).judge


def _judge_file(name: str, strictness: Strictness) -> None:
    """Judge every case of a file, and sum up on standard error those that are labelled; status 1 for bad lines."""
    bench, summary, bad = cases.Bench(time.perf_counter_ns, strictness), cases.Summary(), False
    try:
        with contextlib.nullcontext(sys.stdin) if name == "-" else Path(name).open(encoding="utf-8") as file:
            for number, line in cases.lines_of(file):
                try:
                    case = cases.read(line)
                except cases.BadCase as fault:
                    typer.echo(f"{name}:{number}: {fault}", err=True)
                    bad = True
                    continue
                verdict, us = bench.judge(case)
                summary.add(case, verdict, us)
                row = {"id": case.id, "verdict": verdict.ruling, "why": verdict.why, "us": round(us, 1)}
                typer.echo(json.dumps(row, ensure_ascii=False))
    except OSError as error:
        stop(f"{name} cannot be read ({error.strerror}); check the name.")
    except UnicodeDecodeError:
        stop(f"{name} is not in UTF-8; save it so.")
    for sentence in summary.lines():
        typer.echo(sentence, err=True)
    if bad:
        raise typer.Exit(1)


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
            typer.echo(f"{pack.id}: {count(len(pack.questions), 'question')} ({counts})")
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


@app.command()
def convert(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A list of Red, JSON of OpenTDB, TriviaTime, a CSV.")],
    to: Annotated[
        Path | None, typer.Option(metavar="OUT|-", help="The pack to write; PACK.yaml here if not given.")
    ] = None,
    form: Annotated[
        packs.Format | None, typer.Option("--format", help="What FILE is, where its name and text do not tell.")
    ] = None,
    pack: Annotated[str | None, typer.Option(metavar="ID", help="The pack's id; made from FILE if not given.")] = None,
    title: Annotated[str | None, typer.Option(help="The pack's title; made from FILE if not given.")] = None,
    force: Force = False,
) -> None:
    """Make a pack of a question file of another bot, and say what was left out of it, at file:line:column.

    The exit status is 1 if nothing could be read.
    """
    convert_file(file, to, form, pack=pack, title=title, force=force)


@app.command()
def backup(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="Where to write the copy.")],
    database: Address = None,
    force: Force = False,
) -> None:
    """Copy the bot's database, checked, while the bot may run."""
    _hosting().backup(file, database, force=force)


@app.command()
def restore(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="What `trivia backup` wrote.")],
    database: Address = None,
    force: Force = False,
) -> None:
    """Put a copy in the place of the bot's database; the bot must not run."""
    _hosting().restore(file, database, force=force)


def _hosting() -> ModuleType:
    """Imported when it is needed: the database is half a second of start-up, which packs need not wait for."""
    from trivia import hosting

    return hosting
