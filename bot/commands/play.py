"""`/trivia`: start a game and steer it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Literal

import discord
from discord import app_commands

from bot import errors, words
from bot.play import Play
from bot.wish import FEWEST_ROUNDS, FEWEST_SECONDS, MOST_ROUNDS, MOST_SECONDS, OpenWish
from trivia.plan import Mode
from trivia.question import Difficulty
from trivia.search import best

Press = discord.Interaction[discord.Client]
MOST_CHOICES = 25
LONGEST_CHOICE = 100


def named_packs(typed: str, titles: Mapping[str, str]) -> tuple[str, ...]:
    """The ids of the packs that somebody named by id or title, joined by + or commas; what is neither stays as it is.

    `titles` are the known packs' ids by their titles.
    """
    known = {title.casefold(): pack for title, pack in titles.items()} | {pack: pack for pack in titles.values()}
    whole = typed.casefold().strip()
    # A title may hold the signs that join others.
    parts = [whole] if whole in known else [part.strip() for part in re.split(r"[+,]", whole)]
    named: list[str] = []
    for part in parts:
        words = part.split()
        named += [known[part]] if part in known else words if known.keys() >= set(words) else [part]
    return tuple(dict.fromkeys(named))


class TriviaGroup(app_commands.Group):
    """The group of all commands around a game."""

    def __init__(self, play: Play) -> None:
        super().__init__(name="trivia", description="Trivia about music for the screen")
        self._play = play

    @app_commands.command(description="Start a game in this channel.")
    @app_commands.describe(
        pack="Which questions: a pack, or several joined by + (any if left out)",
        rounds="How many questions (10 if left out, unless the server has set another number)",
        seconds="How long each question is open (20 if left out, unless the server has set another time)",
        mode="race: the first right answer wins the round; everyone: all answer in private",
        difficulty="Only easy, medium or hard questions (all if left out)",
        choices="Multiple choice instead of typing",
        goal="End as soon as somebody has this many points",
        hints="Whether there are hints (as the server has set it, if left out)",
    )
    async def start(
        self,
        interaction: Press,
        pack: app_commands.Range[str, 1, 200] | None = None,
        rounds: app_commands.Range[int, FEWEST_ROUNDS, MOST_ROUNDS] | None = None,
        seconds: app_commands.Range[int, FEWEST_SECONDS, MOST_SECONDS] | None = None,
        mode: Literal["race", "everyone"] | None = None,
        difficulty: Literal["easy", "medium", "hard"] | None = None,
        choices: bool = False,
        goal: app_commands.Range[int, 1, 100_000] | None = None,
        hints: bool | None = None,
    ) -> None:
        """Start a game."""
        known = self._play.bank.packs_in(interaction.guild_id)
        packs = named_packs(pack or "", {pack.title: pack.id for pack in known})
        level = Difficulty(difficulty) if difficulty else None
        how = Mode(mode) if mode else None
        await self._play.start(interaction, OpenWish(packs, rounds, seconds, how, level, choices, goal, hints))

    @start.autocomplete("pack")
    async def packs_like(self, interaction: Press, current: str) -> list[app_commands.Choice[str]]:
        """Packs whose titles are like the last one being typed, behind those named before it."""
        before, _plus, typed = current.rpartition("+")
        titles = {pack.id: pack.title for pack in await self._play.packs_on(interaction)}
        named = [
            pack for pack in named_packs(before, {title: pack for pack, title in titles.items()}) if pack in titles
        ]
        others = {pack: f"{title} {pack}" for pack, title in titles.items() if pack not in named}
        mixes = ([*named, pack] for pack in best(typed, others, MOST_CHOICES))
        return [
            app_commands.Choice(name=" + ".join(map(self._play.bank.title, mix))[:LONGEST_CHOICE], value="+".join(mix))
            for mix in mixes
            if len("+".join(mix)) <= LONGEST_CHOICE
        ]

    @app_commands.command(description="End the game in this channel.")
    async def stop(self, interaction: Press) -> None:
        """End the game."""
        await self._play.stop(interaction)

    @app_commands.command(description="Vote to skip this question; whoever started the game skips at once.")
    async def skip(self, interaction: Press) -> None:
        """Vote to skip."""
        await self._play.skip(interaction)

    @app_commands.command(description="Show the next hint; the round is worth less then.")
    async def hint(self, interaction: Press) -> None:
        """Ask for a hint."""
        await self._play.hint(interaction)

    @app_commands.command(description="Pause the game.")
    async def pause(self, interaction: Press) -> None:
        """Pause."""
        await self._play.pause(interaction)

    @app_commands.command(description="Go on after a pause.")
    async def resume(self, interaction: Press) -> None:
        """Go on."""
        await self._play.resume(interaction)

    @app_commands.command(description="Show the standings of the running game.")
    async def scores(self, interaction: Press) -> None:
        """Show the standings."""
        await self._play.scores(interaction)

    @app_commands.command(description="List the packs of questions.")
    async def packs(self, interaction: Press) -> None:
        """List the packs."""
        await errors.reply(interaction, words.pack_list(await self._play.packs_on(interaction)))

    @app_commands.command(name="help", description="How to play.")
    async def explain(self, interaction: Press) -> None:
        """Explain the game."""
        await errors.reply(interaction, words.HELP)
