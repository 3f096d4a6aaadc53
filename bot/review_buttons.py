"""The buttons of what players bring to editors, and of the editors' queue. Their custom ids carry all they mean, so
they work after a restart.

They reach the bot through `interaction.client`, as `buttons` does.
"""

from __future__ import annotations

from typing import Any, Protocol, Self, cast

import discord
from discord import ui

from bot import review_words as words
from bot.buttons import ROUND, Press
from bot.panel_buttons import Button

NUMBER = r":(?P<number>\d{1,18})"


class Mailbox(Protocol):
    """What the buttons need of whoever takes what players bring."""

    async def ask_wrong(self, interaction: Press, game: int, number: int) -> None:
        """Ask what is wrong with the question of a round."""
        ...


class Reviewing(Protocol):
    """What the buttons need of whoever shows the queue."""

    async def turn(self, interaction: Press, number: int) -> None:
        """Show what waits under this number in place of the card."""
        ...

    async def accept(self, interaction: Press, number: int) -> None:
        """Accept what waits under this number."""
        ...

    async def edit(self, interaction: Press, number: int) -> None:
        """Let an editor change what is accepted."""
        ...

    async def ask_why(self, interaction: Press, number: int) -> None:
        """Ask why something is rejected."""
        ...


class Health(Protocol):
    """What the buttons need of whoever lists the questions that ail."""

    async def turn(self, interaction: Press, page: int) -> None:
        """Show this page in place of the card."""
        ...


class _Bot(Protocol):
    """The client, as far as these buttons know it."""

    mailbox: Mailbox
    reviewing: Reviewing
    health: Health


def _bot(interaction: Press) -> _Bot:
    return cast("_Bot", interaction.client)


class Report(Button, template="trivia:report" + ROUND):
    """Says that something is wrong with the question of a round."""

    @classmethod
    def of(cls, game: int, number: int) -> Self:
        """The button of this round."""
        return cls.made(words.REPORT, f"trivia:report:{game}:{number}")

    async def pressed(self, interaction: Press) -> None:
        await _bot(interaction).mailbox.ask_wrong(interaction, int(self.match["game"]), int(self.match["number"]))


class Accept(Button, template="trivia:review:accept" + NUMBER):
    """Accepts what a card shows."""

    @classmethod
    def of(cls, label: str, number: int) -> Self:
        """The button with this label."""
        return cls.made(label, f"trivia:review:accept:{number}", style=discord.ButtonStyle.success)

    async def pressed(self, interaction: Press) -> None:
        await _bot(interaction).reviewing.accept(interaction, int(self.match["number"]))


class Edit(Button, template="trivia:review:edit" + NUMBER):
    """Opens the modal in which an editor changes what is accepted."""

    @classmethod
    def of(cls, label: str, number: int) -> Self:
        """The button with this label."""
        return cls.made(label, f"trivia:review:edit:{number}")

    async def pressed(self, interaction: Press) -> None:
        await _bot(interaction).reviewing.edit(interaction, int(self.match["number"]))


class Reject(Button, template="trivia:review:reject" + NUMBER):
    """Opens the modal in which an editor says why something is rejected."""

    @classmethod
    def of(cls, number: int) -> Self:
        """The button."""
        return cls.made(words.REJECT, f"trivia:review:reject:{number}", style=discord.ButtonStyle.danger)

    async def pressed(self, interaction: Press) -> None:
        await _bot(interaction).reviewing.ask_why(interaction, int(self.match["number"]))


class ToReview(Button, template=r"trivia:review:(?P<to>back|next)" + NUMBER):
    """Shows what waits beside what a card shows."""

    @classmethod
    def of(cls, label: str, number: int | None) -> Self:
        """The button to this number; where there is none it can't be pressed."""
        return cls.made(label, f"trivia:review:{label.lower()}:{number or 0}", disabled=number is None)

    async def pressed(self, interaction: Press) -> None:
        await _bot(interaction).reviewing.turn(interaction, int(self.match["number"]))


class ToHealth(Button, template=r"trivia:health:(?P<to>previous|next):(?P<page>\d{1,4})"):
    """Turns a page of the questions that ail."""

    @classmethod
    def of(cls, to: str, page: int, *, disabled: bool) -> Self:
        """The button `to` this page."""
        return cls.made(to.capitalize(), f"trivia:health:{to}:{page}", disabled=disabled)

    async def pressed(self, interaction: Press) -> None:
        await _bot(interaction).health.turn(interaction, int(self.match["page"]))


ITEMS: tuple[type[ui.DynamicItem[Any]], ...] = (Report, Accept, Edit, Reject, ToReview, ToHealth)
