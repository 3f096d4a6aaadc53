"""What happens to servers, channels, threads, roles and members, and whom it is told."""

from . import scenery
from .changes import Changes
from .events import Events
from .ids import Clock, Snowflakes
from .messages import Messages
from .world import DIRECT, PUBLIC_THREAD, Channel, Member, Message, Overwrite, Role, Server, User, World


class Places:
    def __init__(
        self, world: World, events: Events, messages: Messages, ids: Snowflakes, now: Clock, changes: Changes
    ) -> None:
        self._world = world
        self._events = events
        self._messages = messages
        self._ids = ids
        self._now = now
        self._changes = changes

    def direct(self, user: User) -> Channel:
        """Answer a user's direct-message channel with the bot, opening it at first use."""
        for channel in self._world.direct.values():
            if user in channel.people:
                return channel
        channel = Channel(self._ids.next(), DIRECT, f"@{user.name}", people=[user, self._world.bot])
        self._world.direct[channel.id] = channel
        return channel

    def start_thread(self, parent: Channel, starter: User, name: str, message: Message | None = None) -> Channel:
        """Start a public thread; one that belongs to a message has the message's id, as on Discord."""
        thread = Channel(message.id if message else self._ids.next(), PUBLIC_THREAD, name, parent.server, parent)
        thread.people, thread.starter, thread.created = [starter], starter, self._now()
        if parent.server is not None:
            parent.server.channels[thread.id] = thread
        self._events.thread_created(thread)
        if message is None:
            self._messages.announce_thread(thread, starter)
        else:
            message.thread = thread
            self._messages.touched(message)
        return thread

    def delete_channel(self, channel: Channel) -> None:
        """Delete a channel with its threads; a direct-message channel is merely closed."""
        if channel.server is None:
            self._world.direct.pop(channel.id, None)
            return
        for thread in [thread for thread in channel.server.threads() if thread.parent is channel]:
            channel.server.channels.pop(thread.id, None)
        channel.server.channels.pop(channel.id, None)
        self._events.channel_deleted(channel)
        self._changes.announce()

    def forbid(self, channel: Channel, permission: int, *, forbidden: bool) -> None:
        """Deny the bot this permission in a channel, or end that."""
        place = channel.parent or channel
        bot = self._world.bot
        overwrite = place.overwrites.setdefault(bot.id, Overwrite(bot.id, 1))
        if forbidden:
            overwrite.deny |= permission
        else:
            overwrite.deny &= ~permission
        if not overwrite.deny and not overwrite.allow:
            del place.overwrites[bot.id]
        self._events.channel_updated(place)

    def create_role(self, server: Server, name: str, permissions: int) -> Role:
        role = Role(self._ids.next(), name, permissions, len(server.roles))
        server.roles[role.id] = role
        self._events.role_created(server, role)
        return role

    def give_role(self, server: Server, member: Member, role: Role, *, give: bool) -> None:
        if give and role not in member.roles:
            member.roles.append(role)
        elif not give and role in member.roles:
            member.roles.remove(role)
        self._events.member_updated(server, member)

    def add_bot(self, server: Server) -> None:
        scenery.add_bot(server, self._world.bot, self._ids)
        self._events.server_joined(server)

    def remove_bot(self, server: Server) -> None:
        scenery.remove_bot(server, self._world.bot)
        self._events.server_left(server)
        self._changes.announce()
