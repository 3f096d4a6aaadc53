"""The panel of what a server can set: shown to its admins, changed by them alone. Every change is noted and told."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

import discord

from bot import errors, panel_cards, server_words
from bot import panel_words as words
from bot.board_words import CANT_READ
from bot.errors import Refusal
from bot.log import Log
from bot.noticeboard import Noticeboard
from bot.panel_cards import View
from bot.panel_forms import FORMS, ResetForm
from bot.panel_words import Topic
from bot.rights import Right, Rights
from bot.settings_book import SettingsBook
from bot.thinking import or_refuse
from bot.zones import zone_named
from trivia.bank import Bank
from trivia.boards import Metric, Period, of_server
from trivia.server import ServerSettings
from trivia.store import Entry, NothingToReset, ResetAlready, Store, TooLate
from trivia.store.server_settings import Change

Press = discord.Interaction[discord.Client]


class Panel:
    """Shows and changes what is set. Every call checks who calls, and raises `Refusal`."""

    def __init__(
        self, bank: Bank, store: Store, book: SettingsBook, rights: Rights, noticeboard: Noticeboard, log: Log
    ) -> None:
        self._bank = bank
        self._boards = store.boards
        self._servers = store.servers
        self._resets = store.resets
        self._book = book
        self._rights = rights
        self._noticeboard = noticeboard
        self._log = log

    async def show(self, interaction: Press) -> None:
        """Show the settings."""
        server = await self._rights.check(interaction, Right.SERVER)
        await interaction.response.defer(ephemeral=True, thinking=True)
        card = panel_cards.panel_card(await self._view(interaction, server))
        await interaction.followup.send(view=card, ephemeral=True)

    async def redraw(self, interaction: Press) -> None:
        """Show the settings in place of the card."""
        server = await self._rights.check(interaction, Right.SERVER)
        await interaction.response.defer()
        await self._redraw(interaction, server)

    async def _redraw(self, interaction: Press, server: int, said: str = "") -> None:
        card = panel_cards.panel_card(await self._view(interaction, server), said)
        await interaction.edit_original_response(view=card)

    async def _view(self, interaction: Press, server: int) -> View:
        with or_refuse(server_words.CANT_READ_SETTINGS):
            settings = await self._book.of(server)
            reset = await self._resets.last(server, _at(interaction))
        return View(settings, self._bank.packs_in(interaction.guild_id), reset, _time(interaction, settings.zone))

    async def open(self, interaction: Press, topic: Topic) -> None:
        """Let an admin change what is set about this: by a modal, or on a card of its own."""
        server = await self._rights.check(interaction, Right.SERVER)
        if topic is Topic.PACKS:
            await self.show_packs(interaction, 0)
        elif topic is Topic.SCORES:
            await self._ask_to_reset(interaction, server)
        else:
            # A modal can only be the first response: this is one read, bounded to a second, or none.
            with or_refuse(server_words.CANT_READ_SETTINGS):
                settings = await self._book.of(server)
            await interaction.response.send_modal(FORMS[topic](self, interaction, settings))

    async def take(self, interaction: Press, change: Change) -> None:
        """Change the settings, and show them in place of the card."""
        server = await self._rights.check(interaction, Right.SERVER)
        await interaction.response.defer()
        entries = await self._changed(interaction, server, change)
        await self._redraw(interaction, server, words.said(entries))
        await self._noticeboard.changed(interaction.guild, entries)

    async def _changed(self, interaction: Press, server: int, change: Change) -> tuple[Entry, ...]:
        with or_refuse(server_words.CANT_WRITE):
            changed = await self._book.change(server, change, interaction.user.id, _at(interaction))
        return changed.entries

    async def set_zone(self, interaction: Press, typed: str) -> None:
        """Set the zone in which the server's days end, without showing the rest."""
        server = await self._rights.check(interaction, Right.SERVER)
        zone = zone_named(typed)
        await interaction.response.defer(ephemeral=True, thinking=True)
        entries = await self._changed(interaction, server, lambda old: replace(old, zone=zone))
        await errors.reply(interaction, server_words.zone_set(zone, _time(interaction, zone)))
        await self._noticeboard.changed(interaction.guild, entries)

    async def show_packs(self, interaction: Press, page: int) -> None:
        """Show a page of the menu of packs in place of the card."""
        server = await self._rights.check(interaction, Right.SERVER)
        await interaction.response.defer()
        card = panel_cards.packs_card(await self._view(interaction, server), page)
        await interaction.edit_original_response(view=card)

    async def switch_packs(self, interaction: Press, page: int, listed: Collection[str], on: Collection[str]) -> None:
        """Of these packs, switch those on and the others off; those that were not listed stay as they are."""
        server = await self._rights.check(interaction, Right.SERVER)
        await interaction.response.defer()

        def switched(old: ServerSettings) -> ServerSettings:
            return replace(old, packs_off=(old.packs_off - set(on)) | (set(listed) - set(on)))

        entries = await self._changed(interaction, server, switched)
        card = panel_cards.packs_card(await self._view(interaction, server), page)
        await interaction.edit_original_response(view=card)
        await self._noticeboard.changed(interaction.guild, entries)

    async def _ask_to_reset(self, interaction: Press, server: int) -> None:
        await interaction.response.defer()
        with or_refuse(CANT_READ):
            now = await self._servers.moment(server, _at(interaction))
            board = of_server(server, now, Period.ALL)
            page = await self._boards.page(board, Metric.POINTS, 0, interaction.user.id)
        if not page.players:
            raise Refusal(words.NOTHING_TO_RESET)
        await interaction.edit_original_response(view=panel_cards.confirm_card(now.era, page))

    async def ask_again(self, interaction: Press, era: int) -> None:
        """Ask a second time whether the scores of this era shall be reset."""
        await self._rights.check(interaction, Right.SERVER)
        await interaction.response.send_modal(ResetForm(self, interaction, era))

    async def reset(self, interaction: Press, era: int) -> None:
        """Reset the scores of this era, and show the settings."""
        server = await self._rights.check(interaction, Right.SERVER)
        await interaction.response.defer()
        try:
            with or_refuse(server_words.CANT_WRITE):
                entry = await self._resets.reset(server, era, interaction.user.id, _at(interaction))
        except NothingToReset:
            raise Refusal(words.NOTHING_TO_RESET) from None
        except ResetAlready:
            raise Refusal(words.RESET_ALREADY) from None
        await self._redraw(interaction, server, words.reset_done(entry.at))
        await self._noticeboard.changed(interaction.guild, [entry])

    async def undo_reset(self, interaction: Press, era: int, *, in_log: bool) -> None:
        """Bring back the scores of this era, and show the settings, or the log where it was undone there."""
        server = await self._rights.check(interaction, Right.SERVER)
        await interaction.response.defer()
        try:
            with or_refuse(server_words.CANT_WRITE):
                entry = await self._resets.undo(server, era, interaction.user.id, _at(interaction))
        except TooLate:
            raise Refusal(words.TOO_LATE) from None
        if in_log:
            await self._log.redraw(interaction)
        else:
            await self._redraw(interaction, server, words.UNDONE)
        await self._noticeboard.changed(interaction.guild, [entry])


def _at(interaction: Press) -> float:
    return interaction.created_at.timestamp()


def _time(interaction: Press, zone: str) -> datetime:
    return interaction.created_at.astimezone(ZoneInfo(zone))
