"""`make demo`: one seeded game of five rounds with three scripted players, through the stand-in and real discord.py."""

from __future__ import annotations

import asyncio
import re
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from pydantic import SecretStr

from bot import launch
from bot.client import TriviaBot
from bot.sandbox.people import People
from bot.sandbox.server import StandIn
from bot.settings import Settings
from trivia import packs
from trivia.question import Question
from trivia.store import Store

SEED = 6
GAP = 1.0
THINKING = 0.9
"""Seconds that a player takes to read a question."""
ROUNDS = 5
CHANNEL = "trivia"
PATIENCE = 15.0


@dataclass(frozen=True, slots=True)
class Implied:
    """What a player's part in the script comes to: the place, and the rounds answered right."""

    player: str
    rank: int
    right: int


STANDINGS = (Implied("ada", 1, 3), Implied("ben", 2, 2), Implied("cleo", 3, 1))


class Script:
    """What the three players do, round by round."""

    def __init__(self, people: People, questions: Sequence[Question]) -> None:
        self._people = people
        self._questions = questions

    async def play(self) -> None:
        """Start a game and play it to its end."""
        await self._people.command("ada", CHANNEL, "trivia start", {"rounds": ROUNDS})
        for number, part in enumerate((self._typo, self._shout, self._modal, self._tie, self._late), 1):
            card = await self._people.wait_for(CHANNEL, f"Round {number} of {ROUNDS}", timeout=PATIENCE)
            question = next(q for q in self._questions if q.ask in card["text"])
            await asyncio.sleep(THINKING + 0.2 * number)
            await part(card["id"], question)
        await self._people.wait_for(CHANNEL, "Final standings", timeout=PATIENCE)

    async def _typo(self, _card: str, question: Question) -> None:
        await self._people.say("ben", CHANNEL, "hmm, let me think about that one for a moment")
        await self._people.say("ada", CHANNEL, misspelt(question.answer.text))

    async def _shout(self, _card: str, question: Question) -> None:
        await self._people.say("cleo", CHANNEL, "Barbra Streisand")
        await self._people.say("ben", CHANNEL, f"{question.answer.text.upper()}!!!")

    async def _modal(self, card: str, question: Question) -> None:
        await self._people.say("cleo", CHANNEL, "a hint, anybody?")
        await self._people.press("cleo", card, "Hint")
        opened = await self._people.press("cleo", card, "Answer")
        await self._people.submit("cleo", opened["interaction"], {"Answer": question.answer.text})

    async def _tie(self, _card: str, question: Question) -> None:
        await self._people.say("ada", CHANNEL, question.answer.text)
        await asyncio.sleep(THINKING / 2)
        await self._people.say("ben", CHANNEL, f"is it {question.answer.text.lower()}?")

    async def _late(self, _card: str, question: Question) -> None:
        await self._people.say("ben", CHANNEL, "no idea")
        await self._people.say("ada", CHANNEL, question.answer.text)


def misspelt(answer: str) -> str:
    """The answer with two letters of its longest word swapped, as hurried fingers do; numbers stay as they are."""
    word = max(answer.split(), key=len)
    if not word.isalpha():
        return answer
    middle = len(word) // 2
    return answer.replace(word, word[: middle - 1] + word[middle] + word[middle - 1] + word[middle + 1 :])


def faults(transcript: str) -> list[str]:
    """Where the standings in a transcript differ from what the script implies and from the points that were said."""
    said = {row.player: sum(map(int, re.findall(rf"@{row.player}[ ,].*?: \+(\d+)", transcript))) for row in STANDINGS}
    found: list[str] = []
    for row in STANDINGS:
        line = re.search(rf"{row.rank}\. \S+ @{row.player}: ([\d,]+) points?, (\d+) right", transcript)
        if line is None:
            found.append(f"{row.player} is not at rank {row.rank}")
        elif (int(line[1].replace(",", "")), int(line[2])) != (said[row.player], row.right):
            found.append(f"{row.player} has {line[0]!r}, yet the rounds gave {said[row.player]} in {row.right} rounds")
    return found


async def run_demo() -> int:
    """Play, print the transcript, and return 0 if the standings are what the script implies, else 1."""
    with tempfile.TemporaryDirectory(prefix="trivia-demo-") as data:
        async with StandIn() as stand_in, People(stand_in.control, stand_in.key) as people:
            chosen = Settings.model_construct(
                token=SecretStr(stand_in.token), data=Path(data), seed=SEED, packs=None, database_url=None
            )
            await launch.point_at(stand_in.api)
            async with (
                launch.opened(chosen) as store,
                await _built(chosen, store) as bot,
            ):
                running = asyncio.create_task(bot.start(stand_in.token))
                try:
                    await asyncio.wait_for(bot.connected.wait(), PATIENCE)
                    await Script(people, _shipped()).play()
                    transcript = await people.transcript(CHANNEL)
                finally:
                    await bot.close()
                    await running
    sys.stdout.write(transcript + "\n")
    wrong = faults(transcript)
    sys.stdout.write("\n".join(wrong or ["The standings are what the script implies."]) + "\n")
    return 1 if wrong else 0


async def _built(chosen: Settings, store: Store) -> TriviaBot:
    bank = await launch.stocked(chosen, store)
    return launch.build(chosen, bank, store, typing=True, gap=GAP, guild_ready_timeout=0.2)


def _shipped() -> list[Question]:
    return [question for path in packs.shipped() for question in packs.load(path).questions]
