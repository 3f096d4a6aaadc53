"""Runs one game: an inbox, a timer, and the game's effects in order. Knows nothing of Discord."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from enum import Enum, auto
from typing import Protocol

from trivia.events import (
    Ask,
    Chose,
    Congratulate,
    Effect,
    Event,
    Finish,
    Granted,
    Guessed,
    Judged,
    NotShown,
    Reason,
    Record,
    Restarted,
    Shown,
    Standings,
    Started,
    Told,
    ToldPrivately,
    Waited,
    WakeMe,
    Woke,
)
from trivia.game import Game
from trivia.judge import Ruling, Verdict
from trivia.state import Snapshot
from trivia.store import StoreDown

log = logging.getLogger(__name__)

Clock = Callable[[], float]
"""Seconds since 1970, by our own clock."""


class StageGone(Exception):
    """The channel is gone or closed to us: the game can't be shown any more."""


class StageFailed(Exception):
    """One effect could not be shown, for a reason that may pass; the stage has logged it."""


class Stage(Protocol):
    """Where a game is shown."""

    async def ask(self, effect: Ask) -> Shown:
        """Show a new card; returns which and when it became visible, by the clock that guesses are timed with."""
        ...

    async def show(self, effect: Effect) -> None:
        """Show any other effect."""
        ...

    async def say(self, news: News) -> float:
        """Say what became of the game beside its rules; returns when, by the clock that guesses are timed with."""
        ...

    async def gone(self) -> None:
        """Tell whoever started the game, in private, that its channel does not take it any more; never raises."""
        ...


class News(Enum):
    """What happens to a game from outside."""

    LEAVING = auto()
    BACK = auto()
    BACK_BLIND = auto()
    WAITING = auto()
    WRITING_AGAIN = auto()


class Ledger(Protocol):
    """Where games and what they earned are written down. Raises `StoreDown` where that can't be done now."""

    async def keep(
        self, snapshot: Snapshot, records: Sequence[Record], at: float, reason: Reason | None = None
    ) -> None:
        """Write down where a game stands and what was earned, once and for all; with a `reason` it is over."""
        ...


class Order(Enum):
    """What a session is told from outside."""

    LEAVE = auto()
    """Leave the game as it stands, to be taken up again."""
    END = auto()
    """End the game without a word: there is no channel to say it in."""


HandedIn = tuple[Event | Order, asyncio.Future[list[Effect]] | None]
"""What a session has to do next, and where somebody waits for it, what followed."""
RETRY = 0.5
RETRY_MOST = 10.0
"""Seconds between two tries to write while the database is away: the first, and the most."""


@dataclass(frozen=True, slots=True)
class Weighed:
    """A player's last guess: the round it was made in, what was said, and the verdict, which may be `held` back."""

    round: int
    text: str
    verdict: Verdict
    held: bool


class Session:
    """One game on one stage. One task owns the game, so nothing needs a lock and no guess is lost while we send.

    `said_all` is whether its final standings were said: at most its book is still open.
    """

    def __init__(self, game: Game, stage: Stage, ledger: Ledger, clock: Clock) -> None:
        self.game = game
        self._stage = stage
        self._ledger = ledger
        self._clock = clock
        self._ahead = 0.0  # how far the clock of the guesses is ahead of ours, in seconds
        self._inbox: asyncio.Queue[HandedIn] = asyncio.Queue()
        self._holding = False
        self._held: list[HandedIn] = []
        self._waits: list[Waited] = []
        self._timer: asyncio.TimerHandle | None = None
        self.said_all = False
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
        self._hand_in(event, future)
        return future

    def post(self, event: Event) -> None:
        """Hand an event to the game without waiting for what follows."""
        self._hand_in(event, None)

    def _hand_in(self, event: Event, future: asyncio.Future[list[Effect]] | None) -> None:
        if self._holding:
            self._held.append((event, future))
        else:
            self._inbox.put_nowait((event, future))

    async def run(self) -> None:
        """Play until the game finishes, its stage is gone, or it is told to leave."""
        await self._run(lambda: [Started(self.now())], None)

    async def run_again(self, missed: Sequence[Event], news: News) -> None:
        """Take up a game that was left: say so, hand in what was `missed`, and play on."""
        await self._run(lambda: [*missed, Restarted(self.now())], news)

    async def _run(self, first: Callable[[], Sequence[Event]], news: News | None) -> None:
        try:
            if news is not None:
                await self._say(news)
            was_over = self.game.over
            for event in first():
                if was_over or not self.game.over:  # a guess that was missed may have ended it, and said so
                    await self._play_on(event, None)
            while not self.game.over:
                event, future = await self._inbox.get()
                if event is Order.LEAVE:
                    await self._say(News.LEAVING)
                    return
                if event is Order.END:
                    await self._keep([], Reason.GONE)
                    return
                await self._play_on(event, future)
        finally:
            self._cancel_timer()
            self.answer_the_rest()

    async def end_gone(self) -> None:
        """End a game whose channel does not take it any more: close its book, and tell whoever started it."""
        with suppress(StageGone):
            await self._keep([], Reason.GONE)
        await self._stage.gone()

    def tell(self, order: Order) -> None:
        """Tell the session what to do once it has done what it was told before."""
        self._inbox.put_nowait((order, None))

    def hold(self) -> None:
        """Not every guess reaches us: let nothing happen until `release`, for it may have come after one of those."""
        self._holding = True

    def release(self) -> None:
        """What was missed is handed in: let all that happened meanwhile happen now, each at its own time."""
        self._holding = False
        for handed_in in sorted(self._held, key=_when):
            self._inbox.put_nowait(handed_in)
        self._held.clear()

    def answer_the_rest(self) -> None:
        """Whoever still waits for an answer learns that nothing followed."""
        self.release()
        while not self._inbox.empty():
            _, future = self._inbox.get_nowait()
            if future is not None and not future.done():
                future.set_result([])

    async def _play_on(self, event: Event, future: asyncio.Future[list[Effect]] | None) -> None:
        """Play what happened, and give back the time that was lost over writing it down, before anything else."""
        await self._play(event, future)
        while self._waits:
            await self._play(self._waits.pop(0), None)

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
            if isinstance(effect, Judged):
                self._weighed[effect.player] = Weighed(self.game.number, self._text(event), effect.verdict, effect.held)
        if _weighs(event, effects):
            await self._keep([effect for effect in effects if isinstance(effect, Record)])
        return effects

    async def _keep(self, records: Sequence[Record], reason: Reason | None = None) -> None:
        """Write down where the game stands; while that can't be done the game waits, and nothing of it is said."""
        since, pause = self.now(), RETRY
        gone: StageGone | None = None
        while True:
            try:
                await self._ledger.keep(self.game.snapshot(), records, self._clock(), reason)
                break
            except StoreDown as error:
                log.warning("game %s waits: %s", self.game.plan.game, error)
                if pause == RETRY:
                    gone = await self._say_if_open(News.WAITING)
                await asyncio.sleep(pause)
                pause = min(pause * 2, RETRY_MOST)
        if gone is not None:
            raise gone
        if pause != RETRY:
            await self._say(News.WRITING_AGAIN)
            self._waits.append(Waited(since, self.now()))

    async def _say_if_open(self, news: News) -> StageGone | None:
        """Say it; where the stage is gone, that is for later: first is what was earned."""
        try:
            await self._say(news)
        except StageGone as gone:
            return gone
        return None

    async def _say(self, news: News) -> None:
        try:
            self._ahead = await self._stage.say(news) - self._clock()
        except StageFailed:
            log.warning("game %s goes on without saying %s", self.game.plan.game, news.name)

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
            case Record():
                pass
            case Finish(reason):
                await self._keep([], reason)
            case _:
                shown = await self._show(effect)
                if isinstance(effect, Congratulate) and shown:
                    self.game.handle(Told())
                    await self._keep([])
                elif isinstance(effect, Standings):
                    self.said_all = True

    async def _show(self, effect: Effect) -> bool:
        """Show it; whether that could be done."""
        try:
            await self._stage.show(effect)
        except StageFailed:
            log.warning("game %s goes on without showing %s", self.game.plan.game, type(effect).__name__)
            return False
        return True

    async def _ask(self, effect: Ask) -> None:
        try:
            shown = await self._stage.ask(effect)
        except StageFailed:
            await self._play(NotShown(self.now()), None)
            return
        self._ahead = shown.at - self._clock()
        await self._play(shown, None)

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


def _when(handed_in: HandedIn) -> tuple[float, int]:
    """When it happened; of the same moment, the guess with the smaller id was first."""
    return getattr(handed_in[0], "at", 0.0), getattr(handed_in[0], "id", 0)


def _weighs(event: Event, effects: Sequence[Effect]) -> bool:
    """Whether a game must be written down after this.

    Not after a typed guess that was not right: should the process end, it is read again from the channel.
    """
    if isinstance(event, Granted):
        return True
    if not effects:
        return False
    typed = isinstance(event, Guessed) and not event.private
    told = all(
        isinstance(effect, ToldPrivately)
        or (isinstance(effect, Judged) and (effect.held or effect.verdict.ruling is not Ruling.RIGHT))
        for effect in effects
    )
    return not (typed and told)
