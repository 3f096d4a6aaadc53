"""The modal in which a question is written."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

import discord
from discord import ui

from bot import editing_words as words
from bot import errors
from bot.buttons import MODAL_SECONDS, Press
from trivia.drafting import Form
from trivia.question import Difficulty, Kind

LONGEST_ASK, LONGEST_ANSWERS, LONGEST_FACT = 500, 3_000, 1_200

Filled = Callable[[Press, Form], Awaitable[None]]


class QuestionForm(ui.Modal):
    """The fields of a question; `then` takes what was filled in."""

    def __init__(self, title: str, opened: Press, form: Form, then: Filled) -> None:
        super().__init__(title=title, custom_id=f"trivia:question:{opened.id}", timeout=MODAL_SECONDS)
        self._then = then
        paragraph = discord.TextStyle.paragraph
        self._ask: ui.TextInput[Any] = ui.TextInput(
            custom_id="ask", default=form.ask[:LONGEST_ASK], max_length=LONGEST_ASK, style=paragraph
        )
        self._answers: ui.TextInput[Any] = ui.TextInput(
            custom_id="answers", default=form.answers[:LONGEST_ANSWERS], max_length=LONGEST_ANSWERS, style=paragraph
        )
        self._fact: ui.TextInput[Any] = ui.TextInput(
            custom_id="fact",
            default=form.explanation[:LONGEST_FACT],
            max_length=LONGEST_FACT,
            style=paragraph,
            required=False,
        )
        self._kind = _menu("kind", words.KINDS, form.kind)
        self._level = _menu("difficulty", words.LEVELS, form.difficulty)
        self._add(words.ASK_LABEL, self._ask, words.ASK_HELP)
        self._add(words.ANSWERS_LABEL, self._answers, words.ANSWERS_HELP)
        self._add(words.KIND_LABEL, self._kind)
        self._add(words.LEVEL_LABEL, self._level)
        self._add(words.FACT_LABEL, self._fact, words.FACT_HELP)

    def _add(self, label: str, item: ui.Item[Any], description: str | None = None) -> None:
        self.add_item(ui.Label(text=label, description=description, component=item))

    async def on_submit(self, interaction: Press, /) -> None:
        kind, level = Kind(self._kind.values[0]), Difficulty(self._level.values[0])
        await self._then(interaction, Form(self._ask.value, self._answers.value, kind, level, self._fact.value))

    async def on_error(self, interaction: Press, error: Exception, /) -> None:
        await errors.answer(interaction, error)


def _menu(custom_id: str, said: Mapping[Any, str], picked: str) -> ui.Select[Any]:
    options = [
        discord.SelectOption(label=label, value=str(value), default=value == picked) for value, label in said.items()
    ]
    return ui.Select(custom_id=custom_id, options=options)
