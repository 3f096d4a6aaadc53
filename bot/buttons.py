"""The buttons behind the cards. Their custom ids carry all they mean, so they work after a restart.

This and `board_buttons` are the places that reach the bot through `interaction.client`, since Discord hands us nothing
else.
"""

from __future__ import annotations

import re
from typing import Any, Protocol, Self, cast

import discord
from discord import ui

from bot import errors, privacy_words
from bot.marks import cut
from bot.wish import FEWEST_ROUNDS, FEWEST_SECONDS, MOST_ROUNDS, MOST_SECONDS, Wish
from trivia.plan import Mode
from trivia.question import Difficulty

LONGEST_ID = 100
LONGEST_LABEL = 80
LONGEST_GUESS = 200
MODAL_SECONDS = 900.0
"""How long a modal may stay open; Discord does not say when one was closed."""
ROUND = r":(?P<game>\d{1,20}):(?P<number>\d{1,4})"
Press = discord.Interaction[discord.Client]


class Play(Protocol):
    """What the buttons need of whoever runs the games."""

    def check_open(self, interaction: Press, game: int, number: int) -> None:
        """Raise `errors.Refusal` unless this round of this game is being played, and whoever asks may play."""
        ...

    async def start(self, interaction: Press, wish: Wish) -> None:
        """Start a game."""
        ...

    async def guess(self, interaction: Press, text: str) -> None:
        """Take a private answer."""
        ...

    async def choose(self, interaction: Press, choice: int) -> None:
        """Take a choice (its index)."""
        ...

    async def hint(self, interaction: Press) -> None:
        """Show the next hint."""
        ...

    async def skip(self, interaction: Press) -> None:
        """Count a vote to skip."""
        ...


class Privacy(Protocol):
    """What the buttons need of whoever keeps what is known of people."""

    async def erase(self, interaction: Press) -> None:
        """Remove all that is kept of whoever pressed."""
        ...


class _Bot(Protocol):
    """The client, as far as buttons know it: Discord hands us nothing else."""

    play: Play
    privacy: Privacy


def _play(interaction: Press) -> Play:
    return cast("_Bot", interaction.client).play


def lettered(index: int, text: str) -> str:
    """A choice with the letter that it goes by."""
    return f"{'ABCDEFGHIJ'[index]} · {text}"


def is_cut(index: int, text: str) -> bool:
    """Whether this choice is longer than its button."""
    return len(lettered(index, text)) > LONGEST_LABEL


class Item(ui.DynamicItem[Any], template=r"trivia:never"):
    """A button or a menu of ours: whatever goes wrong in it is told to its presser."""

    async def callback(self, interaction: Press) -> None:
        try:
            await self.pressed(interaction)
        except Exception as error:  # noqa: BLE001 (the edge: everything becomes a sentence and a line in the log)
            await errors.answer(interaction, error)

    async def pressed(self, interaction: Press) -> None:
        raise NotImplementedError


class _RoundButton(Item, template=r"trivia:never-round"):
    """A button of one round's card."""

    def __init__(self, button: ui.Button[Any], game: int, number: int) -> None:
        super().__init__(button)
        self.game = game
        self.number = number

    @classmethod
    async def from_custom_id(cls, interaction: Press, item: ui.Item[Any], match: re.Match[str], /) -> Self:
        return cls(cast("ui.Button[Any]", item), int(match["game"]), int(match["number"]))


class Answer(_RoundButton, template="trivia:answer" + ROUND):
    """Opens the modal to answer in."""

    @classmethod
    def of(cls, game: int, number: int, *, disabled: bool) -> Self:
        """The button of this round."""
        style = discord.ButtonStyle.primary
        custom_id = f"trivia:answer:{game}:{number}"
        return cls(ui.Button(label="Answer", style=style, custom_id=custom_id, disabled=disabled), game, number)

    async def pressed(self, interaction: Press) -> None:
        _play(interaction).check_open(interaction, self.game, self.number)
        # A modal can only be the first response, so nothing is awaited before it.
        await interaction.response.send_modal(AnswerModal(self.game, self.number, interaction.id))


class Hint(_RoundButton, template="trivia:hint" + ROUND):
    """Asks for the next hint."""

    @classmethod
    def of(cls, game: int, number: int, *, disabled: bool) -> Self:
        """The button of this round."""
        return cls(ui.Button(label="Hint", custom_id=f"trivia:hint:{game}:{number}", disabled=disabled), game, number)

    async def pressed(self, interaction: Press) -> None:
        play = _play(interaction)
        play.check_open(interaction, self.game, self.number)
        await play.hint(interaction)


class Skip(_RoundButton, template="trivia:skip" + ROUND):
    """Votes to skip the question."""

    @classmethod
    def of(cls, game: int, number: int, label: str, *, disabled: bool) -> Self:
        """The button of this round, with the votes in its label."""
        return cls(ui.Button(label=label, custom_id=f"trivia:skip:{game}:{number}", disabled=disabled), game, number)

    async def pressed(self, interaction: Press) -> None:
        play = _play(interaction)
        play.check_open(interaction, self.game, self.number)
        await play.skip(interaction)


class Choice(_RoundButton, template="trivia:choice" + ROUND + r":(?P<index>\d)"):
    """Picks one of the answers on offer."""

    def __init__(self, button: ui.Button[Any], game: int, number: int, index: int) -> None:
        super().__init__(button, game, number)
        self.index = index

    @classmethod
    def of(cls, game: int, number: int, index: int, text: str, *, disabled: bool) -> Self:
        """The button of one choice of this round."""
        label = cut(lettered(index, text), LONGEST_LABEL)
        custom_id = f"trivia:choice:{game}:{number}:{index}"
        style = discord.ButtonStyle.primary
        button: ui.Button[Any] = ui.Button(label=label, style=style, custom_id=custom_id, disabled=disabled)
        return cls(button, game, number, index)

    @classmethod
    async def from_custom_id(cls, interaction: Press, item: ui.Item[Any], match: re.Match[str], /) -> Self:
        return cls(cast("ui.Button[Any]", item), int(match["game"]), int(match["number"]), int(match["index"]))

    async def pressed(self, interaction: Press) -> None:
        play = _play(interaction)
        play.check_open(interaction, self.game, self.number)
        await play.choose(interaction, self.index)


class Again(
    Item,
    template=r"trivia:again:(?P<rounds>\d{1,2}):(?P<seconds>\d{1,3}):(?P<mode>race|everyone)"
    r":(?P<difficulty>easy|medium|hard|):(?P<choices>[01])(?P<unhinted>x?):(?P<goal>\d{0,6}):(?P<packs>[a-z0-9+-]*)",
):
    """Starts the same game again."""

    def __init__(self, button: ui.Button[Any], wish: Wish) -> None:
        super().__init__(button)
        self.wish = wish

    @classmethod
    def of(cls, wish: Wish) -> Self:
        """The button for this wish; a mix too long for a custom id becomes a game of all packs."""
        how = f"{wish.difficulty or ''}:{wish.choices:d}{'' if wish.hints else 'x'}"
        head = f"trivia:again:{wish.rounds}:{wish.seconds}:{wish.mode}:{how}"
        custom_id = f"{head}:{wish.goal or ''}:{'+'.join(wish.packs)}"
        if len(custom_id) > LONGEST_ID:
            custom_id = f"{head}:{wish.goal or ''}:"
        return cls(ui.Button(label="Play again", style=discord.ButtonStyle.success, custom_id=custom_id), wish)

    @classmethod
    async def from_custom_id(cls, interaction: Press, item: ui.Item[Any], match: re.Match[str], /) -> Self:
        wish = Wish(
            packs=tuple(pack for pack in match["packs"].split("+") if pack),
            rounds=min(max(int(match["rounds"]), FEWEST_ROUNDS), MOST_ROUNDS),
            seconds=min(max(int(match["seconds"]), FEWEST_SECONDS), MOST_SECONDS),
            mode=Mode(match["mode"]),
            difficulty=Difficulty(match["difficulty"]) if match["difficulty"] else None,
            choices=match["choices"] == "1",
            goal=int(match["goal"]) if match["goal"] else None,
            hints=not match["unhinted"],
        )
        return cls(cast("ui.Button[Any]", item), wish)

    async def pressed(self, interaction: Press) -> None:
        await _play(interaction).start(interaction, self.wish)


class Erase(Item, template=r"trivia:erase:(?P<player>\d{1,20})"):
    """Removes all that is kept of one person, who alone may press it."""

    def __init__(self, button: ui.Button[Any], player: int) -> None:
        super().__init__(button)
        self.player = player

    @classmethod
    def of(cls, player: int) -> Self:
        """The button of this person."""
        style = discord.ButtonStyle.danger
        return cls(ui.Button(label=privacy_words.ERASE, style=style, custom_id=f"trivia:erase:{player}"), player)

    @classmethod
    async def from_custom_id(cls, interaction: Press, item: ui.Item[Any], match: re.Match[str], /) -> Self:
        return cls(cast("ui.Button[Any]", item), int(match["player"]))

    async def pressed(self, interaction: Press) -> None:
        if interaction.user.id != self.player:
            raise errors.Refusal(privacy_words.NOT_YOURS)
        await cast("_Bot", interaction.client).privacy.erase(interaction)


class AnswerModal(ui.Modal, title="Your answer"):
    """One line to answer in; `opened` is the interaction that it answers."""

    text: ui.Label[Any] = ui.Label(
        text="Answer",
        description="Capitals, accents and small typos don't matter.",
        component=ui.TextInput(custom_id="answer", max_length=LONGEST_GUESS),
    )

    def __init__(self, game: int, number: int, opened: int) -> None:
        # discord.py finds a modal by its custom id alone, and forgets it when it was sent in: each has their own.
        super().__init__(custom_id=f"trivia:modal:{game}:{number}:{opened}", timeout=MODAL_SECONDS)
        self._game = game
        self._number = number

    async def on_submit(self, interaction: Press, /) -> None:
        play = _play(interaction)
        play.check_open(interaction, self._game, self._number)
        await play.guess(interaction, cast("ui.TextInput[Any]", self.text.component).value)

    async def on_error(self, interaction: Press, error: Exception, /) -> None:
        await errors.answer(interaction, error)


ITEMS: tuple[type[ui.DynamicItem[Any]], ...] = (Answer, Hint, Skip, Choice, Again, Erase)
