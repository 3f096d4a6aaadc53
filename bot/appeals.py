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
from bot.rights import Right, Rights
from bot.sessions import Sessions
from bot.thinking import or_refuse
from trivia.events import Granted, Said
from trivia.store import Appeals as Queue
from trivia.store import CantAppeal, Grant
from trivia.text import fold

log = logging.getLogger(__name__)
Press = discord.Interaction[discord.Client]


class Appeals:
    """Takes appeals, and tells of those that editors accepted."""

    def __init__(self, appeals: Queue, sessions: Sessions, rights: Rights) -> None:
        self._appeals = appeals
        self._sessions = sessions
        self._rights = rights

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

    async def granted(self, interaction: Press, grant: Grant) -> None:
        """An editor let an answer count after all, and that is written down: the game that runs follows, and the
        channel hears it.
        """
        session = self._sessions.find(grant.channel or 0)
        if session is not None and session.game.plan.game == grant.game:
            session.post(Granted(grant.number, grant.awards))
        await self._say(interaction, grant)

    @staticmethod
    async def _say(interaction: Press, grant: Grant) -> None:
        """Tell the channel in which the game was played; never raises for what may be wrong with Discord."""
        channel = interaction.guild.get_channel_or_thread(grant.channel or 0) if interaction.guild else None
        if not isinstance(channel, discord.abc.Messageable):
            log.info("channel %s is not there to be told that an answer counts after all", grant.channel)
            return
        try:
            await channel.send(words.counts(grant))
        except UNREACHABLE as error:
            log.info("channel %s was not told that an answer counts after all: %s", grant.channel, error)


def _at(interaction: Press) -> float:
    return interaction.created_at.timestamp()


def _distinct(guesses: tuple[Said, ...]) -> list[Said]:
    """The guesses without those that say the same as one before."""
    return list({fold(one.text): one for one in reversed(guesses)}.values())[::-1]


@contextmanager
def _or_say(down: str) -> Generator[None]:
    """Refuse in words where an appeal can't be brought, or the database can't be used."""
    try:
        with or_refuse(down):
            yield
    except CantAppeal as error:
        raise Refusal(words.WHY[error.why]) from None
