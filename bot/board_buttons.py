"""The buttons and menus of the leaderboards. Their custom ids carry which page of which one, so they work after a
restart, and stay on the day that the card is of.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import StrEnum
from typing import Any, Protocol, Self, cast

import discord
from discord import ui

from bot.board_words import METRICS, PERIODS
from bot.buttons import Item, Press
from bot.look import PATTERN, Look
from trivia.boards import Metric, Period, Scope


class Pages(Protocol):
    """What the buttons need of whoever shows leaderboards."""

    async def turn(self, interaction: Press, look: Look) -> None:
        """Show this page in place of the one that the card shows."""
        ...

    async def turn_to(self, interaction: Press, look: Look, period: Period) -> None:
        """Show the leaderboard that counts now over another time."""
        ...


class Desk(Protocol):
    """What the buttons need of whoever does what admins ask."""

    async def end_season(self, interaction: Press, number: int) -> None:
        """End the season with this number."""
        ...


class _Bot(Protocol):
    """The client, as far as these buttons know it."""

    pages: Pages
    desk: Desk


def _bot(interaction: Press) -> _Bot:
    return cast("_Bot", interaction.client)


class Turn(Item, template=f"trivia:board:(?P<to>first|previous|next|last){PATTERN}"):
    """Shows another page."""

    def __init__(self, button: ui.Button[Any], look: Look) -> None:
        super().__init__(button)
        self.look = look

    @classmethod
    def of(cls, to: str, look: Look, *, disabled: bool) -> Self:
        """The button `to` this page."""
        custom_id = f"trivia:board:{to}{look.text()}"
        return cls(ui.Button(label=to.capitalize(), custom_id=custom_id, disabled=disabled), look)

    @classmethod
    async def from_custom_id(cls, interaction: Press, item: ui.Item[Any], match: re.Match[str], /) -> Self:
        return cls(cast("ui.Button[Any]", item), Look.read(match, interaction.guild_id))

    async def pressed(self, interaction: Press) -> None:
        await _bot(interaction).pages.turn(interaction, self.look)


class _Menu(Item, template=r"trivia:never-menu"):
    """A menu of a leaderboard's card."""

    def __init__(self, menu: ui.Select[Any], look: Look) -> None:
        super().__init__(menu)
        self.menu = menu
        self.look = look

    @classmethod
    async def from_custom_id(cls, interaction: Press, item: ui.Item[Any], match: re.Match[str], /) -> Self:
        return cls(cast("ui.Select[Any]", item), Look.read(match, interaction.guild_id))


class Over(_Menu, template=f"trivia:board:over{PATTERN}"):
    """Picks the time that the leaderboard counts."""

    @classmethod
    def of(cls, look: Look, *, current: bool) -> Self:
        """The menu; nothing is picked yet where the leaderboard is not one of those that count now."""
        periods = {period: said for period, said in PERIODS.items() if _has(look.board.scope, period)}
        options = _options(periods, look.board.period if current else None)
        custom_id = f"trivia:board:over{look.at(0).text()}"
        return cls(ui.Select(custom_id=custom_id, placeholder="over another time", options=options), look)

    async def pressed(self, interaction: Press) -> None:
        await _bot(interaction).pages.turn_to(interaction, self.look, Period(self.menu.values[0]))


class By(_Menu, template=f"trivia:board:by{PATTERN}"):
    """Picks what the leaderboard ranks by."""

    @classmethod
    def of(cls, look: Look) -> Self:
        """The menu."""
        options = _options({metric: f"by {said}" for metric, said in METRICS.items()}, look.metric)
        return cls(ui.Select(custom_id=f"trivia:board:by{look.at(0).text()}", options=options), look)

    async def pressed(self, interaction: Press) -> None:
        look = Look(self.look.board, Metric(self.menu.values[0]))
        await _bot(interaction).pages.turn(interaction, look)


def _has(scope: Scope, period: Period) -> bool:
    return scope is not Scope.EVERYWHERE or period is not Period.SEASON


def _options(said: Mapping[Any, str], picked: StrEnum | None) -> list[discord.SelectOption]:
    return [
        discord.SelectOption(label=label, value=value.value, default=value is picked) for value, label in said.items()
    ]


class EndSeason(Item, template=r"trivia:season:end:(?P<number>\d{1,7})"):
    """Ends the season that it was made for."""

    def __init__(self, button: ui.Button[Any], number: int) -> None:
        super().__init__(button)
        self.number = number

    @classmethod
    def of(cls, number: int) -> Self:
        """The button that ends the season with this number."""
        style, custom_id = discord.ButtonStyle.danger, f"trivia:season:end:{number}"
        return cls(ui.Button(label=f"End season {number}", style=style, custom_id=custom_id), number)

    @classmethod
    async def from_custom_id(cls, _interaction: Press, item: ui.Item[Any], match: re.Match[str], /) -> Self:
        return cls(cast("ui.Button[Any]", item), int(match["number"]))

    async def pressed(self, interaction: Press) -> None:
        await _bot(interaction).desk.end_season(interaction, self.number)


ITEMS: tuple[type[ui.DynamicItem[Any]], ...] = (Turn, Over, By, EndSeason)
