"""People who play at random on the stand-in, and remember what they said."""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import AsyncIterator, Coroutine, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from enum import Enum, auto
from random import Random

from bot.sandbox.ids import time_of
from bot.sandbox.people import Json, People, SandboxError
from bot.words import CLOSING, RETURNING

SUM, PAIR = re.compile(r"What is (\d+) plus 1000"), re.compile(r"between (\d+) and (\d+)")
OPEN = re.compile(r"trivia:answer:(\d+):(\d+)")
PACKS = (
    "pack: sums\ntitle: Sums\nquestions:\n"
    + "".join(
        f"  - {{id: q{number}, ask: What is {number} plus 1000?, answer: '{number + 1000}', kind: number}}\n"
        for number in range(1, 100)
    ),
    "pack: pairs\ntitle: Pairs\nquestions:\n"
    + "".join(
        f"  - {{id: q{number}, ask: Which two numbers are between {number} and {number + 3}?, kind: list, "
        f"answer: ['{number + 1}', '{number + 2}']}}\n"
        for number in range(1000, 2000, 10)
    ),
)
"""The packs that these people know by heart."""
GAMES: Sequence[Json] = (
    {"pack": "sums", "mode": "race", "seconds": 12},
    {"pack": "sums", "mode": "race", "seconds": 6},
    {"pack": "sums", "mode": "everyone", "seconds": 6},
    {"pack": "pairs", "mode": "race", "seconds": 8},
)
"""What they like to play."""
PATIENCE = 3.0
"""Seconds that they wait for what follows "thinking"."""
LIFE = 2.5
"""Seconds that they play in peace, at most."""
STEP = 1.2
"""Seconds that they take for a thought, at most."""


class Reply(Enum):
    """What a player who answered in private read."""

    NONE = auto()
    """Nothing: the answer may count or not."""
    TAKEN = auto()
    REFUSED = auto()
    LATER = auto()
    """That the bot is only just back, or about to restart, and to try again."""


@dataclass(frozen=True, slots=True)
class Said:
    """An answer: where, whose and which (a snowflake); `reply` is None where it was typed for all to see."""

    channel: int
    player: int
    guess: int
    text: str
    reply: Reply | None = None

    @property
    def at(self) -> float:
        """When it was given, by Discord's clock."""
        return time_of(self.guess)

    @property
    def order(self) -> tuple[float, int]:
        return self.at, self.guess


def right_answers(ask: str) -> tuple[str, ...]:
    """What is right, which these people know."""
    total = SUM.search(ask)
    if total:
        return (str(int(total[1]) + 1000),)
    pair = PAIR.search(ask)
    assert pair, ask
    return str(int(pair[1]) + 1), str(int(pair[1]) + 2)


class Crowd:
    """A crowd that starts games in all of the `places` and answers their cards."""

    def __init__(self, people: People, places: Sequence[str], players: dict[str, int], dice: Random) -> None:
        self.said: list[Said] = []
        self._people = people
        self._places = places
        self._players = players
        self._dice = dice
        self._stirred = asyncio.Event()
        self._saying = set[asyncio.Task[object]]()

    @asynccontextmanager
    async def playing(self) -> AsyncIterator[None]:
        """They play; at the end everyone finishes what they are saying."""
        lively = [asyncio.create_task(self._watch(place)) for place in self._places]
        lively += [asyncio.create_task(self._start_again_and_again(place)) for place in self._places]
        try:
            yield
            for task in lively:
                assert not task.done(), task
                task.cancel()
            await asyncio.gather(*self._saying)
        finally:
            for task in (*lively, *self._saying):
                task.cancel()
            await asyncio.gather(*lively, *self._saying, return_exceptions=True)

    async def moment(self) -> None:
        """Wait for a moment: any at all, or one close behind something that was said."""
        await asyncio.sleep(self._dice.uniform(0, LIFE))
        if self._dice.random() < 0.6:
            self._stirred.clear()
            with suppress(TimeoutError):
                async with asyncio.timeout(1):
                    await self._stirred.wait()
            await asyncio.sleep(self._dice.uniform(0, 0.1))

    async def _start_again_and_again(self, place: str) -> None:
        """Start a game; that is refused while one is played."""
        while True:
            options = self._dice.choice(GAMES) | {"rounds": self._dice.randint(3, 8)}
            starting = self._people.command(self._anyone(), place, "trivia start", options, wait=PATIENCE)
            await asyncio.shield(self._also(starting))
            await asyncio.sleep(self._dice.uniform(1, 3))

    async def _watch(self, place: str) -> None:
        known = set[str]()
        since = 0
        while True:
            for message in await self._people.messages(place, since=since, wait=5):
                since = max(since, message["revision"])
                self._stirred.set()
                card = OPEN.search(json.dumps(message["components"]))
                if card and card[0] not in known:
                    known.add(card[0])
                    for player in self._dice.sample(sorted(self._players), self._dice.randint(1, 4)):
                        self._also(self._answer(place, message, player))

    def _also(self, saying: Coroutine[object, object, object]) -> asyncio.Task[object]:
        """Say it to its end, even if the evening ends meanwhile."""
        task = asyncio.create_task(saying)
        self._saying.add(task)
        task.add_done_callback(self._saying.discard)
        return task

    async def _answer(self, place: str, card: Json, player: str) -> None:
        """Answer a card once or more, right or wrong."""
        right, in_private = right_answers(card["text"]), "only you see it" in card["text"]
        for _ in range(self._dice.randint(1, 3)):
            await asyncio.sleep(self._dice.uniform(0.05, STEP))
            text = self._dice.choice(right) if self._dice.random() < 0.6 else str(self._dice.randint(5_000, 9_999))
            if self._dice.random() < (0.15 if in_private else 0.75):
                message = await self._people.say(player, place, text)
                self._remember(message["channel_id"], player, message["id"], text)
            elif self._dice.random() < 0.5:
                told = await self._people.command(player, place, "answer", {"text": text}, wait=PATIENCE)
                self._remember(card["channel_id"], player, told["interaction"], text, told)
            else:
                await self._fill_in(card, player, text)

    async def _fill_in(self, card: Json, player: str, text: str) -> None:
        """Answer through the card's button, while it has one."""
        try:
            opened = await self._people.press(player, card["id"], "Answer")
        except SandboxError:
            return
        if opened["ack"] == "modal":
            told = await self._people.submit(player, opened["interaction"], {"Answer": text}, wait=PATIENCE)
            self._remember(card["channel_id"], player, told["interaction"], text, told)

    def _remember(self, channel: str, player: str, guess: str, text: str, told: Json | None = None) -> None:
        reply = None if told is None else _reply(told["response"]["text"] if told["response"] else "")
        self.said.append(Said(int(channel), self._players[player], int(guess), text, reply))
        self._stirred.set()

    def _anyone(self) -> str:
        return self._dice.choice(sorted(self._players))


def _reply(text: str) -> Reply:
    if not text or "is thinking" in text:
        return Reply.NONE
    if text in (RETURNING, CLOSING):
        return Reply.LATER
    taken = text.startswith("Noted: ") or any(word in text for word in (" is right!", ": no, ", ": close! "))
    return Reply.TAKEN if taken else Reply.REFUSED
