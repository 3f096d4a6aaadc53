"""Calls about the rest of a server's life: its state, roles, names, and the bot's coming and going."""

from bot.sandbox import permissions, scenery
from bot.sandbox.errors import ControlError, Json
from bot.sandbox.world import Server

from .asking import Ask
from .views import Views


def state(ask: Ask, views: Views) -> Json:
    """Everything there is to know before the first move."""
    world = ask.parts.world
    server = ask.server()
    scopes = [None, *world.servers]
    return {
        "server": views.server(server),
        "servers": [views.server(each) for each in world.servers.values()],
        "channels": [views.channel(channel) for channel in world.channels()],
        "users": [views.user(user, server) for user in world.users.values() if not user.webhook],
        "commands": [command for scope in scopes for command in ask.parts.commands.all(scope)],
        "bot": {
            "id": str(world.bot.id),
            "name": world.bot.name,
            "connected": bool(ask.parts.gateway.connected()),
            "content": "content" in ask.parts.granted,
        },
    }


def role(ask: Ask, views: Views) -> Json:
    """Give or take a role; with ``create`` one that does not exist is made, with ``permissions`` by name."""
    user, server, named = ask.user(), ask.server(), ask.text("role")
    member = ask.member(server, user)
    if ask.flag("create", default=False) and named not in [each.name for each in server.roles.values()]:
        ask.parts.places.create_role(server, named, permission_bits(ask.items("permissions")))
    ask.parts.places.give_role(server, member, ask.role(server, named), give=ask.flag("give", default=True))
    return views.user(user, server)


def permission_bits(named: list[object]) -> int:
    try:
        return permissions.bits(*(str(name) for name in named))
    except KeyError as error:
        raise ControlError(f"There is no permission {error}.") from error


def bot(ask: Ask, views: Views) -> Json:
    """Invite the bot to a server (the second where none is named) or kick it out of one (the first)."""
    do = ask.text("do")
    if do not in ("kick", "invite"):
        raise ControlError('"do" must be kick or invite.')
    server = ask.server(scenery.SECOND_SERVER if do == "invite" else scenery.FIRST_SERVER)
    present = ask.parts.world.bot.id in server.members
    if present is (do == "invite"):
        raise ControlError(f"The bot is {'already' if present else 'not'} in {server.name}.", 409)
    if do == "invite":
        ask.parts.places.add_bot(server)
    else:
        ask.parts.places.remove_bot(server)
    return views.server(server)


def rename(ask: Ask, views: Views) -> Json:
    """Give a user another name, whatever it is full of."""
    user, name = ask.user(), ask.text("name")
    if len(name) > 32:
        raise ControlError("A name has at most 32 characters.")
    if any(other.name == name and other is not user for other in ask.parts.world.users.values()):
        raise ControlError(f'Somebody else is called "{name}".', 409)
    user.name = name
    for server in ask.parts.world.servers.values():
        if user.id in server.members:
            ask.parts.events.member_updated(server, server.members[user.id])
    return views.user(user, _first(ask))


def _first(ask: Ask) -> Server:
    return next(iter(ask.parts.world.servers.values()))
