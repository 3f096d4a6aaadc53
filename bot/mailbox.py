"""What players bring to a server's editors: suggestions, and reports of what is wrong."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

import discord

from bot import errors
from bot import review_words as words
from bot.editing_forms import QuestionForm
from bot.errors import Refusal
from bot.review_forms import ReportForm, readable
from bot.rights import Right, Rights
from bot.thinking import or_refuse
from trivia import drafting, store
from trivia.drafting import Form, Unfit
from trivia.store import NeverAsked, ReportedAlready, TooMany, Wrong, own_pack

Press = discord.Interaction[discord.Client]


class Mailbox:
    """Takes what players bring, of whoever may play. Every call raises `Refusal`."""

    def __init__(self, mailbox: store.Mailbox, rights: Rights) -> None:
        self._mailbox = mailbox
        self._rights = rights

    async def ask_question(self, interaction: Press) -> None:
        """Let a player write a question."""
        await self._rights.check(interaction, Right.PLAY)
        await interaction.response.send_modal(QuestionForm(words.SUGGEST, interaction, Form(""), self._suggest))

    async def _suggest(self, interaction: Press, filled: Form) -> None:
        form = replace(
            filled,
            ask=readable(filled.ask),
            answers=readable(filled.answers),
            explanation=readable(filled.explanation),
        )
        server = await self._rights.check(interaction, Right.PLAY)
        await interaction.response.defer(ephemeral=True, thinking=True)
        try:
            drafting.read(form, f"{own_pack(server)}/suggested")
        except Unfit as unfit:
            raise Refusal(words.unfit(unfit.sentences)) from None
        who, at = interaction.user.id, interaction.created_at.timestamp()
        try:
            with or_refuse(words.CANT_WRITE):
                await self._mailbox.suggest(server, who, interaction.id, at, form)
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
