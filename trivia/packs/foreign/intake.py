"""Drafts -> the questions of a pack, checked as our own packs are; what cannot be taken is told and left out."""

from __future__ import annotations

import dataclasses
import hashlib
import re
from typing import TYPE_CHECKING, TypeVar

from pydantic import ValidationError

from trivia.packs import written
from trivia.packs.explain import explain
from trivia.packs.faults import Fault, Faults, Mark
from trivia.packs.foreign.drafts import Draft, Unreadable
from trivia.packs.foreign.kinds import kind_of
from trivia.packs.model import Entry, PackEntry, QuestionEntry
from trivia.packs.pack import Pack, Placed
from trivia.packs.reader import Node
from trivia.packs.slugs import slug
from trivia.question import Kind, Source

if TYPE_CHECKING:
    from collections.abc import Mapping

    from trivia.question import Question

_MOST_ID = 60
_HASH = 8
_LONGEST_ASK = 1_000
"""No question has so many characters that can be taken; what is beyond need not be looked at."""
_MOST_TEXTS = 100_000
"""Answers, wrong answers and tags of one file: twenty for each of 5,000 questions."""
_START = Mark(1, 1)

_Model = TypeVar("_Model", bound=Entry)


class Intake:
    """Takes up to `most` questions of the file called `file` for the pack with this id and title."""

    def __init__(self, file: str, pack: str, title: str, most: int) -> None:
        self._file = file
        self._pack = pack
        self._title = title
        self._most = most
        self._met = 0
        self._texts = 0
        self._about: str | None = None
        self._source: Source | None = None
        self._questions: list[Question] = []
        self._marks: dict[str, Mark] = {}
        self._lines: dict[str, int] = {}
        self._refused: list[Fault] = []

    @property
    def refused(self) -> tuple[Fault, ...]:
        """What has been left out, and why, in the order of the file."""
        return tuple(sorted(self._refused))

    def meet(self, mark: Mark) -> None:
        """Count the question at `mark`, before it is looked at. Raises `Unreadable` where it is one too many."""
        self._met += 1
        if self._met > self._most:
            raise Unreadable(mark, f"the file holds more than {self._most:,} questions; split it into several")

    def refuse(self, mark: Mark, sentence: str) -> None:
        """Note that what stands at `mark` is left out, and why."""
        self._refused.append(Fault(self._file, *mark, sentence))

    def take(self, draft: Draft) -> None:
        """Take a question, or refuse it for the first thing that is wrong with it."""
        self._count(draft)
        first = self._lines.get(draft.ask)
        if first is not None:
            self.refuse(draft.mark, f"this question is here already, on line {first}; that one is kept")
            return
        question = self._checked(draft)
        if question is not None:
            self._lines[draft.ask] = draft.mark.line
            self._marks[question.slug] = draft.mark
            self._questions.append(question)

    def describe(self, mark: Mark, about: str) -> None:
        """Take what the file says it is about, or refuse it."""
        if self._valid(PackEntry, {"pack": "x", "title": "x", "about": about}, mark):
            self._about = about

    def credit(self, mark: Mark, author: str) -> None:
        """Take the file's author, or refuse the name."""
        if self._valid(PackEntry, {"pack": "x", "title": "x", "source": {"author": author}}, mark):
            self._source = Source(author=author)

    def placed(self) -> Placed | None:
        """The pack of all that was taken, None where that is nothing."""
        if not self._questions:
            return None
        pack = Pack(self._pack, self._title, tuple(self._questions), about=self._about, source=self._source)
        return Placed(pack, self._file, _START, self._marks)

    def _count(self, draft: Draft) -> None:
        """Keep the answers of all questions together within bounds, which those of each do not."""
        self._texts += len(draft.answers) + len(draft.wrong) + len(draft.reject) + len(draft.tags)
        self._texts += sum(map(len, draft.members))
        if self._texts > _MOST_TEXTS:
            raise Unreadable(draft.mark, f"the file holds more than {_MOST_TEXTS:,} answers; split it into several")

    def _checked(self, draft: Draft) -> Question | None:
        entry = self._valid(QuestionEntry, _values(draft, self._new_id(draft.ask)), draft.mark)
        if entry is None:
            return None
        faults = Faults(self._file)
        question = written.question(entry, Node(draft.mark, ""), faults)
        if len(faults):
            self.refuse(draft.mark, faults.listed()[0].message)
            return None
        return dataclasses.replace(question, id=f"{self._pack}/{question.id}")

    def _valid(self, model: type[_Model], values: Mapping[str, object], mark: Mark) -> _Model | None:
        try:
            return model.model_validate(values)
        except ValidationError as error:
            faults = Faults(self._file)
            explain(error, model, Node(mark, ""), faults, partial=False)
            self.refuse(mark, re.sub(r"^ask\b", "the question", faults.listed()[0].message))
            return None

    def _new_id(self, ask: str) -> str:
        """An id that hangs on the text alone, where that is not taken already or nothing of it is Latin."""
        whole = slug(ask[:_LONGEST_ASK], 4 * _LONGEST_ASK)
        if whole and len(whole) <= _MOST_ID and whole not in self._marks:
            return whole
        made = hashlib.sha256(ask.encode(errors="surrogatepass")).hexdigest()
        for mark in (made[:_HASH], made[: _MOST_ID - 1]):
            if (found := f"{slug(whole, _MOST_ID - len(mark) - 1)}-{mark}".strip("-")) not in self._marks:
                return found
        return made[:_MOST_ID]


def _values(draft: Draft, ident: str) -> dict[str, object]:
    """The entry of a pack that says what `draft` does; what is not there is left out."""
    values: dict[str, object] = {"id": ident, "ask": draft.ask, "hint": draft.hint, "difficulty": draft.difficulty}
    if draft.members:
        values |= {"answer": [list(member) for member in draft.members], "kind": Kind.LIST}
    else:
        first, *others = dict.fromkeys(draft.answers)
        values |= {"answer": first, "accept": others, "kind": draft.kind or kind_of(draft.ask, draft.answers)}
    lists = {"wrong": draft.wrong, "reject": draft.reject, "tags": draft.tags}
    values |= {key: list(dict.fromkeys(texts)) for key, texts in lists.items()}
    return {key: value for key, value in values.items() if value is not None}
