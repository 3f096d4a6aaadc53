"""Reading a pack file: every fault of it at once, each with its line and column."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, TypeVar

from pydantic import ValidationError

from trivia.packs import rows, tables, written
from trivia.packs.decoding import decoded
from trivia.packs.explain import explain
from trivia.packs.faults import Faults, Mark, PackFaults, did_you_mean, shown
from trivia.packs.model import Entry, FactEntry, PackEntry, QuestionEntry, SourceEntry, TableEntry
from trivia.packs.pack import Pack, Placed
from trivia.packs.reader import MOST_VALUES, Cut, Node, entries
from trivia.question import Fact, Question, Source

if TYPE_CHECKING:
    from collections.abc import Mapping

    from trivia.packs.tables import Table

MOST_QUESTIONS = 50_000
"""Questions of one pack with those of its tables: twice what 8 MiB hold; a few templates could make millions."""

_MOST_VALUES = 50
"""Values for each question that a pack may hold: many times what one has."""

_Model = TypeVar("_Model", bound=Entry)


def loads(data: bytes, file: str) -> Pack:
    """The pack in `data`; `file` is its name in faults. Raises `PackFaults`."""
    return read(data, file).pack


def read(data: bytes, file: str, most: int = MOST_QUESTIONS) -> Placed:
    """The pack in `data` and where its parts stand, for faults between questions and files. Raises `PackFaults`.

    A pack of more than `most` questions is at fault, and read no further.
    """
    faults = Faults(file)
    draft = _Draft(faults, most)
    cut = False
    try:
        draft.take(decoded(data, faults))
    except Cut:
        cut = True
    pack = draft.pack(cut=cut)
    if pack is None:
        raise PackFaults(faults.listed())
    return Placed(pack, file, draft.id_mark, draft.question_marks)


class _Ids:
    """The ids of one section so far, with the place of each; of a broken entry too, so that it breaks nothing else."""

    def __init__(self, what: str, faults: Faults) -> None:
        self._what = what
        self._faults = faults
        self.marks: dict[str, Mark] = {}
        self.complete = True
        self.seen = False

    def take(self, node: Node) -> None:
        """Note the id of the entry at `node`."""
        self.seen = True
        place = node.value.get("id") if isinstance(node.value, dict) else None
        if place is None or not isinstance(place.value, str):
            self.complete = False
        else:
            self.add(place.value, place.mark)

    def add(self, slug: str, mark: Mark) -> None:
        """Note `slug`, or the fault that it is used already."""
        if slug in self.marks:
            first = self.marks[slug].line
            self._faults.add(
                mark, f"the {self._what} id {shown(slug)} is used twice, first on line {first}; choose another"
            )
        self.marks.setdefault(slug, mark)


class _Draft:
    """What has been read of a pack. Sections may stand in any order, so what refers to another waits for the end."""

    def __init__(self, faults: Faults, most: int) -> None:
        self._faults = faults
        self._most = most
        self._head: dict[str, Node] = {}
        self._keys: dict[str, Mark] = {}
        self._facts: dict[str, FactEntry] = {}
        self._fact_ids = _Ids("fact", faults)
        self._met = 0
        self._questions: list[tuple[Question, str | None]] = []
        self._references: list[tuple[str, Mark]] = []
        self._question_ids = _Ids("question", faults)
        self._tables: list[tuple[TableEntry, Node]] = []
        self._table_ids = _Ids("table", faults)

    @property
    def id_mark(self) -> Mark:
        """Where the pack's id stands."""
        return self._head["pack"].mark if "pack" in self._head else Mark(1, 1)

    @property
    def question_marks(self) -> Mapping[str, Mark]:
        """Where each question stands, by its slug."""
        return self._question_ids.marks

    def take(self, text: str) -> None:
        """Read all entries of `text`. Raises `Cut` where it cannot be read to its end."""
        for entry in entries(text, self._faults, most_values=min(MOST_VALUES, (self._most + 1) * _MOST_VALUES)):
            if not entry.item:
                self._head[entry.key] = entry.node
                self._keys[entry.key] = entry.key_mark
            elif entry.key == "facts":
                self._take_fact(entry.node)
            elif entry.key == "questions":
                self._take_question(entry.node)
            else:
                self._take_table(entry.node)

    def pack(self, *, cut: bool) -> Pack | None:
        """The pack, or None where there are faults; of a file that was `cut` only what was read is checked."""
        head = self._checked_head(cut=cut)
        if not cut:
            self._check_references()
        source = _source(head.source) if head else None
        made = [
            table
            for entry, node in self._tables
            if (table := rows.table(entry, node, _merged(source, entry.source), self._faults))
        ]
        if len(self._faults) or head is None:
            return None
        facts = {slug: _fact(entry, source) for slug, entry in self._facts.items()}
        questions = [
            dataclasses.replace(question, id=f"{head.pack}/{question.id}", fact=facts[fact] if fact else None)
            for question, fact in self._questions
        ]
        self._expand(head.pack, made, questions, facts)
        if len(self._faults):
            return None
        return Pack(
            id=head.pack,
            title=head.title,
            about=head.about,
            language=head.language,
            source=source,
            facts=tuple(facts.values()),
            questions=tuple(questions),
            tables=tuple(made),
        )

    def _take_fact(self, node: Node) -> None:
        self._fact_ids.take(node)
        if entry := self._valid(FactEntry, node):
            self._facts[entry.id] = entry

    def _take_question(self, node: Node) -> None:
        self._met += 1
        if self._met > self._most:
            self._faults.add(node.mark, f"the pack holds more than {self._most:,} questions; split it into several")
            raise Cut
        self._question_ids.take(node)
        fact = node.at("fact") if isinstance(node.value, dict) and "fact" in node.value else None
        if fact is not None and isinstance(fact.value, str) and fact.value:
            self._references.append((fact.value, fact.mark))
        if entry := self._valid(QuestionEntry, node):
            self._questions.append((written.question(entry, node, self._faults), entry.fact))

    def _take_table(self, node: Node) -> None:
        self._table_ids.take(node)
        if entry := self._valid(TableEntry, node):
            self._tables.append((entry, node))

    def _checked_head(self, *, cut: bool) -> PackEntry | None:
        node = Node(Mark(1, 1), self._head)
        node.keys = self._keys
        head = self._valid(PackEntry, node, partial=cut)
        items = self._question_ids.seen or self._table_ids.seen or not {"questions", "tables"}.isdisjoint(self._head)
        if head and not items and not cut:
            self._faults.add(Mark(1, 1), "this pack has no questions; write some under questions: or tables:")
        return head

    def _valid(self, model: type[_Model], node: Node, *, partial: bool = False) -> _Model | None:
        """The entry at `node`, or None where it does not have the shape of `model`."""
        if node.value is None:
            return None
        try:
            return model.model_validate(node.plain())
        except ValidationError as error:
            explain(error, model, node, self._faults, partial=partial)
            return None

    def _check_references(self) -> None:
        """Every fact that a question points to exists; not judged where a fact could not be read."""
        if not self._fact_ids.complete:
            return
        for slug, mark in self._references:
            if slug not in self._fact_ids.marks:
                near = did_you_mean(slug, self._fact_ids.marks) if not self._faults.full else None
                advice = f"did you mean {near}?" if near else "write it under facts:, or delete this line"
                self._faults.add(mark, f"there is no fact {shown(slug)}; {advice}")

    def _expand(self, pack: str, made: list[Table], questions: list[Question], facts: dict[str, Fact]) -> None:
        """Add what the tables make to `questions` and `facts`."""
        for table, (_, node) in zip(made, self._tables, strict=True):
            if len(questions) + len(table.rows) * sum(1 for _ in tables.ways(table)) > self._most:
                self._faults.add(node.mark, f"this table takes the pack over {self._most:,} questions; split it")
                return
            for question, row in tables.questions(table, pack):
                self._question_ids.add(question.slug, node.at("rows", row).mark)
                questions.append(question)
            for fact in tables.facts(table):
                self._fact_ids.add(fact.id, node.at("rows").mark)
                facts[fact.id] = fact


def _source(entry: SourceEntry | None) -> Source | None:
    """The source of `entry`; none where that says nothing."""
    given = entry.model_dump(exclude_none=True) if entry else {}
    return Source(**given) if given else None


def _merged(default: Source | None, entry: SourceEntry | None) -> Source | None:
    """The source of `entry`, field by field over the `default`."""
    if default is None or entry is None:
        return _source(entry) or default
    return dataclasses.replace(default, **entry.model_dump(exclude_none=True))


def _fact(entry: FactEntry, default: Source | None) -> Fact:
    return Fact(entry.id, entry.says, _merged(default, entry.source), entry.as_of)
