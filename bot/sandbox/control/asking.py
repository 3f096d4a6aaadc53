"""One call of the control API, read: who, where, what; refusals are one plain sentence."""

import base64
import binascii
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bot.sandbox import permissions
from bot.sandbox.drafts import Upload, media_type
from bot.sandbox.errors import ControlError, Json
from bot.sandbox.ids import read_id
from bot.sandbox.parts import Parts
from bot.sandbox.world import Channel, Member, Message, Role, Server, User

FILE_LIMIT = 10 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Ask:
    parts: Parts
    body: Mapping[str, Any]
    """The JSON body of a POST, the query of a GET."""

    # Values

    def text(self, key: str, default: str | None = None) -> str:
        """Read a string that is not empty; raises ControlError where it is missing and has no default."""
        value = self.body.get(key)
        if value is None and default is not None:
            return default
        if not isinstance(value, str) or not value:
            raise ControlError(f'"{key}" must be a text that is not empty.')
        return value

    def optional(self, key: str) -> str | None:
        value = self.body.get(key)
        if value is not None and not isinstance(value, str):
            raise ControlError(f'"{key}" must be a text.')
        return value or None

    def flag(self, key: str, default: bool | None = None) -> bool:
        value = self.body.get(key, default)
        if not isinstance(value, bool):
            raise ControlError(f'"{key}" must be true or false.')
        return value

    def number(self, key: str, default: float | None = None, *, least: float = 0, most: float = 1e9) -> float:
        """Read a number; queries carry it as text."""
        value = self.body.get(key, default)
        try:
            number = float(value) if isinstance(value, (int, float, str)) and not isinstance(value, bool) else None
        except (ValueError, OverflowError):
            number = None
        if number is None or not least <= number <= most:
            raise ControlError(f'"{key}" must be a number from {least:g} to {most:g}.')
        return number

    def after(self) -> int:
        """Read the id of the message after which to begin; 0 where none is given."""
        found = read_id(self.body.get("after") or 0)
        if found is None:
            raise ControlError('"after" must be the id of a message.')
        return found

    def record(self, key: str) -> Json:
        value = self.body.get(key)
        if value is None:
            return {}
        if not isinstance(value, dict):
            raise ControlError(f'"{key}" must be an object.')
        return value

    def items(self, key: str) -> list[Any]:
        value = self.body.get(key)
        if value is None:
            return []
        if not isinstance(value, list):
            raise ControlError(f'"{key}" must be a list.')
        return value

    # Things

    def user(self, key: str = "user") -> User:
        return self.find_user(self.text(key))

    def human(self) -> User:
        """Find the person who acts; bots are not played."""
        user = self.user()
        if user.bot:
            raise ControlError(f"{user.name} is a bot; only people can be played.")
        return user

    def find_user(self, named: str) -> User:
        """Find a user by id, name or mention."""
        wanted = named.removeprefix("<@").removeprefix("!").removesuffix(">").removeprefix("@")
        for user in self.parts.world.users.values():
            if wanted in (str(user.id), user.name) and not user.webhook:
                return user
        raise ControlError(f'There is no user "{named}".', 404)

    def channel(self, user: User | None, key: str = "channel") -> Channel:
        """Find a channel that this user (nobody in particular: anyone) sees; "dm" is theirs with the bot."""
        channel = self.find_channel(self.text(key), user)
        if user is not None and not permissions.allowed(channel, user, "view_channel"):
            raise ControlError(f"{user.name} does not see that channel.", 403)
        return channel

    def find_channel(self, named: str, user: User | None) -> Channel:
        """Find a channel by id, name or mention; a thread by name where no channel has it, the newest of several."""
        if named in ("dm", "@me"):
            if user is None:
                raise ControlError('A direct-message channel needs "user".')
            return self.parts.places.direct(user)
        wanted = named.removeprefix("<").removesuffix(">").removeprefix("#")
        found = [c for c in self.parts.world.channels() if wanted in (str(c.id), c.name)]
        if not found:
            raise ControlError(f'There is no channel "{named}".', 404)
        return next((channel for channel in found if not channel.is_thread), found[-1])

    def message(self, user: User, key: str = "message") -> Message:
        """Find a message by id that this user sees."""
        wanted = self.text(key)
        message_id = read_id(wanted)
        message = self.parts.world.message(message_id) if message_id is not None else None
        if message is None or not message.seen_by(user):
            raise ControlError(f'{user.name} sees no message "{wanted}".', 404)
        if not user.bot and not permissions.allowed(message.channel, user, "view_channel"):
            raise ControlError(f"{user.name} does not see that channel.", 403)
        return message

    def server(self, default: str | None = None) -> Server:
        wanted = self.optional("server") or default
        servers = list(self.parts.world.servers.values())
        for server in servers:
            if wanted in (None, server.name, str(server.id)):
                return server
        raise ControlError(f'There is no server "{wanted}".', 404)

    def role(self, server: Server, named: str) -> Role:
        for role in server.roles.values():
            if named.removeprefix("<@&").removesuffix(">") in (str(role.id), role.name):
                return role
        raise ControlError(f'There is no role "{named}" in {server.name}.', 404)

    def member(self, server: Server, user: User) -> Member:
        member = server.members.get(user.id)
        if member is None:
            raise ControlError(f"{user.name} is not in {server.name}.", 404)
        return member


def upload(index: int, value: object) -> Upload:
    """Read a file given as ``{name, base64}``."""
    if (
        not isinstance(value, dict)
        or not isinstance(value.get("name"), str)
        or not isinstance(value.get("base64"), str)
    ):
        raise ControlError('An attachment must be an object with "name" and "base64".')
    try:
        data = base64.b64decode(value["base64"], validate=True)
    except (binascii.Error, ValueError) as error:
        raise ControlError(f'The base64 of "{value["name"]}" cannot be decoded.') from error
    if len(data) > FILE_LIMIT:
        raise ControlError(f'"{value["name"]}" is larger than 10 MiB.', 413)
    return Upload(index, value["name"], data, media_type(value["name"]))
