"""The slash commands, one file a group."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from discord import app_commands

from bot.commands.answer import answer
from bot.commands.play import TriviaGroup
from bot.commands.why import why
from bot.play import Play

ALL: tuple[Callable[[Play], app_commands.Command[Any, ..., Any] | app_commands.Group], ...] = (TriviaGroup, answer, why)
