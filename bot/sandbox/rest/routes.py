"""The table of routes: method, path, handler."""

from aiohttp import web

from bot.sandbox.errors import not_found

from . import answers, applications, messages, places
from .door import PREFIX, Call, Door, Handler

_CHANNEL = "/channels/{channel}"
_MESSAGES = _CHANNEL + "/messages"
_MESSAGE = _MESSAGES + "/{message}"
_REACTIONS = _MESSAGE + "/reactions"
_SERVER = "/guilds/{server}"
_APPLICATION = "/applications/{application}"
_FOLLOW_UPS = "/webhooks/{application}/{token}"

PRIVATE: list[tuple[str, str, Handler]] = [
    ("GET", "/users/@me", places.me),
    ("GET", "/users/@me/guilds", places.own_servers),
    ("DELETE", "/users/@me/guilds/{server}", places.leave_server),
    ("POST", "/users/@me/channels", places.open_direct),
    ("GET", "/users/{user}", places.user),
    ("GET", "/applications/@me", applications.application),
    ("GET", "/oauth2/applications/@me", applications.application),
    ("GET", "/gateway/bot", applications.gateway_for_bots),
    ("GET", _CHANNEL, places.channel),
    ("PATCH", _CHANNEL, places.change_channel),
    ("DELETE", _CHANNEL, places.delete_channel),
    ("POST", _CHANNEL + "/typing", messages.type_in),
    ("POST", _CHANNEL + "/threads", places.start_thread),
    ("POST", _MESSAGE + "/threads", places.start_thread),
    ("PUT", _CHANNEL + "/thread-members/@me", places.join_thread),
    ("DELETE", _CHANNEL + "/thread-members/@me", places.leave_thread),
    ("GET", _MESSAGES, messages.list_messages),
    ("POST", _MESSAGES, messages.create_message),
    ("POST", _MESSAGES + "/bulk-delete", messages.delete_messages),
    ("GET", _MESSAGE, messages.get_message),
    ("PATCH", _MESSAGE, messages.edit_message),
    ("DELETE", _MESSAGE, messages.delete_message),
    ("DELETE", _REACTIONS, messages.clear_reactions),
    ("GET", _REACTIONS + "/{emoji}", messages.list_reactions),
    ("DELETE", _REACTIONS + "/{emoji}", messages.clear_reaction),
    ("PUT", _REACTIONS + "/{emoji}/@me", messages.add_reaction),
    ("DELETE", _REACTIONS + "/{emoji}/@me", messages.remove_own_reaction),
    ("DELETE", _REACTIONS + "/{emoji}/{user}", messages.remove_reaction),
    ("GET", _SERVER, places.server),
    ("GET", _SERVER + "/channels", places.server_channels),
    ("GET", _SERVER + "/threads/active", places.server_threads),
    ("GET", _SERVER + "/roles", places.server_roles),
    ("GET", _SERVER + "/members", places.server_members),
    ("GET", _SERVER + "/members/search", places.search_members),
    ("PATCH", _SERVER + "/members/@me", places.rename_me),
    ("GET", _SERVER + "/members/{user}", places.member),
]

COMMANDS: list[tuple[str, str, Handler]] = [
    ("GET", "/commands", applications.list_commands),
    ("PUT", "/commands", applications.replace_commands),
    ("POST", "/commands", applications.create_command),
    ("GET", "/commands/{command:\\d+}", applications.get_command),
    ("PATCH", "/commands/{command}", applications.change_command),
    ("DELETE", "/commands/{command}", applications.delete_command),
]
"""For all servers below an application, and for one server below its ``/guilds/…``."""

PUBLIC: list[tuple[str, str, Handler]] = [
    ("GET", "/gateway", applications.gateway),
    ("POST", "/interactions/{interaction}/{token}/callback", answers.callback),
    ("POST", _FOLLOW_UPS, answers.follow_up),
    ("GET", _FOLLOW_UPS + "/messages/{message}", answers.get_message),
    ("PATCH", _FOLLOW_UPS + "/messages/{message}", answers.edit_message),
    ("DELETE", _FOLLOW_UPS + "/messages/{message}", answers.delete_message),
]
"""These need no bot token: their paths carry the interaction's."""


def add_routes(router: web.UrlDispatcher, door: Door) -> None:
    for base in (_APPLICATION, f"{_APPLICATION}{_SERVER}"):
        for method, path, handler in COMMANDS:
            router.add_route(method, PREFIX + base + path, door.open(handler))
    permissions_path = f"{PREFIX}{_APPLICATION}{_SERVER}/commands/permissions"
    router.add_route("GET", permissions_path, door.open(applications.command_permissions))
    for method, path, handler in PRIVATE:
        router.add_route(method, PREFIX + path, door.open(handler))
    for method, path, handler in PUBLIC:
        router.add_route(method, PREFIX + path, door.open(handler, public=True))
    router.add_route("*", PREFIX + "/{tail:.*}", door.open(_unknown))


def _unknown(_: Call) -> object:
    raise not_found()
