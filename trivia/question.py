"""Questions and what surrounds them: frozen values with stable ids."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What sort of answer a question has. Multiple choice is a way to ask any of them, not a kind."""

    TEXT = "text"
    PERSON = "person"
    TITLE = "title"
    NUMBER = "number"
    YEAR = "year"
    LIST = "list"


class Difficulty(StrEnum):
    """How hard a question is; harder ones are worth more (`trivia.scoring`)."""

    EASY = "easy"
    MEDIUM = "medium"
    HARD = "hard"


class Status(StrEnum):
    """Drafts are never asked."""

    READY = "ready"
    DRAFT = "draft"


@dataclass(frozen=True, slots=True)
class Source:
    """Where a fact can be checked. `date` is as exact as it is known: a year, a month or a day (`2022-05-26`)."""

    title: str | None = None
    author: str | None = None
    publisher: str | None = None
    date: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Fact:
    """One statement with its source; the reveal shows it. `as_of` says when it was true, where that can change."""

    id: str
    says: str
    source: Source | None = None
    as_of: str | None = None


@dataclass(frozen=True, slots=True)
class Media:
    """A sound or a picture shown with the question (file names relative to the pack), and its description."""

    alt: str
    audio: str | None = None
    image: str | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """What is right: `text` is canonical and shown at the reveal, `accept` is right too, `reject` never is."""

    text: str
    accept: tuple[str, ...] = ()
    reject: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Question:
    """One thing to ask.

    `id` is `pack/slug` and stays the same for ever, since scores and statistics hang on it. `answers` holds one
    `Answer`, or one for each member of a list question, of which `need` must be named. `wrong` are offered beside
    the answer in multiple choice. `evidence` is where a draft's fact stands in its article (offsets into the text).
    """

    id: str
    ask: str
    kind: Kind
    answers: tuple[Answer, ...]
    need: int = 1
    wrong: tuple[str, ...] = ()
    hint: str | None = None
    fact: Fact | None = None
    difficulty: Difficulty = Difficulty.MEDIUM
    tags: tuple[str, ...] = ()
    status: Status = Status.READY
    evidence: tuple[int, int] | None = None
    media: Media | None = None

    @property
    def pack(self) -> str:
        """The id of the pack this question belongs to."""
        return self.id.partition("/")[0]

    @property
    def slug(self) -> str:
        """The question's id within its pack."""
        return self.id.partition("/")[2]

    @property
    def answer(self) -> Answer:
        """The one answer, or the first member of a list."""
        return self.answers[0]
