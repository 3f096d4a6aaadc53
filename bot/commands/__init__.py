"""The slash commands, one file a group."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from discord import app_commands

from bot.commands.answer import answer
from bot.commands.boards import leaderboard, profile
from bot.commands.play import TriviaGroup
from bot.commands.privacy import PrivacyGroup
from bot.commands.season import SeasonGroup
from bot.commands.server import server
from bot.commands.why import why
from bot.desk import Desk
from bot.pages import Pages
from bot.play import Play
from bot.privacy import Privacy


def all_commands(
    play: Play, pages: Pages, desk: Desk, privacy: Privacy
) -> Iterator[app_commands.Command[Any, ..., Any] | app_commands.Group]:
    """Every command, in no order that matters."""
    yield from (TriviaGroup(play), answer(play), why(play), PrivacyGroup(privacy))
    yield from (leaderboard(pages), profile(pages), SeasonGroup(pages, desk), server(desk))
