"""The buttons of editors. Their custom ids carry all they mean; only drafts are remembered, for a while."""

from __future__ import annotations

from typing import Protocol, Self, cast

import discord

from bot.buttons import Press
from bot.panel_buttons import Button

SLUG = r"(?P<slug>[a-z0-9-]{1,60})"


class Editing(Protocol):
    """What the buttons need of whoever edits questions."""

    async def save(self, interaction: Press, draft: int) -> None:
        """Save a draft."""
        ...

    async def reopen(self, interaction: Press, draft: int) -> None:
        """Let its author change a draft."""
        ...

    async def cancel(self, interaction: Press, draft: int) -> None:
        """Throw a draft away."""
        ...

    async def edit(self, interaction: Press, slug: str) -> None:
        """Let an editor change a question."""
        ...

    async def remove(self, interaction: Press, slug: str, seen: int | None = None) -> None:
        """Remove a question."""
        ...

    async def undo(self, interaction: Press, slug: str, seen: int) -> None:
        """Bring back what a question was before its edition `seen`."""
        ...


class _Bot(Protocol):
    editing: Editing


def _editing(interaction: Press) -> Editing:
    return cast("_Bot", interaction.client).editing


class OnDraft(Button, template=r"trivia:draft:(?P<do>save|edit|cancel):(?P<draft>\d{1,20})"):
    """Saves a draft, changes it, or throws it away."""

    @classmethod
    def of(cls, do: str, label: str, draft: int) -> Self:
        """The button that does this."""
        style = discord.ButtonStyle.success if do == "save" else discord.ButtonStyle.secondary
        return cls.made(label, f"trivia:draft:{do}:{draft}", style=style)

    async def pressed(self, interaction: Press) -> None:
        editing, draft = _editing(interaction), int(self.match["draft"])
        match self.match["do"]:
            case "save":
                await editing.save(interaction, draft)
            case "edit":
                await editing.reopen(interaction, draft)
            case _:
                await editing.cancel(interaction, draft)


class OnQuestion(Button, template=rf"trivia:question:(?P<do>edit|remove|undo):(?P<seen>\d{{1,9}}):{SLUG}"):
    """Changes a question whose edition `seen` is shown."""

    @classmethod
    def of(cls, do: str, label: str, slug: str, seen: int) -> Self:
        """The button that does this."""
        style = discord.ButtonStyle.danger if do == "remove" else discord.ButtonStyle.secondary
        return cls.made(label, f"trivia:question:{do}:{seen}:{slug}", style=style)

    async def pressed(self, interaction: Press) -> None:
        editing, slug, seen = _editing(interaction), self.match["slug"], int(self.match["seen"])
        match self.match["do"]:
            case "edit":
                await editing.edit(interaction, slug)
            case "remove":
                await editing.remove(interaction, slug, seen)
            case _:
                await editing.undo(interaction, slug, seen)


ITEMS = (OnDraft, OnQuestion)
