"""The queue of a server's editors: one thing at a time, decided once, with what that does."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Generator
from contextlib import contextmanager
from functools import partial

import discord

from bot import review_cards, verdicts
from bot import review_words as words
from bot.appeals import Appeals
from bot.errors import Refusal
from bot.history import UNREACHABLE
from bot.noticeboard import Noticeboard
from bot.review_forms import LONGEST_INPUT, AnswerForm, QuestionForm, RejectForm
from bot.rights import Right, Rights
from bot.settings_book import PATIENCE
from bot.thinking import or_refuse
from bot.verdicts import Editing
from trivia.bank import Bank
from trivia.question import Question
from trivia.store import DecidedAlready, QuestionGone, Settled, Stale, Store, StoreDown, Unfit, Waiting, Yours
from trivia.store.deciding import Effect, accepting, adding, editing
from trivia.suggestion import Suggestion

log = logging.getLogger(__name__)

Press = discord.Interaction[discord.Client]


class Reviewing:
    """Shows and decides what waits, for editors alone. Every call raises `Refusal`."""

    def __init__(self, bank: Bank, store: Store, rights: Rights, noticeboard: Noticeboard, appeals: Appeals) -> None:
        self._bank = bank
        self._own = store.own
        self._reviews = store.reviews
        self._deciding = store.deciding
        self._rights = rights
        self._noticeboard = noticeboard
        self._appeals = appeals

    async def show(self, interaction: Press) -> None:
        """Show what has waited longest."""
        server = await self._rights.check(interaction, Right.QUESTIONS)
        await interaction.response.defer(ephemeral=True, thinking=True)
        await interaction.followup.send(view=await self._card(server, 0), ephemeral=True)

    async def turn(self, interaction: Press, number: int) -> None:
        """Show what waits under this number in place of the card."""
        server = await self._rights.check(interaction, Right.QUESTIONS)
        await interaction.response.defer()
        await interaction.edit_original_response(view=await self._card(server, number))

    async def _card(self, server: int, number: int, said: str = "") -> discord.ui.LayoutView:
        with or_refuse(words.CANT_READ):
            waiting = await self._reviews.look(server, number)
        if waiting is None:
            return review_cards.empty_card(said)
        title = self._bank.title(waiting.question.pack) if waiting.question else ""
        return review_cards.review_card(waiting, title, said)

    async def accept(self, interaction: Press, number: int, effect: Effect | None = None) -> None:
        """Accept what waits under this number, with another effect than that of its cause if one is given."""
        server = await self._rights.check(interaction, Right.QUESTIONS)
        await interaction.response.defer()
        who, at = interaction.user.id, interaction.created_at.timestamp()
        await self._settle(interaction, server, number, self._deciding.accept(server, number, who, at, effect))

    async def ask_why(self, interaction: Press, number: int) -> None:
        """Ask why what waits under this number is rejected."""
        await self._rights.check(interaction, Right.QUESTIONS)
        await interaction.response.send_modal(RejectForm(interaction, partial(self._reject, number)))

    async def _reject(self, number: int, interaction: Press, reason: str) -> None:
        server = await self._rights.check(interaction, Right.QUESTIONS)
        await interaction.response.defer()
        who, at = interaction.user.id, interaction.created_at.timestamp()
        await self._settle(interaction, server, number, self._deciding.reject(server, number, who, at, reason), reason)

    async def _settle(
        self, interaction: Press, server: int, number: int, deciding: Awaitable[Settled], reason: str = ""
    ) -> None:
        """Show what was decided and what waits next, and tell whom it concerns."""
        try:
            with _refused():
                settled = await deciding
        except DecidedAlready as before:
            said = words.decided_before(before.review)
            await interaction.edit_original_response(view=await self._card(server, number, said))
            return
        said = words.decided(settled.review)
        await interaction.edit_original_response(view=await self._card(server, number, said))
        await self._look_again(server)
        await self._noticeboard.changed(interaction.guild, settled.entries)
        if settled.grant is not None:
            await self._appeals.granted(interaction, settled.grant)
        await self._tell(interaction, settled, reason)

    async def _look_again(self, server: int) -> None:
        try:
            await self._bank.look(server)
        except StoreDown as error:
            log.warning("the questions of server %s are counted later: %s", server, error)

    async def _tell(self, interaction: Press, settled: Settled, reason: str) -> None:
        """Tell whoever brought it what became of it, where they let us."""
        review, news = settled.review, verdicts.HANDLING[settled.review.cause].news
        if news is None or review.who in (None, interaction.user.id) or interaction.guild is None:
            return
        try:
            direct = await interaction.client.create_dm(discord.Object(review.who))
            await direct.send(news(review, interaction.guild.name, reason))
        except UNREACHABLE as error:
            log.info("somebody is not told what became of their %s: %s", review.cause, error)

    async def edit(self, interaction: Press, number: int) -> None:
        """Let an editor change what is accepted, in a modal."""
        server = await self._rights.check(interaction, Right.QUESTIONS)
        # A modal can only be the first response: these are reads, bounded to a second.
        waiting, seen = await self._read(server, number)
        if waiting is None or waiting.review.number != number:
            raise Refusal(words.GONE_ALREADY)
        form = self._form(interaction, waiting, seen)
        if form is None:
            raise Refusal(words.NOT_HERE)
        await interaction.response.send_modal(form)

    async def _read(self, server: int, number: int) -> tuple[Waiting | None, int]:
        """What waits, and the number of the latest edition of the question that it is about."""
        with or_refuse(words.CANT_READ):
            try:
                async with asyncio.timeout(PATIENCE):
                    waiting = await self._reviews.look(server, number)
                    about = waiting.review.question if waiting else None
                    edition = await self._own.latest(server, about) if about else None
            except TimeoutError:
                raise StoreDown("the database takes too long") from None
        return waiting, edition.number if edition else 0

    def _form(self, interaction: Press, waiting: Waiting, seen: int) -> discord.ui.Modal | None:
        number, question = waiting.review.number, waiting.question
        match verdicts.editing(waiting):
            case Editing.SUGGESTION:
                suggested = Suggestion.from_json(waiting.review.body)
                then = partial(self._add, number)
                return QuestionForm(words.EDIT_QUESTION, interaction, then, suggested)
            case Editing.QUESTION if question is not None:
                shown = Suggestion.of(question)
                if len("\n".join(shown.answers)) > LONGEST_INPUT:
                    return None
                then = partial(self._change, number, question, seen)
                return QuestionForm(words.EDIT_QUESTION, interaction, then, shown)
            case Editing.ANSWER:
                shown = "" if "why" in waiting.review.body else str(waiting.review.body["text"])
                return AnswerForm(interaction, partial(self._accept_answer, number), shown)
            case _:
                return None

    async def _add(self, number: int, interaction: Press, written: Suggestion) -> None:
        await self.accept(interaction, number, adding(written))

    async def _change(
        self, number: int, question: Question, seen: int, interaction: Press, written: Suggestion
    ) -> None:
        await self.accept(interaction, number, editing(written.changed(question), seen))

    async def _accept_answer(self, number: int, interaction: Press, text: str) -> None:
        await self.accept(interaction, number, accepting(text))


@contextmanager
def _refused() -> Generator[None]:
    """What keeps an editor from deciding so, as a sentence."""
    try:
        with or_refuse(words.CANT_WRITE):
            yield
    except Yours:
        raise Refusal(words.YOURS) from None
    except QuestionGone:
        raise Refusal(words.GONE) from None
    except Stale:
        raise Refusal(words.STALE) from None
    except Unfit as unfit:
        raise Refusal(words.unfit(unfit.answers)) from None
