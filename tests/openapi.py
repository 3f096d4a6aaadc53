"""Checks what the bot sends against Discord's own description of its HTTP API."""

import json
import re
from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from typing import Any

import jsonschema_rs

SPEC = Path(__file__).parents[2] / "shared" / "data" / "discord-openapi.json"
ABSENT = "Discord's OpenAPI description is not there (../shared/data/discord-openapi.json)."

_URI = "urn:discord"
_BOOLEANS = frozenset({"false", "true", "0", "1"})

Json = dict[str, Any]


class OpenApi:
    """Discord's description, with validators compiled at first use and kept."""

    def __init__(self, path: Path = SPEC) -> None:
        self._path = path
        self._validators: dict[tuple[str, str], jsonschema_rs.Draft202012Validator | None] = {}

    @cached_property
    def _spec(self) -> Json:
        return json.loads(self._path.read_text())

    @cached_property
    def _registry(self) -> jsonschema_rs.Registry:
        return jsonschema_rs.Registry([(_URI, {"components": self._spec["components"]})])

    @cached_property
    def _paths(self) -> list[tuple[re.Pattern[str], str]]:
        """Patterns of the paths, those with the fewest blanks first, so that ``@me`` goes before ``{user_id}``."""
        ordered = sorted(self._spec["paths"], key=lambda path: path.count("{"))
        return [(re.compile(re.sub(r"\{\w+\}", "[^/]+", path)), path) for path in ordered]

    def faults(self, method: str, path: str, query: Mapping[str, str], body: object) -> list[str]:
        """Answer what Discord's description finds wrong in a request; ``path`` is the one below /api/v10."""
        template = next((template for pattern, template in self._paths if pattern.fullmatch(path)), None)
        operation = self._spec["paths"].get(template, {}).get(method.lower())
        if template is None or operation is None:
            return [f"{method} {path} is no route of Discord's."]
        faults = self._query_faults(template, operation, query)
        validator = self._validator(template, method.lower(), operation)
        if body is None:
            if operation.get("requestBody", {}).get("required") and validator is not None:
                faults.append("A body is required.")
        elif validator is not None:
            faults += [_words(error) for error in validator.iter_errors(_as_discord_reads(body))]
        elif body:
            faults.append("No body is described.")
        return [f"{method} {path}: {fault}" for fault in faults]

    def _query_faults(self, template: str, operation: Json, query: Mapping[str, str]) -> list[str]:
        shared = self._spec["paths"][template].get("parameters", [])
        known = {p["name"]: p["schema"] for p in [*shared, *operation.get("parameters", [])] if p["in"] == "query"}
        faults = [f'The query has an unknown "{name}".' for name in query if name not in known]
        # discord.py writes booleans as 0 and 1, which Discord reads as such.
        booleans = (name for name in query.keys() & known.keys() if known[name].get("type") == "boolean")
        faults += [f'The query\'s "{name}" is no boolean.' for name in booleans if query[name].lower() not in _BOOLEANS]
        return faults

    def _validator(self, template: str, method: str, operation: Json) -> jsonschema_rs.Draft202012Validator | None:
        key = template, method
        if key not in self._validators:
            self._validators[key] = self._compile(operation)
        return self._validators[key]

    def _compile(self, operation: Json) -> jsonschema_rs.Draft202012Validator | None:
        content = operation.get("requestBody", {}).get("content", {})
        schema = content.get("application/json", {}).get("schema")
        if schema is None:
            return None
        text = json.dumps(schema).replace('"#/components', f'"{_URI}#/components')
        return jsonschema_rs.Draft202012Validator(json.loads(text), registry=self._registry)


def _words(error: jsonschema_rs.ValidationError) -> str:
    """Word an error by its deepest cause: of several shapes the one that the value came nearest to."""
    cause = error
    while branches := getattr(cause.kind, "context", None):
        cause = max((inner for branch in branches for inner in branch), key=_depth)
    place = ".".join(str(step) for step in cause.instance_path)
    return f"{place or 'The body'}: {cause.message[:300]}"


def _depth(error: jsonschema_rs.ValidationError) -> int:
    branches = getattr(error.kind, "context", None) or ()
    inner = max((_depth(each) for branch in branches for each in branch), default=0)
    return max(len(error.instance_path), inner)


def _as_discord_reads(body: object) -> object:
    """Answer the body with the few things said otherwise that discord.py rightly sends and Discord takes.

    Ids may be integers wherever a snowflake is a string (discord.py sends a message_reference, an attachment's id and
    allowed_mentions, what a select has picked beforehand and a direct message's recipient_id so; Discord coerces them).
    """
    if not isinstance(body, dict):
        return body
    read = dict(body)
    for key in ("message_reference", "allowed_mentions"):
        if isinstance(read.get(key), dict):
            read[key] = _ids_as_text(read[key])
    if isinstance(read.get("attachments"), list):
        read["attachments"] = [_ids_as_text(attachment) for attachment in read["attachments"]]
    if "components" in read:
        read["components"] = _defaults_as_text(read["components"])
    if isinstance(read.get("data"), dict):
        read["data"] = _as_discord_reads(read["data"])
    if isinstance(read.get("recipient_id"), int):
        read["recipient_id"] = str(read["recipient_id"])
    return read


_IDS = frozenset({"id", "message_id", "channel_id", "guild_id", "users", "roles"})


def _ids_as_text(value: Any) -> Any:
    if not isinstance(value, dict):
        return value
    return {key: _text(inner) if key in _IDS else inner for key, inner in value.items()}


def _defaults_as_text(part: Any) -> Any:
    """Components with what is picked beforehand in their selects by ids as text."""
    if isinstance(part, list):
        return [_defaults_as_text(inner) for inner in part]
    if not isinstance(part, dict):
        return part
    read = {key: _defaults_as_text(inner) if key in _HOLDERS else inner for key, inner in part.items()}
    if isinstance(read.get("default_values"), list):
        read["default_values"] = [_ids_as_text(default) for default in read["default_values"]]
    return read


_HOLDERS = frozenset({"components", "component", "accessory"})


def _text(value: Any) -> Any:
    if isinstance(value, list):
        return [_text(inner) for inner in value]
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else value


class Checked:
    """The stand-in's ``on_request`` observer that collects what is wrong in the bot's requests.

    With ``forgive_refused`` those that the stand-in itself refused are left out: they are meant to be wrong.
    """

    def __init__(self, openapi: OpenApi, *, forgive_refused: bool = False) -> None:
        self._openapi = openapi
        self._forgive_refused = forgive_refused
        self.faults: list[str] = []
        self.count = 0

    def __call__(self, method: str, path: str, query: Mapping[str, str], body: object, status: int) -> None:
        self.count += 1
        if not (self._forgive_refused and 400 <= status < 500):
            self.faults += self._openapi.faults(method, path, query, body)
