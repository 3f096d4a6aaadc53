"""Real discord.py on the gateway: sessions, drops, replays, intents, shards."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import AsyncExitStack

import aiohttp
import discord
import pytest

from bot.sandbox import People, StandIn
from tests.sandbox.conftest import Join
from tests.sandbox.little_bot import LittleBot

Start = Callable[..., Awaitable[StandIn]]


async def on(stand_in: StandIn, stack: AsyncExitStack) -> People:
    return await stack.enter_async_context(People(stand_in.control, stand_in.key))


async def test_the_bot_finds_its_server_and_channels(bot: LittleBot) -> None:
    (guild,) = bot.guilds
    assert guild.name == "Soundtrack Club"
    assert [channel.name for channel in guild.text_channels] == ["trivia", "general", "quiet"]
    assert guild.me.guild_permissions.send_messages


async def test_a_wrong_token_is_a_login_failure(stand_in: StandIn, join: Join) -> None:
    stand_in.token += "x"
    bot = await join(stand_in, wait=False)
    assert bot.running is not None
    with pytest.raises(discord.LoginFailure):
        await bot.running


async def test_a_wrong_token_closes_the_gateway_with_4004(stand_in: StandIn) -> None:
    async with aiohttp.ClientSession() as session, session.ws_connect(stand_in.gateway) as socket:
        assert (await socket.receive_json())["op"] == 10
        await socket.send_json({"op": 2, "d": {"token": "wrong", "intents": 0, "properties": {}}})
        await socket.receive()
        assert socket.close_code == 4004


async def test_messages_typed_while_the_socket_was_gone_are_replayed(
    bot: LittleBot, people: People, stand_in: StandIn
) -> None:
    gone = asyncio.create_task(people.fault("drop"))
    await people.say("ada", "trivia", "one")
    await gone
    await people.say("ada", "trivia", "two")
    heard = [(await bot.next("message")).content for _ in range(2)]
    assert heard == ["one", "two"]
    async with asyncio.timeout(5):
        await bot.resumed.wait()


async def test_an_invalidated_session_identifies_anew(bot: LittleBot, people: People) -> None:
    bot.ready.clear()
    await people.fault("invalidate")
    async with asyncio.timeout(5):
        await bot.ready.wait()
    await people.say("ada", "trivia", "hello")
    assert (await bot.next("message")).content == "hello"


async def test_a_request_to_reconnect_resumes(bot: LittleBot, people: People) -> None:
    await people.fault("reconnect")
    async with asyncio.timeout(5):
        await bot.resumed.wait()


async def test_asking_for_content_that_is_not_granted_is_refused(start: Start, join: Join) -> None:
    bot = await join(await start(content=False), wait=False)
    assert bot.running is not None
    with pytest.raises(discord.PrivilegedIntentsRequired):
        await bot.running


async def test_content_taken_away_closes_the_session_that_asked_for_it(bot: LittleBot, people: People) -> None:
    await people.fault("content", granted=False)
    assert bot.running is not None
    with pytest.raises(discord.PrivilegedIntentsRequired):
        await bot.running


@pytest.fixture
async def blind(start: Start, join: Join) -> tuple[LittleBot, StandIn]:
    """A bot without the message-content intent."""
    stand_in = await start(content=False)
    return await join(stand_in, content=False), stand_in


async def test_without_the_intent_messages_come_empty(blind: tuple[LittleBot, StandIn], stack: AsyncExitStack) -> None:
    bot, stand_in = blind
    people = await on(stand_in, stack)
    await people.say("ada", "trivia", "secret", files={"a.txt": b"x"})
    message = await bot.next("message")
    assert (message.content, message.attachments) == ("", [])


async def test_without_the_intent_mentions_of_the_bot_are_read(
    blind: tuple[LittleBot, StandIn], stack: AsyncExitStack
) -> None:
    bot, stand_in = blind
    people = await on(stand_in, stack)
    assert bot.user is not None
    await people.say("ada", "trivia", f"<@{bot.user.id}> faltermeyer")
    assert (await bot.next("message")).content.endswith("faltermeyer")


@pytest.mark.parametrize(("ping", "read"), [(True, "faltermeyer"), (False, "")])
async def test_without_the_intent_a_reply_to_the_bot_is_read_if_it_pings(
    blind: tuple[LittleBot, StandIn], stack: AsyncExitStack, ping: bool, read: str
) -> None:
    bot, stand_in = blind
    people = await on(stand_in, stack)
    channel = discord.utils.get(bot.get_all_channels(), name="trivia")
    assert isinstance(channel, discord.TextChannel)
    card = await channel.send("Who?")
    await bot.next("message")
    await people.say("ada", "trivia", "faltermeyer", reply_to=str(card.id), ping=ping)
    assert (await bot.next("message")).content == read


async def test_without_the_intent_direct_messages_are_read(
    blind: tuple[LittleBot, StandIn], stack: AsyncExitStack
) -> None:
    bot, stand_in = blind
    await (await on(stand_in, stack)).say("ada", "dm", "hello")
    assert (await bot.next("message")).content == "hello"


async def test_a_message_in_a_thread_is_heard_there(bot: LittleBot, people: People) -> None:
    await people.thread("ada", "trivia", "Finals")
    thread = await bot.next("thread")
    await people.say("ben", "Finals", "hello")
    while (message := await bot.next("message")).content != "hello":
        pass
    assert message.channel == thread


async def test_an_invitation_is_heard_and_a_kick_too(bot: LittleBot, people: People) -> None:
    await people.bot("invite")
    assert (await bot.next("joined")).name == "Second Screening"
    await people.bot("kick", "Second Screening")
    assert (await bot.next("left")).name == "Second Screening"


async def test_a_deleted_channel_is_heard(bot: LittleBot, people: People) -> None:
    await people.fault("delete_channel", channel="general")
    assert (await bot.next("channel deleted")).name == "general"


async def test_edits_deletions_and_reactions_are_heard(bot: LittleBot, people: People) -> None:
    said = await people.say("ada", "trivia", "one")
    await people.edit("ada", said["id"], "two")
    assert (await bot.next("edit")).message.content == "two"
    await people.react("ben", said["id"], "🎵")
    reaction = await bot.next("reaction")
    assert (str(reaction.emoji), reaction.member.name) == ("🎵", "ben")
    await people.delete("ada", said["id"])
    assert (await bot.next("delete")).message_id == int(said["id"])


async def test_servers_are_spread_over_shards(start: Start, join: Join, stack: AsyncExitStack) -> None:
    stand_in = await start(shards=2)
    people = await on(stand_in, stack)
    await people.bot("invite")
    bot = await join(stand_in)
    assert {guild.shard_id for guild in bot.guilds} == {0, 1}
    for channel in ("trivia", "lobby"):
        await people.say("ada", channel, channel)
        assert (await bot.next("message")).content == channel


async def test_what_the_bot_may_not_see_is_not_told(bot: LittleBot, people: People) -> None:
    await people.fault("forbid", permission="view_channel", channel="general")
    await people.say("ada", "general", "hidden")
    await people.say("ada", "trivia", "open")
    assert (await bot.next("message")).content == "open"


async def test_a_markdown_name_arrives_as_it_is(bot: LittleBot, people: People) -> None:
    await people.rename("ada", "**ada** _x_ `y`")
    await people.say("**ada** _x_ `y`", "trivia", "hello")
    assert (await bot.next("message")).author.name == "**ada** _x_ `y`"


async def test_private_answers_reach_the_bot_without_their_server(bot: LittleBot, people: People) -> None:
    await people.command("owner", "trivia", "admin")
    message = await bot.next("message")
    assert (message.guild, message.flags.ephemeral) == (None, True)
