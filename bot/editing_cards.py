"""The cards of editors. No I/O; what they say is in `editing_words`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from discord import ui

from bot import editing_words as words
from bot.cards import CALM
from bot.editing_buttons import OnDraft, OnQuestion
from bot.marks import LONGEST_CARD, cut
from trivia.question import Question
from trivia.store import Edition


def draft_card(draft: int, question: Question, remarks: Sequence[str]) -> ui.LayoutView:
    """A question that is not saved yet, and what is to be said of it."""
    return _card(words.draft(question, remarks), *_draft_buttons(draft, words.SAVE))


def stale_card(draft: int, now: Edition) -> ui.LayoutView:
    """What somebody else made of a question meanwhile."""
    return _card(words.stale(now), *_draft_buttons(draft, words.SAVE_OVER))


def unfit_card(draft: int, sentences: Sequence[str]) -> ui.LayoutView:
    """Why what was filled in is no question; it can be mended."""
    edit, cancel = OnDraft.of("edit", words.EDIT, draft), OnDraft.of("cancel", words.CANCEL, draft)
    return _card(words.unfit(sentences), edit, cancel)


def question_card(edition: Edition, history: Sequence[Edition]) -> ui.LayoutView:
    """A question, its history, and what can be done with it."""
    slug, seen = edition.id.partition("/")[2], edition.number
    buttons: list[ui.Item[Any]] = []
    if edition.question is not None:
        buttons.append(OnQuestion.of("edit", words.EDIT, slug, seen))
    if seen > 1:
        buttons.append(OnQuestion.of("undo", words.UNDO, slug, seen))
    if edition.question is not None:
        buttons.append(OnQuestion.of("remove", words.REMOVE, slug, seen))
    return _card(words.now(edition, history), *buttons)


def said_card(text: str) -> ui.LayoutView:
    """A card that only says something."""
    return _card(text)


def _draft_buttons(draft: int, save: str) -> list[ui.Item[Any]]:
    rows = (("save", save), ("edit", words.EDIT), ("cancel", words.CANCEL))
    return [OnDraft.of(do, label, draft) for do, label in rows]


def _card(text: str, *buttons: ui.Item[Any]) -> ui.LayoutView:
    container = ui.Container(ui.TextDisplay(cut(text, LONGEST_CARD)), accent_colour=CALM)
    if buttons:
        row: ui.ActionRow[Any] = ui.ActionRow()
        for button in buttons:
            row.add_item(button)
        container.add_item(row)
    view = ui.LayoutView(timeout=None)
    view.add_item(container)
    return view
