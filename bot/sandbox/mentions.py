"""Who a message mentions and who is pinged by it."""

import re
from dataclasses import dataclass

from . import permissions
from .drafts import Draft
from .validation.components import walk
from .world import SILENT, Channel, Message, Role, User

_USER, _ROLE, _EVERYONE = re.compile(r"<@!?(\d+)>"), re.compile(r"<@&(\d+)>"), re.compile(r"@(?:everyone|here)\b")


@dataclass(frozen=True, slots=True)
class Mentions:
    users: list[User]
    roles: list[Role]
    everyone: bool
    pings: list[str]
    """The ids of users who are notified, or "everyone"."""


def find_mentions(draft: Draft, channel: Channel, author: User, reply_to: Message | None) -> Mentions:
    """Read the mentions of a draft, as far as its allowed mentions and the author's permissions let them count."""
    text = "\n".join(
        [draft.content, *(c["content"] for c in walk(draft.components) if isinstance(c.get("content"), str))]
    )
    users = _users(text, draft, channel)
    if reply_to is not None and draft.allowed.replied_user and reply_to.author not in users:
        users.append(reply_to.author)
    may_everyone = author.webhook or permissions.allowed(channel, author, "mention_everyone")
    roles = _roles(text, draft, channel) if may_everyone else []
    everyone = bool(draft.allowed.everyone and may_everyone and channel.server and _EVERYONE.search(text))
    if draft.flags & SILENT:
        return Mentions(users, roles, everyone, [])
    pinged = [str(user.id) for user in [*users, *_holders(roles, channel)] if not user.webhook]
    return Mentions(users, roles, everyone, [*dict.fromkeys(pinged), *(["everyone"] if everyone else [])])


def _users(text: str, draft: Draft, channel: Channel) -> list[User]:
    here = {user.id: user for user in channel.people}
    if channel.server is not None:
        here |= {member.user.id: member.user for member in channel.server.members.values()}
    found = dict.fromkeys(int(user_id) for user_id in _USER.findall(text))
    return [here[user_id] for user_id in found if user_id in here and draft.allowed.user(user_id)]


def _roles(text: str, draft: Draft, channel: Channel) -> list[Role]:
    roles = channel.server.roles if channel.server else {}
    found = dict.fromkeys(int(role_id) for role_id in _ROLE.findall(text))
    return [roles[role_id] for role_id in found if role_id in roles and draft.allowed.role(role_id)]


def _holders(roles: list[Role], channel: Channel) -> list[User]:
    members = channel.server.members.values() if channel.server else ()
    return [member.user for member in members if any(role in member.roles for role in roles)]
