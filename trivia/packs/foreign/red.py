"""Trivia lists of Red: one YAML mapping of questions, each with a list of answers, the one to show first.

Red's own loader turns `no` into False and `12:30` into 750, and of a question that is there twice it forgets the first.
Here scalars stay as they were typed, and the second is told.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import yaml

from trivia.packs.faults import Mark, shown
from trivia.packs.foreign.drafts import Draft, Unreadable
from trivia.packs.reader import LOADER
from trivia.packs.syntax import explain_syntax

if TYPE_CHECKING:
    from collections.abc import Iterator

    from trivia.packs.foreign.intake import Intake

_SETTINGS = frozenset({"CONFIG", "$schema"})
"""How Red plays a list, and what its editor completes it by: nothing that a question is made of."""
_MOST_DEPTH = 10
_MOST_VALUES = 200_000
"""Values of one file, what 5,000 questions with 38 answers each have."""


def read(text: str, intake: Intake) -> None:
    """Read the list in `text`. Raises `Unreadable` where it is none, or uses what YAML has beyond lists and text."""
    _Reader(text).read(intake)


class _Reader:
    """Walks the events of a file once; nothing but the entry at hand is held."""

    def __init__(self, text: str) -> None:
        self._events: Iterator[yaml.Event] = yaml.parse(text, Loader=LOADER)  # pyright: ignore[reportUnknownMemberType]
        self._values = 0

    def read(self, intake: Intake) -> None:
        self._begin()
        while not isinstance(event := self._next(), yaml.MappingEndEvent):
            mark = _mark(event)
            if not isinstance(event, yaml.ScalarEvent):
                raise Unreadable(mark, "a question must be text, and here is a list or more keys; put it in quotes")
            self._entry(event.value.strip("\n"), mark, intake)
        self._next()
        if not isinstance(event := self._next(), yaml.StreamEndEvent):
            raise Unreadable(_mark(event), "a second document begins here; write one list a file, without further ---")

    def _begin(self) -> None:
        self._next()
        if isinstance(self._next(), yaml.StreamEndEvent):
            raise Unreadable(Mark(1, 1), "the file is empty; write questions with their answers")
        if not isinstance(event := self._next(), yaml.MappingStartEvent):
            raise Unreadable(
                _mark(event), "a trivia list of Red is questions, each with a list of answers; here is none"
            )

    def _entry(self, key: str, mark: Mark, intake: Intake) -> None:
        """Read what stands under `key`, and take it."""
        if key in _SETTINGS:
            self._skip(self._next())
            return
        described = {"AUTHOR": intake.credit, "DESCRIPTION": intake.describe}.get(key)
        if described is None:
            intake.meet(mark)
        answers = self._answers(self._next())
        if answers is None:
            intake.refuse(mark, f"{shown(key)} has answers within answers; write a list of texts")
        elif described is not None:
            described(mark, "\n".join(answers))
        elif not answers:
            intake.refuse(mark, f"{shown(key)} has no answer; write one, or delete it")
        else:
            intake.take(Draft(mark, key, tuple(answers)))

    def _answers(self, event: yaml.Event) -> list[str] | None:
        """The texts of a list, or the one text, that begins with `event`, without blank ones; None of anything else."""
        if isinstance(event, yaml.ScalarEvent):
            return [text] if (text := event.value.strip("\n")).strip() else []
        if not isinstance(event, yaml.SequenceStartEvent):
            self._skip(event)
            return None
        answers: list[str] = []
        flat = True
        while not isinstance(event := self._next(), yaml.SequenceEndEvent):
            if not isinstance(event, yaml.ScalarEvent):
                self._skip(event)
                flat = False
            elif (text := event.value.strip("\n")).strip():
                answers.append(text)
        return answers if flat else None

    def _skip(self, event: yaml.Event) -> None:
        """Pass over the value that begins with `event`."""
        depth = 0
        while True:
            if isinstance(event, yaml.CollectionStartEvent):
                depth += 1
            elif isinstance(event, yaml.CollectionEndEvent):
                depth -= 1
            if depth > _MOST_DEPTH:
                raise Unreadable(_mark(event), "lists within lists, far too deep; a trivia list is flatter than that")
            if not depth:
                return
            event = self._next()

    def _next(self) -> yaml.Event:
        try:
            event = next(self._events)
        except yaml.YAMLError as error:
            raise Unreadable(*explain_syntax(error)) from None
        self._values += 1
        if self._values > _MOST_VALUES:
            raise Unreadable(_mark(event), f"the file holds more than {_MOST_VALUES:,} values; split it into several")
        _refuse_marks(event)
        return event


def _refuse_marks(event: yaml.Event) -> None:
    """Aliases make giants of small files, and tags objects of texts."""
    if isinstance(event, yaml.AliasEvent):
        raise Unreadable(
            _mark(event), f"*{event.anchor} is a YAML alias; write the text itself, in quotes if it has a *"
        )
    if not isinstance(event, yaml.NodeEvent):
        return
    if event.anchor is not None:
        raise Unreadable(_mark(event), f"&{event.anchor} is a YAML anchor; delete it, or put the text in quotes")
    tag: str | None = getattr(event, "tag", None)
    if tag is not None:
        raise Unreadable(_mark(event), f"{shown(tag)} is a YAML tag; put the text in quotes")


def _mark(event: yaml.Event) -> Mark:
    return Mark(event.start_mark.line + 1, event.start_mark.column + 1)
