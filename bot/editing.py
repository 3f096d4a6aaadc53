"""What the editors of a server do with its own questions. Every call checks who calls, and raises `Refusal`."""

from __future__ import annotations

import asyncio
import logging
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass, replace

import discord

from bot import editing_cards as cards
from bot import editing_words as words
from bot import errors
from bot.editing_forms import QuestionForm
from bot.errors import Refusal
from bot.noticeboard import Noticeboard
from bot.rights import Right, Rights
from bot.sessions import Sessions
from bot.settings_book import PATIENCE
from bot.thinking import or_refuse
from trivia.advice import advice
from trivia.bank import Bank
from trivia.drafting import Form, Unfit, filled, read, slug_for
from trivia.question import Question
from trivia.search import best
from trivia.store import Change, Edition, Stale, Store, StoreDown, Verb, own_pack
from trivia.trying import judged

log = logging.getLogger(__name__)

Press = discord.Interaction[discord.Client]
MOST_DRAFTS = 500
"""Drafts that are remembered; the oldest is forgotten for a new one."""
MOST_CANDIDATES, MOST_FOUND, MOST_CHANGES = 100, 10, 10


@dataclass(frozen=True, slots=True)
class Draft:
    """What an editor is writing: `base` is the question as it was at its edition `seen`; a new one has no `id`."""

    server: int
    author: int
    form: Form
    id: str = ""
    base: Question | None = None
    seen: int = 0


class Editing:
    """Adds, changes, removes and finds the questions of a server."""

    def __init__(self, bank: Bank, store: Store, sessions: Sessions, rights: Rights, noticeboard: Noticeboard) -> None:
        self._bank = bank
        self._own = store.own
        self._questions = store.questions
        self._sessions = sessions
        self._rights = rights
        self._noticeboard = noticeboard
        self._drafts: OrderedDict[int, Draft] = OrderedDict()

    # --- writing ----------------------------------------------------------------------------------------------------

    async def add(self, interaction: Press, ask: str = "") -> None:
        """Let an editor write a new question."""
        server = await self._rights.check(interaction, Right.QUESTIONS)
        await self._open(interaction, Draft(server, interaction.user.id, Form(ask)), words.ADD_TITLE)

    async def from_message(self, interaction: Press, message: discord.Message) -> None:
        """Let an editor make a question of what somebody wrote."""
        if not message.content.strip():
            raise Refusal(words.EMPTY_MESSAGE)
        await self.add(interaction, " ".join(message.clean_content.split()))

    async def edit(self, interaction: Press, slug: str) -> None:
        """Let an editor change a question."""
        server = await self._rights.check(interaction, Right.QUESTIONS)
        # A modal can only be the first response: this is one indexed read, bounded to a second.
        edition = await self._found(server, slug)
        assert edition.question is not None, "it was found"
        form = filled(edition.question)
        draft = Draft(server, interaction.user.id, form, edition.id, edition.question, edition.number)
        await self._open(interaction, draft, words.EDIT_TITLE)

    async def reopen(self, interaction: Press, draft: int) -> None:
        """Let its author change a draft."""
        found = await self._draft(interaction, draft)
        await self._open(interaction, found, words.EDIT_TITLE if found.id else words.ADD_TITLE, draft)

    async def cancel(self, interaction: Press, draft: int) -> None:
        """Throw a draft away."""
        await self._draft(interaction, draft)
        self._drafts.pop(draft, None)
        await interaction.response.edit_message(view=cards.said_card(words.CANCELLED))

    async def _open(self, interaction: Press, draft: Draft, title: str, number: int | None = None) -> None:
        async def then(submitted: Press, form: Form) -> None:
            await self._weigh(submitted, replace(draft, form=form), number or submitted.id)

        await interaction.response.send_modal(QuestionForm(title, interaction, draft.form, then))

    async def _weigh(self, interaction: Press, draft: Draft, number: int) -> None:
        """Show what was written, and what is to be said of it, before it is saved."""
        await self._rights.check(interaction, Right.QUESTIONS)
        await interaction.response.defer(ephemeral=True, thinking=True)
        self._remember(number, draft)
        await interaction.followup.send(view=await self._weighed(draft, number), ephemeral=True)

    async def _weighed(self, draft: Draft, number: int) -> discord.ui.LayoutView:
        try:
            question = self._question(draft)
        except Unfit as unfit:
            return cards.unfit_card(number, unfit.sentences)
        with or_refuse(words.CANT_READ):
            near = await self._own.like(draft.server, question.ask, MOST_CANDIDATES, everyone=True)
            same = await self._own.answering(draft.server, question.answer.text, question.kind, MOST_CANDIDATES)
        return cards.draft_card(number, question, await asyncio.to_thread(advice, question, near, same))

    @staticmethod
    def _question(draft: Draft, taken: Sequence[str] = ()) -> Question:
        number = draft.id or f"{own_pack(draft.server)}/{slug_for(draft.form.ask, taken)}"
        return read(draft.form, number, draft.base)

    async def save(self, interaction: Press, draft: int) -> None:
        """Save a draft; where somebody else changed the question meanwhile, say so and save nothing."""
        found = await self._draft(interaction, draft)
        await interaction.response.defer()
        try:
            question = self._question(found, await self._taken(found))
        except Unfit as unfit:
            await interaction.edit_original_response(view=cards.unfit_card(draft, unfit.sentences))
            return
        verb = Verb.EDIT if found.id else Verb.ADD
        try:
            with or_refuse(words.CANT_WRITE):
                await self._change(interaction, found.server, Change(question.id, question, found.seen, verb))
        except Stale as stale:
            now = stale.now
            self._remember(draft, replace(found, id=now.id, seen=now.number, base=now.question or found.base))
            await interaction.edit_original_response(view=cards.stale_card(draft, now))
            return
        self._drafts.pop(draft, None)
        await interaction.edit_original_response(view=cards.said_card(words.saved(question)))

    async def _taken(self, draft: Draft) -> list[str]:
        """The slugs that a new question can't have: removed ones keep theirs."""
        if draft.id:
            return []
        base = f"{own_pack(draft.server)}/{slug_for(draft.form.ask, ())}"
        tries = [base, *(f"{base}-{number}" for number in range(2, 50))]
        with or_refuse(words.CANT_WRITE):
            known = await self._own.numbers(draft.server, tries)
        return [one.partition("/")[2] for one in known]

    async def _draft(self, interaction: Press, number: int) -> Draft:
        await self._rights.check(interaction, Right.QUESTIONS)
        found = self._drafts.get(number)
        if found is None:
            raise Refusal(words.GONE)
        if found.author != interaction.user.id or found.server != interaction.guild_id:
            raise Refusal(words.NOT_YOURS)
        return found

    def _remember(self, number: int, draft: Draft) -> None:
        self._drafts[number] = draft
        self._drafts.move_to_end(number)
        while len(self._drafts) > MOST_DRAFTS:
            self._drafts.popitem(last=False)

    async def _change(self, interaction: Press, server: int, change: Change) -> None:
        """Make a change, live at once; raises `Stale` and `StoreDown`."""
        at = interaction.created_at.timestamp()
        entries = await self._own.change(server, [change], interaction.user.id, at)
        try:
            await self._bank.look(server)
        except StoreDown as error:
            log.warning("the questions of server %s are counted later: %s", server, error)
        await self._noticeboard.changed(interaction.guild, entries)

    # --- removing and bringing back ---------------------------------------------------------------------------------

    async def remove(self, interaction: Press, slug: str, seen: int | None = None) -> None:
        """Remove a question; where its edition is not the one `seen`, show what it is now instead."""
        server = await self._acknowledged(interaction)
        edition = await self._found(server, slug)
        if seen is not None and seen != edition.number:
            await self._show(interaction, server, edition)
            return
        assert edition.question is not None, "it was found"
        await self._put(interaction, server, edition, None, Verb.REMOVE, words.removed(edition.question))

    async def restore(self, interaction: Press, slug: str) -> None:
        """Bring a removed question back."""
        server = await self._acknowledged(interaction)
        with or_refuse(words.CANT_READ):
            edition = await self._own.latest(server, f"{own_pack(server)}/{slug}")
        if edition is None or edition.question is not None:
            raise Refusal(words.NOT_REMOVED)
        await self._back(interaction, server, edition, Verb.RESTORE)

    async def undo(self, interaction: Press, slug: str, seen: int) -> None:
        """Bring back what a question was before its edition `seen`, if that is still the latest."""
        server = await self._acknowledged(interaction)
        with or_refuse(words.CANT_READ):
            edition = await self._own.latest(server, f"{own_pack(server)}/{slug}")
        if edition is None:
            raise Refusal(words.NO_SUCH)
        self._check_not_asked(edition.id)
        if edition.number == seen:
            await self._back(interaction, server, edition, Verb.UNDO)
        else:
            await self._show(interaction, server, edition)

    async def _back(self, interaction: Press, server: int, edition: Edition, verb: Verb) -> None:
        with or_refuse(words.CANT_READ):
            history = await self._own.history(server, edition.id, 2)
        if len(history) < 2:
            raise Refusal(words.NOTHING_TO_UNDO)
        before = history[1].question
        said = words.saved(before) if before else words.removed(edition.question) if edition.question else words.NO_SUCH
        await self._put(interaction, server, edition, before, verb, said)

    async def _put(
        self, interaction: Press, server: int, edition: Edition, question: Question | None, verb: Verb, said: str
    ) -> None:
        try:
            with or_refuse(words.NOT_CHANGED):
                await self._change(interaction, server, Change(edition.id, question, edition.number, verb))
        except Stale as stale:
            await self._show(interaction, server, stale.now)
            return
        await _answer(interaction, cards.said_card(said))

    # --- finding ----------------------------------------------------------------------------------------------------

    async def show(self, interaction: Press, slug: str) -> None:
        """Show a question, removed or not, with its history."""
        server = await self._acknowledged(interaction)
        edition = await self._found(server, slug, removed=True)
        await self._show(interaction, server, edition)

    async def _show(self, interaction: Press, server: int, edition: Edition) -> None:
        with or_refuse(words.CANT_READ):
            history = await self._own.history(server, edition.id, MOST_CHANGES)
        await _answer(interaction, cards.question_card(edition, history))

    async def search(self, interaction: Press, text: str) -> None:
        """List the questions that are most like a text."""
        server = await self._acknowledged(interaction)
        with or_refuse(words.CANT_READ):
            number = await self._own.count(server)
        found = await self._like(server, text, MOST_FOUND)
        said = words.found(found, number) if found else words.NOTHING_FOUND if number else words.NO_QUESTIONS
        await errors.reply(interaction, said)

    async def try_guess(self, interaction: Press, slug: str, guess: str) -> None:
        """Say what the judge makes of a guess at a question, and why."""
        server = await self._acknowledged(interaction)
        edition = await self._found(server, slug)
        assert edition.question is not None, "it was found"
        with or_refuse(words.CANT_READ):
            others = await self._questions.others(edition.question, server)
        await errors.reply(interaction, words.tried(edition.question, guess, judged(edition.question, others, guess)))

    async def choices(
        self, interaction: Press, typed: str, most: int, *, removed: bool = False
    ) -> list[tuple[str, str]]:
        """Texts and slugs of the questions that are most like what is being typed; none for who may not edit them."""
        try:
            server = await self._rights.check(interaction, Right.QUESTIONS)
            async with asyncio.timeout(PATIENCE):
                found = await (self._removed if removed else self._like)(server, typed, most)
        except (Refusal, TimeoutError) as error:
            log.info("no questions are offered: %s", error)
            return []
        return [(one.ask, one.slug) for one in found]

    async def _like(self, server: int, typed: str, most: int) -> list[Question]:
        with or_refuse(words.CANT_READ):
            found = await self._own.like(server, typed, MOST_CANDIDATES)
        asked = self._asked_now()
        return await asyncio.to_thread(_nearest, [one for one in found if one.id not in asked], typed, most)

    async def _removed(self, server: int, typed: str, most: int) -> list[Question]:
        with or_refuse(words.CANT_READ):
            gone = await self._own.removed(server, MOST_CANDIDATES)
        return await asyncio.to_thread(_nearest, [one.question for one in gone if one.question], typed, most)

    async def _found(self, server: int, slug: str, *, removed: bool = False) -> Edition:
        """The question with this slug."""
        try:
            with or_refuse(words.CANT_READ):
                async with asyncio.timeout(PATIENCE):
                    edition = await self._own.latest(server, f"{own_pack(server)}/{slug}")
        except TimeoutError:
            raise Refusal(words.CANT_READ) from None
        if edition is None or (edition.question is None and not removed):
            raise Refusal(words.NO_SUCH)
        self._check_not_asked(edition.id)
        return edition

    def _check_not_asked(self, question: str) -> None:
        if question in self._asked_now():
            raise Refusal(words.ASKED_NOW)

    def _asked_now(self) -> set[str]:
        """The questions that are being asked right now: whoever edits may be playing."""
        return {session.game.question for _, session in self._sessions.running() if session.game.question}

    async def _acknowledged(self, interaction: Press) -> int:
        server = await self._rights.check(interaction, Right.QUESTIONS)
        if interaction.type is discord.InteractionType.component:
            await interaction.response.defer()
        else:
            await interaction.response.defer(ephemeral=True, thinking=True)
        return server


def _nearest(questions: Sequence[Question], typed: str, most: int) -> list[Question]:
    by_id = {one.id: one for one in questions}
    return [by_id[one] for one in best(typed, {one.id: one.ask for one in questions}, most)]


async def _answer(interaction: Press, card: discord.ui.LayoutView) -> None:
    """Show a card: in place of the one whose button was pressed, or to whoever asked alone."""
    if interaction.type is discord.InteractionType.component:
        await interaction.edit_original_response(view=card)
    else:
        await interaction.followup.send(view=card, ephemeral=True)
