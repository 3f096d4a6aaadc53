"""The slash commands, one file a group."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Protocol

from discord import app_commands

from bot.commands.answer import answer
from bot.commands.boards import leaderboard, profile
from bot.commands.play import TriviaGroup
from bot.commands.privacy import PrivacyGroup
from bot.commands.questions import QuestionsGroup, make_question
from bot.commands.review import review, suggest
from bot.commands.season import SeasonGroup
from bot.commands.server import server
from bot.commands.why import why
from bot.desk import Desk
from bot.editing import Editing
from bot.health import Health
from bot.importing import Importing
from bot.log import Log
from bot.mailbox import Mailbox
from bot.pages import Pages
from bot.panel import Panel
from bot.play import Play
from bot.privacy import Privacy
from bot.reviewing import Reviewing


class Bot(Protocol):
    """Whoever does what the commands ask for."""

    play: Play
    pages: Pages
    desk: Desk
    panel: Panel
    log: Log
    mailbox: Mailbox
    reviewing: Reviewing
    health: Health
    editing: Editing
    importing: Importing
    privacy: Privacy


def all_commands(
    bot: Bot,
) -> Iterator[app_commands.Command[Any, ..., Any] | app_commands.Group | app_commands.ContextMenu]:
    """Every command, in no order that matters."""
    yield from (TriviaGroup(bot.play), answer(bot.play), why(bot.play), PrivacyGroup(bot.privacy))
    yield from (leaderboard(bot.pages), profile(bot.pages), SeasonGroup(bot.pages, bot.desk))
    questions = QuestionsGroup(bot.editing, bot.importing, bot.log, bot.health)
    yield from (server(bot.panel), questions, make_question(bot.editing))
    yield from (suggest(bot.mailbox), review(bot.reviewing))
