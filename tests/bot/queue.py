"""A server with editors, and what its people bring to them."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from sqlalchemy import Connection

from tests.bot.conftest import Channel
from tests.bot.panels import ids, server
from trivia.question import Question
from trivia.server import ServerSettings
from trivia.store import Entry, Review, Verb, schema
from trivia.store.inserting import insert_new

EDITORS = ("dev", "ben")
SUGGESTED = {
    "Question": "Who sang the theme of Goldfinger?",
    "Answers, one a line": "Shirley Bassey\nDame Shirley Bassey",
    "Explanation or source": "She sang three themes of Bond films.",
}


async def make_editors(channel: Channel) -> None:
    """Give the server its editors."""
    for user in EDITORS:
        await channel.people.role(user, "Editors", create=user == EDITORS[0])
    known = await ids(channel)

    def change(old: ServerSettings) -> ServerSettings:
        return replace(old, editor_role=known["Editors"], audit_channel=known["quiet"])

    await channel.bot._book.change(await server(channel), change, 1, 0.0)


async def suggest(channel: Channel, user: str = "cleo", **fields: str) -> str:
    """What somebody reads who suggests a question."""
    opened = await channel.people.command(user, channel.name, "suggest")
    answer = await channel.people.submit(user, opened["interaction"], SUGGESTED | fields)
    assert answer["response"]["ephemeral"]
    return answer["response"]["text"]


async def review(channel: Channel, user: str = "dev") -> dict[str, Any]:
    """The card that an editor opens."""
    return (await channel.people.command(user, channel.name, "review"))["response"]


async def fill(channel: Channel, user: str, card: dict[str, Any], label: str, fields: dict[str, Any]) -> dict[str, Any]:
    """Open the modal behind a button, fill it in and send it; what they see then."""
    opened = await channel.press(user, card, label)
    return (await channel.people.submit(user, opened["interaction"], fields))["response"]


async def press(channel: Channel, user: str, card: dict[str, Any], label: str) -> dict[str, Any]:
    """What somebody sees who presses this."""
    return (await channel.press(user, card, label))["response"]


async def finished(channel: Channel, user: str = "ada", **options: object) -> dict[str, Any]:
    """The card of a round about Jaws that is over."""
    await channel.start(user, **options)
    await channel.says(user, "john williams")
    return await channel.sees("Something is wrong")


async def own(channel: Channel) -> tuple[Question, ...]:
    """The server's own questions."""
    return await channel.bot.reviewing._own.all(await server(channel))


async def waiting(channel: Channel) -> tuple[Review, ...]:
    return await channel.bot.reviewing._reviews.waiting(await server(channel), 0, 50)


async def entries(channel: Channel) -> tuple[Entry, ...]:
    """What the log has of questions, the newest first."""
    found = await channel.bot.log._audit.listing(await server(channel), None, 20)
    return tuple(entry for entry in found if entry.verb is not Verb.SET)


async def ail(channel: Channel, *questions: str, **counts: int) -> None:
    """Let these questions have been asked often, and never answered unless `counts` say otherwise."""
    rows = [{"question": question, "asked": 9, "tried": 12} | counts for question in questions]

    def work(connection: Connection) -> None:
        insert_new(connection, schema.records, rows)

    await channel.bot.reviewing._reviews._database.write(work)
