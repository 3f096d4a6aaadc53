"""A server's own questions as files: what its editors import and export."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from io import BytesIO

import discord

from bot import import_words as words
from bot import server_words
from bot.downloads import Downloads
from bot.dry_runs import DryRuns
from bot.errors import Refusal
from bot.import_cards import dry_run_card, said_card
from bot.noticeboard import Noticeboard
from bot.rights import Right, Rights
from bot.stages import Stages
from bot.thinking import or_refuse, withdraw
from trivia.bank import Bank
from trivia.exchange import DryRun, Exchange
from trivia.packs import MOST_BYTES
from trivia.store import Stale

Press = discord.Interaction[discord.Client]


class Importing:
    """Imports and exports. Every call checks who calls, answers them alone, and raises `Refusal`."""

    def __init__(
        self,
        exchange: Exchange,
        bank: Bank,
        rights: Rights,
        noticeboard: Noticeboard,
        downloads: Downloads,
        dry_runs: DryRuns,
    ) -> None:
        self._exchange = exchange
        self._bank = bank
        self._rights = rights
        self._noticeboard = noticeboard
        self._downloads = downloads
        self._dry_runs = dry_runs
        self._one = asyncio.Semaphore(1)  # file at a time, so that reading never takes more than one thread and memory
        self._reading: set[int] = set()

    async def dry_run(self, interaction: Press, attachment: discord.Attachment) -> None:
        """Show what importing this file would do."""
        await interaction.response.defer(ephemeral=True, thinking=True)
        server = await self._rights.check(interaction, Right.QUESTIONS)
        stages = Stages(interaction)
        try:
            async with self._turn(server):
                dry = await self._read(stages, server, attachment)
        except Exception:
            if stages.told:
                await withdraw(interaction)
            raise
        await self._show(interaction, dry)

    async def _read(self, stages: Stages, server: int, attachment: discord.Attachment) -> DryRun:
        async with stages.stage(words.FETCHING):
            data = await self._downloads.fetch(attachment, MOST_BYTES, words.TOO_BIG)
        async with stages.stage(words.READING):
            reading = await self._exchange.read(server, data, attachment.filename)
        if len(reading.imported.faults) == 1:
            raise Refusal(words.unreadable(reading.imported.faults[0]))
        async with stages.stage(words.COMPARING):
            with or_refuse(words.CANT_READ_BANK):
                return await self._exchange.compare(reading)

    async def _show(self, interaction: Press, dry: DryRun, before: str = "") -> None:
        """Show a dry run in place of what is there, and all that it found in a file."""
        token = self._dry_runs.keep(dry, interaction.user.id) if dry.changes else None
        await interaction.edit_original_response(view=dry_run_card(dry, token, before))
        report = words.report(dry).encode("utf-8", "replace")
        if report:
            file = discord.File(BytesIO(report), "import-report.txt")
            await interaction.followup.send(words.REPORT, file=file, ephemeral=True)

    async def confirm(self, interaction: Press, token: str) -> None:
        """Import what the dry run with this token showed; where the questions changed meanwhile, show a new one."""
        await interaction.response.defer()
        server = await self._rights.check(interaction, Right.QUESTIONS)
        dry = self._dry_runs.take(token, interaction.user.id, server)
        if dry is None:
            raise Refusal(words.GONE)
        try:
            with or_refuse(server_words.CANT_WRITE):
                async with Stages(interaction).stage(words.WRITING):
                    entry = await self._exchange.load(dry, interaction.user.id, interaction.created_at.timestamp())
        except Stale:
            with or_refuse(words.CANT_READ_BANK):
                again = await self._exchange.compare(dry.reading)
            await self._show(interaction, again, words.STALE)
            return
        except Refusal:
            # Nothing is written: the card stays, and its button with it.
            kept = self._dry_runs.keep(dry, interaction.user.id)
            await interaction.edit_original_response(view=dry_run_card(dry, kept))
            raise
        await interaction.edit_original_response(view=said_card(words.imported(dry)))
        with or_refuse(words.CANT_READ_BANK):
            await self._bank.look(server)
        await self._noticeboard.changed(interaction.guild, [entry])

    async def export(self, interaction: Press) -> None:
        """Hand over the server's own questions."""
        await interaction.response.defer(ephemeral=True, thinking=True)
        server = await self._rights.check(interaction, Right.QUESTIONS)
        async with self._turn(server):
            with or_refuse(words.CANT_READ_BANK):
                files = await self._exchange.export(server, min(MOST_BYTES, interaction.filesize_limit))
        if not files:
            raise Refusal(words.NO_OWN)
        for number, file in enumerate(files, 1):
            said = words.exported(number, len(files))
            await interaction.followup.send(said, file=discord.File(BytesIO(file.data), file.name), ephemeral=True)

    @asynccontextmanager
    async def _turn(self, server: int) -> AsyncGenerator[None]:
        """Wait for one's turn; each server has one."""
        if server in self._reading:
            raise Refusal(words.BUSY)
        self._reading.add(server)
        try:
            async with self._one:
                yield
        finally:
            self._reading.discard(server)
