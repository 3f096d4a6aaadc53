"""A table as it is written in a pack -> Table, with the checks that need more than one of its keys."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from trivia.packs.compare import folded
from trivia.packs.explain import listing
from trivia.packs.faults import did_you_mean, shown
from trivia.packs.tables import Table, Template, blanks, fill, joined, turned, ways
from trivia.packs.written import number_fault
from trivia.question import Kind

if TYPE_CHECKING:
    from trivia.packs.faults import Faults, Mark
    from trivia.packs.model import TableEntry, TemplateEntry
    from trivia.packs.reader import Node
    from trivia.question import Source

_BRACES = re.compile(r"\{([^{}]*)\}")
_MOST_ASK = 500
_MOST_SAYS = 1000
_MOST_ANSWER = 100


def table(entry: TableEntry, node: Node, source: Source | None, faults: Faults) -> Table | None:
    """The table of `entry` with its `source`, or None where it has faults, which go to `faults`."""
    before = len(faults)
    _check_columns(entry, node, faults)
    _check_rows(entry, node, faults)
    for place, template in enumerate(entry.questions):
        _check_template(entry, template, node.at("questions", place), faults)
    if entry.says is not None:
        _check_blanks(entry, entry.says, "says", node.at("says").mark, faults)
    if len(faults) > before:
        return None
    made = _table(entry, source)
    _check_filled(made, node, faults)
    return made if len(faults) == before else None


def _table(entry: TableEntry, source: Source | None) -> Table:
    return Table(
        id=entry.id,
        columns=tuple(entry.columns.items()),
        rows=tuple(tuple((cell,) if isinstance(cell, str) else tuple(cell) for cell in row) for row in entry.rows),
        templates=tuple(
            Template(each.ask, each.answer, each.reverse, each.difficulty, tuple(each.tags), each.status)
            for each in entry.questions
        ),
        says=entry.says,
        source=source,
    )


def _check_columns(entry: TableEntry, node: Node, faults: Faults) -> None:
    for name, kind in entry.columns.items():
        if kind is Kind.LIST:
            faults.add(node.at("columns", name).mark, "a column cannot be a list; but a person column may hold several")


def _check_rows(entry: TableEntry, node: Node, faults: Faults) -> None:
    """Rows have a value for every column, that fits its kind, and no row is there twice."""
    kinds = list(entry.columns.items())
    seen: dict[tuple[str, ...], int] = {}
    for number, row in enumerate(entry.rows):
        place = node.at("rows", number)
        if len(row) != len(kinds):
            values = "1 value" if len(row) == 1 else f"{len(row)} values"
            names = listing([name for name, _ in kinds])
            faults.add(place.mark, f"this row has {values} for {len(kinds)} columns; write {names}")
            continue
        for column, (cell, (name, kind)) in enumerate(zip(row, kinds, strict=True)):
            if fault := _cell_fault(cell, name, kind):
                faults.add(place.at(column).mark, fault)
        key = tuple(folded(cell if isinstance(cell, str) else joined(tuple(cell))) for cell in row)
        if key in seen:
            faults.add(place.mark, f"this row is here twice, first on line {seen[key]}; delete one")
        seen.setdefault(key, place.line)


def _cell_fault(cell: str | list[str], name: str, kind: Kind) -> str | None:
    if isinstance(cell, str):
        return number_fault(kind, cell)
    if kind is not Kind.PERSON:
        return f"only a person column holds several values, and {name} is {kind}; write one"
    if len(joined(tuple(cell))) > _MOST_ANSWER:
        return f"these people have more than {_MOST_ANSWER} characters together; leave some out"
    return None


def _check_template(entry: TableEntry, template: TemplateEntry, node: Node, faults: Faults) -> None:
    """Blanks and answers are columns, and a sentence does not hold its own answer."""
    before = len(faults)
    if template.answer not in entry.columns:
        faults.add(node.at("answer").mark, _no_column(template.answer, entry))
    _check_blanks(entry, template.ask, "ask", node.at("ask").mark, faults)
    if template.reverse is not None:
        _check_blanks(entry, template.reverse, "reverse", node.at("reverse").mark, faults)
    if len(faults) > before:
        return
    if template.answer in blanks(template.ask):
        faults.add(node.at("ask").mark, f"ask holds its own answer {{{template.answer}}}; leave that blank out")
    if template.reverse is None:
        return
    mirror = Template(template.ask, template.answer, template.reverse)
    if template.answer not in blanks(template.reverse) or turned(mirror) is None:
        faults.add(
            node.at("reverse").mark,
            f"reverse asks the other way round: it holds {{{template.answer}}} and leaves out exactly one blank of ask",
        )


def _check_blanks(entry: TableEntry, text: str, key: str, mark: Mark, faults: Faults) -> None:
    for name in dict.fromkeys(_BRACES.findall(text)):
        if name not in entry.columns:
            faults.add(mark, _no_column(name, entry))
            return
    if not blanks(text):
        example = next(iter(entry.columns))
        faults.add(mark, f"{key} has no blank, so every row would say the same; write {{{example}}} in it")


def _no_column(name: str, entry: TableEntry) -> str:
    near = did_you_mean(name, entry.columns)
    advice = f"did you mean {near}?" if near else f"the columns are {listing(list(entry.columns))}"
    return f"there is no column {shown(name)}; {advice}"


def _check_filled(made: Table, node: Node, faults: Faults) -> None:
    """No row makes a sentence too long to show."""
    names = [name for name, _ in made.columns]
    sentences = [(way.ask, "question", _MOST_ASK) for way in ways(made)]
    if made.says is not None:
        sentences.append((made.says, "fact", _MOST_SAYS))
    for number, row in enumerate(made.rows):
        values = dict(zip(names, row, strict=True))
        for text, what, most in sentences:
            if len(fill(text, values)) > most:
                faults.add(node.at("rows", number).mark, f"this row makes a {what} of over {most:,} characters; cut it")
                break
