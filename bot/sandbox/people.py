"""A client of the control API: people who talk and play, for the demo and for tests."""

import asyncio
import base64
from collections.abc import Callable, Mapping
from types import TracebackType
from typing import Any, Self

import aiohttp

Json = dict[str, Any]
JsonValue = Any
Predicate = Callable[[str], bool]


class SandboxError(Exception):
    """The control API refused; the text is its sentence."""

    def __init__(self, status: int, sentence: str) -> None:
        super().__init__(sentence)
        self.status = status


class People:
    """Plays the humans. Enter it, or close it when done; calls raise SandboxError with the reason of a refusal."""

    def __init__(self, control_url: str, key: str) -> None:
        self._url = control_url.rstrip("/")
        self._headers = {"Authorization": f"Bearer {key}"}
        self._session: aiohttp.ClientSession | None = None

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.close()

    async def close(self) -> None:
        if self._session is not None:
            await self._session.close()
            self._session = None

    async def _call(self, method: str, path: str, **kwargs: JsonValue) -> JsonValue:
        if self._session is None:
            connector = aiohttp.TCPConnector(limit=0)
            self._session = aiohttp.ClientSession(connector=connector, headers=self._headers)
        async with self._session.request(method, f"{self._url}/{path}", **kwargs) as response:
            answer = await response.json() if response.content_type == "application/json" else await response.text()
            if response.status >= 400:
                sentence = answer.get("error", "") if isinstance(answer, dict) else answer
                raise SandboxError(response.status, sentence)
            return answer

    async def _post(self, call: str, **body: JsonValue) -> Json:
        return await self._call("POST", call, json={key: value for key, value in body.items() if value is not None})

    async def state(self, server: str | None = None) -> Json:
        return await self._call("GET", "state", params={"server": server} if server else {})

    async def say(
        self,
        user: str,
        channel: str,
        content: str = "",
        *,
        reply_to: str | None = None,
        ping: bool | None = None,
        files: Mapping[str, bytes] | None = None,
        speaks_as: str | None = None,
    ) -> Json:
        """Write a message, with files by their names; ``speaks_as`` human, bot or webhook. Answers the message."""
        body: Json = {"user": user, "channel": channel, "content": content, "reply_to": reply_to, "ping": ping}
        attachments = [file(name, data) for name, data in files.items()] if files else None
        return await self._post("say", **body, attachments=attachments, **{"as": speaks_as})

    async def edit(self, user: str, message: str, content: str) -> Json:
        return await self._post("edit", user=user, message=message, content=content)

    async def delete(self, user: str, message: str) -> Json:
        return await self._post("delete", user=user, message=message)

    async def react(self, user: str, message: str, emoji: str, *, remove: bool = False) -> Json:
        return await self._post("react", user=user, message=message, emoji=emoji, remove=remove)

    async def thread(self, user: str, channel: str, name: str, *, message: str | None = None) -> Json:
        return await self._post("thread", user=user, channel=channel, name=name, message=message)

    async def role(
        self,
        user: str,
        role: str,
        *,
        give: bool = True,
        server: str | None = None,
        create: bool | None = None,
        permissions: list[str] | None = None,
    ) -> Json:
        body: Json = {"user": user, "role": role, "give": give, "server": server}
        return await self._post("role", **body, create=create, permissions=permissions)

    async def bot(self, do: str, server: str | None = None) -> Json:
        """``kick`` the bot or ``invite`` it."""
        return await self._post("bot", do=do, server=server)

    async def rename(self, user: str, name: str) -> Json:
        return await self._post("rename", user=user, name=name)

    async def command(
        self,
        user: str,
        channel: str,
        name: str,
        options: Json | None = None,
        *,
        files: Mapping[str, tuple[str, bytes]] | None = None,
        wait: float | None = None,
    ) -> Json:
        """Run a slash command such as ``trivia start``; files by option as (name, bytes)."""
        attachments = {option: file(*given) for option, given in files.items()} if files else None
        body: Json = {"user": user, "channel": channel, "name": name, "options": options or {}}
        return await self._post("command", **body, attachments=attachments, wait=wait)

    async def autocomplete(self, user: str, channel: str, name: str, focused: str, options: Json | None = None) -> Json:
        body: Json = {"user": user, "channel": channel, "name": name, "options": options or {}}
        return await self._post("autocomplete", **body, focused=focused)

    async def press(
        self,
        user: str,
        message: str,
        label: str | None = None,
        *,
        custom_id: str | None = None,
        values: list[str] | None = None,
        wait: float | None = None,
    ) -> Json:
        body: Json = {"user": user, "message": message, "label": label, "custom_id": custom_id}
        return await self._post("press", **body, values=values, wait=wait)

    async def submit(self, user: str, interaction: str, fields: Json, *, wait: float | None = None) -> Json:
        return await self._post("submit", user=user, interaction=interaction, fields=fields, wait=wait)

    async def context(self, user: str, message: str, name: str) -> Json:
        return await self._post("context", user=user, message=message, name=name)

    async def messages(
        self,
        channel: str,
        *,
        user: str | None = None,
        after: str | int | None = None,
        since: int | None = None,
        wait: float | None = None,
        edits: bool = False,
    ) -> list[Json]:
        """What a user sees, oldest first; with ``wait`` (seconds) up to that long for the first."""
        wanted = {"user": user, "after": after, "since": since, "wait": wait, "edits": 1 if edits else None}
        params = {"channel": channel} | {key: str(value) for key, value in wanted.items() if value is not None}
        return await self._call("GET", "messages", params=params)

    async def transcript(self, channel: str, user: str | None = None) -> str:
        return await self._call("GET", "transcript", params={"channel": channel} | ({"user": user} if user else {}))

    async def requests(self) -> list[Json]:
        """The bot's last requests: method, path, status."""
        return await self._call("GET", "requests")

    async def fault(self, kind: str, **details: JsonValue) -> Json:
        return await self._post("fault", kind=kind, **details)

    async def mend(self, kind: str, **details: JsonValue) -> Json:
        return await self._post("fault", kind=kind, clear=True, **details)

    async def wait_for(
        self,
        channel: str,
        wanted: str | Predicate,
        *,
        user: str | None = None,
        after: str | int | None = None,
        since: int = 0,
        timeout: float = 10.0,  # noqa: ASYNC109 (the caller says how long; the waiting is the server's)
    ) -> Json:
        """Wait for the first message, new or edited, whose text contains or satisfies what is wanted.

        Messages there already count too, unless ``after`` (a message id) leaves out the older ones, or ``since``
        (a message's ``revision``) those that have not changed since. Raises TimeoutError with what there is.
        """
        matches: Predicate = (lambda text: wanted in text) if isinstance(wanted, str) else wanted
        seen: dict[str, str] = {}
        clock = asyncio.get_running_loop().time
        ends = clock() + timeout
        while True:
            left = max(0.0, ends - clock())
            for message in await self.messages(channel, user=user, after=after, since=since, wait=min(left, 30.0)):
                since = max(since, message["revision"])
                seen[message["id"]] = message["text"]
                if matches(message["text"]):
                    return message
            if not left:
                raise TimeoutError(f"No such message in {timeout:g} s; there is: {list(seen.values())[-5:]}")


def file(name: str, data: bytes) -> Json:
    """Word a file as the control API takes it."""
    return {"name": name, "base64": base64.b64encode(data).decode()}
