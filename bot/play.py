"""What people can do in a game, however they do it: by command, button or modal."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from random import Random

import discord

from bot import choosing, errors, words
from bot.choosing import check_channel, check_packs, packs_on
from bot.errors import Refusal
from bot.history import find_card, read_missed
from bot.noticeboard import Noticeboard
from bot.rights import Rights
from bot.session import News, Session
from bot.sessions import ChannelBusy, Closing, Returning, Sessions, TooSoon
from bot.settings_book import NOTHING_SET, PATIENCE, SettingsBook
from bot.stage import ByInteraction, Channel, DiscordStage, TellStarter
from bot.thinking import thinking, withdraw
from bot.wish import OpenWish, Wish
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
    Standings,
    Stopped,
    VotedSkip,
)
from trivia.game import Game
from trivia.plan import GAP, Plan
from trivia.server import ServerSettings
from trivia.store import Games, Listing, Saved, StoreDown

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
        book: SettingsBook,
        noticeboard: Noticeboard,
        dice: Random,
        *,
        typing: bool,
        gap: float = GAP,
    ) -> None:
        self.bank = bank
        self._sessions = sessions
        self._games = games
        self._book = book
        self._rights = Rights(book)
        self._noticeboard = noticeboard
        self._dice = dice
        self._typing = typing
        self._gap = gap

    async def start(self, interaction: Press, wished: Wish | OpenWish) -> None:
        """Start the game that was wished for in the channel of `interaction`; raises `Refusal`."""
        channel, number = interaction.channel, interaction.channel_id
        if not isinstance(channel, Channel) or number is None:
            raise Refusal(words.NO_PLACE)
        self._check_permissions(interaction)
        with self._kept(number):
            async with thinking(interaction):
                settings = await self._book.of(interaction.guild_id)
                self._rights.check_player(interaction)
                check_channel(interaction, settings)
                wish = wished.filled(settings)
                server = interaction.guild_id
                await self.bank.look(server)
                check_packs(self.bank, server, wish, settings)
                wanted = choosing.wanted(self.bank, server, wish, settings)
                plan = await self._begun(interaction, number, wish, wanted, settings)
            await self._opened(interaction, channel, wish, wanted, plan)

    async def packs_on(self, interaction: Press) -> Sequence[Listing]:
        """The packs that can be played where `interaction` is; all of them where that can't be known now."""
        try:
            async with asyncio.timeout(PATIENCE):
                await self.bank.look(interaction.guild_id)
            settings = await self._book.of(interaction.guild_id)
        except (StoreDown, TimeoutError) as error:
            log.warning("the packs of server %s can't be told apart: %s", interaction.guild_id, error)
            settings = NOTHING_SET
        return packs_on(self.bank, interaction.guild_id, settings)

    async def _begun(
        self, interaction: Press, channel: int, wish: Wish, wanted: Wanted, settings: ServerSettings
    ) -> Plan:
        """The game that was wished for, of questions new to this place, written down; raises `StoreDown`."""
        place, server = _place(interaction), interaction.guild_id
        turns = await self.bank.draw(wanted, place, wish.rounds, self._dice, server)
        plan = Plan(
            interaction.id,
            interaction.user.id,
            turns,
            wish.mode,
            wish.seconds,
            self._gap,
            wish.goal,
            settings.strictness,
            wish.hints,
        )
        saved = Saved(interaction.guild_id, channel, wish.text(), Game(plan).snapshot())
        await self._games.begin(saved, self._at(interaction))
        return plan

    async def _opened(self, interaction: Press, channel: Channel, wish: Wish, wanted: Wanted, plan: Plan) -> None:
        """Say that the game starts, and start it; a game that nobody saw begin is over."""
        alone, title = interaction.guild_id is None, choosing.title(self.bank, interaction.guild_id, wanted)
        try:
            await interaction.followup.send(words.opening(plan, title, wish.rounds, alone=alone))
            self._sessions.start(channel.id, plan, self._stage(channel, ByInteraction(interaction), wish))
        except Closing:
            raise  # the next process takes it up
        except Exception:
            await withdraw(interaction)
            await self._games.abandon(plan.game, self._at(interaction), Reason.UNSHOWN)
            raise

    async def take_up(self, saved: Saved, channel: Channel, me: int) -> None:
        """Go on with a game that the process left when it ended, from what was typed since its card.

        Raises `ChannelBusy`, `Closing`, `StoreDown`, and whatever keeps Discord from telling what was typed; then the
        game is left again.
        """
        barred = (await self._book.of(saved.server)).barred
        game = Game.restore(saved.snapshot)
        tell = partial(_write_to, channel, saved.snapshot.plan.starter)
        stage = self._stage(channel, tell, Wish.read(saved.wish))
        session = self._sessions.adopt(channel.id, game, stage)
        try:
            since = game.card or game.plan.game
            shown = await find_card(channel, game.plan.game, game.number, me, since) if game.asking else None
            stage.card = shown.card if shown else game.card
            missed = await read_missed(channel, stage.card, me, barred)
            news = News.BACK if missed is not None else News.BACK_BLIND
            self._sessions.take_up(channel.id, session, [*([shown] if shown else []), *(missed or ())], news)
        except BaseException:
            self._sessions.give_up(channel.id, session)
            raise

    def _stage(self, channel: Channel, tell: TellStarter, wish: Wish) -> DiscordStage:
        typing = self._typing or isinstance(channel, discord.DMChannel)
        announce = partial(self._announce, channel, wish)
        return DiscordStage(channel, tell, self.bank, wish, announce, typing=typing)

    async def _announce(self, channel: Channel, wish: Wish, standings: Standings) -> None:
        """A game is over, and its channel knows: tell the server too, if it wants to be told."""
        server = channel.guild.id if channel.guild else None
        settings = self._book.known(server) or NOTHING_SET
        title = choosing.title(self.bank, server, choosing.wanted(self.bank, server, wish, settings))
        await self._noticeboard.game_over(channel, title, standings)

    async def guess(self, interaction: Press, text: str) -> None:
        """A private answer; raises `Refusal` for a blank one."""
        if not text.strip():
            raise Refusal(words.EMPTY_ANSWER)
        self._rights.check_player(interaction)
        at = interaction.created_at.timestamp()
        event = Guessed(interaction.user.id, text, interaction.id, at, private=True)
        await self._tell(interaction, event, text)

    async def choose(self, interaction: Press, choice: int) -> None:
        """A press on one of the choices."""
        self._rights.check_player(interaction)
        game = self._session(interaction).game
        choices = game.plan.turns[max(game.number - 1, 0)].choices
        text = choices[choice] if choice < len(choices) else ""
        at = interaction.created_at.timestamp()
        await self._tell(interaction, Chose(interaction.user.id, choice, interaction.id, at), text)

    async def hint(self, interaction: Press) -> None:
        """Somebody wants a hint."""
        self._rights.check_player(interaction)
        await self._do(interaction, AskedHint(interaction.user.id, self._at(interaction)), words.HINTED)

    async def skip(self, interaction: Press) -> None:
        """Somebody wants to skip."""
        self._rights.check_player(interaction)
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
        """Raise `Refusal` unless this round of this game is played in the channel, and whoever asks may play."""
        self._rights.check_player(interaction)
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


async def _write_to(channel: Channel, player: int, text: str) -> None:
    """Write to a player who can't be reached by an interaction any more."""
    member = channel.guild.get_member(player) if channel.guild else None
    if member is not None:
        await member.send(text)


def _place(interaction: Press) -> int:
    """The server or the conversation, in which no question comes twice while there are others."""
    return interaction.guild_id or interaction.channel_id or 0


def _manages(interaction: Press) -> bool:
    return interaction.guild_id is None or interaction.permissions.manage_messages


def _refusal(effects: list[Effect]) -> str | None:
    refused = next((effect for effect in effects if isinstance(effect, Refused)), None)
    return words.CAUSES[refused.cause] if refused else None
