"""Points without games: what players earned in the channel `trivia`, written onto the leaderboards."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping

from sqlalchemy import Connection

from tests.bot.conftest import Channel
from trivia.boards import Totals, moment
from trivia.store import rollups, schema
from trivia.store.inserting import insert_all, insert_new

DAY = 86_400
CROWD = 10**17
"""The first of the ids of players who are no members of the server."""


async def numbers(channel: Channel) -> dict[str, int]:
    """The ids of the users, the channels and the server (`server`), by name."""
    state = await channel.people.state()
    named = {thing["name"]: int(thing["id"]) for thing in (*state["users"], *state["channels"])}
    return named | {"server": int(state["server"]["id"])}


async def earn(
    channel: Channel, earned: Mapping[str | int, Totals], *, ago: int = 0, pack: str = "film", season: int = 1
) -> None:
    """Add what these players (names or ids) earned, so many days ago."""
    known = await numbers(channel)
    rows = {who if isinstance(who, int) else known[who]: totals for who, totals in earned.items()}
    at = time.time() - ago * DAY

    def work(connection: Connection) -> None:
        when, public = moment(at, season=season), rollups.public_of(connection, rows)
        place = rollups.Where(known["server"], known["trivia"], when, moment(at), public)
        insert_all(connection, *rollups.adding(place, frozenset({pack}), rows))

    await channel.bot.pages._boards._database.write(work)


async def opt_in(channel: Channel, named: Mapping[int, str]) -> None:
    """List these players on the leaderboards of everywhere, by these names."""
    rows = [{"id": player, "name": name} for player, name in named.items()]

    def work(connection: Connection) -> None:
        insert_new(connection, schema.players, rows)

    await channel.bot.pages._boards._database.write(work)


def crowd(number: int) -> dict[str | int, Totals]:
    """So many strangers, with 10, 20, 30 … points."""
    return {CROWD + one: Totals(10 * one, 0, one, one, 1) for one in range(1, number + 1)}


def custom_id(message: object, beginning: str) -> str:
    """The custom id of a message's button or menu that begins so."""
    return next(found for found in _custom_ids(message) if found.startswith(beginning))


def _custom_ids(part: object) -> Iterator[str]:
    if isinstance(part, dict):
        yield from (value for key, value in part.items() if key == "custom_id")
        part = list(part.values())
    if isinstance(part, list):
        for inner in part:
            yield from _custom_ids(inner)
