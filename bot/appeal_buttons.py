"""The button at the reveal by which players appeal, and the menu in which they say for which guess.

Their custom ids carry all they mean, so they work after a restart. They reach the bot through `interaction.client`, as
`buttons` does.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, Protocol, Self, cast

import discord
from discord import ui

from bot import appeal_words as words
from bot.buttons import ROUND, Item, Press
from bot.marks import MORE, cut
from trivia.events import Said

LONGEST_OPTION = 100
MOST_OPTIONS = 25


class Appeals(Protocol):
    """What the buttons need of whoever takes appeals."""

    async def ask(self, interaction: Press, game: int, number: int) -> None:
        """Take the guess of whoever pressed, or ask which of them is meant."""
        ...

    async def bring(self, interaction: Press, game: int, number: int, guess: int) -> None:
        """Bring this guess to the editors."""
        ...


class _Bot(Protocol):
    """The client, as far as these buttons know it."""

    appeals: Appeals


def _appeals(interaction: Press) -> Appeals:
    return cast("_Bot", interaction.client).appeals


class Appeal(Item, template="trivia:appeal" + ROUND):
    """Says that one's answer was right."""

    def __init__(self, button: ui.Button[Any], game: int, number: int) -> None:
        super().__init__(button)
        self.game = game
        self.number = number

    @classmethod
    def of(cls, game: int, number: int) -> Self:
        """The button of this round."""
        return cls(ui.Button(label=words.BUTTON, custom_id=f"trivia:appeal:{game}:{number}"), game, number)

    @classmethod
    async def from_custom_id(cls, _interaction: Press, item: ui.Item[Any], match: re.Match[str], /) -> Self:
        return cls(cast("ui.Button[Any]", item), int(match["game"]), int(match["number"]))

    async def pressed(self, interaction: Press) -> None:
        await _appeals(interaction).ask(interaction, self.game, self.number)


class PickGuess(Item, template="trivia:appeal-for" + ROUND):
    """Picks the guess that was right."""

    def __init__(self, menu: ui.Select[Any], game: int, number: int) -> None:
        super().__init__(menu)
        self.menu = menu
        self.game = game
        self.number = number

    @classmethod
    def of(cls, game: int, number: int, said: Sequence[Said]) -> Self:
        """The menu of these guesses."""
        options = [
            discord.SelectOption(label=cut(one.text, LONGEST_OPTION) or MORE, value=str(one.guess))
            for one in said[:MOST_OPTIONS]
        ]
        custom_id = f"trivia:appeal-for:{game}:{number}"
        return cls(ui.Select(custom_id=custom_id, placeholder=words.WHICH, options=options), game, number)

    @classmethod
    async def from_custom_id(cls, _interaction: Press, item: ui.Item[Any], match: re.Match[str], /) -> Self:
        return cls(cast("ui.Select[Any]", item), int(match["game"]), int(match["number"]))

    async def pressed(self, interaction: Press) -> None:
        picked = next((value for value in self.menu.values if value.isdecimal()), "0")
        await _appeals(interaction).bring(interaction, self.game, self.number, int(picked[:20]))


ITEMS: tuple[type[ui.DynamicItem[Any]], ...] = (Appeal, PickGuess)
