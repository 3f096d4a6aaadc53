"""The world's values in Discord's JSON shapes (Discord's reference, "Resources")."""

from . import permissions
from .errors import Json
from .ids import iso
from .world import DIRECT, REPLY, Attachment, Channel, Member, Message, Overwrite, Reaction, Role, Server, User

ATTACHMENT_LIMIT = 10 * 1024 * 1024
"""Bytes a file may have (Discord's reference, "Uploading Files")."""


def user_json(user: User) -> Json:
    return {
        "id": str(user.id),
        "username": user.name,
        "global_name": None,
        "discriminator": "0000" if user.webhook else "0",
        "avatar": None,
        "bot": user.bot,
        "public_flags": 0,
        "primary_guild": None,
        "avatar_decoration_data": None,
        "collectibles": None,
        "clan": None,
    }


def own_user_json(user: User) -> Json:
    """Describe the bot to itself."""
    return user_json(user) | {"verified": True, "mfa_enabled": True, "email": None, "flags": 0, "locale": "en-US"}


def bare_member_json(member: Member) -> Json:
    """Describe a member beside its user, as messages do."""
    return {
        "roles": [str(role.id) for role in member.roles],
        "nick": member.nick,
        "joined_at": iso(member.joined),
        "premium_since": None,
        "communication_disabled_until": None,
        "avatar": None,
        "banner": None,
        "pending": False,
        "deaf": False,
        "mute": False,
        "flags": 0,
    }


def member_json(member: Member) -> Json:
    return bare_member_json(member) | {"user": user_json(member.user)}


def role_json(role: Role) -> Json:
    payload: Json = {
        "id": str(role.id),
        "name": role.name,
        "description": None,
        "permissions": str(role.permissions),
        "position": role.position,
        "color": 0,
        "colors": {"primary_color": 0, "secondary_color": None, "tertiary_color": None},
        "hoist": False,
        "managed": role.bot_id is not None,
        "mentionable": False,
        "icon": None,
        "unicode_emoji": None,
        "flags": 0,
    }
    if role.bot_id is not None:
        payload["tags"] = {"bot_id": str(role.bot_id)}
    return payload


def overwrite_json(overwrite: Overwrite) -> Json:
    return {
        "id": str(overwrite.target),
        "type": overwrite.kind,
        "allow": str(overwrite.allow),
        "deny": str(overwrite.deny),
    }


def channel_json(channel: Channel) -> Json:
    """Describe a text channel, a thread or a direct-message channel."""
    last = channel.last_message()
    payload: Json = {
        "id": str(channel.id),
        "type": channel.kind,
        "last_message_id": str(last.id) if last else None,
        "flags": 0,
    }
    if channel.kind == DIRECT:
        return payload | {"recipients": [user_json(user) for user in channel.people if not user.bot]}
    payload |= {
        "guild_id": str(channel.server.id) if channel.server else None,
        "name": channel.name,
        "rate_limit_per_user": channel.slowmode,
    }
    if channel.parent is not None:
        return payload | _thread_fields(channel, channel.parent)
    return payload | {
        "position": channel.position,
        "permission_overwrites": [overwrite_json(overwrite) for overwrite in channel.overwrites.values()],
        "topic": channel.topic,
        "nsfw": False,
        "parent_id": None,
    }


def _thread_fields(thread: Channel, parent: Channel) -> Json:
    posted = sum(message.viewer is None for message in thread.messages.values())
    return {
        "parent_id": str(parent.id),
        "owner_id": str(thread.starter.id) if thread.starter else None,
        "message_count": posted,
        "total_message_sent": posted,
        "member_count": len(thread.people),
        "thread_metadata": {
            "archived": thread.archived,
            "auto_archive_duration": 1440,
            "archive_timestamp": iso(thread.created),
            "create_timestamp": iso(thread.created),
            "locked": thread.locked,
        },
    }


def partial_channel_json(channel: Channel, user: User) -> Json:
    """Describe a channel as interactions do, with what this user may do there."""
    return channel_json(channel) | {"permissions": str(permissions.in_channel(channel, user))}


def server_json(server: Server) -> Json:
    """Describe a server as HTTP does."""
    return {
        "id": str(server.id),
        "name": server.name,
        "owner_id": str(server.owner.id),
        "icon": None,
        "splash": None,
        "discovery_splash": None,
        "banner": None,
        "description": None,
        "region": "deprecated",
        "features": [],
        "emojis": [],
        "stickers": [],
        "roles": [role_json(role) for role in server.roles.values()],
        "afk_channel_id": None,
        "afk_timeout": 300,
        "application_id": None,
        "default_message_notifications": 0,
        "explicit_content_filter": 0,
        "mfa_level": 0,
        "nsfw": False,
        "nsfw_level": 0,
        "preferred_locale": "en-US",
        "premium_progress_bar_enabled": False,
        "premium_subscription_count": 0,
        "premium_tier": 0,
        "public_updates_channel_id": None,
        "rules_channel_id": None,
        "safety_alerts_channel_id": None,
        "system_channel_flags": 0,
        "system_channel_id": None,
        "vanity_url_code": None,
        "verification_level": 0,
        "widget_enabled": False,
        "max_members": 500_000,
    }


def server_create_json(server: Server, members: list[Member]) -> Json:
    """Describe a server as the gateway's GUILD_CREATE does, with these members."""
    plain = [channel for channel in server.channels.values() if not channel.is_thread]
    return server_json(server) | {
        "joined_at": iso(server.created),
        "large": False,
        "member_count": len(server.members),
        "members": [member_json(member) for member in members],
        "channels": [channel_json(channel) for channel in plain],
        "threads": [channel_json(thread) for thread in server.threads() if not thread.archived],
        "presences": [],
        "voice_states": [],
        "stage_instances": [],
        "guild_scheduled_events": [],
        "soundboard_sounds": [],
    }


def attachment_json(attachment: Attachment) -> Json:
    payload: Json = {
        "id": str(attachment.id),
        "filename": attachment.name,
        "size": len(attachment.data),
        "url": attachment.url,
        "proxy_url": attachment.url,
        "content_type": attachment.content_type,
    }
    if attachment.alt:
        payload["description"] = attachment.alt
    if attachment.ephemeral:
        payload["ephemeral"] = True
    return payload


def reaction_json(reaction: Reaction, bot: User) -> Json:
    return {
        "emoji": reaction.emoji,
        "count": len(reaction.users),
        "count_details": {"burst": 0, "normal": len(reaction.users)},
        "me": bot in reaction.users,
        "me_burst": False,
        "burst_colors": [],
    }


def is_open(message: Message, bot: User) -> bool:
    """Tell whether the bot reads a message even without the message-content intent.

    That is so for its own messages, direct ones, and those that mention it (Discord's reference, "Message Content").
    """
    return message.author is bot or message.channel.kind == DIRECT or bot in message.mentions


def message_json(message: Message, bot: User, *, content: bool, nested: bool = False) -> Json:
    """Describe a message as HTTP does; without ``content`` what needs the message-content intent is left empty."""
    shown = content or is_open(message, bot)
    payload: Json = {
        "id": str(message.id),
        "channel_id": str(message.channel.id),
        "type": message.kind,
        "author": user_json(message.author),
        "content": message.content if shown else "",
        "timestamp": iso(message.created),
        "edited_timestamp": None if message.edited is None else iso(message.edited),
        "tts": message.tts,
        "mention_everyone": message.mention_everyone,
        "mentions": [user_json(user) for user in message.mentions],
        "mention_roles": [str(role.id) for role in message.mention_roles],
        "attachments": [attachment_json(attachment) for attachment in message.attachments] if shown else [],
        "embeds": message.embeds if shown else [],
        "components": message.components if shown else [],
        "pinned": False,
        "flags": message.flags,
    }
    if message.reactions:
        payload["reactions"] = [reaction_json(reaction, bot) for reaction in message.reactions]
    if message.reference and not nested:
        payload["message_reference"] = message.reference
        if message.kind == REPLY:
            payload["referenced_message"] = _referenced(message.reply_to, bot, content)
    if message.thread is not None:
        payload["thread"] = channel_json(message.thread)
    return payload | _origin(message)


def _origin(message: Message) -> Json:
    """Describe by whom and by which request a message came."""
    payload: Json = {}
    if message.nonce is not None:
        payload["nonce"] = message.nonce
    if message.webhook_id is not None:
        payload["webhook_id"] = str(message.webhook_id)
    if message.application_id is not None:
        payload["application_id"] = str(message.application_id)
    if message.interaction is not None:
        payload["interaction_metadata"] = message.interaction
    return payload


def _referenced(message: Message | None, bot: User, content: bool) -> Json | None:
    if message is None or message.id not in message.channel.messages:
        return None
    return message_json(message, bot, content=content, nested=True)
