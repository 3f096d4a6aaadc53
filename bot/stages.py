"""Telling somebody who waits how far it is."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager

import discord

from bot.history import UNREACHABLE
from bot.import_cards import said_card

log = logging.getLogger(__name__)

QUIET = 1.0
"""Seconds in which a stage that is over needs no word."""


class Stages:
    """Shows the stage in place of the card or of "is thinking", where it takes a while."""

    def __init__(self, interaction: discord.Interaction[discord.Client]) -> None:
        self._interaction = interaction
        self.told = False

    @asynccontextmanager
    async def stage(self, text: str) -> AsyncGenerator[None]:
        """A stage, for as long as the block takes."""
        over = asyncio.Event()
        telling = asyncio.create_task(self._tell(text, over))
        try:
            yield
        finally:
            over.set()
            await telling  # what is on its way must be there before what follows it

    async def _tell(self, text: str, over: asyncio.Event) -> None:
        try:
            await asyncio.wait_for(over.wait(), QUIET)
        except TimeoutError:
            self.told = True
            try:
                await self._interaction.edit_original_response(view=said_card(text))
            except UNREACHABLE as error:
                log.info("a stage was not told: %s", error)
