"""`/leaderboard` and `/profile`: who is best, and what somebody has done."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import discord
from discord import app_commands

from bot.board_words import METRICS, PERIODS, SCOPES
from bot.commands.play import LONGEST_CHOICE, MOST_CHOICES, named_packs
from bot.pages import Asked, Pages
from trivia.boards import Metric, Period, Scope
from trivia.search import best

Press = discord.Interaction[discord.Client]


def _choices(said: Mapping[Any, str]) -> list[app_commands.Choice[str]]:
    return [app_commands.Choice(name=name, value=value.value) for value, name in said.items()]


def leaderboard(pages: Pages) -> app_commands.Command[Any, ..., Any]:
    """The command."""

    @app_commands.command(name="leaderboard", description="Show who is best.")
    @app_commands.describe(
        of="Of this server (if left out), this channel, one pack, or everywhere",
        pack="Of this pack",
        over="The time that counts (this season if left out)",
        by="What players are ranked by (points if left out)",
        page="Which page; ten players a page",
    )
    @app_commands.choices(of=_choices(SCOPES), over=_choices(PERIODS), by=_choices(METRICS))
    async def command(
        interaction: Press,
        of: str | None = None,
        pack: app_commands.Range[str, 1, 200] | None = None,
        over: str | None = None,
        by: str = Metric.POINTS.value,
        page: app_commands.Range[int, 1, 100_000] = 1,
    ) -> None:
        packs = named_packs(pack, {known.title: known.id for known in pages.bank.packs}) if pack else ()
        scope, period = (Scope(of) if of else None), (Period(over) if over else None)
        await pages.show(interaction, Asked(scope, packs, period, Metric(by), page))

    @command.autocomplete("pack")
    async def packs_like(_interaction: Press, current: str) -> list[app_commands.Choice[str]]:
        titles = {known.id: known.title for known in pages.bank.packs}
        found = best(current, {pack: f"{title} {pack}" for pack, title in titles.items()}, MOST_CHOICES)
        return [app_commands.Choice(name=titles[pack][:LONGEST_CHOICE], value=pack) for pack in found]

    return command


def profile(pages: Pages) -> app_commands.Command[Any, ..., Any]:
    """The command."""

    @app_commands.command(name="profile", description="Show what you, or another player, have done in this server.")
    @app_commands.describe(player="Whose (yours if left out)")
    async def command(interaction: Press, player: discord.User | None = None) -> None:
        await pages.profile(interaction, player or interaction.user)

    return command
