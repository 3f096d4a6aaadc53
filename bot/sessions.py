"""Which channel plays what: start, find, stop."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Collection, Coroutine, Iterator, Sequence
from contextlib import contextmanager

from bot.session import Clock, Ledger, News, Order, Session, Stage, StageGone
from trivia.events import Event
from trivia.game import Game
from trivia.plan import Plan

log = logging.getLogger(__name__)

COOLDOWN = 5.0
"""Seconds between two starts in one channel."""
REMEMBERED = 600.0
"""Seconds after its end for which players may still ask about a game."""
FAREWELL = 2.5
"""Seconds that running games have to say goodbye when the process ends."""


class ChannelBusy(Exception):
    """A game is running in that channel already."""


class TooSoon(Exception):
    """The last start in that channel was less than `COOLDOWN` seconds ago."""


class Returning(Exception):
    """A game that was left in that channel is about to be taken up."""


class Closing(Exception):
    """The process is about to end."""


class Sessions:
    """The running games, at most one a channel; any number of channels play at once."""

    def __init__(self, ledger: Ledger, clock: Clock) -> None:
        self._ledger = ledger
        self._clock = clock
        self._running: dict[int, Session] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._started: dict[int, float] = {}
        self._kept: set[int] = set()
        self._expected: frozenset[int] = frozenset()
        self._ended: dict[int, tuple[float, Session]] = {}
        self._closing = False

    def find(self, channel: int) -> Session | None:
        """The game in this channel, if one is running."""
        session = self._running.get(channel)
        return None if session is None or session.game.over else session

    def last(self, channel: int) -> Session | None:
        """The game in this channel that is running, or that ended less than `REMEMBERED` seconds ago."""
        running = self._running.get(channel)
        if running is not None:
            return running
        at, ended = self._ended.get(channel, (0.0, None))
        return ended if self._clock() - at < REMEMBERED else None

    @property
    def closing(self) -> bool:
        """Whether the process is about to end, and takes no answers any more."""
        return self._closing

    def expect(self, channels: Collection[int]) -> None:
        """In these channels games were left that are about to be taken up; in any other there is none any more."""
        self._expected = frozenset(channels)

    def expects(self, channel: int) -> bool:
        """Whether a game in this channel is about to be taken up."""
        return channel in self._expected and channel not in self._running

    @contextmanager
    def keep(self, channel: int) -> Iterator[None]:
        """Keep the channel for one start, so that of two at the same instant one is turned away.

        Raises `ChannelBusy`, `Returning`, `TooSoon` or `Closing` where no game can start now.
        """
        if self._closing:
            raise Closing
        if self._is_busy(channel) or channel in self._kept:
            raise ChannelBusy
        if self.expects(channel):
            raise Returning
        if self._clock() - self._started.get(channel, 0.0) < COOLDOWN:
            raise TooSoon
        self._kept.add(channel)
        try:
            yield
        finally:
            self._kept.discard(channel)

    def start(self, channel: int, plan: Plan, stage: Stage) -> Session:
        """Start a game in a channel that was kept for it; raises `ChannelBusy` or `Closing`."""
        self._forget_the_past()
        session = self.adopt(channel, Game(plan), stage)
        self._started[channel] = self._clock()
        self._play(channel, session, session.run())
        return session

    def adopt(self, channel: int, game: Game, stage: Stage) -> Session:
        """Give a game to a channel: what is said there from now on waits for it, until it is started or taken up.

        Raises `ChannelBusy` or `Closing`.
        """
        if self._closing:
            raise Closing
        if self._is_busy(channel):
            raise ChannelBusy
        session = Session(game, stage, self._ledger, self._clock)
        self._running[channel] = session
        return session

    def take_up(self, channel: int, session: Session, missed: Sequence[Event], news: News) -> None:
        """Play on a game that was adopted: say the news, and hand in what was missed. Raises `Closing`."""
        if self._closing:
            raise Closing
        self._play(channel, session, session.run_again(missed, news))

    def give_up(self, channel: int, session: Session) -> None:
        """Let go of a game that was adopted and can't be taken up."""
        self._forget(channel, session)
        session.answer_the_rest()

    def _is_busy(self, channel: int) -> bool:
        """Whether a game is being played, to its last word; it may still be closing its book."""
        session = self._running.get(channel)
        return session is not None and not session.said_all

    def running(self) -> Sequence[tuple[int, Session]]:
        """The running games with their channels."""
        return tuple(self._running.items())

    def _play(self, channel: int, session: Session, playing: Coroutine[object, object, None]) -> None:
        task = asyncio.create_task(self._run(channel, session, playing), name=f"game {session.game.plan.game}")
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    def drop(self, channel: int) -> None:
        """The channel is gone: its game ends without a word."""
        session = self._running.get(channel)
        if session is not None:
            self._forget(channel, session)
            session.tell(Order.END)

    async def close(self) -> None:
        """Leave every running game as it stands, with a word to its players, within bounds."""
        self._closing = True
        for session in list(self._running.values()):
            session.tell(Order.LEAVE)
        if self._tasks:
            _, late = await asyncio.wait(self._tasks, timeout=FAREWELL)
            for task in late:
                task.cancel()
            await asyncio.gather(*late, return_exceptions=True)

    async def _run(self, channel: int, session: Session, playing: Coroutine[object, object, None]) -> None:
        game = session.game.plan.game
        try:
            await playing
        except StageGone as gone:
            log.info("game %s in channel %s ends: %s", game, channel, gone)
            self._forget(channel, session)
            await session.end_gone()
        except Exception:
            log.exception("game %s in channel %s broke in round %s", game, channel, session.game.number)
        finally:
            self._forget(channel, session)

    def _forget(self, channel: int, session: Session) -> None:
        if self._running.get(channel) is session:
            del self._running[channel]
            self._ended[channel] = (self._clock(), session)

    def _forget_the_past(self) -> None:
        now = self._clock()
        self._started = {channel: at for channel, at in self._started.items() if now - at < COOLDOWN}
        self._ended = {channel: past for channel, past in self._ended.items() if now - past[0] < REMEMBERED}
