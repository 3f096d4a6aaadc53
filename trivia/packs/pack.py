"""A pack: the facts and questions of one file, as frozen values."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from trivia.packs.faults import Mark
    from trivia.packs.tables import Table
    from trivia.question import Fact, Question, Source


@dataclass(frozen=True, slots=True)
class Pack:
    """What one file holds.

    `questions` are all questions, those that `tables` make after those that were written, with ids `pack/slug`;
    `facts` likewise. `source` is the default that each fact's own source is merged with already.
    """

    id: str
    title: str
    questions: tuple[Question, ...]
    facts: tuple[Fact, ...] = ()
    about: str | None = None
    language: str = "en"
    source: Source | None = None
    tables: tuple[Table, ...] = ()


@dataclass(frozen=True, slots=True)
class Placed:
    """A pack and where it stands: its file, and in that the places of its id and of its questions by their slugs."""

    pack: Pack
    file: str
    mark: Mark
    questions: Mapping[str, Mark]
