"""What players bring to a server's editors: suggestions, and reports of what is wrong."""

from __future__ import annotations

from functools import partial

import discord

from bot import errors
from bot import review_words as words
from bot.errors import Refusal
from bot.review_forms import QuestionForm, ReportForm
from bot.rights import Right, Rights
from bot.thinking import or_refuse
from trivia import store
from trivia.store import NeverAsked, ReportedAlready, TooMany, Wrong
from trivia.suggestion import Suggestion

Press = discord.Interaction[discord.Client]


class Mailbox:
    """Takes what players bring, of whoever may play. Every call raises `Refusal`."""

    def __init__(self, mailbox: store.Mailbox, rights: Rights) -> None:
        self._mailbox = mailbox
        self._rights = rights

    async def ask_question(self, interaction: Press) -> None:
        """Let a player write a question."""
        await self._rights.check(interaction, Right.PLAY)
        await interaction.response.send_modal(QuestionForm(words.SUGGEST, interaction, self.suggest, None))

    async def suggest(self, interaction: Press, suggestion: Suggestion) -> None:
        """Put a suggestion into the editors' queue."""
        server = await self._rights.check(interaction, Right.PLAY)
        await interaction.response.defer(ephemeral=True, thinking=True)
        who, at = interaction.user.id, interaction.created_at.timestamp()
        try:
            with or_refuse(words.CANT_WRITE):
                await self._mailbox.suggest(server, who, interaction.id, at, suggestion)
        except TooMany:
            raise Refusal(words.TOO_MANY) from None
        await errors.reply(interaction, words.SUGGESTED)

    async def ask_wrong(self, interaction: Press, game: int, number: int) -> None:
        """Ask what is wrong with the question of a round."""
        await self._rights.check(interaction, Right.PLAY)
        await interaction.response.send_modal(ReportForm(interaction, partial(self._report, game, number)))

    async def _report(self, game: int, number: int, interaction: Press, wrong: Wrong, text: str) -> None:
        server = await self._rights.check(interaction, Right.PLAY)
        await interaction.response.defer(ephemeral=True, thinking=True)
        who, at = interaction.user.id, interaction.created_at.timestamp()
        try:
            with or_refuse(words.CANT_WRITE):
                await self._mailbox.report(server, game, number, who, at, wrong, text)
        except ReportedAlready:
            raise Refusal(words.REPORTED_ALREADY) from None
        except NeverAsked:
            raise Refusal(words.NEVER_ASKED) from None
        await errors.reply(interaction, words.REPORTED)
