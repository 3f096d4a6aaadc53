"""The modals of what players bring to editors, and of what editors make of it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

import discord
from discord import ui

from bot import errors
from bot import review_words as words
from bot.buttons import MODAL_SECONDS, Press
from bot.errors import Refusal
from trivia.store import Wrong
from trivia.suggestion import LONGEST_ANSWER, LONGEST_ASK, LONGEST_SAYS, Suggestion

PARAGRAPH = discord.TextStyle.paragraph
LONGEST_TEXT = 300
LONGEST_INPUT = 4_000
"""Characters that a field of a modal holds."""


class _Form(ui.Modal):
    """A modal. Its custom id is its own, for discord.py knows a modal by that alone."""

    def __init__(self, title: str, name: str, opened: Press) -> None:
        super().__init__(title=title, custom_id=f"trivia:{name}:{opened.id}", timeout=MODAL_SECONDS)

    def ask(self, label: str, item: ui.Item[Any], description: str | None = None) -> None:
        """Add a field."""
        self.add_item(ui.Label(text=label, description=description, component=item))

    async def on_error(self, interaction: Press, error: Exception, /) -> None:
        await errors.answer(interaction, error)


class QuestionForm(_Form):
    """A question as people write it; `then` takes it."""

    def __init__(
        self, title: str, opened: Press, then: Callable[[Press, Suggestion], Awaitable[None]], shown: Suggestion | None
    ) -> None:
        super().__init__(title, "suggest", opened)
        self._then = then
        shown = shown or Suggestion("", ())
        self._ask: ui.TextInput[Any] = ui.TextInput(
            custom_id="ask", style=PARAGRAPH, default=shown.ask or None, max_length=LONGEST_ASK
        )
        self._answers: ui.TextInput[Any] = ui.TextInput(
            custom_id="answers",
            style=PARAGRAPH,
            default="\n".join(shown.answers) or None,
            max_length=LONGEST_INPUT,
        )
        self._says: ui.TextInput[Any] = ui.TextInput(
            custom_id="says", style=PARAGRAPH, default=shown.says or None, max_length=LONGEST_SAYS, required=False
        )
        self.ask(words.ASK_LABEL, self._ask)
        self.ask(words.ANSWERS_LABEL, self._answers, words.ANSWERS_HELP)
        self.ask(words.SAYS_LABEL, self._says, words.SAYS_HELP)

    async def on_submit(self, interaction: Press, /) -> None:
        written = Suggestion.read(self._ask.value, self._answers.value, self._says.value)
        faults = written.faults()
        if faults:
            raise Refusal(words.no_question(faults))
        await self._then(interaction, written)


class AnswerForm(_Form):
    """An answer that shall count as well; `then` takes it."""

    def __init__(self, opened: Press, then: Callable[[Press, str], Awaitable[None]], shown: str) -> None:
        super().__init__(words.EDIT_ANSWER, "accept", opened)
        self._then = then
        self._answer: ui.TextInput[Any] = ui.TextInput(
            custom_id="answer", default=shown[:LONGEST_ANSWER] or None, max_length=LONGEST_ANSWER
        )
        self.ask(words.ANSWER_LABEL, self._answer, words.ANSWER_HELP)

    async def on_submit(self, interaction: Press, /) -> None:
        answers = Suggestion.read("", self._answer.value, "").answers
        if not answers:
            raise Refusal(words.NO_TEXT)
        await self._then(interaction, answers[0])


class RejectForm(_Form):
    """Why something is rejected; `then` takes it."""

    def __init__(self, opened: Press, then: Callable[[Press, str], Awaitable[None]]) -> None:
        super().__init__(words.REJECT, "reject", opened)
        self._then = then
        self._reason: ui.TextInput[Any] = ui.TextInput(
            custom_id="reason", style=PARAGRAPH, max_length=LONGEST_TEXT, required=False
        )
        self.ask(words.REASON_LABEL, self._reason, words.REASON_HELP)

    async def on_submit(self, interaction: Press, /) -> None:
        await self._then(interaction, self._reason.value.strip())


class ReportForm(_Form):
    """What is wrong with a question; `then` takes it."""

    def __init__(self, opened: Press, then: Callable[[Press, Wrong, str], Awaitable[None]]) -> None:
        super().__init__(words.REPORT, "wrong", opened)
        self._then = then
        options = [discord.SelectOption(label=said, value=wrong.value) for wrong, said in words.WRONG.items()]
        self._wrong: ui.Select[Any] = ui.Select(custom_id="wrong", options=options)
        self._text: ui.TextInput[Any] = ui.TextInput(
            custom_id="text", style=PARAGRAPH, max_length=LONGEST_TEXT, required=False
        )
        self.ask(words.WRONG_LABEL, self._wrong)
        self.ask(words.TEXT_LABEL, self._text, words.TEXT_HELP)

    async def on_submit(self, interaction: Press, /) -> None:
        await self._then(interaction, Wrong(self._wrong.values[0]), self._text.value.strip())
