"""`/questions`: what the editors of a server do."""

from __future__ import annotations

import discord
from discord import app_commands

from bot.commands.play import LONGEST_CHOICE, MOST_CHOICES
from bot.commands.season import IN_SERVERS
from bot.editing import Editing
from bot.health import Health
from bot.importing import Importing
from bot.log import Log
from bot.marks import cut

Press = discord.Interaction[discord.Client]
Typed = app_commands.Range[str, 1, 100]
Choices = list[app_commands.Choice[str]]


class QuestionsGroup(app_commands.Group):
    """The commands of editors. Whom a server takes for one is known to us alone, so Discord can't hide the group."""

    def __init__(self, editing: Editing, importing: Importing, log: Log, health: Health) -> None:
        super().__init__(name="questions", description="For the editors of this server", allowed_contexts=IN_SERVERS)
        self._editing = editing
        self._importing = importing
        self._log = log
        self._health = health

    @app_commands.command(description="Write a new question for this server.")
    async def add(self, interaction: Press) -> None:
        """Add a question."""
        await self._editing.add(interaction)

    @app_commands.command(description="Change a question of this server.")
    @app_commands.describe(question="Begin to type its text")
    async def edit(self, interaction: Press, question: Typed) -> None:
        """Change a question."""
        await self._editing.edit(interaction, question)

    @app_commands.command(description="Remove a question of this server; it can be restored.")
    @app_commands.describe(question="Begin to type its text")
    async def remove(self, interaction: Press, question: Typed) -> None:
        """Remove a question."""
        await self._editing.remove(interaction, question)

    @app_commands.command(description="Bring back a question that was removed.")
    @app_commands.describe(question="Begin to type its text")
    async def restore(self, interaction: Press, question: Typed) -> None:
        """Restore a question."""
        await self._editing.restore(interaction, question)

    @app_commands.command(description="Show a question of this server, and who changed it.")
    @app_commands.describe(question="Begin to type its text")
    async def show(self, interaction: Press, question: Typed) -> None:
        """Show a question."""
        await self._editing.show(interaction, question)

    @app_commands.command(description="Find questions of this server.")
    @app_commands.describe(text="Some words of it")
    async def search(self, interaction: Press, text: Typed) -> None:
        """Search."""
        await self._editing.search(interaction, text)

    @app_commands.command(name="try", description="Try what would count as an answer to a question, and why.")
    @app_commands.describe(question="Begin to type its text", guess="What somebody might type")
    async def try_guess(self, interaction: Press, question: Typed, guess: app_commands.Range[str, 1, 200]) -> None:
        """Try a guess."""
        await self._editing.try_guess(interaction, question, guess)

    @edit.autocomplete("question")
    @remove.autocomplete("question")
    @show.autocomplete("question")
    @try_guess.autocomplete("question")
    async def questions_like(self, interaction: Press, current: str) -> Choices:
        """Questions that are like what is being typed."""
        return _choices(await self._editing.choices(interaction, current, MOST_CHOICES))

    @restore.autocomplete("question")
    async def removed_like(self, interaction: Press, current: str) -> Choices:
        """The same of those that were removed."""
        return _choices(await self._editing.choices(interaction, current, MOST_CHOICES, removed=True))

    @app_commands.command(description="Who changed what in this server: its questions and its settings.")
    async def log(self, interaction: Press) -> None:
        """Show the log."""
        await self._log.show(interaction)

    @app_commands.command(name="import", description="Take in a file of questions; I show what it would change first.")
    @app_commands.describe(file="a pack of mine, Red's or TriviaTime's questions, OpenTDB's JSON, or a table (CSV)")
    async def import_file(self, interaction: Press, file: discord.Attachment) -> None:
        """Show what a file would change."""
        await self._importing.dry_run(interaction, file)

    @app_commands.command(description="This server's own questions as a file that can be imported again.")
    async def export(self, interaction: Press) -> None:
        """Hand over the questions."""
        await self._importing.export(interaction)

    @app_commands.command(description="Questions that nobody gets, that everyone gets at once, or that many report.")
    async def health(self, interaction: Press) -> None:
        """Show the questions that something may be wrong with."""
        await self._health.show(interaction)


def make_question(editing: Editing) -> app_commands.ContextMenu:
    """The same, from the menu of a message."""

    @app_commands.allowed_contexts(guilds=True, dms=False, private_channels=False)
    async def from_message(interaction: Press, message: discord.Message) -> None:
        await editing.from_message(interaction, message)

    return app_commands.ContextMenu(name="Make a trivia question", callback=from_message)


def _choices(found: list[tuple[str, str]]) -> Choices:
    return [app_commands.Choice(name=cut(text, LONGEST_CHOICE), value=slug) for text, slug in found]
