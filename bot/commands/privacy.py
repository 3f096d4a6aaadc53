"""`/privacy`: what is kept of a person is shown, handed over, removed."""

from __future__ import annotations

from typing import Literal

import discord
from discord import app_commands

from bot.privacy import Privacy

Press = discord.Interaction[discord.Client]


class PrivacyGroup(app_commands.Group):
    """The group of all commands around what is kept of whoever uses them."""

    def __init__(self, privacy: Privacy) -> None:
        super().__init__(name="privacy", description="What I keep of you, and how to have it or remove it")
        self._privacy = privacy

    @app_commands.command(description="What I keep of you, and what never; only you see it.")
    async def show(self, interaction: Press) -> None:
        """Show what is kept."""
        await self._privacy.show(interaction)

    @app_commands.command(description="Everything I keep of you, as a file; only you see it.")
    async def export(self, interaction: Press) -> None:
        """Hand over what is kept."""
        await self._privacy.export(interaction)

    @app_commands.command(description="Remove everything I keep of you; I ask before I do.")
    async def erase(self, interaction: Press) -> None:
        """Remove what is kept."""
        await self._privacy.ask_to_erase(interaction)

    @app_commands.command(description="Whether the leaderboards of everywhere show you; they do only if you want it.")
    @app_commands.describe(everywhere="on: all servers see your name and points there; off: nobody does")
    async def boards(self, interaction: Press, everywhere: Literal["on", "off"]) -> None:
        """Opt in to the boards of everywhere, or out."""
        if everywhere == "on":
            await self._privacy.show_everywhere(interaction)
        else:
            await self._privacy.hide_everywhere(interaction)
