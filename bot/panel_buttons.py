"""The buttons and menus of the panel and of the log. Their custom ids carry all they mean, so they work after
a restart.

They reach the bot through `interaction.client`, as `buttons` does.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from typing import Any, Protocol, Self, cast

import discord
from discord import ui

from bot import panel_words as words
from bot.buttons import Item, Press
from bot.marks import cut
from bot.panel_words import Topic
from trivia.store import Listing

LONGEST_OPTION = 100


class Panel(Protocol):
    """What the buttons need of whoever shows and changes the settings."""

    async def redraw(self, interaction: Press) -> None:
        """Show the settings in place of the card."""
        ...

    async def open(self, interaction: Press, topic: Topic) -> None:
        """Let an admin change what is set about this."""
        ...

    async def show_packs(self, interaction: Press, page: int) -> None:
        """Show a page of the menu of packs in place of the card."""
        ...

    async def switch_packs(self, interaction: Press, page: int, listed: Collection[str], on: Collection[str]) -> None:
        """Of these packs, switch those on and the others off."""
        ...

    async def ask_again(self, interaction: Press, era: int) -> None:
        """Ask a second time whether the scores of this era shall be reset."""
        ...

    async def undo_reset(self, interaction: Press, era: int, *, in_log: bool) -> None:
        """Bring back the scores of this era."""
        ...


class Log(Protocol):
    """What the buttons need of whoever shows the log."""

    async def turn(self, interaction: Press, before: int) -> None:
        """Show the entries before this one in place of the card."""
        ...


class _Bot(Protocol):
    """The client, as far as these buttons know it."""

    panel: Panel
    log: Log


def _bot(interaction: Press) -> _Bot:
    return cast("_Bot", interaction.client)


class Button(Item, template=r"trivia:never-panel"):
    """A button whose custom id says all."""

    def __init__(self, button: ui.Button[Any], match: re.Match[str]) -> None:
        super().__init__(button)
        self.match = match

    @classmethod
    def made(cls, label: str, custom_id: str, **more: Any) -> Self:  # noqa: ANN401 (what a button takes)
        """The button with this label and custom id."""
        match = cls.__discord_ui_compiled_template__.fullmatch(custom_id)
        assert match is not None, custom_id
        return cls(ui.Button(label=label, custom_id=custom_id, **more), match)

    @classmethod
    async def from_custom_id(cls, _interaction: Press, item: ui.Item[Any], match: re.Match[str], /) -> Self:
        return cls(cast("ui.Button[Any]", item), match)


class ToTopic(Button, template=f"trivia:server:open:(?P<topic>{'|'.join(Topic)})"):
    """Lets an admin change what is set about something."""

    @classmethod
    def of(cls, topic: Topic) -> Self:
        """The button of this topic."""
        danger = topic is Topic.SCORES
        style = discord.ButtonStyle.danger if danger else discord.ButtonStyle.secondary
        return cls.made(words.LABELS[topic], f"trivia:server:open:{topic}", style=style)

    async def pressed(self, interaction: Press) -> None:
        await _bot(interaction).panel.open(interaction, Topic(self.match["topic"]))


class ToPanel(Button, template=r"trivia:server:panel"):
    """Goes back to the settings."""

    @classmethod
    def of(cls) -> Self:
        """The button."""
        return cls.made(words.BACK, "trivia:server:panel")

    async def pressed(self, interaction: Press) -> None:
        await _bot(interaction).panel.redraw(interaction)


class ToPacks(Button, template=r"trivia:server:packs:(?P<to>previous|next):(?P<page>\d{1,4})"):
    """Turns a page of the menu of packs."""

    @classmethod
    def of(cls, to: str, page: int, *, disabled: bool) -> Self:
        """The button `to` this page."""
        return cls.made(to.capitalize(), f"trivia:server:packs:{to}:{page}", disabled=disabled)

    async def pressed(self, interaction: Press) -> None:
        await _bot(interaction).panel.show_packs(interaction, int(self.match["page"]))


class SwitchPacks(Item, template=r"trivia:server:switch:(?P<page>\d{1,4})"):
    """Picks the packs that are on, of those on a page."""

    def __init__(self, menu: ui.Select[Any], page: int) -> None:
        super().__init__(menu)
        self.menu = menu
        self.page = page

    @classmethod
    def of(cls, packs: Sequence[Listing], off: Collection[str], page: int) -> Self:
        """The menu of these packs, of which some are off."""
        options = [
            discord.SelectOption(label=cut(pack.title, LONGEST_OPTION), value=pack.id, default=pack.id not in off)
            for pack in packs
        ]
        custom_id = f"trivia:server:switch:{page}"
        most = len(options)
        return cls(
            ui.Select(custom_id=custom_id, placeholder="none is on", options=options, min_values=0, max_values=most),
            page,
        )

    @classmethod
    async def from_custom_id(cls, _interaction: Press, item: ui.Item[Any], match: re.Match[str], /) -> Self:
        return cls(cast("ui.Select[Any]", item), int(match["page"]))

    async def pressed(self, interaction: Press) -> None:
        # Those that the menu listed, whatever the bank holds by now.
        listed = [option.value for option in self.menu.options]
        await _bot(interaction).panel.switch_packs(interaction, self.page, listed, self.menu.values)


class AskAgain(Button, template=r"trivia:server:reset:(?P<era>\d{1,9})"):
    """Opens the second question before the scores of an era are reset."""

    @classmethod
    def of(cls, era: int) -> Self:
        """The button."""
        return cls.made(words.SURE, f"trivia:server:reset:{era}", style=discord.ButtonStyle.danger)

    async def pressed(self, interaction: Press) -> None:
        await _bot(interaction).panel.ask_again(interaction, int(self.match["era"]))


class UndoReset(Button, template=r"trivia:server:undo:(?P<era>\d{1,9}):(?P<place>panel|log)"):
    """Brings back the scores of an era."""

    @classmethod
    def of(cls, era: int, *, in_log: bool = False) -> Self:
        """The button."""
        return cls.made(words.UNDO, f"trivia:server:undo:{era}:{'log' if in_log else 'panel'}")

    async def pressed(self, interaction: Press) -> None:
        in_log = self.match["place"] == "log"
        await _bot(interaction).panel.undo_reset(interaction, int(self.match["era"]), in_log=in_log)


class ToLog(Button, template=r"trivia:log:(?P<to>open|older|newest):(?P<before>\d{1,19})"):
    """Shows a page of the log."""

    @classmethod
    def of(cls, label: str, to: str, before: int = 0, *, disabled: bool = False) -> Self:
        """The button to the entries before this one, or to the newest."""
        return cls.made(label, f"trivia:log:{to}:{before}", disabled=disabled)

    async def pressed(self, interaction: Press) -> None:
        await _bot(interaction).log.turn(interaction, int(self.match["before"]))


ITEMS: tuple[type[ui.DynamicItem[Any]], ...] = (
    ToTopic,
    ToPanel,
    ToPacks,
    SwitchPacks,
    AskAgain,
    UndoReset,
    ToLog,
)
