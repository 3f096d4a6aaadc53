"""The cards of the panel and of the log: values become what admins see. No I/O; what they say is in `panel_words`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from discord import ui

from bot import audit_words
from bot import panel_words as words
from bot.cards import CALM
from bot.marks import LONGEST_CARD, fit, plural
from bot.panel_buttons import AskAgain, SwitchPacks, ToLog, ToPacks, ToPanel, ToTopic, UndoReset
from trivia.server import ServerSettings
from trivia.store import Entry, Listing, Page, Reset, Thing, Verb
from trivia.store.resets import UNDOABLE

PACKS = 25
"""Packs of one page: options of a menu."""


@dataclass(frozen=True, slots=True)
class View:
    """What there is to show: the settings, all packs, the reset that can be undone, the time in the server's zone."""

    settings: ServerSettings
    packs: Sequence[Listing]
    reset: Reset | None
    now: datetime


def panel_card(view: View, said: str = "") -> ui.LayoutView:
    """All settings, with a button for each; above them what was just done."""
    texts = words.texts(view.settings, view.packs, view.now)
    head = "\n".join(part for part in (words.HEAD, said) if part)
    container = ui.Container(ui.TextDisplay(head), accent_colour=CALM)
    for topic, text in texts.items():
        container.add_item(_section(text, ToTopic.of(topic)))
    if view.reset is not None:
        container.add_item(_section(words.undoable(view.reset), UndoReset.of(view.reset.era)))
    container.add_item(ui.TextDisplay(words.FOOT))
    container.add_item(_row(ToLog.of(words.LOG, "open")))
    return _view(container)


def packs_card(view: View, page: int) -> ui.LayoutView:
    """A page of the menu in which packs are switched on and off."""
    pages = max(1, -(-len(view.packs) // PACKS))
    page = min(page, pages - 1)
    listed = view.packs[page * PACKS : (page + 1) * PACKS]
    head = words.packs_head(view.settings, view.packs, page, pages)
    container = ui.Container(ui.TextDisplay(head), accent_colour=CALM)
    if listed:
        container.add_item(_row(SwitchPacks.of(listed, view.settings.packs_off, page)))
    turns: list[ui.Item[Any]] = []
    if pages > 1:
        turns.append(ToPacks.of("previous", max(0, page - 1), disabled=page == 0))
        turns.append(ToPacks.of("next", min(pages - 1, page + 1), disabled=page == pages - 1))
    container.add_item(_row(*turns, ToPanel.of()))
    return _view(container)


def confirm_card(era: int, page: Page) -> ui.LayoutView:
    """The first question whether the scores shall be reset."""
    return _view(ui.Container(ui.TextDisplay(words.confirm_reset(page)), _row(AskAgain.of(era), ToPanel.of())))


def log_card(entries: Sequence[Entry], before: int, now: float, *, more: bool, manages: bool) -> ui.LayoutView:
    """A page of the log, before an entry (0 for the newest); whoever `manages` the server can undo what can be."""
    empty = words.OLD_ENTRIES if before else words.NO_ENTRIES
    lines = [audit_words.dated(entry) for entry in entries] or [empty]
    room = LONGEST_CARD - 200
    told = fit(lines, room, "\n", lambda left: f"and {plural(left, 'more change')}")
    container = ui.Container(ui.TextDisplay(f"## Log\n{told}"), accent_colour=CALM)
    buttons: list[ui.Item[Any]] = []
    undoable = next((entry for entry in entries if _can_be_undone(entry, now)), None)
    if undoable is not None and manages:
        buttons.append(UndoReset.of(int(undoable.of), in_log=True))
    if before:
        buttons.append(ToLog.of(words.NEWEST, "newest"))
    if more:
        buttons.append(ToLog.of(words.OLDER, "older", entries[-1].number))
    if manages:
        buttons.append(ToPanel.of())
    if buttons:
        container.add_item(_row(*buttons))
    return _view(container)


def _can_be_undone(entry: Entry, now: float) -> bool:
    is_reset = (entry.verb, entry.thing) == (Verb.RESET, Thing.SCORES)
    return is_reset and entry.undone_by is None and now < entry.at + UNDOABLE


def _section(text: str, button: ui.Item[Any]) -> ui.Section[Any]:
    return ui.Section(text, accessory=button)


def _row(*items: ui.Item[Any]) -> ui.ActionRow[Any]:
    row: ui.ActionRow[Any] = ui.ActionRow()
    for item in items:
        row.add_item(item)
    return row


def _view(container: ui.Container[Any]) -> ui.LayoutView:
    view = ui.LayoutView(timeout=None)
    view.add_item(container)
    return view
