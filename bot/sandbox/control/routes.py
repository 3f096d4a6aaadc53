"""The control API's door and its table of calls."""

import hmac
import inspect
import json
from collections.abc import Callable, Collection, Mapping
from typing import Any

from aiohttp import web

from bot.sandbox.bodies import read_json
from bot.sandbox.errors import ControlError, DiscordError, Json
from bot.sandbox.parts import Parts

from . import breaking, forms, play, servers, talk
from .asking import Ask
from .views import Views

PREFIX = "/sandbox"

CALLS: list[tuple[str, str, Callable[[Ask, Views], Any]]] = [
    ("GET", "/state", servers.state),
    ("POST", "/say", talk.say),
    ("POST", "/edit", talk.edit),
    ("POST", "/delete", talk.delete),
    ("POST", "/react", talk.react),
    ("POST", "/thread", talk.thread),
    ("POST", "/typing", talk.type_in),
    ("POST", "/role", servers.role),
    ("POST", "/bot", servers.bot),
    ("POST", "/rename", servers.rename),
    ("POST", "/command", play.command),
    ("POST", "/autocomplete", play.autocomplete),
    ("POST", "/press", play.press),
    ("POST", "/submit", forms.submit),
    ("POST", "/context", play.context),
    ("GET", "/messages", talk.messages),
    ("GET", "/transcript", talk.transcript),
    ("POST", "/fault", breaking.fault),
]


class Control:
    """Lets in who has the key, reads what they ask, and words what goes wrong."""

    def __init__(self, parts: Parts, key: str, requests: Collection[Json]) -> None:
        self._parts = parts
        self._requests = requests
        self._views = Views(parts)
        self._key = key

    def add_routes(self, router: web.UrlDispatcher) -> None:
        for method, path, call in CALLS:
            router.add_route(method, PREFIX + path, self._open(call))
        router.add_route("GET", PREFIX + "/requests", self._open(lambda ask, views: list(self._requests)))
        router.add_route("GET", "/", self._open(talk.transcript))
        router.add_route("*", PREFIX + "/{tail:.*}", self._open(_unknown))

    def _open(self, call: Callable[[Ask, Views], Any]) -> Callable[[web.Request], Any]:
        async def handle(request: web.Request) -> web.Response:
            try:
                self._check_key(request)
                answer = call(Ask(self._parts, await _read(request)), self._views)
                if inspect.isawaitable(answer):
                    answer = await answer
            except ControlError as error:
                return _json({"error": error.sentence}, error.status)
            except DiscordError as error:
                return _json({"error": _sentence(error)}, error.status)
            return web.Response(text=answer) if isinstance(answer, str) else _json(answer)

        return handle

    def _check_key(self, request: web.Request) -> None:
        bearer = request.headers.get("Authorization", "").removeprefix("Bearer ")
        if not any(
            hmac.compare_digest(given.encode(errors="replace"), self._key.encode())
            for given in (bearer, request.query.get("key", ""))
        ):
            raise ControlError("The key of the control API is missing or wrong.", 401)


async def _read(request: web.Request) -> Mapping[str, Any]:
    if request.method == "GET":
        return request.query
    try:
        body = read_json(await request.text() or "{}")
    except web.HTTPRequestEntityTooLarge as error:
        raise ControlError("The body is too large.", 413) from error
    except (ValueError, LookupError) as error:
        raise ControlError("The body must be JSON in UTF-8.") from error
    if not isinstance(body, dict):
        raise ControlError("The body must be a JSON object.")
    return body


def _unknown(_: Ask, __: Views) -> None:
    raise ControlError("There is no such call; DESIGN §6 lists them.", 404)


def _sentence(error: DiscordError) -> str:
    """Put Discord's refusal of what a person did into a sentence: the first field's fault, or the message."""
    branch: Any = error.errors or {}
    while isinstance(branch, dict) and "_errors" not in branch and branch:
        branch = next(iter(branch.values()))
    detail = branch["_errors"][0]["message"] if isinstance(branch, dict) and "_errors" in branch else ""
    return f"Discord refuses that: {detail or error.message}"


def _json(value: object, status: int = 200) -> web.Response:
    body = json.dumps(value).encode()
    return web.Response(status=status, body=body, headers={"Content-Type": "application/json"})
