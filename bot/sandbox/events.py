"""What the bot is told over the gateway, and when (Discord's reference, "Gateway Events")."""

import json

from . import payloads, permissions
from .errors import Json
from .gateway import Gateway, Session
from .ids import Clock, read_id
from .world import Channel, Member, Message, Role, Server, User, World

GUILDS, MEMBERS = 1 << 0, 1 << 1
MESSAGES, REACTIONS, TYPING = 1 << 9, 1 << 10, 1 << 11
DIRECT_MESSAGES, DIRECT_REACTIONS, DIRECT_TYPING = 1 << 12, 1 << 13, 1 << 14
"""Intents (Discord's reference, "Gateway Intents")."""


class Events:
    """Words what happens in the world as gateway events for the sessions that may hear of it."""

    def __init__(self, world: World, gateway: Gateway, now: Clock) -> None:
        self._world = world
        self._now = now
        self._gateway = gateway
        gateway.scene = self

    # Sessions

    def greet(self, session: Session, resume_url: str) -> None:
        """Send READY and the servers of this session's shard."""
        servers = [server for server in self._world.bot_servers() if session.serves(server.id)]
        bot = self._world.bot
        ready = {
            "v": 10,
            "user": payloads.own_user_json(bot),
            "guilds": [{"id": str(server.id), "unavailable": True} for server in servers],
            "session_id": session.id,
            "resume_gateway_url": resume_url,
            "shard": [session.shard, session.shards],
            "application": {"id": str(bot.id), "flags": self.application_flags()},
        }
        session.send("READY", _dumps(ready))
        for server in servers:
            session.send("GUILD_CREATE", _dumps(self._server_create(server, session) | {"unavailable": False}))

    def application_flags(self) -> int:
        """Tell the limited message-content and members flags (Discord's reference, "Application Flags")."""
        granted = self._gateway.granted
        return (1 << 19) * ("content" in granted) | (1 << 15) * ("members" in granted) | 1 << 23

    def _server_create(self, server: Server, session: Session) -> Json:
        everybody = session.intents & MEMBERS
        members = list(server.members.values()) if everybody else [server.members[self._world.bot.id]]
        return payloads.server_create_json(server, members)

    def send_members(self, session: Session, request: Json) -> None:
        """Answer a request for members by id or by the beginning of their name, in one chunk."""
        server = self._world.servers.get(_number(request.get("guild_id")))
        if server is None or self._world.bot.id not in server.members:
            return
        wanted, query = request.get("user_ids"), request.get("query")
        ids = {_number(user_id) for user_id in wanted} if isinstance(wanted, list) else None
        found = [
            member
            for member in server.members.values()
            if (member.user.id in ids if ids is not None else member.user.name.startswith(str(query or "")))
        ]
        chunk: Json = {
            "guild_id": str(server.id),
            "members": [payloads.member_json(member) for member in found],
            "chunk_index": 0,
            "chunk_count": 1,
            "nonce": request.get("nonce"),
        }
        session.send("GUILD_MEMBERS_CHUNK", _dumps(chunk))

    # Messages

    def message_created(self, message: Message) -> None:
        self._tell_message("MESSAGE_CREATE", message)

    def message_edited(self, message: Message) -> None:
        self._tell_message("MESSAGE_UPDATE", message)

    def _tell_message(self, event: str, message: Message) -> None:
        """Tell of a message; ephemeral ones come as direct ones do, without their server."""
        if not self._sees(message.channel):
            return
        server = None if message.viewer else message.channel.server
        for content in (True, False):
            sessions = self._gateway.audience(MESSAGES if server else DIRECT_MESSAGES, _id(server), content=content)
            if sessions:
                self._send(sessions, event, self._message(message, server, content))

    def _message(self, message: Message, server: Server | None, content: bool) -> Json:
        payload = payloads.message_json(message, self._world.bot, content=content)
        if server is None:
            return payload
        payload["guild_id"] = str(server.id)
        if (author := server.members.get(message.author.id)) is not None:
            payload["member"] = payloads.bare_member_json(author)
        for mention in payload["mentions"]:
            if (mentioned := server.members.get(int(mention["id"]))) is not None:
                mention["member"] = payloads.bare_member_json(mentioned)
        return payload

    def message_deleted(self, message: Message) -> None:
        server = None if message.viewer else message.channel.server
        data = {"id": str(message.id), "channel_id": str(message.channel.id)}
        self._tell_place("MESSAGE_DELETE", message.channel, server, data, MESSAGES, DIRECT_MESSAGES)

    def messages_deleted(self, channel: Channel, ids: list[int]) -> None:
        data = {"ids": [str(message_id) for message_id in ids], "channel_id": str(channel.id)}
        self._tell_place("MESSAGE_DELETE_BULK", channel, channel.server, data, MESSAGES, DIRECT_MESSAGES)

    # Reactions

    def reaction_added(self, message: Message, emoji: Json, user: User) -> None:
        data = self._reaction(message, emoji, user)
        data["message_author_id"] = str(message.author.id)
        server = message.channel.server
        if server is not None and user.id in server.members:
            data["member"] = payloads.member_json(server.members[user.id])
        self._tell_reaction("MESSAGE_REACTION_ADD", message, data)

    def reaction_removed(self, message: Message, emoji: Json, user: User) -> None:
        self._tell_reaction("MESSAGE_REACTION_REMOVE", message, self._reaction(message, emoji, user))

    def reactions_cleared(self, message: Message, emoji: Json | None = None) -> None:
        data: Json = {"channel_id": str(message.channel.id), "message_id": str(message.id)}
        if emoji is None:
            self._tell_reaction("MESSAGE_REACTION_REMOVE_ALL", message, data)
        else:
            self._tell_reaction("MESSAGE_REACTION_REMOVE_EMOJI", message, data | {"emoji": emoji})

    def _reaction(self, message: Message, emoji: Json, user: User) -> Json:
        return {
            "user_id": str(user.id),
            "channel_id": str(message.channel.id),
            "message_id": str(message.id),
            "emoji": emoji,
            "burst": False,
            "type": 0,
        }

    def _tell_reaction(self, event: str, message: Message, data: Json) -> None:
        self._tell_place(event, message.channel, message.channel.server, data, REACTIONS, DIRECT_REACTIONS)

    # Places and people

    def typing(self, channel: Channel, user: User) -> None:
        data: Json = {"channel_id": str(channel.id), "user_id": str(user.id), "timestamp": int(self._now())}
        if channel.server is not None and user.id in channel.server.members:
            data["member"] = payloads.member_json(channel.server.members[user.id])
        self._tell_place("TYPING_START", channel, channel.server, data, TYPING, DIRECT_TYPING)

    def channel_created(self, channel: Channel) -> None:
        self._tell_channel("CHANNEL_CREATE", channel)

    def channel_updated(self, channel: Channel) -> None:
        """Tell of a change, even of the one that hides the channel from the bot."""
        event = "THREAD_UPDATE" if channel.is_thread else "CHANNEL_UPDATE"
        self._tell_channel(event, channel)

    def channel_deleted(self, channel: Channel) -> None:
        self._tell_channel("THREAD_DELETE" if channel.is_thread else "CHANNEL_DELETE", channel)

    def thread_created(self, thread: Channel) -> None:
        if self._sees(thread) and thread.server is not None:
            data = payloads.channel_json(thread) | {"newly_created": True}
            self._tell("THREAD_CREATE", data, GUILDS, thread.server)

    def _tell_channel(self, event: str, channel: Channel) -> None:
        if channel.server is not None and self._world.bot.id in channel.server.members:
            self._tell(event, payloads.channel_json(channel), GUILDS, channel.server)

    def role_created(self, server: Server, role: Role) -> None:
        self._tell("GUILD_ROLE_CREATE", {"guild_id": str(server.id), "role": payloads.role_json(role)}, GUILDS, server)

    def role_updated(self, server: Server, role: Role) -> None:
        self._tell("GUILD_ROLE_UPDATE", {"guild_id": str(server.id), "role": payloads.role_json(role)}, GUILDS, server)

    def member_updated(self, server: Server, member: Member) -> None:
        """Tell of a member; of the bot itself even those without the members intent hear."""
        data = payloads.member_json(member) | {"guild_id": str(server.id)}
        self._tell("GUILD_MEMBER_UPDATE", data, 0 if member.user is self._world.bot else MEMBERS, server)

    def server_joined(self, server: Server) -> None:
        for session in self._gateway.audience(GUILDS, server.id):
            session.send("GUILD_CREATE", _dumps(self._server_create(server, session)))

    def server_left(self, server: Server) -> None:
        for session in self._gateway.audience(GUILDS, server.id):
            session.send("GUILD_DELETE", _dumps({"id": str(server.id)}))

    def interaction_created(self, interaction: Json, server: Server | None) -> bool:
        """Send an interaction; answer whether any session took it."""
        sessions = self._gateway.audience(0, _id(server))
        self._send(sessions, "INTERACTION_CREATE", interaction)
        return bool(sessions)

    # Sending

    def _sees(self, channel: Channel) -> bool:
        return permissions.allowed(channel, self._world.bot, "view_channel")

    def _tell_place(
        self, event: str, channel: Channel, server: Server | None, data: Json, intent: int, direct: int
    ) -> None:
        if not self._sees(channel):
            return
        if server is not None:
            data["guild_id"] = str(server.id)
        self._send(self._gateway.audience(intent if server else direct, _id(server)), event, data)

    def _tell(self, event: str, data: Json, intent: int, server: Server | None) -> None:
        if server is None or self._world.bot.id in server.members:
            self._send(self._gateway.audience(intent, _id(server)), event, data)

    def _send(self, sessions: list[Session], event: str, data: Json) -> None:
        if sessions:
            text = _dumps(data)
            for session in sessions:
                session.send(event, text)


def _id(server: Server | None) -> int | None:
    return server.id if server else None


def _number(value: object) -> int:
    return read_id(value) or 0


def _dumps(data: Json) -> str:
    return json.dumps(data, separators=(",", ":"))
