"""Files of questions in any known format -> the questions of a pack, and what was left out of them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePath
from typing import TYPE_CHECKING

from pydantic import ValidationError

from trivia.packs.decoding import MOST_BYTES, NO_TEXT, plain_text, refuse_unseen
from trivia.packs.faults import Fault, Faults, Mark, PackFaults, shown
from trivia.packs.foreign import opentdb, own, red, spreadsheet, triviatime
from trivia.packs.foreign.drafts import Unreadable
from trivia.packs.foreign.formats import Format, Unknown, found_out
from trivia.packs.foreign.intake import Intake
from trivia.packs.model import PackEntry
from trivia.packs.reader import Cut
from trivia.packs.slugs import slug

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from trivia.packs.pack import Placed

MOST_QUESTIONS = 5_000
"""Questions of one file."""

_READERS: Mapping[Format, Callable[[str, Intake], None]] = {
    Format.RED: red.read,
    Format.OPENTDB: opentdb.read,
    Format.TRIVIATIME: triviatime.read,
    Format.CSV: spreadsheet.read,
}
_START = Mark(1, 1)


@dataclass(frozen=True, slots=True)
class Imported:
    """What came of a file.

    `format` is what it was read as, None where that could not be told. `placed` is a pack of all questions that are
    whole, with the line of each; None where there is none. `faults` say why the file as a whole could not be read, and
    then there is nothing else; `refused` say what was left out of it, and why, a sentence each.
    """

    format: Format | None
    placed: Placed | None
    faults: tuple[Fault, ...] = ()
    refused: tuple[Fault, ...] = ()


def read_foreign(
    data: bytes,
    name: str,
    *,
    pack: str | None = None,
    title: str | None = None,
    form: str | None = None,
    most: int = MOST_QUESTIONS,
) -> Imported:
    """Read a file called `name` that holds `data`, up to 8 MiB with up to `most` questions; the data never raises.

    The questions go into a pack with the id `pack` and the `title`; without them, those of the file if it is a pack of
    ours, else what its name makes of it. `form` is the format, a word of `Format`; without it, it is found out.
    Raises ValueError where `pack`, `title` or `form` cannot be one.
    """
    wanted = Format(form) if form is not None else None
    name = name or "file"
    ident, called = _named(name, pack, title)
    found = wanted
    try:
        text = _text(data, name)
        found = found or found_out(name, text)
        if found is Format.PACK:
            return Imported(found, own.read(data, name, pack, title, most))
        if found is Format.RED:
            _refuse_unseen(text, name)
        intake = Intake(name, ident, called, most)
        _READERS[found](text, intake)
    except PackFaults as error:
        return Imported(found, None, faults=error.faults)
    except Unreadable as error:
        return Imported(found, None, faults=(Fault(name, *error.mark, error.sentence),))
    except Unknown as error:
        return Imported(None, None, faults=(Fault(name, *_START, str(error)),))
    return Imported(found, intake.placed(), refused=intake.refused)


def _named(name: str, pack: str | None, title: str | None) -> tuple[str, str]:
    """The id and the title of the pack, of the file's `name` where they are not given. Raises ValueError."""
    stem = "".join(filter(str.isprintable, PurePath(name).stem)).strip()
    made = slug(stem, 40)
    called = stem if stem != made else made.replace("-", " ").capitalize()
    values = {
        "pack": pack if pack is not None else made or "imported",
        "title": title if title is not None else called[:100] or "Imported",
    }
    try:
        PackEntry.model_validate(values)
    except ValidationError as error:
        key = str(error.errors()[0]["loc"][0])
        raise ValueError(f"{shown(values[key])} cannot be the {'id' if key == 'pack' else key} of a pack") from None
    return values["pack"], values["title"]


def _text(data: bytes, name: str) -> str:
    faults = Faults(name)
    if len(data) <= MOST_BYTES and b"\0" in data:
        raise Unreadable(_START, NO_TEXT)
    try:
        text = plain_text(data, faults)
    except Cut:
        raise PackFaults(faults.listed()[:1]) from None
    if not text.strip():
        raise Unreadable(_START, "the file is empty; write some questions")
    return text


def _refuse_unseen(text: str, name: str) -> None:
    """Raise the first of the characters that YAML cannot hold."""
    faults = Faults(name)
    try:
        refuse_unseen(text, faults)
    except Cut:
        raise PackFaults(faults.listed()[:1]) from None
