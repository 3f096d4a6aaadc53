"""What people can do in a game, however they do it: by command, button or modal."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from random import Random

import discord

from bot import errors, words
from bot.errors import Refusal
from bot.history import find_card, read_missed
from bot.session import News, Session
from bot.sessions import ChannelBusy, Closing, Returning, Sessions, TooSoon
from bot.stage import ByInteraction, Channel, DiscordStage, TellStarter
from bot.thinking import withdraw
from bot.wish import Wish
from trivia.bank import Bank, Wanted
from trivia.events import (
    AskedHint,
    Cause,
    Chose,
    Effect,
    Event,
    Guessed,
    Judged,
    Paused,
    Reason,
    Refused,
    Resumed,
    Reveal,
    Stopped,
    VotedSkip,
)
from trivia.game import Game
from trivia.plan import GAP, Plan
from trivia.search import best
from trivia.store import Games, Saved, StoreDown

log = logging.getLogger(__name__)

NEEDED = ("view_channel", "send_messages", "read_message_history", "add_reactions")
Press = discord.Interaction[discord.Client]


class Play:
    """Starts games and brings what people do to them."""

    def __init__(
        self,
        bank: Bank,
        sessions: Sessions,
        games: Games,
        dice: Random,
        *,
        typing: bool,
        gap: float = GAP,
    ) -> None:
        self.bank = bank
        self._sessions = sessions
        self._games = games
        self._dice = dice
        self._typing = typing
        self._gap = gap

    async def start(self, interaction: Press, wish: Wish) -> None:
        """Start the game that was wished for in the channel of `interaction`; raises `Refusal`."""
        channel, number = interaction.channel, interaction.channel_id
        if not isinstance(channel, Channel) or number is None:
            raise Refusal(words.NO_PLACE)
        self._check_permissions(interaction)
        with self._kept(number):
            self._check_packs(wish)
            await interaction.response.defer()
            plan = await self._begun(interaction, number, wish)
            await self._opened(interaction, channel, wish, plan)
        await self._remember(interaction, wish, plan)

    async def _begun(self, interaction: Press, channel: int, wish: Wish) -> Plan:
        """The game that was wished for, written down; raises `StoreDown`."""
        try:
            plan = await self._plan(interaction, wish)
            saved = Saved(interaction.guild_id, channel, wish.text(), Game(plan).snapshot())
            await self._games.begin(saved, self._at(interaction))
        except StoreDown:
            await withdraw(interaction)
            raise
        return plan

    async def _opened(self, interaction: Press, channel: Channel, wish: Wish, plan: Plan) -> None:
        """Say that the game starts, and start it; a game that nobody saw begin is over."""
        alone = interaction.guild_id is None
        try:
            await interaction.followup.send(words.opening(plan, self._title(wish), wish.rounds, alone=alone))
            self._sessions.start(channel.id, plan, self._stage(channel, ByInteraction(interaction), wish))
        except Closing:
            raise  # the next process takes it up
        except Exception:
            await withdraw(interaction)
            await self._games.abandon(plan.game, self._at(interaction), Reason.UNSHOWN)
            raise

    async def take_up(self, saved: Saved, channel: Channel, me: int) -> None:
        """Go on with a game that the process left when it ended, from what was typed since its card.

        Raises `ChannelBusy`, `Closing`, and whatever keeps Discord from telling what was typed; the game is left again.
        """
        game = Game.restore(saved.snapshot)
        tell = partial(_write_to, channel, saved.snapshot.plan.starter)
        stage = self._stage(channel, tell, Wish.read(saved.wish))
        session = self._sessions.adopt(channel.id, game, stage)
        try:
            since = game.card or game.plan.game
            shown = await find_card(channel, game.plan.game, game.number, me, since) if game.asking else None
            stage.card = shown.card if shown else game.card
            missed = await read_missed(channel, stage.card, me)
            news = News.BACK if missed is not None else News.BACK_BLIND
            self._sessions.take_up(channel.id, session, [*([shown] if shown else []), *(missed or ())], news)
        except BaseException:
            self._sessions.give_up(channel.id, session)
            raise

    def _stage(self, channel: Channel, tell: TellStarter, wish: Wish) -> DiscordStage:
        typing = self._typing or isinstance(channel, discord.DMChannel)
        return DiscordStage(channel, tell, self.bank, wish, typing=typing)

    async def guess(self, interaction: Press, text: str) -> None:
        """A private answer; raises `Refusal` for a blank one."""
        if not text.strip():
            raise Refusal(words.EMPTY_ANSWER)
        at = interaction.created_at.timestamp()
        event = Guessed(interaction.user.id, text, interaction.id, at, private=True)
        await self._tell(interaction, event, text)

    async def choose(self, interaction: Press, choice: int) -> None:
        """A press on one of the choices."""
        game = self._session(interaction).game
        choices = game.plan.turns[max(game.number - 1, 0)].choices
        text = choices[choice] if choice < len(choices) else ""
        at = interaction.created_at.timestamp()
        await self._tell(interaction, Chose(interaction.user.id, choice, interaction.id, at), text)

    async def hint(self, interaction: Press) -> None:
        """Somebody wants a hint."""
        await self._do(interaction, AskedHint(interaction.user.id, self._at(interaction)), words.HINTED)

    async def skip(self, interaction: Press) -> None:
        """Somebody wants to skip."""
        await self._do(interaction, VotedSkip(interaction.user.id, self._at(interaction)), words.VOTED, words.SKIPPED)

    async def pause(self, interaction: Press) -> None:
        """Somebody wants a pause."""
        event = Paused(interaction.user.id, _manages(interaction), self._at(interaction))
        await self._do(interaction, event, words.PAUSED)

    async def resume(self, interaction: Press) -> None:
        """Somebody wants to go on."""
        event = Resumed(interaction.user.id, _manages(interaction), self._at(interaction))
        await self._do(interaction, event, words.RESUMED)

    async def stop(self, interaction: Press) -> None:
        """Somebody wants the game to end."""
        event = Stopped(interaction.user.id, _manages(interaction), self._at(interaction))
        await self._do(interaction, event, words.STOPPED)

    async def scores(self, interaction: Press) -> None:
        """Somebody wants to know the standings."""
        game = self._session(interaction).game
        await errors.reply(interaction, words.scores(game.standings(), game.number, len(game.plan.turns)))

    async def why(self, interaction: Press) -> None:
        """Somebody wants to know what was made of their last guess; raises `Refusal` where there was none."""
        session = self._sessions.last(interaction.channel_id or 0)
        weighed = session.last_guess(interaction.user.id) if session else None
        if weighed is None:
            raise Refusal(words.NO_GUESS)
        await errors.reply(interaction, words.why(weighed))

    def check_open(self, interaction: Press, game: int, number: int) -> None:
        """Raise `Refusal` unless this round of this game is the one that is being played in the channel."""
        session = self._session(interaction, words.OLD_BUTTON)
        if session.game.plan.game != game:
            raise Refusal(words.OLD_BUTTON)
        if session.game.number != number:
            raise Refusal(words.OLD_CARD)
        if session.game.resting:
            raise Refusal(words.CAUSES[Cause.NO_ROUND])

    async def _tell(self, interaction: Press, event: Guessed | Chose, text: str) -> None:
        session = self._session(interaction)
        effects = await self._submit(interaction, session, event)
        judged = next((effect for effect in effects if isinstance(effect, Judged)), None)
        said = words.private_verdict(judged, text) if judged else _refusal(effects) or self._too_late(session)
        await errors.reply(interaction, said)

    async def _do(self, interaction: Press, event: Event, done: str, ended: str | None = None) -> None:
        """Hand in what somebody does, and tell them it is `done`; `ended` where it ends the round."""
        session = self._session(interaction)
        effects = await self._submit(interaction, session, event)
        said = ended if ended and any(isinstance(effect, Reveal) for effect in effects) else done
        await errors.reply(interaction, _refusal(effects) or (said if effects else self._too_late(session)))

    @staticmethod
    async def _submit(interaction: Press, session: Session, event: Event) -> list[Effect]:
        # First handed in, then acknowledged: a slow way to Discord costs nobody an answer.
        future = session.submit(event)
        await interaction.response.defer(ephemeral=True, thinking=True)
        return await future

    def _too_late(self, session: Session) -> str:
        if self._sessions.closing:
            return words.CLOSING
        return words.OLD_BUTTON if session.game.over else words.CAUSES[Cause.NO_ROUND]

    def _session(self, interaction: Press, none: str = words.NO_GAME) -> Session:
        """The game in the channel of `interaction`; raises `Refusal` with the words for where there is `none`."""
        channel = interaction.channel_id or 0
        session = self._sessions.find(channel)
        if session is not None:
            return session
        if self._sessions.closing:
            raise Refusal(words.CLOSING)
        raise Refusal(words.RETURNING if self._sessions.expects(channel) else none)

    @staticmethod
    def _at(interaction: Press) -> float:
        return interaction.created_at.timestamp()

    @contextmanager
    def _kept(self, channel: int) -> Iterator[None]:
        """Keep the channel for one start; raises `Refusal`."""
        try:
            with self._sessions.keep(channel):
                yield
        except ChannelBusy:
            raise Refusal(words.BUSY) from None
        except Returning:
            raise Refusal(words.RETURNING) from None
        except TooSoon:
            raise Refusal(words.TOO_SOON) from None
        except Closing:
            raise Refusal(words.CLOSING) from None
        except StoreDown as error:
            log.warning("no game could start in channel %s: %s", channel, error)
            raise Refusal(words.STORE_DOWN) from None

    @staticmethod
    def _check_permissions(interaction: Press) -> None:
        if interaction.guild_id is None:
            return
        allowed = interaction.app_permissions
        in_thread = isinstance(interaction.channel, discord.Thread)
        needed = (f"{name}_in_threads" if in_thread and name == "send_messages" else name for name in NEEDED)
        missing = [name for name in needed if not getattr(allowed, name)]
        if missing:
            raise Refusal(words.missing_permissions(missing))

    def _check_packs(self, wish: Wish) -> None:
        """Raise `Refusal` unless there are such packs, with questions that fit."""
        titles = {pack.id: f"{pack.title} {pack.id}" for pack in self.bank.packs}
        unknown = next((pack for pack in wish.packs if pack not in titles), None)
        if unknown is not None:
            raise Refusal(words.unknown_pack(unknown, best(unknown, titles, 1)))
        if not self.bank.matching(_wanted(wish)):
            raise Refusal(words.nothing_fits(_wanted(wish)))

    async def _plan(self, interaction: Press, wish: Wish) -> Plan:
        """The game that was wished for, of questions new to this place."""
        asked = await self._games.asked(_place(interaction))
        turns = self.bank.draw(_wanted(wish), wish.rounds, asked, self._dice)
        return Plan(interaction.id, interaction.user.id, turns, wish.mode, wish.seconds, self._gap, wish.goal)

    async def _remember(self, interaction: Press, wish: Wish, plan: Plan) -> None:
        pool = frozenset(question.id for question in self.bank.matching(_wanted(wish)))
        drawn = frozenset(turn.question.id for turn in plan.turns)
        try:
            await self._games.ask(_place(interaction), drawn, pool, self._at(interaction))
        except StoreDown as error:
            log.warning("the questions of game %s may come again soon: %s", plan.game, error)

    def _title(self, wish: Wish) -> str:
        packs = wish.packs or tuple(pack.id for pack in self.bank.packs)
        return self.bank.title(packs[0]) if len(packs) == 1 else words.mix(len(packs))


async def _write_to(channel: Channel, player: int, text: str) -> None:
    """Write to a player who can't be reached by an interaction any more."""
    member = channel.guild.get_member(player) if channel.guild else None
    if member is not None:
        await member.send(text)


def _wanted(wish: Wish) -> Wanted:
    return Wanted(wish.packs, wish.difficulty, wish.choices)


def _place(interaction: Press) -> int:
    """The server or the conversation, in which no question comes twice while there are others."""
    return interaction.guild_id or interaction.channel_id or 0


def _manages(interaction: Press) -> bool:
    return interaction.guild_id is None or interaction.permissions.manage_messages


def _refusal(effects: list[Effect]) -> str | None:
    refused = next((effect for effect in effects if isinstance(effect, Refused)), None)
    return words.CAUSES[refused.cause] if refused else None
