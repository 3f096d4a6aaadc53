"""Options of a slash command, checked and worded as Discord's client does before it sends them."""

from collections.abc import Callable
from dataclasses import dataclass, field

from bot.sandbox import permissions
from bot.sandbox.errors import ControlError, Json, JsonValue
from bot.sandbox.payloads import attachment_json, bare_member_json, partial_channel_json, role_json, user_json
from bot.sandbox.validation.commands import (
    ATTACHMENT,
    BOOLEAN,
    CHANNEL,
    GROUP,
    INTEGER,
    MENTIONABLE,
    NUMBER,
    STRING,
    SUBCOMMAND,
    USER,
)
from bot.sandbox.world import Channel, Role, User

from .asking import Ask, upload

STRING_MOST = 6_000
"""Characters a string option may have (Discord's reference, "Application Command Option Structure")."""


@dataclass(slots=True)
class Resolved:
    """The things that options name by id, in Discord's shape."""

    ask: Ask
    channel: Channel
    found: dict[str, dict[str, Json]] = field(default_factory=dict)

    def add(self, kind: str, thing_id: int, value: Json) -> str:
        self.found.setdefault(kind, {})[str(thing_id)] = value
        return str(thing_id)

    def user(self, user: User) -> str:
        server = self.channel.server
        if server is not None and user.id in server.members:
            member = bare_member_json(server.members[user.id])
            self.add("members", user.id, member | {"permissions": str(permissions.in_channel(self.channel, user))})
        return self.add("users", user.id, user_json(user))

    def role(self, role: Role) -> str:
        return self.add("roles", role.id, role_json(role))

    def place(self, channel: Channel, user: User) -> str:
        return self.add("channels", channel.id, partial_channel_json(channel, user))


def find_command(ask: Ask, user: User, channel: Channel, name: str, kind: int) -> Json:
    """Find a command this user can run here; raises ControlError as Discord's client would not offer it."""
    server = channel.server
    found = [
        c for c in ask.parts.commands.visible(server.id if server else None) if (c["name"], c["type"]) == (name, kind)
    ]
    if not found:
        raise ControlError(f'There is no command "{name}".', 404)
    command = found[0]
    if server is not None and ask.parts.world.bot.id not in server.members:
        raise ControlError(f"The bot is not in {server.name}.", 404)
    _check_context(command, channel)
    if server is not None:
        _check_permissions(command, user, channel)
    return command


def _check_context(command: Json, channel: Channel) -> None:
    contexts = command.get("contexts")
    if contexts is None:
        contexts = [0, 1] if command.get("dm_permission", True) is not False else [0]
    if (0 if channel.server else 1) not in contexts:
        place = "a server" if channel.server else "a direct message"
        raise ControlError(f'"{command["name"]}" cannot be used in {place}.', 403)


def _check_permissions(command: Json, user: User, channel: Channel) -> None:
    has = permissions.in_channel(channel, user)
    if not has & permissions.BITS["use_application_commands"]:
        raise ControlError(f"{user.name} may not use commands in that channel.", 403)
    needed = command.get("default_member_permissions")
    if needed is None or has & permissions.BITS["administrator"]:
        return
    if int(needed) == 0 or has & int(needed) != int(needed):
        names = ", ".join(permissions.names(int(needed))) or "administrator"
        raise ControlError(f'{user.name} lacks the permission for "{command["name"]}": {names}.', 403)


def descend(command: Json, words: list[str]) -> tuple[list[Json], Callable[[list[Json]], list[Json]]]:
    """Follow subcommands; answer the options of the last and what wraps given options in their path."""
    steps: list[Json] = []
    holder = command
    for word in words:
        step = next(
            (o for o in holder.get("options") or () if o["name"] == word and o["type"] in (SUBCOMMAND, GROUP)), None
        )
        if step is None:
            raise ControlError(f'"{command["name"]}" has no subcommand "{word}".', 404)
        steps.append(step)
        holder = step
    options: list[Json] = holder.get("options") or []
    if any(option["type"] in (SUBCOMMAND, GROUP) for option in options):
        raise ControlError(f'"{" ".join([command["name"], *words])}" needs a subcommand.')

    def wrap(given: list[Json]) -> list[Json]:
        for step in reversed(steps):
            given = [{"name": step["name"], "type": step["type"], "options": given}]
        return given

    return options, wrap


def given_options(resolved: Resolved, user: User, options: list[Json], *, focused: str | None = None) -> list[Json]:
    """Read what a person fills in; with ``focused`` they are still typing, so nothing is required yet."""
    ask = resolved.ask
    values, files = ask.record("options"), ask.record("attachments")
    known = {option["name"]: option for option in options}
    for name in (*values, *files, *([focused] if focused else ())):
        if name not in known:
            raise ControlError(f'There is no option "{name}".')
    given: list[Json] = []
    for name, option in known.items():
        if name == focused:
            given.append(
                {"name": name, "type": option["type"], "value": _typed(name, values.get(name)), "focused": True}
            )
        elif name in files or values.get(name) is not None:
            value = files[name] if name in files else values[name]
            given.append({"name": name, "type": option["type"], "value": _value(resolved, user, option, value)})
        elif option.get("required") and focused is None:
            raise ControlError(f'The option "{name}" is required.')
    return given


def _typed(name: str, value: JsonValue) -> str:
    """Read what is typed so far; Discord sends it as text, for numbers too."""
    if value is not None and (isinstance(value, bool) or not isinstance(value, (str, int, float))):
        raise ControlError(f'The option "{name}" must be a text, as far as it is typed.')
    return "" if value is None else str(value)


def _value(resolved: Resolved, user: User, option: Json, value: JsonValue) -> JsonValue:
    """Read one option's value; things are named by id or name and are resolved."""
    kind, name, ask = option["type"], option["name"], resolved.ask
    if kind == ATTACHMENT:
        attachment = ask.parts.messages.attach(upload(0, value), None)
        return resolved.add("attachments", attachment.id, attachment_json(attachment))
    if kind in _PLAIN:
        checked = _PLAIN[kind](option, value)
        if option.get("choices"):
            return _chosen(option, checked)
        return checked
    if not isinstance(value, (str, int)):
        raise ControlError(f'The option "{name}" names its value by id or name.')
    if kind == CHANNEL:
        channel = ask.find_channel(str(value), user)
        if option.get("channel_types") and channel.kind not in option["channel_types"]:
            raise ControlError(f'The option "{name}" does not take that kind of channel.')
        return resolved.place(channel, user)
    return _person_or_role(resolved, kind, str(value))


def _person_or_role(resolved: Resolved, kind: int, named: str) -> str:
    ask, server = resolved.ask, resolved.channel.server
    if kind == USER:
        return resolved.user(ask.find_user(named))
    if kind == MENTIONABLE:
        try:
            return resolved.user(ask.find_user(named))
        except ControlError:
            pass
    if server is None:
        raise ControlError("There are no roles in a direct message.")
    return resolved.role(ask.role(server, named))


def _string(option: Json, value: JsonValue) -> str:
    name = option["name"]
    if not isinstance(value, str):
        raise ControlError(f'The option "{name}" must be a text.')
    least, most = option.get("min_length", 0), option.get("max_length", STRING_MOST)
    if not max(least, 1) <= len(value) <= most and not option.get("choices"):
        raise ControlError(f'The option "{name}" must have {max(least, 1)} to {most} characters.')
    return value


def _integer(option: Json, value: JsonValue) -> int:
    if not isinstance(value, int) or isinstance(value, bool):
        if not (isinstance(value, str) and option.get("choices")):
            raise ControlError(f'The option "{option["name"]}" must be a whole number.')
        return value  # type: ignore[return-value]  # a choice's name, looked up next
    return _in_range(option, value)


def _number(option: Json, value: JsonValue) -> float:
    if not isinstance(value, (int, float)) or isinstance(value, bool):
        raise ControlError(f'The option "{option["name"]}" must be a number.')
    return _in_range(option, value)


def _in_range(option: Json, value: JsonValue) -> JsonValue:
    least, most = option.get("min_value", -(2**53)), option.get("max_value", 2**53)
    if not least <= value <= most:
        raise ControlError(f'The option "{option["name"]}" must be from {least} to {most}.')
    return value


def _boolean(option: Json, value: JsonValue) -> bool:
    if not isinstance(value, bool):
        raise ControlError(f'The option "{option["name"]}" must be true or false.')
    return value


_PLAIN: dict[int, Callable[[Json, JsonValue], JsonValue]] = {
    STRING: _string,
    INTEGER: _integer,
    NUMBER: _number,
    BOOLEAN: _boolean,
}


def _chosen(option: Json, value: JsonValue) -> JsonValue:
    """Answer the value of the choice meant, by its value or by the name a person sees."""
    for key in ("value", "name"):
        for choice in option["choices"]:
            if choice[key] == value:
                return choice["value"]
    offered = ", ".join(str(choice["name"]) for choice in option["choices"])
    raise ControlError(f'The option "{option["name"]}" must be one of: {offered}.')
