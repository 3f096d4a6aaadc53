"""Acknowledging before the database is touched, and taking that back where there is nothing to show everybody."""

from __future__ import annotations

import logging
from collections.abc import AsyncGenerator, Generator
from contextlib import asynccontextmanager, contextmanager

import discord

from bot.errors import Refusal
from bot.history import UNREACHABLE
from trivia.store import StoreDown

log = logging.getLogger(__name__)


@asynccontextmanager
async def thinking(interaction: discord.Interaction) -> AsyncGenerator[None]:
    """Say to the channel that something comes; taken back where the block fails."""
    await interaction.response.defer(thinking=True)
    try:
        yield
    except Exception:
        await withdraw(interaction)
        raise


async def withdraw(interaction: discord.Interaction) -> None:
    """Take back a public "thinking": what follows it would be public too, and a refusal concerns one person."""
    try:
        await interaction.delete_original_response()
    except UNREACHABLE as error:
        log.info("a response could not be taken back: %s", error)


@contextmanager
def or_refuse(said: str) -> Generator[None]:
    """Refuse with this sentence where the database can't be used."""
    try:
        yield
    except StoreDown as error:
        log.warning("somebody was refused: %s", error)
        raise Refusal(said) from None
