"""Routes of a channel's messages and their reactions."""

from collections.abc import Mapping
from urllib.parse import unquote

from bot.sandbox import permissions
from bot.sandbox.drafts import draft_of, read_draft
from bot.sandbox.errors import DiscordError, Json, unknown
from bot.sandbox.ids import read_id
from bot.sandbox.messages import find_reaction, read_emoji
from bot.sandbox.payloads import message_json, user_json
from bot.sandbox.validation.form import Form
from bot.sandbox.world import Channel, Message, User

from .door import Call


def show(call: Call, message: Message) -> Json:
    return message_json(message, call.parts.world.bot, content="content" in call.parts.granted)


def list_messages(call: Call) -> list[Json]:
    """Answer up to ``limit`` messages, newest first; none without the permission to read the history."""
    channel = call.channel()
    if not permissions.allowed(channel, call.parts.world.bot, "read_message_history"):
        return []
    messages = [message for message in channel.messages.values() if message.viewer is None]
    limit = call.limit(50, 100)
    return [show(call, message) for message in reversed(_page(messages, call.query, limit))]


_PAGES = ("around", "after", "before")


def _page(messages: list[Message], query: Mapping[str, str], limit: int) -> list[Message]:
    """Cut out the page asked for, oldest first: around, after or before an id, or the newest."""
    wanted = {key: found for key in _PAGES if (found := read_id(query.get(key))) is not None}
    if "around" in wanted:
        older = [message for message in messages if message.id <= wanted["around"]]
        newer = [message for message in messages if message.id > wanted["around"]]
        return [*older[-(limit // 2 + 1) :], *newer[: limit // 2]]
    if "after" in wanted:
        return [message for message in messages if message.id > wanted["after"]][:limit]
    if "before" in wanted:
        messages = [message for message in messages if message.id < wanted["before"]]
    return messages[-limit:]


def get_message(call: Call) -> Json:
    return show(call, call.message(call.channel("read_message_history")))


def create_message(call: Call) -> Json:
    """Post as the bot, with every permission that what it posts needs."""
    channel = call.channel("send_messages")
    _check_reachable(call, channel)
    body, needed = call.body, ["send_messages"]
    if body.get("embeds"):
        needed.append("embed_links")
    if call.files:
        needed.append("attach_files")
    call.need(channel, *needed)
    if body.get("message_reference") and not permissions.allowed(channel, call.parts.world.bot, "read_message_history"):
        raise DiscordError(403, 160002, "Cannot reply without permission to read message history")
    draft = read_draft(body, call.files, call.parts.messages.attach)
    return show(call, call.parts.messages.post(channel, call.parts.world.bot, draft))


def _check_reachable(call: Call, channel: Channel) -> None:
    if channel.server is None and not all(user.takes_direct for user in channel.people):
        raise DiscordError(403, 50007, "Cannot send messages to this user")
    if channel.locked and not permissions.allowed(channel, call.parts.world.bot, "manage_threads"):
        raise DiscordError(400, 160005, "Thread is locked")


def edit_message(call: Call) -> Json:
    channel = call.channel()
    message = call.message(channel)
    if message.author is not call.parts.world.bot:
        raise DiscordError(403, 50005, "Cannot edit a message authored by another user")
    if call.files:
        call.need(channel, "attach_files")
    call.parts.messages.edit(message, read_draft(call.body, call.files, call.parts.messages.attach, draft_of(message)))
    return show(call, message)


def delete_message(call: Call) -> None:
    channel = call.channel()
    message = call.message(channel)
    if message.author is not call.parts.world.bot:
        call.need(channel, "manage_messages")
    call.parts.messages.delete(message)


def delete_messages(call: Call) -> None:
    channel = call.channel("manage_messages")
    form = Form()
    ids = form.snowflakes(call.body.get("messages"), ("messages",))
    form.finish()
    if len(ids) < 2:
        raise DiscordError(400, 50016, "Provided too few messages to delete.")
    call.parts.messages.delete_many(channel, sorted(ids))


def add_reaction(call: Call) -> None:
    channel = call.channel("read_message_history")
    message, emoji = call.message(channel), _emoji(call)
    if find_reaction(message, emoji) is None:
        call.need(channel, "add_reactions")
    call.parts.messages.react(message, call.parts.world.bot, emoji)


def remove_own_reaction(call: Call) -> None:
    call.parts.messages.unreact(call.message(call.channel()), call.parts.world.bot, _emoji(call))


def remove_reaction(call: Call) -> None:
    call.parts.messages.unreact(call.message(call.channel("manage_messages")), _user(call), _emoji(call))


def clear_reactions(call: Call) -> None:
    call.parts.messages.clear_reactions(call.message(call.channel("manage_messages")))


def clear_reaction(call: Call) -> None:
    call.parts.messages.clear_reactions(call.message(call.channel("manage_messages")), _emoji(call))


def list_reactions(call: Call) -> list[Json]:
    reaction = find_reaction(call.message(call.channel("read_message_history")), _emoji(call))
    return [user_json(user) for user in reaction.users[: call.limit(25, 100)]] if reaction else []


def _emoji(call: Call) -> Json:
    return read_emoji(unquote(call.path["emoji"]))


def _user(call: Call) -> User:
    user = call.parts.world.users.get(call.number("user"))
    if user is None:
        raise unknown("User")
    return user


def type_in(call: Call) -> None:
    call.parts.events.typing(call.channel("send_messages"), call.parts.world.bot)
