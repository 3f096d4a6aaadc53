"""Every sentence about importing and exporting questions. No I/O, and nothing of Discord."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from bot.marks import fit, plural, shown
from trivia.exchange import DryRun
from trivia.packs import MOST_BYTES, Fault

TOO_BIG = f"That file is over {MOST_BYTES // 1024 // 1024} MiB: split it into several."
BUSY = "Another file is being read in this server just now: try again in a minute."
GONE = (
    "What I had read is gone, since I was started anew or it is more than ten minutes ago: "
    "run `/questions import` again."
)
CANT_READ_BANK = "I can't look up this server's questions just now: try again in a minute."
NO_OWN = "This server has no questions of its own yet: `/questions import` takes a file of them."
FETCHING = "Fetching the file …"
READING = "Reading the file …"
COMPARING = "Holding it against the questions that are there …"
WRITING = "Importing …"
IMPORT = "Import"
STALE = "Somebody changed these questions meanwhile, so nothing was imported. This is what it would do now:"
REPORT = "All of it, line by line:"
NAME_ROOM = 100
FAULT_ROOM = 300
LIST_ROOM = 2_500
FEW = 5
"""Refusals that the card names; the file has all."""


def unreadable(fault: Fault) -> str:
    """Why a file can't be imported at all, in one sentence."""
    return f"I can't import that file, because on line {max(1, fault.line)}, {_said(fault).rstrip('.')}."


def dry_run(dry: DryRun, before: str = "") -> str:
    """What an import would do."""
    name = shown(dry.reading.name, NAME_ROOM)
    lines = [f"## Dry run of {name}"]
    lines += [before] if before else []
    if dry.faults:
        lines.append("I can't import this file before all of this is mended:")
        return "\n".join([*lines, *_few(dry.faults)])
    form = dry.reading.imported.format
    lines.append(f"**{counts(dry)}**" + (f" (read as {form.called})" if form else ""))
    if dry.refused:
        lines += ["Refused, and left out:", *_few(dry.refused)]
    if dry.reading.remarks:
        lines += ["Worth a look, and not left out:", *_few(dry.reading.remarks)]
    if dry.changes:
        lines.append("-# Nothing is changed until you press Import; that works for ten minutes.")
    else:
        lines.append("There is nothing to import.")
    return "\n".join(lines)


def counts(dry: DryRun) -> str:
    """`12 new, 3 changed, 40 the same, 2 refused`."""
    return f"{len(dry.new):,} new, {len(dry.changed):,} changed, {dry.same:,} the same, {len(dry.refused):,} refused"


def label(dry: DryRun) -> str:
    """What the button says."""
    return f"{IMPORT} {plural(len(dry.changes), 'question')}"


def imported(dry: DryRun) -> str:
    """That it is done."""
    new, changed = plural(len(dry.new), "new question"), f"{len(dry.changed):,} changed"
    return f"Imported {shown(dry.reading.name, NAME_ROOM)}: {new}, {changed}. They can be asked from now on."


def exported(number: int, of: int) -> str:
    """What comes with a file of an export."""
    which = f" (file {number} of {of}, each whole by itself)" if of > 1 else ""
    return f"This server's own questions{which}. `/questions import` takes it as it is, here or elsewhere."


def report(dry: DryRun) -> str:
    """All that a dry run found, as plain text; empty where there is nothing beyond its counts."""
    parts: list[str] = []
    for title, faults in (
        ("Why it can't be imported", dry.faults),
        ("Refused", dry.refused),
        ("Worth a look, and not left out", dry.reading.remarks),
    ):
        if faults:
            parts.append("\n".join([title, *(_line(fault) for fault in faults)]))
    if dry.changed:
        listed = (f"{one.question.slug}: {one.question.ask}" for one in dry.changed if one.question)
        parts.append("\n".join(["Changed", *(" ".join(text.split()) for text in listed)]))
    head = counts(dry) if not dry.faults else "nothing of it can be imported"
    return "\n\n".join([f"{dry.reading.name}: {head}", *parts]) + "\n" if parts else ""


def _few(faults: Sequence[Fault]) -> Iterable[str]:
    lines = [f"- line {max(1, fault.line)}: {_said(fault)}" for fault in faults[:FEW]]
    left = sum(fault.count for fault in faults[FEW:])
    more = [f"- and {left:,} more, in the file below"] if left else []
    yield fit([*lines, *more], LIST_ROOM // 2, "\n", lambda rest: f"- and {rest:,} more, in the file below")


def _said(fault: Fault) -> str:
    return shown(fault.message, FAULT_ROOM)


def _line(fault: Fault) -> str:
    return f"line {max(1, fault.line)}, column {max(1, fault.column)}: {fault.message}"
