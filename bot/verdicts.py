"""What editors see and can do of each cause for which something waits; what accepting it does is
`trivia.store.deciding.EFFECTS`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import Enum, auto
from types import MappingProxyType

from bot import appeal_words
from bot import review_words as words
from trivia.question import Kind
from trivia.store import Cause, Waiting, own_server


class Editing(Enum):
    """What an editor can change before they accept."""

    SUGGESTION = auto()
    """The question that was suggested."""
    QUESTION = auto()
    """The server's own question that this is about."""
    ANSWER = auto()
    """The answer that shall count as well."""


@dataclass(frozen=True, slots=True)
class Handling:
    """How one cause is shown: the lines of its card, and the labels of the buttons that accept and edit it.

    `news` is what whoever brought it is told: of the review, the server's name and the reason; None where they aren't.
    """

    lines: Callable[[Waiting], Iterator[str]]
    accept: str
    edit: str
    news: Callable[[words.Review, str, str], str] | None = None


HANDLING: Mapping[Cause, Handling] = MappingProxyType(
    {
        Cause.SUGGESTION: Handling(words.suggestion, "Approve", "Edit", words.told),
        Cause.REPORT: Handling(words.report, "Mark as seen", "Edit"),
        Cause.APPEAL: Handling(words.appeal, "Approve", "Edit", appeal_words.told),
        Cause.LEARNING: Handling(words.near_miss, "Accept this answer", "Edit"),
    }
)


def editing(waiting: Waiting) -> Editing | None:
    """What an editor can change of this; None where there is nothing."""
    review, question = waiting.review, waiting.question
    if review.cause is Cause.SUGGESTION:
        return Editing.SUGGESTION
    if question is None or question.kind is Kind.LIST:
        return None
    if review.cause is Cause.REPORT and own_server(question.pack) == review.server:
        return Editing.QUESTION
    return Editing.ANSWER


def label(waiting: Waiting) -> str:
    """What the button is called that opens what can be changed."""
    reports_other = waiting.review.cause is Cause.REPORT and editing(waiting) is Editing.ANSWER
    return "Accept an answer" if reports_other else HANDLING[waiting.review.cause].edit
