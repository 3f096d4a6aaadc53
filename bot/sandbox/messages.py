"""Posting, editing, deleting and reacting: what anyone can do to messages, and whom it is told."""

import re
from dataclasses import dataclass

from .bodies import without_nulls
from .changes import Changes
from .drafts import Draft, Upload
from .errors import DiscordError, Json, unknown
from .events import Events
from .ids import Clock, Snowflakes
from .mentions import find_mentions
from .payloads import ATTACHMENT_LIMIT
from .validation.components import FILE, GALLERY, THUMBNAIL, walk
from .validation.form import Form
from .world import EPHEMERAL, REPLY, THREAD_CREATED, Attachment, Channel, Message, Reaction, User, World

NONCE_SECONDS = 300
"""How long an enforced nonce stands ("the past few minutes" in Discord's reference)."""

REACTIONS = 20
"""Different reactions a message takes (Discord's error 30010)."""

ATTACHMENTS_KEPT = 500
"""How many uploaded files are held; older ones are forgotten."""

_CUSTOM_EMOJI = re.compile(r"(?:a:)?(\w{2,32}):(\d{15,21})")


@dataclass(frozen=True, slots=True)
class Origin:
    """By which application's request a message comes; ``viewer`` alone sees an ephemeral one."""

    kind: int = 0
    webhook_id: int | None = None
    application_id: int | None = None
    interaction: Json | None = None
    viewer: User | None = None


class Messages:
    """The one way in which messages come, change and go."""

    def __init__(
        self, world: World, events: Events, ids: Snowflakes, now: Clock, changes: Changes, files_url: str
    ) -> None:
        self._world = world
        self._events = events
        self._ids = ids
        self._now = now
        self._changes = changes
        self._files_url = files_url
        self._nonces: dict[tuple[int, int, str | int], tuple[float, Message]] = {}

    def attach(self, upload: Upload, alt: str | None) -> Attachment:
        """Keep an upload and give it an address; raises DiscordError 40005 when it is too large."""
        if len(upload.data) > ATTACHMENT_LIMIT:
            raise DiscordError(413, 40005, "Request entity too large")
        attachment_id = self._ids.next()
        name = re.sub(r"[^\w.\-]", "_", upload.name)[-120:] or "file"
        url = f"{self._files_url}/{attachment_id}/{name}"
        attachment = Attachment(attachment_id, name, upload.data, upload.content_type, url, alt)
        self._world.attachments[attachment_id] = attachment
        while len(self._world.attachments) > ATTACHMENTS_KEPT:
            del self._world.attachments[next(iter(self._world.attachments))]
        return attachment

    def post(self, channel: Channel, author: User, draft: Draft, origin: Origin | None = None) -> Message:
        """Post a draft; a nonce that is enforced and known answers the message it made before.

        Raises DiscordError when the message replied to does not exist, or a component shows a file it lacks.
        """
        origin = origin or Origin()
        if (before := self._known_nonce(channel, author, draft)) is not None:
            return before
        reply_to, reference = self._reply(channel, draft)
        message = Message(self._ids.next(), channel, author, self._now(), kind=origin.kind)
        message.webhook_id, message.application_id = origin.webhook_id, origin.application_id
        message.interaction, message.viewer = origin.interaction, origin.viewer
        message.tts, message.nonce = draft.tts, draft.nonce
        message.reply_to, message.reference = reply_to, reference
        if reply_to is not None:
            message.kind = REPLY
        message.pings = self._write(message, draft)
        self._add(message)
        if draft.nonce is not None and draft.enforce_nonce:
            self._nonces[channel.id, author.id, draft.nonce] = (self._now(), message)
        return message

    def _add(self, message: Message) -> None:
        message.channel.keep(message)
        message.channel.archived = False
        message.revision = self._world.next_revision()
        self._events.message_created(message)
        self._changes.announce()

    def _known_nonce(self, channel: Channel, author: User, draft: Draft) -> Message | None:
        horizon = self._now() - NONCE_SECONDS
        for key in [key for key, (posted, _) in self._nonces.items() if posted < horizon]:
            del self._nonces[key]
        if draft.nonce is None or not draft.enforce_nonce:
            return None
        return self._nonces.get((channel.id, author.id, draft.nonce), (0.0, None))[1]

    def _reply(self, channel: Channel, draft: Draft) -> tuple[Message | None, Json | None]:
        wanted = draft.reference
        if not isinstance(wanted, dict) or "message_id" not in wanted:
            return None, None
        message = channel.messages.get(int(str(wanted["message_id"])))
        if message is None:
            if wanted.get("fail_if_not_exists", True):
                form = Form()
                form.fault(("message_reference",), "REPLIES_UNKNOWN_MESSAGE", "Unknown message")
                form.finish()
            return None, None
        return message, reference_to(message)

    def _write(self, message: Message, draft: Draft) -> list[str]:
        """Give a message its draft's content; answer whom that would ping."""
        message.content = draft.content
        message.flags = draft.flags & ~EPHEMERAL | (EPHEMERAL if message.viewer else 0)
        message.attachments = draft.attachments
        for attachment in draft.attachments:
            attachment.ephemeral = message.viewer is not None
        message.components = _resolved(draft.components, draft.attachments)
        message.embeds = [_resolved_embed(embed, draft.attachments) for embed in draft.embeds]
        mentions = find_mentions(draft, message.channel, message.author, message.reply_to)
        message.mentions, message.mention_roles = mentions.users, mentions.roles
        message.mention_everyone = mentions.everyone
        return mentions.pings

    def edit(self, message: Message, draft: Draft) -> None:
        self._write(message, draft)
        message.edited = self._now()
        message.edits += 1
        self.touched(message)

    def touched(self, message: Message) -> None:
        """Tell that a message changed."""
        message.revision = self._world.next_revision()
        self._events.message_edited(message)
        self._changes.announce()

    def delete(self, message: Message) -> None:
        if message.channel.messages.pop(message.id, None) is not None:
            self._events.message_deleted(message)
            self._changes.announce()

    def delete_many(self, channel: Channel, ids: list[int]) -> None:
        for message_id in ids:
            channel.messages.pop(message_id, None)
        self._events.messages_deleted(channel, ids)
        self._changes.announce()

    def announce_thread(self, thread: Channel, author: User) -> None:
        """Post the line that a thread without a message leaves in its channel."""
        if thread.parent is None or thread.server is None:
            return
        message = Message(self._ids.next(), thread.parent, author, self._now(), thread.name, kind=THREAD_CREATED)
        message.reference = {"channel_id": str(thread.id), "guild_id": str(thread.server.id)}
        self._add(message)

    def react(self, message: Message, user: User, emoji: Json) -> None:
        """Add a reaction; raises DiscordError 30010 when there are too many different ones."""
        reaction = find_reaction(message, emoji)
        if reaction is None:
            if len(message.reactions) >= REACTIONS:
                raise DiscordError(403, 30010, f"Maximum number of reactions reached ({REACTIONS})")
            reaction = Reaction(emoji)
            message.reactions.append(reaction)
        if user not in reaction.users:
            reaction.users.append(user)
            self._events.reaction_added(message, emoji, user)
            self._reacted(message)

    def unreact(self, message: Message, user: User, emoji: Json) -> None:
        """Take back a reaction; raises DiscordError 10014 where there is none."""
        reaction = find_reaction(message, emoji)
        if reaction is None or user not in reaction.users:
            raise unknown("Emoji")
        reaction.users.remove(user)
        if not reaction.users:
            message.reactions.remove(reaction)
        self._events.reaction_removed(message, emoji, user)
        self._reacted(message)

    def clear_reactions(self, message: Message, emoji: Json | None = None) -> None:
        gone = find_reaction(message, emoji) if emoji else None
        message.reactions = [r for r in message.reactions if emoji is not None and r is not gone]
        self._events.reactions_cleared(message, emoji)
        self._reacted(message)

    def _reacted(self, message: Message) -> None:
        message.revision = self._world.next_revision()
        self._changes.announce()


def find_reaction(message: Message, emoji: Json) -> Reaction | None:
    return next((reaction for reaction in message.reactions if reaction.emoji == emoji), None)


def read_emoji(text: str) -> Json:
    """Read an emoji of a path or a call: itself, or ``name:id``; raises DiscordError 10014 for other text."""
    if match := _CUSTOM_EMOJI.fullmatch(text.strip("<>").removeprefix(":")):
        return {"id": match[2], "name": match[1]}
    if not text or len(text) > 20 or (text.isascii() and not text.endswith("\u20e3")):
        raise DiscordError(400, 10014, "Unknown Emoji")
    return {"id": None, "name": text}


def reference_to(message: Message) -> Json:
    reference: Json = {"type": 0, "message_id": str(message.id), "channel_id": str(message.channel.id)}
    if message.channel.server is not None:
        reference["guild_id"] = str(message.channel.server.id)
    return reference


def _resolved(components: list[Json], attachments: list[Attachment]) -> list[Json]:
    """Answer components as Discord gives them back: numbered, and with the addresses of the files they show."""
    result = without_nulls(components)
    form = Form()
    taken = {component["id"] for component in walk(result) if component.get("id")}
    numbers = (number for number in range(1, 1_000) if number not in taken)
    for component in walk(result):
        if not component.get("id"):
            component["id"] = next(numbers)
        for media in _media(component):
            _fill_in(form, media, attachments)
        if component["type"] == FILE:
            component |= _file_facts(component["file"], attachments)
    form.finish()
    return result


def _media(component: Json) -> list[Json]:
    kind = component["type"]
    if kind == GALLERY:
        return [item["media"] for item in component["items"]]
    return [component["file" if kind == FILE else "media"]] if kind in (FILE, THUMBNAIL) else []


def _fill_in(form: Form, media: Json, attachments: list[Attachment]) -> None:
    url = media["url"]
    if url.startswith("attachment://"):
        name = url.removeprefix("attachment://")
        attachment = next((a for a in attachments if a.name == name), None)
        if attachment is None:
            form.fault(
                ("components",), "UNFURLED_MEDIA_ITEM_REFERENCED_ATTACHMENT_NOT_FOUND", f"No attachment {name!r}."
            )
            return
        media |= {"url": attachment.url, "attachment_id": str(attachment.id), "content_type": attachment.content_type}
    media |= {"proxy_url": media["url"], "loading_state": 2, "width": 0, "height": 0, "flags": 0, "id": "0"}
    media.setdefault("placeholder", None)


def _file_facts(media: Json, attachments: list[Attachment]) -> Json:
    attachment = next((a for a in attachments if a.url == media["url"]), None)
    return {"name": attachment.name, "size": len(attachment.data)} if attachment else {}


def _resolved_embed(embed: Json, attachments: list[Attachment]) -> Json:
    result = without_nulls(embed) | {"type": "rich"}
    for key in ("image", "thumbnail"):
        url = (result.get(key) or {}).get("url", "")
        for attachment in attachments:
            if url == f"attachment://{attachment.name}":
                result[key] |= {"url": attachment.url, "proxy_url": attachment.url}
    return result
