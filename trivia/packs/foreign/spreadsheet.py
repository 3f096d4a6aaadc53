"""Tables (CSV): a header row, then a question a row.

Columns are `question`, `answer`, any number of `accept`, `wrong` and `reject`, `kind`, `difficulty`, `tags` and `hint`;
for a question of kind list, what stands under `answer` and `accept` are its members. Between cells stand commas,
semicolons or tabs, as the header has them. A cell is text and no formula, whatever it begins with.
"""

from __future__ import annotations

import csv
import io
import re
from typing import TYPE_CHECKING, NamedTuple

from trivia.packs.faults import Mark, did_you_mean, shown
from trivia.packs.foreign.drafts import Draft, Unreadable
from trivia.question import Kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from trivia.packs.foreign.intake import Intake

_MANY = ("accept", "wrong", "reject", "tags")
_ONE = ("question", "answer", "kind", "difficulty", "hint")
_NUMBER = re.compile(r"[ _]?\d{1,3}\Z")
_SAME = {"tag": "tags"}
_SEPARATORS = ",;\t"
_BETWEEN_TAGS = re.compile(r"[;,]")
_MOST_COLUMNS = 250
_LONGEST_HEADER = 5_000
_LONGEST_ROW = 100_000
"""Characters of a row; a question with everything has some thousand."""
_MOST_LINES = 100_000


class _Row(NamedTuple):
    line: int
    cells: list[str]


def is_header(line: str) -> bool:
    """Whether `line` names the columns of a table of questions."""
    return any(_is_whole(_columns(_cells(line, separator))) for separator in _SEPARATORS)


def read(text: str, intake: Intake) -> None:
    """Read the table in `text`. Raises `Unreadable` where it is none."""
    separator = next((sign for sign in _SEPARATORS if _is_whole(_columns(_cells(_first(text), sign)))), ",")
    rows = _rows(text, separator)
    header = next(rows, None)
    if header is None:
        raise Unreadable(Mark(1, 1), "the file is empty; write a header (question,answer) and a question a row")
    columns = _named(header, intake)
    for row in rows:
        mark = Mark(row.line, 1)
        intake.meet(mark)
        _take(row, columns, mark, intake)


def _take(row: _Row, columns: Sequence[str | None], mark: Mark, intake: Intake) -> None:
    if any(cell.strip() for cell in row.cells[len(columns) :]):
        intake.refuse(
            mark,
            f"the row has {len(row.cells)} cells, and the header {len(columns)}; put quotes around text with commas",
        )
        return
    found: dict[str, list[str]] = {name: [] for name in (*_ONE, *_MANY)}
    for name, cell in zip(columns, row.cells, strict=False):
        if name is not None and cell.strip():
            found[name].append(cell)
    one = {name: found[name][0] if found[name] else "" for name in _ONE}
    kind = one["kind"].strip().lower()
    answers = (*found["answer"], *found["accept"])
    if not found["answer"]:
        intake.refuse(mark, "the row has no answer; write one, or delete it")
        return
    listed = kind == Kind.LIST
    intake.take(
        Draft(
            mark,
            _lines(one["question"]),
            () if listed else answers,
            tuple((answer,) for answer in answers) if listed else (),
            wrong=tuple(found["wrong"]),
            reject=tuple(found["reject"]),
            hint=_lines(one["hint"]) or None,
            kind=kind or None,
            difficulty=one["difficulty"].strip().lower() or None,
            tags=tuple(_tags(found["tags"])),
        )
    )


def _lines(cell: str) -> str:
    """A cell of several lines, which spreadsheets end in several ways."""
    return cell.replace("\r\n", "\n").replace("\r", "\n").strip("\n")


def _tags(cells: Iterable[str]) -> Iterator[str]:
    """The tags in some cells, each of which may hold several."""
    for cell in cells:
        yield from (tag for part in _BETWEEN_TAGS.split(cell) if (tag := part.strip()))


def _named(header: _Row, intake: Intake) -> list[str | None]:
    """What each column is, None for those that are not read, which are told."""
    mark = Mark(header.line, 1)
    if len(header.cells) > _MOST_COLUMNS:
        raise Unreadable(mark, f"the header has {len(header.cells):,} columns; {_MOST_COLUMNS} fit")
    columns = _columns(header.cells)
    if not _is_whole(columns):
        missing = "question" if "question" not in columns else "answer"
        near = did_you_mean(missing, [cell.strip().lower() for cell in header.cells])
        advice = f"is that what {shown(near)} is?" if near else "write a header that begins question,answer"
        raise Unreadable(mark, f"no column is called {missing}; {advice}")
    for cell, name in zip(header.cells, columns, strict=True):
        if name is None and cell.strip():
            intake.refuse(mark, f"the column {shown(cell)} is not read; those that are: {', '.join((*_ONE, *_MANY))}")
    return columns


def _columns(cells: Iterable[str]) -> list[str | None]:
    """The known names among those of a header: `Accept 2` is `accept`."""
    names = (_NUMBER.sub("", cell.strip().lower()) for cell in cells)
    known = (_SAME.get(name, name) for name in names)
    return [name if name in _ONE or name in _MANY else None for name in known]


def _is_whole(columns: Sequence[str | None]) -> bool:
    return "question" in columns and "answer" in columns


def _first(text: str) -> str:
    """The first line of `text` that is not blank."""
    match = re.search(r"\S[^\r\n]*", text)
    return match[0][:_LONGEST_HEADER] if match else ""


def _cells(line: str, separator: str) -> list[str]:
    try:
        return next(csv.reader([line], delimiter=separator))
    except (csv.Error, StopIteration):
        return []


def _rows(text: str, separator: str) -> Iterator[_Row]:
    """The rows that are not blank, each with the line it begins on."""
    lines = _Lines(text)
    reader = csv.reader(lines, delimiter=separator, strict=True)
    while True:
        line = lines.begin()
        try:
            cells = next(reader, None)
        except csv.Error as error:
            raise Unreadable(Mark(line, 1), _explained(error)) from None
        if cells is None:
            return
        if any(cell.strip() for cell in cells):
            yield _Row(line, cells)


class _Lines:
    """The lines of a table; neither they nor a row may be endless."""

    def __init__(self, text: str) -> None:
        self._lines = io.StringIO(text, newline="")
        self._number = 0
        self._room = _LONGEST_ROW

    def begin(self) -> int:
        """Begin a row; the number of its first line."""
        self._room = _LONGEST_ROW
        return self._number + 1

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = self._lines.readline(self._room + 1)
        if not line:
            raise StopIteration
        self._number += 1
        self._room -= len(line)
        if self._room < 0:
            raise Unreadable(Mark(self._number, 1), "a row is far too long for a question; is a quote closed?")
        if self._number > _MOST_LINES:
            raise Unreadable(Mark(self._number, 1), f"the file has more than {_MOST_LINES:,} lines; split it")
        return line


def _explained(error: csv.Error) -> str:
    if "end of data" in str(error):
        return 'a quote that begins here is never closed; write a second "'
    return 'text goes on after a quote has closed; double the quotes within it, as in ""this""'
