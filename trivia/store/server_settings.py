"""What a server has set: read, and changed with a line in the log for each setting that is another then.

Everything here runs on a connection of somebody's transaction.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, cast

from pydantic import TypeAdapter
from sqlalchemy import Connection, delete, select, update

from trivia.server import ServerSettings, Setting
from trivia.store import schema
from trivia.store.audit import Audit, Entry, Json, Thing, Verb
from trivia.store.inserting import insert_new

Change = Callable[[ServerSettings], ServerSettings]
"""What the settings become; it may be asked twice, and raises what keeps them from it."""

_SETTINGS = TypeAdapter(ServerSettings)
_ELSEWHERE = (Setting.ZONE, Setting.BARRED)
"""Settings that have columns and rows of their own."""


@dataclass(frozen=True, slots=True)
class Changed:
    """The settings after a change, and what was noted of it."""

    settings: ServerSettings
    entries: tuple[Entry, ...]


def read(connection: Connection, server: int) -> ServerSettings:
    """What this server has set."""
    servers, barred = schema.servers.c, schema.barred.c
    row = connection.execute(select(servers.zone, servers.settings).where(servers.id == server)).one_or_none()
    players = connection.execute(select(barred.player).where(barred.server == server)).scalars()
    fields: dict[str, Any] = {} if row is None else {**_SETTINGS_JSON.validate_json(row.settings), "zone": row.zone}
    return _SETTINGS.validate_python({**fields, "barred": frozenset(players)})


_SETTINGS_JSON = TypeAdapter(dict[str, Any])


def change(connection: Connection, server: int, wanted: Change, who: int, at: float) -> Changed:
    """Change what this server has set."""
    insert_new(connection, schema.servers, [{"id": server}])
    this = schema.servers.c.id == server
    # Of two admins at once one waits for the other.
    connection.execute(select(schema.servers.c.id).where(this).with_for_update())
    old = read(connection, server)
    new = wanted(old)
    kept = {name: value for name, value in as_json(new).items() if name not in _ELSEWHERE}
    text = _SETTINGS_JSON.dump_json(kept).decode()
    connection.execute(update(schema.servers).where(this).values(zone=new.zone, settings=text))
    entries = [*_note(connection, server, old, new, who, at), *_bar(connection, server, old, new, who, at)]
    return Changed(new, tuple(entries))


def as_json(settings: ServerSettings) -> dict[str, Json]:
    """The settings by their names; what has no order is sorted."""
    dumped: dict[str, Json] = _SETTINGS.dump_python(settings, mode="json")
    return {
        name: sorted(cast("list[Any]", value)) if isinstance(value, list) else value for name, value in dumped.items()
    }


def _note(
    connection: Connection, server: int, old: ServerSettings, new: ServerSettings, who: int, at: float
) -> list[Entry]:
    before, after = as_json(old), as_json(new)
    differing = [name for name in Setting if name is not Setting.BARRED and before[name] != after[name]]
    return [
        Audit.note(connection, server, who, at, Verb.SET, Thing.SETTING, name, before=before[name], after=after[name])
        for name in differing
    ]


def _bar(
    connection: Connection, server: int, old: ServerSettings, new: ServerSettings, who: int, at: float
) -> list[Entry]:
    added, removed = sorted(new.barred - old.barred), sorted(old.barred - new.barred)
    insert_new(connection, schema.barred, [{"server": server, "player": player} for player in added])
    mine = (schema.barred.c.server == server) & schema.barred.c.player.in_(removed)
    connection.execute(delete(schema.barred).where(mine))
    done = [*((Verb.BAR, player) for player in added), *((Verb.UNBAR, player) for player in removed)]
    return [Audit.note(connection, server, who, at, verb, Thing.PLAYER, str(player)) for verb, player in done]
