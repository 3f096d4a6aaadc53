"""What is broken on purpose: each kind of fault, and its mending."""

import asyncio
from collections.abc import Callable
from typing import Any

import discord
import pytest

from bot.sandbox import People, SandboxError, StandIn
from tests.sandbox.conftest import Json, Wire
from tests.sandbox.little_bot import LittleBot

KINDS = ["drop", "invalidate", "reconnect", "http", "slow", "forbid", "content", "closed_dms"]


@pytest.fixture
def messages(channel: Callable[[str], str]) -> str:
    return f"/channels/{channel('trivia')}/messages"


async def statuses(wire: Wire, method: str, path: str, times: int, body: Json | None = None) -> list[int]:
    return [(await wire(method, path, body))[0] for _ in range(times)]


@pytest.mark.parametrize("kind", KINDS)
async def test_every_fault_but_a_deletion_can_be_mended_at_any_time(people: People, kind: str) -> None:
    assert await people.mend(kind, channel="trivia", user="ada") == {}


async def test_a_deleted_channel_does_not_come_back(people: People) -> None:
    with pytest.raises(SandboxError, match="does not come back"):
        await people.mend("delete_channel", channel="trivia")


@pytest.mark.parametrize(("kind", "beaten"), [("drop", False), ("invalidate", True), ("reconnect", False)])
async def test_a_broken_connection_comes_back(bot: LittleBot, people: People, kind: str, beaten: bool) -> None:
    bot.ready.clear()
    await people.fault(kind)
    async with asyncio.timeout(5):
        await (bot.ready if beaten else bot.resumed).wait()
    assert (await people.command("ada", "trivia", "trivia start"))["ack"] == "message"


async def test_as_many_requests_fail_as_were_told(wire: Wire, people: People, messages: str) -> None:
    await people.fault("http", status=502, path="/messages", count=2)
    assert await statuses(wire, "GET", messages, 3) == [502, 502, 200]


async def test_a_single_request_fails_where_no_count_is_told(wire: Wire, people: People) -> None:
    await people.fault("http", status=500)
    assert await statuses(wire, "GET", "/users/@me", 2) == [500, 200]


async def test_requests_of_other_paths_and_methods_do_not_fail(wire: Wire, people: People, messages: str) -> None:
    await people.fault("http", status=500, path="/messages", method="post")
    assert await statuses(wire, "GET", messages, 1) == [200]
    assert await statuses(wire, "GET", "/users/@me", 1) == [200]
    assert await statuses(wire, "POST", messages, 2, {"content": "x"}) == [500, 200]


@pytest.mark.parametrize(
    ("status", "code"), [(403, 50013), (404, 10003), (429, 0), (500, 0), (503, 0), (504, 0), (599, 0)]
)
async def test_a_failure_comes_in_discords_shape(wire: Wire, people: People, status: int, code: int) -> None:
    await people.fault("http", status=status)
    answered, refusal = await wire("GET", "/users/@me")
    assert (answered, refusal["code"]) == (status, code)
    assert refusal["message"]
    assert wire.last_headers["Content-Type"] == "application/json"


async def test_failures_are_mended_all_at_once(wire: Wire, people: People) -> None:
    await people.fault("http", status=500, count=50)
    await people.fault("http", status=502, count=50)
    await people.mend("http")
    assert await statuses(wire, "GET", "/users/@me", 1) == [200]


async def test_the_bot_is_refused_what_is_made_to_fail(bot: LittleBot, people: People) -> None:
    trivia = discord.utils.get(bot.get_all_channels(), name="trivia")
    assert isinstance(trivia, discord.TextChannel)
    await people.fault("http", status=403, path="/messages")
    with pytest.raises(discord.Forbidden):
        await trivia.send("hello")


async def test_a_503_reaches_the_bot_untried_again(bot: LittleBot, people: People) -> None:
    trivia = discord.utils.get(bot.get_all_channels(), name="trivia")
    assert isinstance(trivia, discord.TextChannel)
    await people.fault("http", status=503, path="/messages")
    with pytest.raises(discord.DiscordServerError):
        await trivia.send("hello")


async def test_the_bot_waits_and_tries_again_when_it_is_told_to(bot: LittleBot, people: People) -> None:
    trivia = discord.utils.get(bot.get_all_channels(), name="trivia")
    assert isinstance(trivia, discord.TextChannel)
    await people.fault("http", status=429, path="/messages", retry_after=0.01)
    assert (await trivia.send("hello")).content == "hello"


class Sleeps:
    """Stands for asyncio.sleep; remembers how long was to be slept."""

    def __init__(self) -> None:
        self.seconds: list[float] = []

    async def __call__(self, seconds: float) -> None:
        self.seconds.append(seconds)


async def test_slow_requests_wait_as_long_as_was_told(
    wire: Wire, people: People, messages: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    sleeps = Sleeps()
    monkeypatch.setattr("bot.sandbox.faults.asyncio.sleep", sleeps)
    await people.fault("slow", ms=2500, path="/messages")
    await wire("GET", "/users/@me")
    await wire("GET", messages)
    await people.mend("slow")
    await wire("GET", messages)
    assert sleeps.seconds == [2.5]


@pytest.mark.slow
async def test_an_answer_slower_than_three_seconds_is_lost(bot: LittleBot, people: People) -> None:
    await people.fault("slow", ms=3500, path="/callback")
    assert (await people.command("ada", "trivia", "trivia start"))["ack"] == "none"


async def test_a_permission_is_forbidden_in_its_channel_alone(wire: Wire, people: People, channel: Any) -> None:
    await people.fault("forbid", permission="send_messages", channel="trivia")
    for name, status in (("trivia", 403), ("general", 200)):
        assert await statuses(wire, "POST", f"/channels/{channel(name)}/messages", 1, {"content": "x"}) == [status]


async def test_what_is_forbidden_in_a_channel_is_forbidden_in_its_threads(wire: Wire, people: People) -> None:
    thread = await people.thread("ada", "trivia", "Finals")
    await people.fault("forbid", permission="send_messages_in_threads", channel="Finals")
    assert await statuses(wire, "POST", f"/channels/{thread['id']}/messages", 1, {"content": "x"}) == [403]


async def test_all_permissions_come_back_where_none_is_named(wire: Wire, people: People, messages: str) -> None:
    for permission in ("send_messages", "view_channel"):
        await people.fault("forbid", permission=permission, channel="trivia")
    await people.mend("forbid", channel="trivia")
    assert await statuses(wire, "POST", messages, 1, {"content": "x"}) == [200]


async def test_the_bot_knows_what_it_is_forbidden(bot: LittleBot, people: People) -> None:
    await people.fault("forbid", permission="send_messages", channel="trivia")
    await people.say("ada", "trivia", "hello")
    channel = (await bot.next("message")).channel
    assert not channel.permissions_for(channel.guild.me).send_messages


async def test_a_deleted_channel_is_gone_with_its_threads(wire: Wire, people: People, channel: Any) -> None:
    thread = await people.thread("ada", "trivia", "Finals")
    trivia = channel("trivia")
    await people.fault("delete_channel", channel="trivia")
    for gone in (trivia, thread["id"]):
        status, refusal = await wire("GET", f"/channels/{gone}")
        assert (status, refusal["code"]) == (404, 10003)


async def test_a_thread_can_be_deleted_alone(people: People) -> None:
    await people.thread("ada", "trivia", "Finals")
    await people.fault("delete_channel", channel="Finals")
    assert "Finals" not in [each["name"] for each in (await people.state())["channels"]]


async def test_waiting_for_messages_ends_when_their_channel_is_deleted(people: People) -> None:
    task = asyncio.create_task(people.messages("trivia", wait=20))
    await people.state()
    await people.fault("delete_channel", channel="trivia")
    with pytest.raises(SandboxError, match='no channel "trivia"'):
        async with asyncio.timeout(5):
            await task


async def test_content_is_hidden_and_shown_again(wire: Wire, people: People, messages: str) -> None:
    await people.say("ada", "trivia", "secret")
    seen = []
    for granted in (False, True):
        await people.fault("content", granted=granted)
        _, (message,) = await wire("GET", messages)
        seen.append(message["content"])
    assert seen == ["", "secret"]


async def test_mending_content_grants_it(people: People) -> None:
    await people.fault("content", granted=False)
    assert (await people.state())["bot"]["content"] is False
    await people.mend("content")
    assert (await people.state())["bot"]["content"] is True


async def test_a_user_closes_their_direct_messages_and_opens_them(
    wire: Wire, people: People, stand_in: StandIn
) -> None:
    ada = next(user["id"] for user in (await people.state())["users"] if user["name"] == "ada")
    _, direct = await wire("POST", "/users/@me/channels", {"recipient_id": ada})
    path = f"/channels/{direct['id']}/messages"
    await people.fault("closed_dms", user="ada")
    status, refusal = await wire("POST", path, {"content": "x"})
    assert (status, refusal["code"]) == (403, 50007)
    await people.mend("closed_dms", user="ada")
    assert await statuses(wire, "POST", path, 1, {"content": "x"}) == [200]
