"""One game on one stage, whatever happens to its stage and to its ledger meanwhile."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

import pytest

from bot.session import News, StageFailed, StageGone
from bot.sessions import ChannelBusy, Closing, Sessions
from tests.bot.conftest import COMPOSER, TEAM
from trivia.events import (
    Ask,
    Congratulate,
    Effect,
    Guessed,
    Judged,
    Reason,
    Record,
    Reveal,
    Shown,
    Standings,
    Stopped,
    VotedSkip,
)
from trivia.game import Game
from trivia.plan import Plan, Turn
from trivia.state import Snapshot
from trivia.store import StoreDown

T0 = 1_000.0
CHANNEL, GAME, ADA, BEN, CLEO = 1, 9, 1, 2, 3


class Stage:
    """A stage that takes cards, and anything else unless it is `closed`; its clock is `ahead` of ours."""

    def __init__(self, *, closed: bool = False, ahead: float = 0.0) -> None:
        self.closed = closed
        self.ahead = ahead
        self.told_starter = False
        self.shown: list[Effect] = []

    async def ask(self, effect: Ask) -> Shown:
        return Shown(T0 + self.ahead, 5)

    async def show(self, effect: Effect) -> None:
        self.shown.append(effect)

    async def say(self, news: News) -> float:
        if self.closed:
            raise StageGone("closed")
        return T0 + self.ahead

    async def gone(self) -> None:
        self.told_starter = True


class Ledger:
    """A ledger that can't be written to for the next `away` tries."""

    def __init__(self) -> None:
        self.away = 0
        self.records: list[Record] = []
        self.reason: Reason | None = None
        self.snapshot: Snapshot | None = None

    async def keep(
        self, snapshot: Snapshot, records: Sequence[Record], at: float, reason: Reason | None = None
    ) -> None:
        if self.away:
            self.away -= 1
            raise StoreDown("away")
        self.records += records
        self.reason = reason or self.reason
        self.snapshot = snapshot


async def all_done(sessions: Sessions) -> None:
    async with asyncio.timeout(5):
        await asyncio.gather(*sessions._tasks)


@pytest.mark.parametrize("away", [1, 2, 3])
async def test_what_was_earned_is_written_although_the_channel_closed_while_the_database_was_away(
    away: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.session.RETRY", 0.01)
    ledger, stage = Ledger(), Stage(closed=True)
    sessions = Sessions(ledger, lambda: T0)
    session = sessions.start(CHANNEL, Plan(GAME, ADA, (Turn(TEAM),)), stage)
    await session.submit(Guessed(BEN, "hans zimmer", 100, T0 + 1))
    ledger.away = away
    session.post(Guessed(CLEO, "james newton howard", 101, T0 + 2))
    await all_done(sessions)
    assert [award.player for record in ledger.records for award in record.awards] == [BEN, CLEO]
    assert ledger.reason is Reason.GONE
    assert stage.told_starter


async def test_a_game_that_is_taken_up_keeps_the_time_of_its_guesses_and_not_ours() -> None:
    ledger = Ledger()
    plan = Plan(GAME, ADA, (Turn(COMPOSER),), seconds=5.0)
    first = Sessions(ledger, lambda: T0)
    await first.start(CHANNEL, plan, Stage(ahead=-10.0)).submit(Guessed(BEN, "hans zimmer", 100, T0 - 9))
    await first.close()
    assert ledger.snapshot is not None
    again, stage = Sessions(ledger, lambda: T0), Stage(ahead=-10.0)
    session = again.adopt(CHANNEL, Game.restore(ledger.snapshot), stage)
    again.take_up(CHANNEL, session, [], News.BACK)
    await session.submit(Guessed(BEN, "danny elfman", 101, T0 - 9))
    assert not any(isinstance(effect, Reveal) for effect in stage.shown)
    assert session.now() == T0 - 10
    await again.close()


async def test_the_next_game_waits_for_the_last_word_of_this_one_but_not_for_its_book() -> None:
    ledger, stage = Ledger(), Stage()
    may_speak, said = asyncio.Event(), asyncio.Event()

    async def slowly(effect: Effect) -> None:
        await may_speak.wait()
        if isinstance(effect, Standings):
            said.set()

    sessions = Sessions(ledger, lambda: T0)
    session = sessions.start(CHANNEL, Plan(GAME, ADA, (Turn(COMPOSER),)), stage)
    stage.show = slowly
    await session.submit(Stopped(ADA, False, T0 + 1))
    with pytest.raises(ChannelBusy):
        sessions.adopt(CHANNEL, session.game, stage)
    ledger.away = 1
    may_speak.set()
    await asyncio.wait_for(said.wait(), 5)
    sessions.adopt(CHANNEL, session.game, stage)
    await sessions.close()


async def test_a_game_whose_channel_is_gone_is_closed_without_a_word() -> None:
    ledger, stage = Ledger(), Stage()
    sessions = Sessions(ledger, lambda: T0)
    session = sessions.start(CHANNEL, Plan(GAME, ADA, (Turn(COMPOSER),)), stage)
    await session.submit(Guessed(BEN, "hans zimmer", 100, T0 + 1))
    sessions.drop(CHANNEL)
    assert sessions.find(CHANNEL) is None
    await all_done(sessions)
    assert ledger.reason is Reason.GONE
    assert not any(isinstance(effect, Reveal) for effect in stage.shown)


async def test_what_is_heard_before_what_was_missed_waits_for_it() -> None:
    ledger = Ledger()
    sessions = Sessions(ledger, lambda: T0)
    session = sessions.start(CHANNEL, Plan(GAME, ADA, (Turn(TEAM),)), Stage())
    await session.submit(Guessed(ADA, "danny elfman", 100, T0))
    session.hold()
    heard = session.submit(Guessed(CLEO, "zimmer and newton howard", 103, T0 + 3, private=True))
    session.post(Guessed(BEN, "hans zimmer", 101, T0 + 1))
    session.post(Guessed(BEN, "james newton howard", 102, T0 + 2))
    session.release()
    assert await heard == []
    await all_done(sessions)
    assert [award.player for record in ledger.records for award in record.awards] == [BEN, BEN]


async def test_whoever_waits_for_what_was_missed_is_answered_when_the_bot_goes_down() -> None:
    sessions = Sessions(Ledger(), lambda: T0)
    session = sessions.start(CHANNEL, Plan(GAME, ADA, (Turn(TEAM),)), Stage())
    await session.submit(Guessed(ADA, "danny elfman", 100, T0))
    session.hold()
    heard = session.submit(Guessed(CLEO, "hans zimmer", 101, T0 + 1, private=True))
    await sessions.close()
    assert await heard == []


async def test_a_game_that_is_about_to_be_taken_up_when_the_bot_goes_down_is_left() -> None:
    sessions = Sessions(Ledger(), lambda: T0)
    session = sessions.adopt(CHANNEL, Game(Plan(GAME, ADA, (Turn(COMPOSER),))), Stage())
    answer = session.submit(Guessed(BEN, "williams", 100, T0, private=True))
    await sessions.close()
    with pytest.raises(Closing):
        sessions.take_up(CHANNEL, session, [], News.BACK)
    sessions.give_up(CHANNEL, session)
    assert await answer == []


async def test_what_could_not_be_said_is_said_when_the_game_is_taken_up() -> None:
    ledger, stage = Ledger(), Stage()

    async def fail(effect: Effect) -> None:
        raise StageFailed

    sessions = Sessions(ledger, lambda: T0)
    session = sessions.start(CHANNEL, Plan(GAME, ADA, (Turn(COMPOSER), Turn(TEAM)), gap=60.0), stage)
    stage.show = fail
    await session.submit(VotedSkip(ADA, T0 + 1))
    await sessions.close()
    assert ledger.snapshot is not None
    again, stage = Sessions(ledger, lambda: T0), Stage()
    again.take_up(CHANNEL, again.adopt(CHANNEL, Game.restore(ledger.snapshot), stage), [], News.BACK)
    await again.close()
    assert any(isinstance(effect, Congratulate) for effect in stage.shown)


async def test_the_time_that_a_game_waited_for_its_ledger_is_given_back(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.session.RETRY", 0.01)
    now = T0
    ledger, stage = Ledger(), Stage()

    async def say(news: News) -> float:
        nonlocal now
        now += 30
        return now

    stage.say = say
    sessions = Sessions(ledger, lambda: now)
    session = sessions.start(CHANNEL, Plan(GAME, ADA, (Turn(COMPOSER),)), stage)
    await session.submit(Guessed(ADA, "danny elfman", 100, T0 + 1, private=True))
    ledger.away = 1
    session.post(Guessed(ADA, "hans zimmer", 101, T0 + 2, private=True))
    late = await session.submit(Guessed(BEN, "john williams", 102, T0 + 79, private=True))
    assert any(isinstance(effect, Judged) for effect in late)
    assert ledger.snapshot is not None
    assert ledger.snapshot.state.round.waits == [(T0, T0 + 60)]
    await sessions.close()
