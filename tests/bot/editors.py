"""Editors at work on a server's questions."""

from __future__ import annotations

from typing import Any

from tests.bot.conftest import Channel
from tests.bot.panels import ADMIN, server
from trivia.question import Question

LABELS = {"ask": "Question", "answers": "Answers", "kind": "What sort of answer", "fact": "Explanation"}


def fields(**changed: Any) -> dict[str, Any]:
    """What is filled in for a question about E.T., with these fields `changed`."""
    whole = {
        "Question": "Who wrote the score of E.T.?",
        "Answers": "John Williams\nJohnny Williams",
        "What sort of answer": ["person"],
        "How hard": ["medium"],
        "Explanation": "He wrote it in 1982.\nSource: The credits",
    }
    return whole | {LABELS[name]: value for name, value in changed.items()}


async def write(channel: Channel, user: str = ADMIN, **changed: Any) -> dict:
    """Write a question with `/questions add`; the card before it is saved."""
    opened = await channel.people.command(user, channel.name, "questions add")
    return (await channel.people.submit(user, opened["interaction"], fields(**changed)))["response"]


async def add(channel: Channel, user: str = ADMIN, **changed: Any) -> str:
    """Write a question and save it; what the editor reads then."""
    return await press(channel, user, await write(channel, user, **changed), "Save")


async def press(channel: Channel, user: str, card: dict, label: str) -> str:
    """What a card says when a button of it was pressed."""
    return (await channel.people.press(user, card["id"], label))["response"]["text"]


async def own(channel: Channel) -> list[Question]:
    """The questions of the server, as the database has them."""
    return list(await channel.bot.editing._own.all(await server(channel)))


async def offered(channel: Channel, command: str, typed: str, user: str = ADMIN) -> list[str]:
    """The texts that are offered while an editor types."""
    found = await channel.people.autocomplete(user, channel.name, command, "question", {"question": typed})
    return [choice["name"] for choice in found["choices"]]
