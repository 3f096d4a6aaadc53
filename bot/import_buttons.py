"""The button that imports what a dry run showed. It reaches the bot through `interaction.client`, as `buttons` does."""

from __future__ import annotations

import re
from typing import Any, Protocol, Self, cast

import discord
from discord import ui

from bot.buttons import Item, Press


class Importing(Protocol):
    """What the button needs of whoever imports."""

    async def confirm(self, interaction: Press, token: str) -> None:
        """Import what the dry run with this token showed."""
        ...


class _Bot(Protocol):
    """The client, as far as this button knows it."""

    importing: Importing


class Import(Item, template=r"trivia:import:(?P<token>[0-9a-f]{16})"):
    """Imports what its card shows."""

    def __init__(self, button: ui.Button[Any], token: str) -> None:
        super().__init__(button)
        self.token = token

    @classmethod
    def of(cls, token: str, label: str) -> Self:
        """The button of the dry run with this token."""
        style = discord.ButtonStyle.primary
        return cls(ui.Button(label=label, style=style, custom_id=f"trivia:import:{token}"), token)

    @classmethod
    async def from_custom_id(cls, _interaction: Press, item: ui.Item[Any], match: re.Match[str], /) -> Self:
        return cls(cast("ui.Button[Any]", item), match["token"])

    async def pressed(self, interaction: Press) -> None:
        await cast("_Bot", interaction.client).importing.confirm(interaction, self.token)


ITEMS: tuple[type[ui.DynamicItem[Any]], ...] = (Import,)
