"""Routes of servers, channels, threads, members, roles and users."""

from bot.sandbox import permissions
from bot.sandbox.errors import DiscordError, Json, missing_access, unknown
from bot.sandbox.ids import read_id
from bot.sandbox.payloads import channel_json, member_json, own_user_json, role_json, server_json, user_json
from bot.sandbox.validation.form import Form
from bot.sandbox.world import Channel

from .door import Call


def me(call: Call) -> Json:
    return own_user_json(call.parts.world.bot)


def user(call: Call) -> Json:
    found = call.parts.world.users.get(call.number("user"))
    if found is None:
        raise unknown("User")
    return user_json(found)


def open_direct(call: Call) -> Json:
    form = Form()
    recipient = read_id(call.body.get("recipient_id"))
    found = call.parts.world.users.get(recipient) if recipient is not None else None
    if found is None:
        form.fault(("recipient_id",), "BASE_TYPE_REQUIRED", "This field names a user")
    form.finish()
    if found is None or found.bot:
        raise DiscordError(400, 50007, "Cannot send messages to this user")
    return channel_json(call.parts.places.direct(found))


def own_servers(call: Call) -> list[Json]:
    bot = call.parts.world.bot
    return [
        {
            "id": str(server.id),
            "name": server.name,
            "icon": None,
            "owner": False,
            "permissions": str(permissions.in_server(server, server.members[bot.id])),
            "features": [],
        }
        for server in call.parts.world.bot_servers()
    ]


def leave_server(call: Call) -> None:
    call.parts.places.remove_bot(call.server())


def server(call: Call) -> Json:
    found = call.server()
    payload = server_json(found)
    if call.query.get("with_counts", "").lower() in ("1", "true"):
        payload |= {"approximate_member_count": len(found.members), "approximate_presence_count": len(found.members)}
    return payload


def server_channels(call: Call) -> list[Json]:
    return [channel_json(channel) for channel in call.server().channels.values() if not channel.is_thread]


def server_threads(call: Call) -> Json:
    threads = [thread for thread in call.server().threads() if not thread.archived and _seen(call, thread)]
    return {"threads": [channel_json(thread) for thread in threads], "members": [], "has_more": False}


def server_roles(call: Call) -> list[Json]:
    return [role_json(role) for role in call.server().roles.values()]


def server_members(call: Call) -> list[Json]:
    """List members, which needs the members intent."""
    found = call.server()
    if "members" not in call.parts.granted:
        raise missing_access()
    after = read_id(call.query.get("after")) or 0
    members = sorted((m for m in found.members.values() if m.user.id > after), key=lambda m: m.user.id)
    return [member_json(member) for member in members[: call.limit(1, 1000)]]


def search_members(call: Call) -> list[Json]:
    query = call.query.get("query", "").lower()
    members = [m for m in call.server().members.values() if (m.nick or m.user.name).lower().startswith(query)]
    return [member_json(member) for member in members[: call.limit(1, 1000)]]


def member(call: Call) -> Json:
    found = call.server().members.get(call.number("user"))
    if found is None:
        raise unknown("Member")
    return member_json(found)


def rename_me(call: Call) -> Json:
    found = call.server()
    own = found.members[call.parts.world.bot.id]
    form = Form()
    nick = form.text(call.body, "nick", (), most=32)
    form.finish()
    if "nick" in call.body:
        own.nick = nick or None
    call.parts.events.member_updated(found, own)
    return member_json(own)


def channel(call: Call) -> Json:
    return channel_json(call.channel())


def change_channel(call: Call) -> Json:
    """Rename, describe, slow down, archive or lock."""
    found = call.channel()
    own_thread = found.is_thread and found.starter is call.parts.world.bot
    if not own_thread:
        call.need(found, "manage_threads" if found.is_thread else "manage_channels")
    body, form = call.body, Form()
    name = form.text(body, "name", (), least=1, most=100)
    topic = form.text(body, "topic", (), most=1024)
    slowmode = form.integer(body, "rate_limit_per_user", (), least=0, most=21_600)
    archived, locked = form.boolean(body, "archived", ()), form.boolean(body, "locked", ())
    form.finish()
    found.name = name or found.name
    found.topic = topic if "topic" in body else found.topic
    found.slowmode = found.slowmode if slowmode is None else slowmode
    found.archived = archived if "archived" in body else found.archived
    found.locked = locked if "locked" in body else found.locked
    call.parts.events.channel_updated(found)
    return channel_json(found)


def delete_channel(call: Call) -> Json:
    found = call.channel()
    if found.server is not None:
        call.need(found, "manage_threads" if found.is_thread else "manage_channels")
    payload = channel_json(found)
    call.parts.places.delete_channel(found)
    return payload


def start_thread(call: Call) -> Json:
    """Start a public thread of the channel, or of one of its messages."""
    parent = call.channel("create_public_threads")
    if parent.server is None or parent.is_thread:
        raise DiscordError(400, 50024, "Cannot execute action on this channel type")
    form = Form()
    name = form.text(call.body, "name", (), least=1, most=100, required=True) or ""
    form.finish()
    message = call.message(parent) if "message" in call.path else None
    if message is not None and message.thread is not None:
        raise DiscordError(400, 160004, "A thread has already been created for this message")
    return channel_json(call.parts.places.start_thread(parent, call.parts.world.bot, name, message))


def join_thread(call: Call) -> None:
    thread = call.channel()
    if call.parts.world.bot not in thread.people:
        thread.people.append(call.parts.world.bot)


def leave_thread(call: Call) -> None:
    thread = call.channel()
    if call.parts.world.bot in thread.people:
        thread.people.remove(call.parts.world.bot)


def _seen(call: Call, found: Channel) -> bool:
    return permissions.allowed(found, call.parts.world.bot, "view_channel")
