"""What people can do in a game, however they do it: by command, button or modal."""

from __future__ import annotations

from random import Random

import discord

from bot import cards, errors
from bot.buttons import Wish
from bot.errors import Refusal
from bot.ledger import MemoryLedger
from bot.session import Session
from bot.sessions import ChannelBusy, Sessions, TooSoon
from bot.stage import DiscordStage
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
    Refused,
    Resumed,
    Stopped,
    VotedSkip,
)
from trivia.plan import GAP, Plan

NEEDED = ("view_channel", "send_messages", "read_message_history", "add_reactions")
Press = discord.Interaction[discord.Client]


class Play:
    """Starts games and brings what people do to them."""

    def __init__(
        self,
        bank: Bank,
        sessions: Sessions,
        ledger: MemoryLedger,
        dice: Random,
        *,
        typing: bool,
        gap: float = GAP,
    ) -> None:
        self.bank = bank
        self._sessions = sessions
        self._ledger = ledger
        self._dice = dice
        self._typing = typing
        self._gap = gap

    async def start(self, interaction: Press, wish: Wish) -> None:
        """Start the game that was wished for in the channel of `interaction`; raises `Refusal`."""
        channel = interaction.channel
        if not isinstance(channel, discord.abc.Messageable) or interaction.channel_id is None:
            raise Refusal("I can't play here: try a text channel, a thread or a direct message.")
        self._check_permissions(interaction)
        self._check_free(interaction.channel_id)
        plan = self._plan(interaction, wish)
        title = self._title(wish)
        await interaction.response.send_message(cards.opening(plan, title))
        # Somebody else may have started one while Discord took our answer.
        self._check_free(interaction.channel_id)
        typing = self._typing or interaction.guild_id is None
        self._sessions.start(interaction.channel_id, plan, DiscordStage(channel, self.bank, wish, typing=typing))

    async def guess(self, interaction: Press, text: str) -> None:
        """A private answer."""
        at = interaction.created_at.timestamp()
        event = Guessed(interaction.user.id, text, interaction.id, at, private=True)
        await self._tell(interaction, event, text)

    async def choose(self, interaction: Press, choice: int) -> None:
        """A press on one of the choices."""
        session = self._session(interaction)
        view = session.game.view()
        text = view.choices[choice] if view and choice < len(view.choices) else ""
        at = interaction.created_at.timestamp()
        await self._tell(interaction, Chose(interaction.user.id, choice, interaction.id, at), text)

    async def hint(self, interaction: Press) -> None:
        """Somebody wants a hint."""
        await self._do(interaction, AskedHint(interaction.user.id, self._at(interaction)), "The hint is on the card.")

    async def skip(self, interaction: Press) -> None:
        """Somebody wants to skip."""
        await self._do(interaction, VotedSkip(interaction.user.id, self._at(interaction)), "Your vote to skip counts.")

    async def pause(self, interaction: Press) -> None:
        """Somebody wants a pause."""
        event = Paused(interaction.user.id, _manages(interaction), self._at(interaction))
        await self._do(interaction, event, "Paused. `/trivia resume` goes on.")

    async def resume(self, interaction: Press) -> None:
        """Somebody wants to go on."""
        event = Resumed(interaction.user.id, _manages(interaction), self._at(interaction))
        await self._do(interaction, event, "The game goes on.")

    async def stop(self, interaction: Press) -> None:
        """Somebody wants the game to end."""
        event = Stopped(interaction.user.id, _manages(interaction), self._at(interaction))
        await self._do(interaction, event, "The game is stopped.")

    async def scores(self, interaction: Press) -> None:
        """Somebody wants to know the standings."""
        game = self._session(interaction).game
        await errors.reply(interaction, cards.scores(game.standings(), game.number, len(game.plan.turns)))

    def check_open(self, interaction: Press, game: int, number: int) -> None:
        """Raise `Refusal` unless this round of this game is the one that is being played in the channel."""
        session = self._sessions.find(interaction.channel_id or 0)
        if session is None or session.game.plan.game != game:
            raise Refusal(cards.OLD_BUTTON)
        if session.game.number != number:
            raise Refusal("That round is over: use the newest card.")

    async def _tell(self, interaction: Press, event: Guessed | Chose, text: str) -> None:
        session = self._session(interaction)
        await interaction.response.defer(ephemeral=True, thinking=True)
        effects = await session.submit(event)
        judged = next((effect for effect in effects if isinstance(effect, Judged)), None)
        said = cards.private_verdict(judged, text) if judged else _refusal(effects) or cards.CAUSES[Cause.NO_ROUND]
        await errors.reply(interaction, said)

    async def _do(self, interaction: Press, event: Event, done: str) -> None:
        session = self._session(interaction)
        await interaction.response.defer(ephemeral=True, thinking=True)
        effects = await session.submit(event)
        await errors.reply(interaction, _refusal(effects) or (done if effects else cards.CAUSES[Cause.NO_ROUND]))

    def _session(self, interaction: Press) -> Session:
        session = self._sessions.find(interaction.channel_id or 0)
        if session is None:
            raise Refusal(cards.NO_GAME)
        return session

    @staticmethod
    def _at(interaction: Press) -> float:
        return interaction.created_at.timestamp()

    def _check_free(self, channel: int) -> None:
        try:
            self._sessions.check(channel)
        except ChannelBusy:
            raise Refusal("A game is running here already: join in, or end it with `/trivia stop`.") from None
        except TooSoon:
            raise Refusal("The last game here began only just now: wait a few seconds and try again.") from None

    @staticmethod
    def _check_permissions(interaction: Press) -> None:
        if interaction.guild_id is None:
            return
        allowed = interaction.app_permissions
        in_thread = isinstance(interaction.channel, discord.Thread)
        needed = (f"{name}_in_threads" if in_thread and name == "send_messages" else name for name in NEEDED)
        missing = [name for name in needed if not getattr(allowed, name)]
        if missing:
            names = ", ".join(f"**{name.replace('_', ' ').title()}**" for name in missing)
            raise Refusal(f"I can't play here without these permissions: {names}. Ask an admin to grant them to me.")

    def _plan(self, interaction: Press, wish: Wish) -> Plan:
        unknown = [pack for pack in wish.packs if pack not in {pack.id for pack in self.bank.packs}]
        if unknown:
            name = cards.escape(unknown[0][:100])
            raise Refusal(f"There is no pack called {name}: `/trivia packs` lists them.")
        wanted = Wanted(wish.packs, wish.difficulty, wish.choices)
        place = interaction.guild_id or interaction.channel_id or 0
        turns = self.bank.draw(wanted, wish.rounds, self._ledger.asked(place), self._dice)
        if not turns:
            raise Refusal(cards.nothing_fits(wanted))
        pool = frozenset(question.id for question in self.bank.matching(wanted))
        self._ledger.ask(place, frozenset(turn.question.id for turn in turns), pool)
        return Plan(interaction.id, interaction.user.id, turns, wish.mode, wish.seconds, self._gap, wish.goal)

    def _title(self, wish: Wish) -> str:
        packs = wish.packs or tuple(pack.id for pack in self.bank.packs)
        return self.bank.title(packs[0]) if len(packs) == 1 else f"a mix of {cards.plural(len(packs), 'pack')}"


def _manages(interaction: Press) -> bool:
    return interaction.guild_id is None or interaction.permissions.manage_messages


def _refusal(effects: list[Effect]) -> str | None:
    refused = next((effect for effect in effects if isinstance(effect, Refused)), None)
    return cards.CAUSES[refused.cause] if refused else None
