"""What a person can do about what is kept of them, by command or button."""

from __future__ import annotations

import asyncio
import logging
from io import BytesIO

import discord

from bot import cards, errors
from bot import privacy_words as words
from bot.export import Export, Part
from bot.thinking import or_refuse
from trivia.store.people import People
from trivia.store.tidying import AFTER_GUESS

log = logging.getLogger(__name__)

Press = discord.Interaction[discord.Client]


class Privacy:
    """Tells people what is kept of them, hands it over, removes it. Only they themselves see the answers."""

    def __init__(self, people: People) -> None:
        self._people = people
        self._exporting = asyncio.Semaphore(1)  # one at a time, so that games always find a connection

    async def show(self, interaction: Press) -> None:
        """Somebody wants to know what is kept of them."""
        await interaction.response.defer(ephemeral=True, thinking=True)
        with or_refuse(words.STORE_DOWN):
            kept = await self._people.kept(interaction.user.id)
        await errors.reply(interaction, words.kept(kept, AFTER_GUESS))

    async def export(self, interaction: Press) -> None:
        """Somebody wants to have what is kept of them."""
        await interaction.response.defer(ephemeral=True, thinking=True)
        with or_refuse(words.STORE_DOWN):
            async with self._exporting:
                parts = await self._parts(interaction)
        if not parts:
            await errors.reply(interaction, words.NOTHING)
        for number, part in enumerate(parts, 1):
            said = words.exported(number, len(parts)) if len(parts) > 1 else _what_it_is(part)
            await interaction.followup.send(said, file=discord.File(BytesIO(part.data), part.name), ephemeral=True)

    async def _parts(self, interaction: Press) -> list[Part]:
        player = interaction.user.id
        export = Export(player, interaction.created_at.timestamp(), interaction.filesize_limit)
        await self._people.everything(player, export.add)
        return [] if export.empty else await asyncio.to_thread(export.parts)

    async def ask_to_erase(self, interaction: Press) -> None:
        """Somebody wants all that is kept of them to be removed: ask whether they are sure."""
        await interaction.response.send_message(view=cards.erase_card(interaction.user.id), ephemeral=True)

    async def erase(self, interaction: Press) -> None:
        """Somebody is sure."""
        await interaction.response.defer()
        with or_refuse(words.STORE_DOWN):
            await self._people.erase(interaction.user.id)
        log.info("a person was erased")
        await interaction.edit_original_response(view=cards.erased_card())

    async def show_everywhere(self, interaction: Press) -> None:
        """Somebody wants to be on the boards of everywhere."""
        await interaction.response.defer(ephemeral=True, thinking=True)
        name = _name(interaction.user)
        with or_refuse(words.STORE_DOWN):
            await self._people.show_everywhere(interaction.user.id, name, interaction.created_at.timestamp())
        await errors.reply(interaction, words.shown_everywhere(name))

    async def hide_everywhere(self, interaction: Press) -> None:
        """Somebody does not want to be on the boards of everywhere."""
        await interaction.response.defer(ephemeral=True, thinking=True)
        with or_refuse(words.STORE_DOWN):
            await self._people.hide_everywhere(interaction.user.id)
        await errors.reply(interaction, words.HIDDEN)


def _name(user: discord.User | discord.Member) -> str:
    """The name that everybody sees, whatever a server calls them; without what databases do not take."""
    name = (user.global_name or user.name).encode("utf-8", "replace").decode().replace("\0", "")
    return name[: words.LONGEST_NAME]


def _what_it_is(part: Part) -> str:
    return words.EXPORTED_GZIP if part.name.endswith(".gz") else words.EXPORTED_ALL
