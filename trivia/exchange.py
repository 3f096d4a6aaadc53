"""A server's own questions as files: what a file would change of them, and all of them as packs that say the same.

Reading and comparing is done in threads, so that games go on meanwhile.
"""

from __future__ import annotations

import asyncio
import dataclasses
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from trivia import packs
from trivia.packs import MOST_BYTES, MOST_QUESTIONS, Fault, Format, Imported, Pack
from trivia.question import Fact, Question, Status
from trivia.store import OWN_TITLE, Change, Edition, Entry, Own, Verb, own_pack

DRAFT = "this is a draft, which is never asked; delete its status, or finish it first"
LONGEST_ID = 60
"""Characters of a fact's id, as packs have them."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What a file holds for a server, whatever the server has. `remarks` say what is worth a look, but no fault."""

    server: int
    name: str
    size: int
    imported: Imported
    remarks: tuple[Fault, ...]


@dataclass(frozen=True, slots=True)
class DryRun:
    """What importing a file would do to the questions that a server has: `same` counts those that are there as they
    are, `refused` says what is left out and why.
    """

    reading: Reading
    new: tuple[Change, ...] = ()
    changed: tuple[Change, ...] = ()
    same: int = 0
    refused: tuple[Fault, ...] = ()

    @property
    def faults(self) -> tuple[Fault, ...]:
        """Why the file as a whole can't be read; then there is nothing else."""
        return self.reading.imported.faults

    @property
    def changes(self) -> tuple[Change, ...]:
        """All that is to be written."""
        return (*self.new, *self.changed)


@dataclass(frozen=True, slots=True)
class File:
    """A file of an export."""

    name: str
    data: bytes


class Exchange:
    """Imports and exports a server's own questions. Every awaited call raises `StoreDown`, but `read`."""

    def __init__(self, own: Own) -> None:
        self._own = own

    async def read(self, server: int, data: bytes, name: str) -> Reading:
        """Read a file called `name`, of whatever it is; no more than `MOST_BYTES` of it are needed to refuse it."""
        return await asyncio.to_thread(_read, server, data, name)

    async def compare(self, reading: Reading) -> DryRun:
        """Hold what was read against what the server has now."""
        standing = await self._own.standing(reading.server)
        return await asyncio.to_thread(_compared, reading, standing)

    async def load(self, dry: DryRun, who: int, at: float) -> Entry:
        """Import what the dry run showed, all or none; raises `Stale` where a question of it was changed meanwhile."""
        return await self._own.load(dry.reading.server, dry.changes, who, at)

    async def export(self, server: int, most_bytes: int = MOST_BYTES) -> tuple[File, ...]:
        """All questions of a server as packs that can be imported, none larger than `most_bytes`; one where it fits."""
        standing = await self._own.standing(server)
        live = [one.question for one in standing.values() if one.question is not None]
        return await asyncio.to_thread(files, server, live, most_bytes)


def _read(server: int, data: bytes, name: str) -> Reading:
    imported = packs.read_foreign(data, name, pack=own_pack(server), title=OWN_TITLE)
    remarks = packs.lint([imported.placed]) if imported.placed else []
    return Reading(server, name, len(data), imported, tuple(remarks))


@dataclass
class _Comparison:
    """What of a file is new, changed or the same."""

    reading: Reading
    standing: Mapping[str, Edition]
    new: list[Change] = field(default_factory=list[Change])
    changed: list[Change] = field(default_factory=list[Change])
    same: int = 0
    refused: list[Fault] = field(default_factory=list[Fault])
    met: dict[str, int] = field(default_factory=dict[str, int])

    def take(self, question: Question, line: int) -> None:
        """Take a question of the file, which is on this line, under the id by which the server has it."""
        self.met[question.id] = line
        now = self.standing.get(question.id)
        change = Change(question.id, question, now.number if now else 0, Verb.IMPORT)
        if now is None or now.question is None:
            self.new.append(change)
        elif now.question == question:
            self.same += 1
        else:
            self.changed.append(change)


def _compared(reading: Reading, standing: Mapping[str, Edition]) -> DryRun:
    placed, form = reading.imported.placed, reading.imported.format
    if placed is None:
        return DryRun(reading, refused=reading.imported.refused)
    found = _Comparison(reading, standing)
    by_text = {} if form is Format.PACK else _by_text(standing)
    for question in placed.pack.questions:
        mark = placed.questions[question.slug]
        known = by_text.get(_key(question.ask)) or standing.get(question.id)
        if known is not None and known.question is not None and form is not Format.PACK:
            question = _with_the_rest(question, known.question)
        if question.status is Status.DRAFT:
            found.refused.append(Fault(reading.name, *mark, DRAFT))
        elif question.id in found.met:
            sentence = f"this question is here already, on line {found.met[question.id]}; that one is kept"
            found.refused.append(Fault(reading.name, *mark, sentence))
        else:
            found.take(question, mark.line)
    refused = sorted([*reading.imported.refused, *found.refused])
    return DryRun(reading, tuple(found.new), tuple(found.changed), found.same, tuple(refused))


def _by_text(standing: Mapping[str, Edition]) -> dict[str, Edition]:
    """The questions that there are, by their text: other formats have no ids."""
    return {_key(one.question.ask): one for one in standing.values() if one.question is not None}


def _key(ask: str) -> str:
    return " ".join(ask.split()).casefold()


def _with_the_rest(question: Question, known: Question) -> Question:
    """A question of a format that can't say all of it, with what it leaves unsaid of the one that there is."""
    return dataclasses.replace(
        question,
        id=known.id,
        fact=known.fact,
        media=known.media,
        evidence=known.evidence,
        hint=question.hint or known.hint,
        tags=question.tags or known.tags,
        wrong=question.wrong or known.wrong,
    )


def files(server: int, questions: Sequence[Question], most_bytes: int = MOST_BYTES) -> tuple[File, ...]:
    """These questions as packs, none with more questions or bytes than can be imported; none where there are none.

    They depend on nothing but the questions, so that what is imported from them is exported as the same bytes.
    """
    ordered = sorted(questions, key=lambda question: question.id)
    parts = _parts(server, ordered, most_bytes) if ordered else []
    if len(parts) == 1:
        return (File(f"questions-{server}.yaml", parts[0]),)
    of = len(parts)
    return tuple(File(f"questions-{server}-{part}-of-{of}.yaml", data) for part, data in enumerate(parts, 1))


def _parts(server: int, questions: Sequence[Question], most_bytes: int) -> list[bytes]:
    if len(questions) > MOST_QUESTIONS:
        chunks = [questions[at : at + MOST_QUESTIONS] for at in range(0, len(questions), MOST_QUESTIONS)]
        return [part for chunk in chunks for part in _parts(server, chunk, most_bytes)]
    data = packs.dump(_pack(server, questions)).encode()
    if len(data) <= most_bytes or len(questions) == 1:
        return [data]
    half = len(questions) // 2
    return [*_parts(server, questions[:half], most_bytes), *_parts(server, questions[half:], most_bytes)]


def _pack(server: int, questions: Sequence[Question]) -> Pack:
    """The pack of these questions, with their facts in the order in which they are met."""
    facts = _Facts()
    settled = tuple(
        dataclasses.replace(question, fact=facts.settled(question.fact)) if question.fact else question
        for question in questions
    )
    return Pack(own_pack(server), OWN_TITLE, settled, tuple(facts.by_id.values()))


class _Facts:
    """The facts of several questions. Of two that differ and have one id, the second gets another."""

    def __init__(self) -> None:
        self.by_id: dict[str, Fact] = {}
        self._renamed: dict[Fact, Fact] = {}
        self._numbers: dict[str, int] = {}

    def settled(self, fact: Fact) -> Fact:
        """The fact under an id that no other has."""
        if self.by_id.setdefault(fact.id, fact) == fact:
            return fact
        if fact not in self._renamed:
            renamed = self._renamed[fact] = dataclasses.replace(fact, id=self._free(fact.id))
            self.by_id[renamed.id] = renamed
        return self._renamed[fact]

    def _free(self, ident: str) -> str:
        while True:
            number = self._numbers[ident] = self._numbers.get(ident, 1) + 1
            ending = f"-{number}"
            free = ident[: LONGEST_ID - len(ending)].rstrip("-") + ending
            if free not in self.by_id:
                return free
