"""Reading question files in tests: what came of them, as an admin would read it."""

from __future__ import annotations

from trivia import packs
from trivia.question import Question


def read(data: str | bytes, name: str, form: str | None = None, most: int = 5_000) -> packs.Imported:
    """What comes of a file called `name` that holds `data`."""
    return packs.read_foreign(
        data.encode() if isinstance(data, str) else data, name, pack="films", title="Films", form=form, most=most
    )


def taken(data: str | bytes, name: str, form: str | None = None) -> list[Question]:
    """The questions of a file of which nothing is left out."""
    imported = read(data, name, form)
    assert imported.placed is not None, imported.faults
    assert (imported.faults, imported.refused) == ((), ())
    return list(imported.placed.pack.questions)


def refused(data: str | bytes, name: str) -> list[str]:
    """Why parts of a file that can be read are left out."""
    imported = read(data, name)
    assert imported.faults == ()
    return [str(fault) for fault in imported.refused]


def fault(data: str | bytes, name: str, form: str | None = None) -> str:
    """The one sentence on a file that cannot be read."""
    imported = read(data, name, form)
    assert imported.placed is None
    assert imported.refused == ()
    assert len(imported.faults) == 1
    return str(imported.faults[0])
