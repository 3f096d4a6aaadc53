"""A question as another format has it, and why a file cannot be read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from trivia.packs.faults import Mark


@dataclass(frozen=True, slots=True)
class Draft:
    """A question where it stands, not checked yet.

    `answers` are what is right, at least one, the canonical one first; a list question has `members` instead, each with
    its spellings. `kind` and `difficulty` are the words that the file has for them, if it has any.
    """

    mark: Mark
    ask: str
    answers: tuple[str, ...] = ()
    members: tuple[tuple[str, ...], ...] = ()
    wrong: tuple[str, ...] = ()
    reject: tuple[str, ...] = ()
    hint: str | None = None
    kind: str | None = None
    difficulty: str | None = None
    tags: tuple[str, ...] = ()


class Unreadable(Exception):
    """A file that cannot be read as what it should be: where that shows, and why, in one sentence."""

    def __init__(self, mark: Mark, sentence: str) -> None:
        super().__init__(sentence)
        self.mark = mark
        self.sentence = sentence
