"""Routes of the application, its commands, and the way to the gateway."""

from bot.sandbox.errors import DiscordError, Json
from bot.sandbox.payloads import user_json

from .door import Call


def application(call: Call) -> Json:
    bot, owner = call.parts.world.bot, next(iter(call.parts.world.servers.values())).owner
    return {
        "id": str(bot.id),
        "name": bot.name,
        "icon": None,
        "description": "",
        "summary": "",
        "type": None,
        "bot": user_json(bot),
        "owner": user_json(owner),
        "team": None,
        "bot_public": True,
        "bot_require_code_grant": False,
        "verify_key": "0" * 64,
        "flags": call.parts.events.application_flags(),
        "approximate_guild_count": len(call.parts.world.bot_servers()),
        "approximate_user_install_count": 0,
        "integration_types_config": {"0": {}},
        "redirect_uris": [],
        "interactions_endpoint_url": None,
        "role_connections_verification_url": None,
    }


def gateway(call: Call) -> Json:
    return {"url": call.parts.ws_url}


def gateway_for_bots(call: Call) -> Json:
    limit = {"total": 1000, "remaining": 1000, "reset_after": 0, "max_concurrency": 1}
    return {"url": call.parts.ws_url, "shards": call.parts.shards, "session_start_limit": limit}


def _scope(call: Call) -> int | None:
    """Answer the server whose commands are meant, None for all servers; only the bot's own are in reach."""
    if call.number("application") != call.parts.world.bot.id:
        raise DiscordError(403, 20012, "You are not authorized to perform this action on this application")
    return call.server().id if "server" in call.path else None


def list_commands(call: Call) -> list[Json]:
    return call.parts.commands.all(_scope(call))


def replace_commands(call: Call) -> list[Json]:
    wanted = call.content
    if not isinstance(wanted, list) or not all(isinstance(command, dict) for command in wanted):
        raise DiscordError(400, 50035, "Invalid Form Body")
    return call.parts.commands.replace_all(_scope(call), wanted)


def create_command(call: Call) -> Json:
    return call.parts.commands.add(_scope(call), call.body)


def get_command(call: Call) -> Json:
    return call.parts.commands.get(_scope(call), call.number("command"))


def change_command(call: Call) -> Json:
    return call.parts.commands.change(_scope(call), call.number("command"), call.body)


def delete_command(call: Call) -> None:
    call.parts.commands.remove(_scope(call), call.number("command"))


def command_permissions(call: Call) -> list[Json]:
    _scope(call)
    return []
