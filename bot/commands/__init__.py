"""The slash commands, one file a group."""

from __future__ import annotations

from typing import Any

from discord import app_commands

from bot.commands.answer import answer
from bot.commands.play import TriviaGroup
from bot.commands.privacy import PrivacyGroup
from bot.commands.why import why
from bot.play import Play
from bot.privacy import Privacy


def all_commands(play: Play, privacy: Privacy) -> list[app_commands.Command[Any, ..., Any] | app_commands.Group]:
    """Every command, with what it needs."""
    return [TriviaGroup(play), answer(play), why(play), PrivacyGroup(privacy)]
