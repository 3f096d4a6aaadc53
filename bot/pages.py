"""What people see of the leaderboards: pages, profiles and the podiums of seasons."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, replace
from io import BytesIO

import discord

from bot import board_cards, server_words
from bot import board_words as words
from bot.board_cards import Reader
from bot.errors import Refusal
from bot.look import Look
from bot.picture import draw_weeks
from bot.thinking import or_refuse, thinking
from bot.words import unknown_pack
from trivia.bank import Bank
from trivia.boards import (
    Board,
    Metric,
    Moment,
    Period,
    Scope,
    everywhere,
    moment,
    of_channel,
    of_pack,
    of_server,
    weeks,
)
from trivia.search import best
from trivia.store import Profile, Store

Press = discord.Interaction[discord.Client]
WEEKS = 12
SEASONS = 5
"""Seasons whose podiums are listed."""


@dataclass(frozen=True, slots=True)
class Asked:
    """Which leaderboard somebody asked for, as far as they said; `packs` are ids, or what was typed for one."""

    scope: Scope | None = None
    packs: tuple[str, ...] = ()
    period: Period | None = None
    metric: Metric = Metric.POINTS
    page: int = 1


class Pages:
    """Shows leaderboards and profiles."""

    def __init__(self, bank: Bank, store: Store) -> None:
        self.bank = bank
        self._boards = store.boards
        self._servers = store.servers

    async def show(self, interaction: Press, asked: Asked) -> None:
        """Show the leaderboard that was asked for; raises `Refusal`."""
        scope = self._scope(interaction, asked)
        period = asked.period or (Period.ALL if scope is Scope.EVERYWHERE else Period.SEASON)
        async with thinking(interaction):
            with or_refuse(words.CANT_READ):
                now = await self._now(interaction, scope)
                board = _board(interaction, scope, asked, now, period)
                card = await self._card(interaction, Look(board, asked.metric, asked.page - 1), now)
            await interaction.followup.send(view=card)

    async def turn(self, interaction: Press, look: Look) -> None:
        """Show this page in place of the one that the card shows."""
        await interaction.response.defer()
        with or_refuse(words.CANT_READ):
            card = await self._card(interaction, look, await self._now(interaction, look.board.scope))
        await interaction.edit_original_response(view=card)

    async def turn_to(self, interaction: Press, look: Look, period: Period) -> None:
        """Show the leaderboard that counts now over another time."""
        await interaction.response.defer()
        with or_refuse(words.CANT_READ):
            now = await self._now(interaction, look.board.scope)
            board = Board(look.board.scope, period, now.start(period), look.board.server, look.board.of)
            card = await self._card(interaction, Look(board, look.metric), now)
        await interaction.edit_original_response(view=card)

    def _scope(self, interaction: Press, asked: Asked) -> Scope:
        """What the leaderboard is of; raises `Refusal` where there is none such."""
        home = Scope.EVERYWHERE if interaction.guild_id is None else Scope.SERVER
        scope = asked.scope or (Scope.PACK if asked.packs else home)
        if interaction.guild_id is None and scope is not Scope.EVERYWHERE:
            raise Refusal(words.ONLY_EVERYWHERE)
        if scope is Scope.EVERYWHERE and asked.period is Period.SEASON:
            raise Refusal(words.NO_SEASONS)
        if scope is Scope.PACK:
            self._check_pack(asked.packs)
        elif asked.packs:
            raise Refusal(words.ONE_THING)
        return scope

    def _check_pack(self, packs: tuple[str, ...]) -> None:
        """Raise `Refusal` unless this is one pack that there is."""
        if not packs:
            raise Refusal(words.NAME_THE_PACK)
        titles = {pack.id: f"{pack.title} {pack.id}" for pack in self.bank.packs}
        unknown = next((pack for pack in packs if pack not in titles), None)
        if unknown is not None:
            raise Refusal(unknown_pack(unknown, best(unknown, titles, 1)))
        if len(packs) > 1:
            raise Refusal(words.ONE_PACK)

    async def _now(self, interaction: Press, scope: Scope = Scope.SERVER) -> Moment:
        """The moment of an interaction by the days that count there."""
        at = interaction.created_at.timestamp()
        if scope is Scope.EVERYWHERE or interaction.guild_id is None:
            return moment(at)
        return await self._servers.moment(interaction.guild_id, at)

    async def _card(self, interaction: Press, look: Look, now: Moment) -> discord.ui.LayoutView:
        # A card may be older than the last reset of the scores.
        look = replace(look, board=replace(look.board, era=now.era))
        viewer = interaction.user.id
        page = await self._boards.page(look.board, look.metric, look.number, viewer)
        names = None
        if look.board.scope is Scope.EVERYWHERE:
            names = await self._boards.names([viewer, *(row.player for row in page.rows)])
        reader = Reader(viewer, now, public=viewer in (names or ()))
        return board_cards.board_card(look, page, reader, self._title(look.board.of), names)

    def _title(self, pack: str) -> str:
        return self.bank.title(pack)

    async def profile(self, interaction: Press, player: discord.User | discord.Member) -> None:
        """Show what a player has done in the server; raises `Refusal`."""
        server = interaction.guild_id
        if server is None:
            raise Refusal(words.IN_SERVERS)
        if player.bot:
            raise Refusal(words.not_played(player.id, bot=True))
        async with thinking(interaction):
            with or_refuse(words.CANT_READ):
                now = await self._now(interaction)
                found = await self._boards.profile(server, player.id, now)
            if found is None:
                mine = player.id == interaction.user.id
                raise Refusal(words.YOU_FIRST if mine else words.not_played(player.id, bot=False))
            file = await _picture(found, now.day)
            if file is None or not interaction.app_permissions.attach_files:
                await interaction.followup.send(view=self._profile_card(player.id, found, now, None))
            else:
                await interaction.followup.send(view=self._profile_card(player.id, found, now, file), file=file)

    def _profile_card(
        self, player: int, found: Profile, now: Moment, file: discord.File | None
    ) -> discord.ui.LayoutView:
        titles = {pack: self._title(pack) for pack, _ in found.favourites}
        return board_cards.profile_card(words.profile(player, found, now.day, titles), file)

    async def seasons(self, interaction: Press) -> None:
        """Show the podiums of the last seasons; raises `Refusal` where none is over."""
        server = interaction.guild_id
        if server is None:
            raise Refusal(server_words.SERVERS_ONLY)
        async with thinking(interaction):
            with or_refuse(words.CANT_READ):
                seasons = await self._servers.seasons(server, SEASONS)
                now = await self._now(interaction)
            if not seasons:
                raise Refusal(server_words.NO_SEASON)
            await interaction.followup.send(view=board_cards.seasons_card(seasons, now.season))


def _board(interaction: Press, scope: Scope, asked: Asked, now: Moment, period: Period) -> Board:
    server, channel = interaction.guild_id, interaction.channel_id
    if server is None or channel is None or scope is Scope.EVERYWHERE:
        return everywhere(now, period)
    match scope:
        case Scope.CHANNEL:
            return of_channel(server, channel, now, period)
        case Scope.PACK:
            return of_pack(server, asked.packs[0], now, period)
        case _:
            return of_server(server, now, period)


async def _picture(found: Profile, today: int) -> discord.File | None:
    """The picture of the last weeks, if there were points in them."""
    had = weeks(found.days, today, WEEKS)
    if not any(points for _, points in had):
        return None
    bars = [(words.short_day(start), points) for start, points in had]
    drawn = await asyncio.to_thread(draw_weeks, words.POINTS_A_WEEK, bars)
    return discord.File(BytesIO(drawn), "weeks.png", description=words.picture(had))
