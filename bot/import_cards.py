"""The cards around an import. No I/O; what they say is in `import_words`."""

from __future__ import annotations

from typing import Any

from discord import ui

from bot import import_words as words
from bot.cards import CALM
from bot.import_buttons import Import
from trivia.exchange import DryRun


def dry_run_card(dry: DryRun, token: str | None, before: str = "") -> ui.LayoutView:
    """What an import would do, with the button that does it where there is something to do; `token` finds it again."""
    container: ui.Container[Any] = ui.Container(ui.TextDisplay(words.dry_run(dry, before)), accent_colour=CALM)
    if token is not None:
        row: ui.ActionRow[Any] = ui.ActionRow()
        container.add_item(row.add_item(Import.of(token, words.label(dry))))
    return _view(container)


def said_card(text: str) -> ui.LayoutView:
    """A card that says nothing else: how far it is, or that it is done."""
    return _view(ui.Container(ui.TextDisplay(text), accent_colour=CALM))


def _view(container: ui.Container[Any]) -> ui.LayoutView:
    view = ui.LayoutView(timeout=None)
    view.add_item(container)
    return view
