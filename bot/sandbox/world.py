"""The state of the stand-in: servers, channels, people, messages, as plain values."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from .errors import Json

TEXT, DIRECT, PUBLIC_THREAD = 0, 1, 11
"""Channel types (Discord's reference, "Channel Types")."""

REPLY, THREAD_CREATED, SLASH_REPLY, CONTEXT_REPLY = 19, 18, 20, 23
"""Message types beside 0, the ordinary one (Discord's reference, "Message Types")."""

EPHEMERAL, LOADING, COMPONENTS_V2, SILENT, SUPPRESS_EMBEDS = 1 << 6, 1 << 7, 1 << 15, 1 << 12, 1 << 2
"""Message flags (Discord's reference, "Message Flags")."""

MESSAGES_KEPT = 10_000
"""How many messages a channel remembers; older ones are forgotten."""


@dataclass(eq=False, slots=True)
class User:
    id: int
    name: str
    bot: bool = False
    webhook: bool = False
    takes_direct: bool = True


@dataclass(eq=False, slots=True)
class Role:
    id: int
    name: str
    permissions: int
    position: int
    bot_id: int | None = None


@dataclass(eq=False, slots=True)
class Member:
    user: User
    joined: float
    roles: list[Role] = field(default_factory=list)
    nick: str | None = None


@dataclass(eq=False, slots=True)
class Overwrite:
    """What a channel allows and denies one role (``kind`` 0) or member (1)."""

    target: int
    kind: int
    allow: int = 0
    deny: int = 0


@dataclass(eq=False, slots=True)
class Attachment:
    id: int
    name: str
    data: bytes
    content_type: str
    url: str
    alt: str | None = None
    ephemeral: bool = False


@dataclass(eq=False, slots=True)
class Reaction:
    emoji: Json
    users: list[User] = field(default_factory=list)


@dataclass(eq=False, slots=True)
class Message:
    """A message as it stands now; ``viewer`` is the one person who sees an ephemeral one."""

    id: int
    channel: "Channel"
    author: User
    created: float
    content: str = ""
    kind: int = 0
    flags: int = 0
    tts: bool = False
    embeds: list[Json] = field(default_factory=list)
    components: list[Json] = field(default_factory=list)
    attachments: list[Attachment] = field(default_factory=list)
    reactions: list[Reaction] = field(default_factory=list)
    mentions: list[User] = field(default_factory=list)
    mention_roles: list[Role] = field(default_factory=list)
    mention_everyone: bool = False
    pings: list[str] = field(default_factory=list)
    reply_to: "Message | None" = None
    reference: Json | None = None
    nonce: str | int | None = None
    webhook_id: int | None = None
    application_id: int | None = None
    interaction: Json | None = None
    viewer: User | None = None
    edited: float | None = None
    edits: int = 0
    revision: int = 0
    thread: "Channel | None" = None

    def seen_by(self, user: User | None) -> bool:
        """Tell whether a user who sees the channel sees this message; nobody in particular sees what is public."""
        return self.viewer is None or self.viewer is user


@dataclass(eq=False, slots=True)
class Channel:
    id: int
    kind: int
    name: str
    server: "Server | None" = None
    parent: "Channel | None" = None
    people: list[User] = field(default_factory=list)
    position: int = 0
    topic: str | None = None
    overwrites: dict[int, Overwrite] = field(default_factory=dict)
    messages: dict[int, Message] = field(default_factory=dict)
    starter: User | None = None
    created: float = 0.0
    archived: bool = False
    locked: bool = False
    slowmode: int = 0

    @property
    def is_thread(self) -> bool:
        return self.parent is not None

    def last_message(self) -> Message | None:
        return next((message for message in reversed(self.messages.values()) if message.viewer is None), None)

    def keep(self, message: Message) -> None:
        """Add a message and forget the oldest where there are too many."""
        self.messages[message.id] = message
        while len(self.messages) > MESSAGES_KEPT:
            del self.messages[next(iter(self.messages))]


@dataclass(eq=False, slots=True)
class Server:
    id: int
    name: str
    owner: User
    created: float
    everyone: Role
    roles: dict[int, Role] = field(default_factory=dict)
    members: dict[int, Member] = field(default_factory=dict)
    channels: dict[int, Channel] = field(default_factory=dict)

    def threads(self) -> list[Channel]:
        return [channel for channel in self.channels.values() if channel.is_thread]


class World:
    """Everything there is, found by id; the bot is in a server when it is among its members."""

    def __init__(self, bot: User) -> None:
        self.bot = bot
        self.users: dict[int, User] = {bot.id: bot}
        self.servers: dict[int, Server] = {}
        self.direct: dict[int, Channel] = {}
        self.attachments: dict[int, Attachment] = {}
        self.revision = 0

    def next_revision(self) -> int:
        """Count one change to what can be read in channels."""
        self.revision += 1
        return self.revision

    def channels(self) -> Iterator[Channel]:
        for server in self.servers.values():
            yield from server.channels.values()
        yield from self.direct.values()

    def channel(self, channel_id: int) -> Channel | None:
        return next((channel for channel in self.channels() if channel.id == channel_id), None)

    def message(self, message_id: int) -> Message | None:
        return next((c.messages[message_id] for c in self.channels() if message_id in c.messages), None)

    def bot_servers(self) -> list[Server]:
        return [server for server in self.servers.values() if self.bot.id in server.members]

    def role(self, role_id: int) -> Role | None:
        return next((server.roles[role_id] for server in self.servers.values() if role_id in server.roles), None)
