"""Runs one game: an inbox, a timer, and the game's effects in order. Knows nothing of Discord."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Protocol

from trivia.events import (
    Ask,
    Chose,
    Effect,
    Event,
    Finish,
    Guessed,
    Judged,
    NotShown,
    Record,
    Shown,
    ShutDown,
    Started,
    WakeMe,
    Woke,
)
from trivia.game import Game, Snapshot
from trivia.judge import Verdict

log = logging.getLogger(__name__)

Clock = Callable[[], float]
"""Seconds since 1970, by our own clock."""


class StageGone(Exception):
    """The channel is gone or closed to us: the game can't be shown any more."""


class StageFailed(Exception):
    """One effect could not be shown, for a reason that may pass; the stage has logged it."""


class Stage(Protocol):
    """Where a game is shown."""

    async def ask(self, effect: Ask) -> float:
        """Show a new card; returns when it became visible, by the clock that guesses are timed with."""
        ...

    async def show(self, effect: Effect) -> None:
        """Show any other effect."""
        ...

    async def gone(self) -> None:
        """Tell whoever started the game, in private, that its channel does not take it any more; never raises."""
        ...


class Ledger(Protocol):
    """Where what a game earned is written down."""

    async def record(self, record: Record, snapshot: Snapshot) -> None:
        """Write down an award once and for all, together with the game that goes on from it."""
        ...


@dataclass(frozen=True, slots=True)
class Weighed:
    """A player's last guess: the round it was made in, what was said, and the verdict, which may be `held` back."""

    round: int
    text: str
    verdict: Verdict
    held: bool


class Session:
    """One game on one stage. One task owns the game, so nothing needs a lock and no guess is lost while we send."""

    def __init__(self, game: Game, stage: Stage, ledger: Ledger, clock: Clock) -> None:
        self.game = game
        self._stage = stage
        self._ledger = ledger
        self._clock = clock
        self._ahead = 0.0  # how far the clock of the guesses is ahead of ours, in seconds
        self._inbox: asyncio.Queue[tuple[Event, asyncio.Future[list[Effect]] | None]] = asyncio.Queue()
        self._timer: asyncio.TimerHandle | None = None
        self._weighed: dict[int, Weighed] = {}

    def last_guess(self, player: int) -> Weighed | None:
        """The last guess of this player that was weighed; its verdict is held back only while its round is open."""
        weighed = self._weighed.get(player)
        if weighed is None or not weighed.held:
            return weighed
        is_open = not self.game.over and not self.game.resting and self.game.number == weighed.round
        return replace(weighed, held=is_open)

    def now(self) -> float:
        """The time by the clock that guesses are timed with."""
        return self._clock() + self._ahead

    def submit(self, event: Event) -> asyncio.Future[list[Effect]]:
        """Hand an event to the game; the future brings what followed from it, once that is written down."""
        future: asyncio.Future[list[Effect]] = asyncio.get_running_loop().create_future()
        self._inbox.put_nowait((event, future))
        return future

    def post(self, event: Event) -> None:
        """Hand an event to the game without waiting for what follows."""
        self._inbox.put_nowait((event, None))

    async def run(self) -> None:
        """Play until the game finishes or its stage is gone."""
        try:
            await self._play(Started(self.now()), None)
            while not self.game.over:
                event, future = await self._inbox.get()
                await self._play(event, future)
        finally:
            self._cancel_timer()
            self._answer_the_rest()

    async def say_gone(self) -> None:
        """Tell whoever started the game that its channel does not take it any more."""
        await self._stage.gone()

    def post_shut_down(self) -> None:
        """Let the game end here, with a word to its players."""
        self.post(ShutDown(self.now()))

    async def _play(self, event: Event, future: asyncio.Future[list[Effect]] | None) -> None:
        effects: list[Effect] = []
        try:
            effects = await self._handle(event)
        finally:
            # Also where the game breaks: nobody may be left waiting.
            if future is not None and not future.done():
                future.set_result(effects)
        for effect in effects:
            await self._perform(effect)

    async def _handle(self, event: Event) -> list[Effect]:
        """What follows from `event`, once it is written down."""
        effects = self.game.handle(event)
        for effect in effects:
            if isinstance(effect, Record):
                await self._ledger.record(effect, self.game.snapshot())
            elif isinstance(effect, Judged):
                self._weighed[effect.player] = Weighed(self.game.number, self._text(event), effect.verdict, effect.held)
        return effects

    def _text(self, event: Event) -> str:
        """What a guess says, a choice being its text."""
        if isinstance(event, Chose):
            return self.game.plan.turns[self.game.number - 1].choices[event.choice]
        return event.text if isinstance(event, Guessed) else ""

    async def _perform(self, effect: Effect) -> None:
        match effect:
            case WakeMe(token, at):
                self._set_timer(token, at)
            case Ask():
                await self._ask(effect)
            case Record() | Finish():
                pass
            case _:
                try:
                    await self._stage.show(effect)
                except StageFailed:
                    log.warning("game %s goes on without showing %s", self.game.plan.game, type(effect).__name__)

    async def _ask(self, effect: Ask) -> None:
        try:
            visible = await self._stage.ask(effect)
        except StageFailed:
            await self._play(NotShown(self.now()), None)
            return
        self._ahead = visible - self._clock()
        await self._play(Shown(visible), None)

    def _set_timer(self, token: int, at: float) -> None:
        self._cancel_timer()
        loop = asyncio.get_running_loop()
        self._timer = loop.call_later(max(0.0, at - self.now()), self._wake, token, at)

    def _wake(self, token: int, at: float) -> None:
        self.post(Woke(token, max(at, self.now())))

    def _cancel_timer(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def _answer_the_rest(self) -> None:
        """Whoever still waits for an answer learns that nothing followed."""
        while not self._inbox.empty():
            _, future = self._inbox.get_nowait()
            if future is not None and not future.done():
                future.set_result([])
