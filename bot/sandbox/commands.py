"""The commands the bot has registered, for all servers and for single ones."""

from .bodies import without_nulls
from .errors import Json, unknown
from .ids import Snowflakes
from .validation.commands import check_command, check_commands
from .validation.form import Form
from .world import User

Scope = int | None
"""A server's id, or None for all servers."""


class Commands:
    """Keeps registered commands as Discord gives them back."""

    def __init__(self, bot: User, ids: Snowflakes) -> None:
        self._bot = bot
        self._ids = ids
        self._scopes: dict[Scope, dict[int, Json]] = {}

    def all(self, scope: Scope) -> list[Json]:
        return list(self._scopes.get(scope, {}).values())

    def get(self, scope: Scope, command_id: int) -> Json:
        """Find one by id; raises DiscordError 10063."""
        command = self._scopes.get(scope, {}).get(command_id)
        if command is None:
            raise unknown("application command")
        return command

    def replace_all(self, scope: Scope, wanted: list[Json]) -> list[Json]:
        """Register exactly these; one of the same name and type keeps its id. Raises DiscordError 50035."""
        wanted = without_nulls(wanted)
        form = Form()
        check_commands(form, wanted)
        form.finish()
        made = [self._made(scope, command) for command in wanted]
        self._scopes[scope] = {int(command["id"]): command for command in made}
        return made

    def add(self, scope: Scope, wanted: Json) -> Json:
        """Register one, in place of the one of the same name and type. Raises DiscordError 50035."""
        wanted = without_nulls(wanted)
        form = Form()
        check_command(form, wanted, ())
        form.finish()
        command = self._made(scope, wanted)
        self._scopes.setdefault(scope, {})[int(command["id"])] = command
        return command

    def change(self, scope: Scope, command_id: int, body: Json) -> Json:
        before = self.get(scope, command_id)
        merged = without_nulls({**before, **body, "type": before["type"]})
        form = Form()
        check_command(form, merged, ())
        form.finish()
        command = self._made(scope, merged) | {"id": before["id"]}
        self._scopes[scope][command_id] = command
        return command

    def remove(self, scope: Scope, command_id: int) -> None:
        self.get(scope, command_id)
        del self._scopes[scope][command_id]

    def visible(self, server_id: int | None) -> list[Json]:
        """Answer what can be run in a server, or for None in a direct message; a server's own come first."""
        return [*(self.all(server_id) if server_id else ()), *self.all(None)]

    def _made(self, scope: Scope, wanted: Json) -> Json:
        kind = wanted.get("type", 1)
        before = next((c for c in self.all(scope) if (c["name"], c["type"]) == (wanted["name"], kind)), None)
        needed = wanted.get("default_member_permissions")
        command: Json = {
            "id": before["id"] if before else str(self._ids.next()),
            "application_id": str(self._bot.id),
            "version": str(self._ids.next()),
            "type": kind,
            "name": wanted["name"],
            "name_localizations": wanted.get("name_localizations"),
            "description": wanted.get("description", ""),
            "description_localizations": wanted.get("description_localizations"),
            "default_member_permissions": None if needed is None else str(needed),
            "dm_permission": wanted.get("dm_permission", True),
            "contexts": wanted.get("contexts"),
            "integration_types": wanted.get("integration_types") or [0],
            "nsfw": wanted.get("nsfw", False),
        }
        if wanted.get("options"):
            command["options"] = wanted["options"]
        if scope is not None:
            command["guild_id"] = str(scope)
        return command
