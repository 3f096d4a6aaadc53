"""What a member may do where, computed from roles and overwrites as Discord does.

The algorithm is the one of Discord's reference, "Permissions".
"""

from .world import Channel, Member, Server, User

BITS: dict[str, int] = {
    name: 1 << position
    for position, name in {
        0: "create_instant_invite",
        1: "kick_members",
        2: "ban_members",
        3: "administrator",
        4: "manage_channels",
        5: "manage_guild",
        6: "add_reactions",
        7: "view_audit_log",
        10: "view_channel",
        11: "send_messages",
        12: "send_tts_messages",
        13: "manage_messages",
        14: "embed_links",
        15: "attach_files",
        16: "read_message_history",
        17: "mention_everyone",
        18: "use_external_emojis",
        19: "view_guild_insights",
        20: "connect",
        21: "speak",
        25: "use_vad",
        26: "change_nickname",
        27: "manage_nicknames",
        28: "manage_roles",
        29: "manage_webhooks",
        30: "manage_expressions",
        31: "use_application_commands",
        33: "manage_events",
        34: "manage_threads",
        35: "create_public_threads",
        36: "create_private_threads",
        37: "use_external_stickers",
        38: "send_messages_in_threads",
        40: "moderate_members",
        46: "send_voice_messages",
        49: "send_polls",
        50: "use_external_apps",
    }.items()
}

ALIASES = {"read_messages": "view_channel", "external_emojis": "use_external_emojis", "manage_server": "manage_guild"}
"""Other names in use for the same bit (discord.py's among them)."""

ALL = sum(BITS.values())

DIRECT = sum(
    BITS[name]
    for name in [
        "add_reactions",
        "view_channel",
        "send_messages",
        "embed_links",
        "attach_files",
        "read_message_history",
        "mention_everyone",
        "use_external_emojis",
        "use_external_stickers",
        "use_application_commands",
    ]
)
"""What everybody may do in a direct message."""

_NEED_SENDING = BITS["mention_everyone"] | BITS["attach_files"] | BITS["embed_links"] | BITS["send_tts_messages"]


def bits(*names: str) -> int:
    """Add up the bits of these permissions; raises KeyError for a name that is none."""
    total = 0
    for name in names:
        total |= BITS[ALIASES.get(name, name)]
    return total


def names(value: int) -> list[str]:
    return [name for name, bit in BITS.items() if value & bit]


def in_server(server: Server, member: Member) -> int:
    """Answer a member's permissions before channel overwrites."""
    if member.user is server.owner:
        return ALL
    value = server.everyone.permissions
    for role in member.roles:
        value |= role.permissions
    return ALL if value & BITS["administrator"] else value


def in_channel(channel: Channel, user: User) -> int:
    """Answer what a user may do in a channel, a thread or a direct message; 0 for those who are not there."""
    if channel.server is None:
        return DIRECT if user in channel.people else 0
    member = channel.server.members.get(user.id)
    if member is None:
        return 0
    place = channel.parent or channel
    value = in_server(channel.server, member)
    if not value & BITS["administrator"]:
        value = _overwritten(place, channel.server, member, value)
    return _as_thread(value) if channel.is_thread else value


def _overwritten(channel: Channel, server: Server, member: Member, value: int) -> int:
    value = _apply(channel, [server.everyone.id], value)
    value = _apply(channel, [role.id for role in member.roles], value)
    value = _apply(channel, [member.user.id], value)
    if not value & BITS["view_channel"]:
        return 0
    if not value & (BITS["send_messages"] | BITS["send_messages_in_threads"]):
        value &= ~_NEED_SENDING
    return value


def _apply(channel: Channel, targets: list[int], value: int) -> int:
    overwrites = [channel.overwrites[target] for target in targets if target in channel.overwrites]
    for overwrite in overwrites:
        value &= ~overwrite.deny
    for overwrite in overwrites:
        value |= overwrite.allow
    return value


def _as_thread(value: int) -> int:
    """In a thread "send messages in threads" takes the place of "send messages"."""
    value &= ~BITS["send_messages"]
    if value & BITS["send_messages_in_threads"]:
        value |= BITS["send_messages"]
    return value


def allowed(channel: Channel, user: User, *wanted: str) -> bool:
    """Tell whether a user has all of these permissions in a channel."""
    needed = bits(*wanted)
    return in_channel(channel, user) & needed == needed
