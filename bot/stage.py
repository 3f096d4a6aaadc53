"""The stage of a game in a Discord channel: one card a round, edited, and one short reply."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

import aiohttp
import discord

from bot import cards, words
from bot.buttons import Again
from bot.session import News, StageFailed, StageGone
from bot.wish import Wish
from trivia.bank import Bank
from trivia.events import (
    Ask,
    Congratulate,
    Effect,
    Judged,
    Outcome,
    Redraw,
    Reveal,
    Shown,
    Standings,
    ToldPrivately,
)
from trivia.judge import Ruling

log = logging.getLogger(__name__)

UNKNOWN_MESSAGE = 10008
NO_REPLIES = 160002
"""Discord's code where one must not reply without the permission to read history."""
CLOSED = (10003, 50083, 160005)
"""Discord's codes for a channel that is deleted, archived or locked."""


Channel = discord.TextChannel | discord.VoiceChannel | discord.StageChannel | discord.Thread | discord.DMChannel
"""Where a game can be played."""
TellStarter = Callable[[str], Awaitable[object]]
Announce = Callable[[Standings], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class ByInteraction:
    """Tells the person behind an interaction; that reaches them even where we may not write, for 15 minutes."""

    opened: discord.Interaction[discord.Client]

    async def __call__(self, text: str) -> None:
        if self.opened.is_expired():
            await self.opened.user.send(text)
        else:
            await self.opened.followup.send(text, ephemeral=True)


class DiscordStage:
    """Shows the effects of one game.

    `starter` tells the player who started it something that nobody else reads, `announce` tells elsewhere how it ended.
    `typing` is whether typed messages are read in this channel.
    """

    def __init__(
        self,
        channel: Channel,
        starter: TellStarter,
        bank: Bank,
        wish: Wish,
        announce: Announce,
        *,
        typing: bool,
    ) -> None:
        self._channel = channel
        self._starter = starter
        self._bank = bank
        self._wish = wish
        self._announce = announce
        self._typing = typing
        self._card: discord.PartialMessage | None = None

    @property
    def card(self) -> int:
        """The message of the newest card; 0 where there is none."""
        return self._card.id if self._card else 0

    @card.setter
    def card(self, number: int) -> None:
        self._card = self._channel.get_partial_message(number) if number else None

    async def ask(self, effect: Ask) -> Shown:
        """Show a new card; returns which, and Discord's own time of it."""
        title = self._bank.title(effect.view.question.pack)
        view = cards.round_card(effect.view, title, typing=self._typing)
        try:
            self._card = await self._send(view)
        except Exception as error:
            raise _meaning(error) from error
        return Shown(self._card.created_at.timestamp(), self._card.id)

    async def say(self, news: News) -> float:
        """Say what became of the game beside its rules; returns Discord's own time of it."""
        try:
            return (await self._channel.send(words.NEWS[news])).created_at.timestamp()
        except Exception as error:
            raise _meaning(error) from error

    async def _send(self, view: discord.ui.LayoutView) -> discord.PartialMessage:
        return self._channel.get_partial_message((await self._channel.send(view=view)).id)

    async def show(self, effect: Effect) -> None:
        """Show any other effect."""
        try:
            await self._show(effect)
        except Exception as error:
            raise _meaning(error) from error

    async def gone(self) -> None:
        """Tell whoever started the game that this channel does not take it any more; never raises."""
        try:
            await self._starter(words.stage_gone(self._channel.id))
        except (discord.HTTPException, aiohttp.ClientError, OSError) as error:
            log.info("could not tell whoever started a game that it ended: %s", error)

    async def _show(self, effect: Effect) -> None:
        match effect:
            case Judged():
                await self._react(effect)
            case Redraw(view):
                title = self._bank.title(view.question.pack)
                await self._edit(cards.round_card(view, title, typing=self._typing))
            case Reveal(outcome):
                title = self._bank.title(outcome.question.pack)
                await self._edit(cards.reveal_card(outcome, title, in_server=self._channel.guild is not None))
            case Congratulate(outcome):
                await self._say(words.congratulation(outcome), _typed_by_winner(outcome))
            case ToldPrivately(_, guess, choices):
                await self._say(words.PRESS_A_CHOICE if choices else words.WRONG_PLACE, guess)
            case Standings():
                counts = self._channel.guild is not None
                await self._channel.send(view=cards.standings_card(effect, Again.of(self._wish), counts=counts))
                await self._announce(effect)
            case _:
                pass

    async def _react(self, judged: Judged) -> None:
        if judged.private or judged.held or judged.verdict.ruling is Ruling.WRONG:
            return
        sign = words.RIGHT_SIGN if judged.verdict.ruling is Ruling.RIGHT else words.CLOSE_SIGN
        try:
            await self._channel.get_partial_message(judged.guess).add_reaction(sign)
        except (discord.NotFound, discord.Forbidden) as error:
            # Deleted, or its author has blocked us: the guess counts all the same.
            log.info("guess %s got no reaction: %s", judged.guess, error)

    async def _edit(self, view: discord.ui.LayoutView) -> None:
        if self._card is None:
            return
        try:
            await self._card.edit(view=view)
        except discord.NotFound as error:
            if error.code != UNKNOWN_MESSAGE:
                raise
            # Somebody deleted the card, and the round can't be played or understood without it.
            self._card = await self._send(view)

    async def _say(self, text: str, to: int | None) -> None:
        """Say something, as a reply to a message where there is one and its channel lets us."""
        if to is None or not await self._replied(text, to):
            await self._channel.send(text)

    async def _replied(self, text: str, to: int) -> bool:
        reference = discord.MessageReference(message_id=to, channel_id=self._channel.id, fail_if_not_exists=False)
        try:
            await self._channel.send(text, reference=reference, mention_author=False)
        except discord.HTTPException as error:
            if error.code != NO_REPLIES:
                raise
            return False
        return True


def _typed_by_winner(outcome: Outcome) -> int | None:
    """The message to reply to, where the first answer was one."""
    first = outcome.awards[0] if outcome.awards else None
    return first.guess if first and not first.private else None


def _meaning(error: Exception) -> StageGone | StageFailed:
    closed = isinstance(error, discord.HTTPException) and error.code in CLOSED
    if closed or isinstance(error, discord.Forbidden):
        return StageGone(str(error))
    known = isinstance(error, (discord.HTTPException, aiohttp.ClientError, OSError))
    log.warning("Discord did not take what a game wanted to show: %r", error, exc_info=None if known else error)
    return StageFailed(str(error))
