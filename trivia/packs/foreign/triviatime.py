"""TriviaTime's lines: `question*answer*another spelling`, `KAOS: question*one*two`, `UWord*word`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from trivia.packs.compare import folded
from trivia.packs.faults import Mark, shown
from trivia.packs.foreign.drafts import Draft

if TYPE_CHECKING:
    from trivia.packs.foreign.intake import Intake

_LINE = re.compile(r"[^\n]+")
_KAOS = re.compile(r"\s*KAOS:\s*", re.IGNORECASE)
_UNSCRAMBLE = "uword"
_LONGEST_WORD = 100
_MOST_ANSWERS = 200
"""Answers of a line that are looked at: more than a question may have."""


def read(text: str, intake: Intake) -> None:
    """Read the lines of `text`. Raises `Unreadable` where there are too many."""
    line, before = 1, 0
    for match in _LINE.finditer(text):
        line += text.count("\n", before, match.start())
        before = match.start()
        if match[0].strip():
            mark = Mark(line, 1)
            intake.meet(mark)
            _take(match[0], mark, intake)


def _take(line: str, mark: Mark, intake: Intake) -> None:
    asked, *others = [part.strip() for part in line.split("*", _MOST_ANSWERS)]
    answers = tuple(part for part in others if part)
    listed = _KAOS.match(asked)
    ask = asked[listed.end() :] if listed else asked
    if not ask:
        intake.refuse(mark, "there is no question before the *; write one")
    elif not answers:
        intake.refuse(mark, f"there is no answer to {shown(ask)}; write question*answer")
    elif ask.casefold() == _UNSCRAMBLE:
        intake.take(Draft(mark, f"Unscramble these letters: {_letters(answers[0][:_LONGEST_WORD])}", answers))
    elif listed and len(members := _members(answers)) > 1:
        intake.take(Draft(mark, ask, members=members))
    else:
        intake.take(Draft(mark, _asking(ask), answers))


def _asking(ask: str) -> str:
    """A question as TriviaTime shows it: with a question mark, unless it ends in a sign already."""
    return f"{ask}?" if ask[-1].isalnum() or ask[-1] in "\"')" else ask


def _letters(word: str) -> str:
    """The letters of each word in the order of the alphabet, which needs no dice and stays the same."""
    return " / ".join(" ".join(sorted(part.upper())) for part in word.split())


def _members(answers: tuple[str, ...]) -> tuple[tuple[str, ...], ...]:
    """The members of a list; those that are heard alike are spellings of one, or nobody could find them all."""
    found: dict[str, dict[str, None]] = {}
    for answer in answers:
        found.setdefault(folded(answer), {})[answer] = None
    return tuple(tuple(spellings) for spellings in found.values())
