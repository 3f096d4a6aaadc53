"""The cards of leaderboards, profiles and seasons. No I/O; what they say is in `board_words` and `server_words`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import discord
from discord import ui

from bot import board_words as words
from bot import server_words
from bot.board_buttons import By, EndSeason, Over, Turn
from bot.cards import CALM
from bot.look import Look
from trivia.boards import Moment
from trivia.store import Page, Season


@dataclass(frozen=True, slots=True)
class Reader:
    """Whoever looks at a leaderboard: when, and whether they opted in to those of everywhere."""

    player: int
    now: Moment
    public: bool = False


def board_card(look: Look, page: Page, reader: Reader, of: str, names: dict[int, str] | None) -> ui.LayoutView:
    """A page of a leaderboard. `of` is the title of its pack; `names` are those by which players go everywhere."""
    board, current = look.board, words.is_current(look.board, reader.now)
    lines = [f"### {words.title(board, of)}", f"{words.over(board, reader.now)} · by {words.METRICS[look.metric]}"]
    lines += words.rows(page.rows, look.metric, names) or [words.empty(board, look.metric, current=current)]
    if page.rows or page.rounds:
        lines += _own(look, page, reader, names)
    if page.rows:
        lines.append(f"-# {words.foot(page)}")
    container = ui.Container(ui.TextDisplay("\n".join(lines)), accent_colour=CALM)
    if page.pages > 1:
        container.add_item(_turns(look, page))
    for menu in (Over.of(look, current=current), By.of(look)):
        row: ui.ActionRow[Any] = ui.ActionRow()
        container.add_item(row.add_item(menu))
    return _view(container)


def _own(look: Look, page: Page, reader: Reader, names: dict[int, str] | None) -> list[str]:
    """The line of whoever looks, where it is not on the page."""
    if page.mine is None:
        return [words.unlisted(reader.player, look.board, look.metric, page.rounds, public=reader.public)]
    if page.mine in page.rows:
        return []
    return [words.AWAY, *words.rows([page.mine], look.metric, names)]


def _turns(look: Look, page: Page) -> ui.ActionRow[Any]:
    number, last = page.number, page.pages - 1
    targets = {"first": 0, "previous": max(0, number - 1), "next": min(last, number + 1), "last": last}
    row: ui.ActionRow[Any] = ui.ActionRow()
    for to, target in targets.items():
        row.add_item(Turn.of(to, look.at(target), disabled=target == number))
    return row


def profile_card(lines: Sequence[str], file: discord.File | None) -> ui.LayoutView:
    """What a player has done, and the picture of their weeks."""
    container = ui.Container(ui.TextDisplay("\n".join(lines)), accent_colour=CALM)
    if file is not None:
        container.add_item(ui.MediaGallery(discord.MediaGalleryItem(file)))
    return _view(container)


def confirm_card(number: int, page: Page) -> ui.LayoutView:
    """The question whether this season shall end."""
    row: ui.ActionRow[Any] = ui.ActionRow()
    return _view(ui.Container(ui.TextDisplay(server_words.confirm(number, page)), row.add_item(EndSeason.of(number))))


def said_card(text: str) -> ui.LayoutView:
    """One sentence in the place of a card."""
    return _view(ui.Container(ui.TextDisplay(text)))


def season_card(season: Season) -> ui.LayoutView:
    """The end of a season: who won it, and its podium."""
    return _view(ui.Container(ui.TextDisplay("\n".join(server_words.season_end(season))), accent_colour=CALM))


def seasons_card(seasons: Sequence[Season], running: int) -> ui.LayoutView:
    """The podiums of the seasons that are over."""
    return _view(ui.Container(ui.TextDisplay(server_words.season_list(seasons, running)), accent_colour=CALM))


def _view(container: ui.Container[Any]) -> ui.LayoutView:
    view = ui.LayoutView(timeout=None)
    view.add_item(container)
    return view
