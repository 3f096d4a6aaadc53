"""The cards of the editors' queue and of questions that ail. No I/O; what they say is in `review_words`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from discord import ui

from bot import review_words as words
from bot import verdicts
from bot.marks import LONGEST_CARD, cut
from bot.review_buttons import Accept, Edit, Reject, ToHealth, ToReview
from trivia.store import Ailing, Waiting

CALM = 0x5865F2
AILING = 8
"""Questions of one page."""


def review_card(waiting: Waiting, title: str, said: str = "") -> ui.LayoutView:
    """Something that waits, with the buttons that decide it; above it what was just done. `title` is its pack's."""
    review, handling = waiting.review, verdicts.HANDLING[waiting.review.cause]
    lines = [said, words.head(waiting), *handling.lines(waiting)]
    if waiting.question is not None:
        lines.append(words.belongs(waiting.question, title))
    text = cut("\n".join(line for line in lines if line), LONGEST_CARD)
    decides: list[ui.Item[Any]] = [Accept.of(handling.accept, review.number), Reject.of(review.number)]
    if verdicts.editing(waiting) is not None:
        decides.insert(1, Edit.of(verdicts.label(waiting), review.number))
    turns = ToReview.of(words.BACK, waiting.before), ToReview.of(words.NEXT, waiting.after)
    return _view(text, _row(*decides), _row(*turns))


def empty_card(said: str = "") -> ui.LayoutView:
    """That nothing waits."""
    return _view("\n".join(line for line in (said, words.NOTHING_WAITS) if line))


def health_card(ailing: Sequence[Ailing], page: int) -> ui.LayoutView:
    """A page of the questions that ail."""
    if not ailing:
        return _view(words.HEALTHY)
    pages = -(-len(ailing) // AILING)
    page = min(page, pages - 1)
    listed = ailing[page * AILING : (page + 1) * AILING]
    text = "\n".join([words.health_head(len(ailing), page, pages), *(words.ailing(one) for one in listed)])
    if pages == 1:
        return _view(text)
    back = ToHealth.of("previous", max(0, page - 1), disabled=page == 0)
    return _view(text, _row(back, ToHealth.of("next", min(pages - 1, page + 1), disabled=page == pages - 1)))


def _row(*items: ui.Item[Any]) -> ui.ActionRow[Any]:
    row: ui.ActionRow[Any] = ui.ActionRow()
    for item in items:
        row.add_item(item)
    return row


def _view(text: str, *rows: ui.ActionRow[Any]) -> ui.LayoutView:
    view = ui.LayoutView(timeout=None)
    view.add_item(ui.Container(ui.TextDisplay(text), *rows, accent_colour=CALM))
    return view
