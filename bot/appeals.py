"""Appeals: players say that their answer was right, and what follows where an editor agrees, or does not."""

from __future__ import annotations

import logging
from collections.abc import Generator
from contextlib import contextmanager

import discord

from bot import appeal_words as words
from bot import cards, errors
from bot.errors import Refusal
from bot.history import UNREACHABLE
from bot.noticeboard import Noticeboard
from bot.rights import Right, Rights
from bot.sessions import Sessions
from bot.thinking import or_refuse
from trivia.bank import Bank
from trivia.events import Granted, Said
from trivia.store import Accepted, CantAppeal, Decided, Review, Store, StoreDown
from trivia.text import fold

log = logging.getLogger(__name__)
Press = discord.Interaction[discord.Client]


class Appeals:
    """Takes appeals, and carries out what editors decide about them. Every call raises `Refusal`."""

    def __init__(self, store: Store, bank: Bank, sessions: Sessions, rights: Rights, noticeboard: Noticeboard) -> None:
        self._appeals = store.appeals
        self._bank = bank
        self._sessions = sessions
        self._rights = rights
        self._noticeboard = noticeboard

    async def ask(self, interaction: Press, game: int, number: int) -> None:
        """Bring the guess of whoever pressed to the editors; where they made several, ask which."""
        server = await self._acknowledged(interaction)
        with _or_say(words.CANT_READ):
            guesses = await self._appeals.guesses(server, game, number, interaction.user.id, _at(interaction))
        mine = _distinct(guesses)
        if len(mine) > 1:
            await interaction.followup.send(view=cards.which_guess_card(game, number, mine), ephemeral=True)
        else:
            await self._bring(interaction, server, game, number, mine[0].guess)

    async def bring(self, interaction: Press, game: int, number: int, guess: int) -> None:
        """Bring this guess of whoever picked it to the editors."""
        server = await self._acknowledged(interaction)
        await self._bring(interaction, server, game, number, guess)

    async def _acknowledged(self, interaction: Press) -> int:
        server = await self._rights.check(interaction, Right.PLAY)
        await interaction.response.defer(ephemeral=True, thinking=True)
        return server

    async def _bring(self, interaction: Press, server: int, game: int, number: int, guess: int) -> None:
        with _or_say(words.CANT_WRITE):
            said = await self._appeals.bring(server, game, number, interaction.user.id, guess, _at(interaction))
        await errors.reply(interaction, words.brought(said))

    async def accept(self, interaction: Press, review: Review) -> str:
        """Let the guess count, as the editor behind `interaction` (which was acknowledged) says: its points are given,
        its game, its channel and the log follow. What the editor reads.
        """
        await self._check_editor(interaction, review)
        with _or_say(words.CANT_WRITE):
            done = await self._appeals.accept(
                review.server, review.number, interaction.user.id, interaction.created_at.timestamp()
            )
        await self.accepted(interaction, done)
        return words.accepted(done)

    async def accepted(self, interaction: Press, done: Accepted) -> None:
        """Tell all whom it concerns that an appeal was accepted, and written down as such."""
        session = self._sessions.find(done.channel or 0)
        if session is not None and session.game.plan.game == done.game:
            session.post(Granted(done.number, done.awards))
        await self._say(interaction, done)
        await self._noticeboard.changed(interaction.guild, done.entries)
        try:
            await self._bank.look(interaction.guild_id)
        except StoreDown as error:
            log.warning("the questions of server %s are counted later: %s", interaction.guild_id, error)

    async def reject(self, interaction: Press, review: Review) -> str:
        """Let the guess stand as it was judged, and tell whoever appealed. What the editor reads."""
        await self._check_editor(interaction, review)
        with _or_say(words.CANT_WRITE):
            await self._appeals.reject(review.server, review.number, interaction.user.id, _at(interaction))
        await self.rejected(interaction, review)
        return words.REJECTED

    async def rejected(self, interaction: Press, review: Review) -> None:
        """Tell whoever appealed, in private, as far as Discord lets us; never raises for what may be wrong with it."""
        if review.who is None or interaction.guild is None:
            return
        try:
            person = await interaction.client.create_dm(discord.Object(review.who))
            await person.send(words.rejected(str(review.body["text"]), interaction.guild.name))
        except UNREACHABLE as error:
            log.info("player %s could not be told of their appeal: %s", review.who, error)

    async def _check_editor(self, interaction: Press, review: Review) -> None:
        server = await self._rights.check(interaction, Right.QUESTIONS)
        if server != review.server:
            raise Refusal(words.DECIDED)
        if review.who == interaction.user.id:
            raise Refusal(words.YOURS)

    @staticmethod
    async def _say(interaction: Press, done: Accepted) -> None:
        """Tell the channel in which the game was played; never raises for what may be wrong with Discord."""
        channel = interaction.guild.get_channel_or_thread(done.channel or 0) if interaction.guild else None
        if not isinstance(channel, discord.abc.Messageable):
            log.info("channel %s is not there to be told that an answer counts after all", done.channel)
            return
        try:
            await channel.send(words.counts(done))
        except UNREACHABLE as error:
            log.info("channel %s was not told that an answer counts after all: %s", done.channel, error)


def _at(interaction: Press) -> float:
    return interaction.created_at.timestamp()


def _distinct(guesses: tuple[Said, ...]) -> list[Said]:
    """The guesses without those that say the same as one before."""
    return list({fold(one.text): one for one in reversed(guesses)}.values())[::-1]


@contextmanager
def _or_say(down: str) -> Generator[None]:
    """Refuse in words where an appeal can't be brought or decided, or the database can't be used."""
    try:
        with or_refuse(down):
            yield
    except CantAppeal as error:
        raise Refusal(words.WHY[error.why]) from None
    except Decided:
        raise Refusal(words.DECIDED) from None
