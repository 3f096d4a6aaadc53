"""Rows of facts -> questions: a template makes one question of every row, with ids that stay as rows come and go."""

from __future__ import annotations

import hashlib
import itertools
import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from trivia.packs.compare import folded
from trivia.packs.model import MOST_LABEL
from trivia.packs.slugs import slug
from trivia.question import Answer, Difficulty, Fact, Question, Status

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from trivia.question import Kind, Source

BLANK = re.compile(r"\{([a-z][a-z0-9_]*)\}")
_WRONG = 5
"""Wrong answers drawn for each question: more than a card shows, so that a second game shows others."""
_MOST_ID = 60


@dataclass(frozen=True, slots=True)
class Template:
    """A sentence with `{column}` blanks, and the column that answers it.

    `reverse` asks the other way round: its answer is the one column that is a blank of `ask` and not of `reverse`.
    """

    ask: str
    answer: str
    reverse: str | None = None
    difficulty: Difficulty = Difficulty.MEDIUM
    tags: tuple[str, ...] = ()
    status: Status = Status.READY


@dataclass(frozen=True, slots=True)
class Table:
    """Named columns, rows of cells, and templates. A cell holds one text, or several people who all count."""

    id: str
    columns: tuple[tuple[str, Kind], ...]
    rows: tuple[tuple[tuple[str, ...], ...], ...]
    templates: tuple[Template, ...]
    says: str | None = None
    source: Source | None = None


class Way(NamedTuple):
    """One sentence to ask a row by: where in the table it stands (`1`, `1r` for its reverse), and what answers it."""

    position: str
    ask: str
    answer: str
    template: Template


def blanks(text: str) -> list[str]:
    """The columns that `text` has blanks for, each once, in their order."""
    return list(dict.fromkeys(BLANK.findall(text)))


def turned(template: Template) -> str | None:
    """The column that answers `template.reverse`, or None where that is not exactly one."""
    away = [column for column in blanks(template.ask) if column not in blanks(template.reverse or "")]
    return away[0] if len(away) == 1 else None


def ways(table: Table) -> Iterator[Way]:
    """Every way to ask a row of `table`."""
    for number, template in enumerate(table.templates, start=1):
        yield Way(str(number), template.ask, template.answer, template)
        if template.reverse is not None and (answer := turned(template)):
            yield Way(f"{number}r", template.reverse, answer, template)


def questions(table: Table, pack: str) -> Iterator[tuple[Question, int]]:
    """The questions of `table` for the pack with the id `pack`, each with the number of the first row it fits."""
    facts = _facts(table)
    for way in ways(table):
        yield from _asked(table, way, pack, facts)


def facts(table: Table) -> list[Fact]:
    """One fact a row where the table says them."""
    return list(dict.fromkeys(fact for fact in _facts(table) if fact is not None))


def _facts(table: Table) -> list[Fact | None]:
    if table.says is None:
        return [None] * len(table.rows)
    names = [name for name, _ in table.columns]
    made: list[Fact | None] = []
    for row in table.rows:
        values = dict(zip(names, row, strict=True))
        made.append(Fact(_id(table.id, "fact", row), fill(table.says, values), table.source))
    return made


def _asked(table: Table, way: Way, pack: str, facts: list[Fact | None]) -> Iterator[tuple[Question, int]]:
    names = [name for name, _ in table.columns]
    kind = dict(table.columns)[way.answer]
    column = names.index(way.answer)
    keys = [names.index(name) for name in blanks(way.ask)]
    groups: dict[tuple[str, ...], list[int]] = {}
    for number, row in enumerate(table.rows):
        groups.setdefault(tuple(_key(joined(row[key])) for key in keys), []).append(number)
    choices = _Choices(row[column] for row in table.rows)
    for numbers in groups.values():
        row = table.rows[numbers[0]]
        answer = _answer([table.rows[number][column] for number in numbers])
        yield (
            Question(
                id=f"{pack}/{_id(table.id, way.position, [row[key] for key in keys])}",
                ask=fill(way.ask, dict(zip(names, row, strict=True))),
                kind=kind,
                answers=(answer,),
                wrong=choices.near(numbers[0], answer),
                fact=facts[numbers[0]],
                difficulty=way.template.difficulty,
                tags=way.template.tags,
                status=way.template.status,
            ),
            numbers[0],
        )


def fill(text: str, values: dict[str, tuple[str, ...]]) -> str:
    """`text` with each blank filled; what stands in braces in a value stays as it is."""
    return BLANK.sub(lambda match: joined(values[match[1]]), text)


def joined(cell: tuple[str, ...]) -> str:
    """A cell as it is shown: several people as `Ann, Ben & Cleo`, which needs no language."""
    return cell[0] if len(cell) == 1 else f"{', '.join(cell[:-1])} & {cell[-1]}"


def _answer(cells: Iterable[tuple[str, ...]]) -> Answer:
    """One answer of all cells that fit: the first is shown, the others are right too, and so is each person in them."""
    texts = dict.fromkeys(text for cell in cells for text in (joined(cell), *cell))
    canonical, *others = texts
    return Answer(canonical, tuple(others))


class _Choices:
    """The different values of a column that fit on a button, to draw wrong answers from, nearest rows first."""

    def __init__(self, cells: Iterable[tuple[str, ...]]) -> None:
        self._values: list[tuple[str, set[str]]] = []
        self._place: list[int] = []
        first: dict[str, int] = {}
        for cell in cells:
            text = joined(cell)
            place = first.get(folded(text), len(self._values))
            self._place.append(place)
            if place == len(self._values) and len(text) <= MOST_LABEL:
                first[folded(text)] = place
                self._values.append((text, {folded(text), *map(folded, cell)}))

    def near(self, row: int, answer: Answer) -> tuple[str, ...]:
        """Up to `_WRONG` values near `row` that share nobody with `answer`."""
        right = {folded(text) for text in (answer.text, *answer.accept)}
        fitting = (text for text, parts in self._outwards(self._place[row]) if not parts & right)
        return tuple(itertools.islice(fitting, _WRONG))

    def _outwards(self, middle: int) -> Iterator[tuple[str, set[str]]]:
        for step in range(len(self._values) + 1):
            for place in dict.fromkeys((middle - step, middle + step)):
                if 0 <= place < len(self._values):
                    yield self._values[place]


def _key(text: str) -> str:
    """What makes two cells one when rows are grouped and ids made. Ids hang on it: it must never change."""
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


def _id(table: str, position: str, cells: Iterable[tuple[str, ...]]) -> str:
    """`table-position-words-hash`: the words are for readers, the hash of what fills the blanks keeps ids apart."""
    values = [_key(joined(cell)) for cell in cells]
    mark = hashlib.sha256("\0".join(values).encode()).hexdigest()[:8]
    start = f"{table}-{position}"
    words = slug(" ".join(values), max(0, _MOST_ID - len(start) - len(mark) - 2))
    return "-".join(part for part in (start, words, mark) if part)
