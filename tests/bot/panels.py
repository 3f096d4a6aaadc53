"""The panel of settings as its admins use it."""

from __future__ import annotations

from typing import Any

from tests.bot.conftest import Channel
from trivia.server import ServerSettings

ADMIN = "owner"


async def panel(channel: Channel, user: str = ADMIN) -> dict:
    """The panel that this person opens."""
    return (await channel.people.command(user, channel.name, "server"))["response"]


async def fill(channel: Channel, label: str, fields: dict[str, Any], *, card: dict | None = None) -> dict:
    """Open the modal behind this button, fill it in and send it; what the admin sees then."""
    card = card or await panel(channel)
    opened = await channel.press(ADMIN, card, label)
    return (await channel.people.submit(ADMIN, opened["interaction"], fields))["response"]


async def settings(channel: Channel) -> ServerSettings:
    """What the server has set, as the database has it."""
    return await channel.bot.panel._servers.settings(await server(channel))


async def server(channel: Channel) -> int:
    return int((await channel.people.state())["server"]["id"])


async def ids(channel: Channel) -> dict[str, int]:
    """The ids of the users, the channels and the roles, by name."""
    state = await channel.people.state()
    things = (*state["server"]["roles"], *state["users"], *state["channels"])
    return {thing["name"]: int(thing["id"]) for thing in things}
