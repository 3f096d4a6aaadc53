"""The stage of a game in a Discord channel: one card a round, edited, and one short reply."""

from __future__ import annotations

import logging

import aiohttp
import discord

from bot import cards
from bot.buttons import Again, Wish
from bot.session import StageFailed, StageGone
from trivia.bank import Bank
from trivia.events import (
    Ask,
    Congratulate,
    Effect,
    Judged,
    Outcome,
    Redraw,
    Reveal,
    Standings,
    ToldPrivately,
)
from trivia.judge import Ruling

log = logging.getLogger(__name__)

UNKNOWN_MESSAGE = 10008
CLOSED = (10003, 50083, 160005)
"""Discord's codes for a channel that is deleted, archived or locked."""


class DiscordStage:
    """Shows the effects of one game.

    `opened` is the interaction that started it, `typing` whether typed messages are read in this channel.
    """

    def __init__(
        self,
        channel: discord.abc.Messageable,
        opened: discord.Interaction[discord.Client],
        bank: Bank,
        wish: Wish,
        *,
        typing: bool,
    ) -> None:
        self._channel = channel
        self._opened = opened
        self._bank = bank
        self._wish = wish
        self._typing = typing
        self._card: discord.Message | None = None

    async def ask(self, effect: Ask) -> float:
        """Show a new card; returns Discord's own time of it."""
        title = self._bank.title(effect.view.question.pack)
        view = cards.round_card(effect.view, title, typing=self._typing)
        try:
            self._card = await self._channel.send(view=view)
        except Exception as error:
            raise _meaning(error) from error
        return self._card.created_at.timestamp()

    async def show(self, effect: Effect) -> None:
        """Show any other effect."""
        try:
            await self._show(effect)
        except Exception as error:
            raise _meaning(error) from error

    async def gone(self) -> None:
        """Tell whoever started the game that this channel does not take it any more; never raises."""
        text = cards.stage_gone(self._opened.channel_id or 0)
        try:
            # The interaction reaches its person even where we may not write, but only for a quarter of an hour.
            if self._opened.is_expired():
                await self._opened.user.send(text)
            else:
                await self._opened.followup.send(text, ephemeral=True)
        except (discord.HTTPException, aiohttp.ClientError, OSError) as error:
            log.info("could not tell player %s that a game ended: %s", self._opened.user.id, error)

    async def _show(self, effect: Effect) -> None:
        match effect:
            case Judged():
                await self._react(effect)
            case Redraw(view):
                title = self._bank.title(view.question.pack)
                await self._edit(cards.round_card(view, title, typing=self._typing))
            case Reveal(outcome):
                await self._edit(cards.reveal_card(outcome, self._bank.title(outcome.question.pack)))
            case Congratulate(outcome):
                await self._say(cards.congratulation(outcome), _typed_by_winner(outcome))
            case ToldPrivately(_, guess):
                await self._say(cards.WRONG_PLACE, guess)
            case Standings():
                await self._channel.send(view=cards.standings_card(effect, Again.of(self._wish)))
            case _:
                pass

    async def _react(self, judged: Judged) -> None:
        if judged.private or judged.held or judged.verdict.ruling is Ruling.WRONG:
            return
        sign = cards.RIGHT_SIGN if judged.verdict.ruling is Ruling.RIGHT else cards.CLOSE_SIGN
        try:
            await discord.PartialMessage(channel=self._shown().channel, id=judged.guess).add_reaction(sign)
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
            self._card = await self._channel.send(view=view)

    async def _say(self, text: str, to: int | None) -> None:
        if to is None:
            await self._channel.send(text)
        else:
            reference = discord.MessageReference(
                message_id=to, channel_id=self._shown().channel.id, fail_if_not_exists=False
            )
            await self._channel.send(text, reference=reference, mention_author=False)

    def _shown(self) -> discord.Message:
        assert self._card is not None, "nothing is said of a round before its card is shown"
        return self._card


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
