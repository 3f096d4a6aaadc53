"""What sort of answer a question has whose format does not say: text, unless both its words and its answers are clear.

A wrong kind makes the judge wrong: a film that is called 300 is no number, and 1984 may be a book.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from trivia.judge.amounts import value_of
from trivia.question import Kind

if TYPE_CHECKING:
    from collections.abc import Sequence

_YEAR = re.compile(r"[12]\d{3}", re.ASCII)
_NUMBER = re.compile(r"(?:0|[1-9]\d{0,2}(?:,\d{3})+|[1-9]\d*)", re.ASCII)
_LONGEST_NUMBER = 100
_ASKS_YEAR = re.compile(r"\b(?:what|which) year\b|\byear (?:was|were|did|is)\b|^(?:since )?when\b", re.IGNORECASE)
_ASKS_NUMBER = re.compile(r"\bhow (?:many|much|old|tall|high|deep|far|long)\b", re.IGNORECASE)


def kind_of(ask: str, answers: Sequence[str]) -> Kind:
    """The kind of the question `ask` with these right answers, the canonical one first."""
    if _ASKS_YEAR.search(ask) and all(_YEAR.fullmatch(answer) for answer in answers):
        return Kind.YEAR
    if _ASKS_NUMBER.search(ask) and _NUMBER.fullmatch(answers[0]) and all(_is_number(answer) for answer in answers):
        return Kind.NUMBER
    return Kind.TEXT


def _is_number(text: str) -> bool:
    return len(text) <= _LONGEST_NUMBER and value_of(text) is not None
