"""Calls by which people talk: say, edit, delete, react, thread; and by which what they see is read."""

import asyncio
from dataclasses import replace

from bot.sandbox import permissions
from bot.sandbox.drafts import read_draft
from bot.sandbox.errors import ControlError, Json
from bot.sandbox.messages import Origin, read_emoji
from bot.sandbox.world import Channel, Message, User

from .asking import Ask, upload
from .views import Views

WAIT_MOST = 60.0
NAME_MOST = 80
"""Characters that the name of a webhook, or of another bot, may have."""


def say(ask: Ask, views: Views) -> Json:
    """A person, another bot or a webhook writes something."""
    speaker, origin = _speaker(ask)
    channel = ask.channel(None if speaker.webhook or speaker.bot else speaker)
    if not speaker.bot:
        needed = ["send_messages"] if not ask.items("attachments") else ["send_messages", "attach_files"]
        _need(channel, speaker, *needed)
    files = [upload(index, value) for index, value in enumerate(ask.items("attachments"))]
    content = ask.body.get("content", "")
    if not isinstance(content, str):
        raise ControlError('"content" must be a text.')
    draft = read_draft({"content": content}, files, ask.parts.messages.attach)
    if ask.optional("reply_to"):
        replied = ask.message(speaker, "reply_to")
        if replied.channel is not channel:
            raise ControlError("A reply is written in the channel of the message it replies to.")
        draft.reference = {"message_id": replied.id}
        draft.allowed = replace(draft.allowed, replied_user=ask.flag("ping", default=True))
    return views.message(ask.parts.messages.post(channel, speaker, draft, origin))


def _speaker(ask: Ask) -> tuple[User, Origin]:
    role = ask.text("as", "human")
    if role == "human":
        return ask.human(), Origin()
    if role not in ("bot", "webhook"):
        raise ControlError('"as" must be human, bot or webhook.')
    name = ask.text("user", "Other Bot" if role == "bot" else "Webhook")
    if len(name) > NAME_MOST:
        raise ControlError(f"A name has at most {NAME_MOST} characters.")
    speaker = _other(ask, name, webhook=role == "webhook")
    return speaker, Origin(webhook_id=speaker.id) if speaker.webhook else Origin()


def _other(ask: Ask, name: str, *, webhook: bool) -> User:
    """Answer the other bot or the webhook of this name, making it at first use."""
    world = ask.parts.world
    for user in world.users.values():
        if user.name == name and user.bot and user.webhook is webhook and user is not world.bot:
            return user
    user = User(ask.parts.ids.next(), name, bot=True, webhook=webhook)
    world.users[user.id] = user
    return user


def edit(ask: Ask, views: Views) -> Json:
    user = ask.human()
    message = _own(ask, user, "edit")
    body = {"content": ask.text("content")}
    draft = read_draft(body, [], ask.parts.messages.attach)
    draft.attachments = message.attachments
    ask.parts.messages.edit(message, draft)
    return views.message(message)


def _own(ask: Ask, user: User, what: str) -> Message:
    message = ask.message(user)
    if message.author is not user:
        raise ControlError(f"{user.name} can only {what} messages of their own.", 403)
    return message


def delete(ask: Ask, views: Views) -> Json:
    """Delete a message of one's own or, as a moderator, another's; dismiss one that only oneself sees."""
    user = ask.human()
    message = ask.message(user)
    own = message.author is user or message.viewer is user
    if not own and not permissions.allowed(message.channel, user, "manage_messages"):
        raise ControlError(f"{user.name} may not delete messages of others.", 403)
    view = views.message(message)
    ask.parts.messages.delete(message)
    return view


def react(ask: Ask, views: Views) -> Json:
    """Add a reaction, or with ``remove`` take it back."""
    user = ask.human()
    message, emoji = ask.message(user), read_emoji(ask.text("emoji"))
    if message.viewer is not None:
        raise ControlError("Nobody can react to a message that only one person sees.")
    if ask.flag("remove", default=False):
        ask.parts.messages.unreact(message, user, emoji)
    else:
        _need(message.channel, user, "read_message_history", "add_reactions")
        ask.parts.messages.react(message, user, emoji)
    return views.message(message)


def thread(ask: Ask, views: Views) -> Json:
    """Start a public thread, of a message where one is named."""
    user = ask.human()
    parent = ask.channel(user)
    if parent.server is None or parent.is_thread:
        raise ControlError("A thread starts in a text channel of a server.")
    _need(parent, user, "create_public_threads")
    message = ask.message(user) if ask.optional("message") else None
    if message is not None and (message.channel is not parent or message.viewer is not None):
        raise ControlError("A thread starts at a message that everybody in its channel sees.")
    if message is not None and message.thread is not None:
        raise ControlError("That message has a thread already.", 409)
    return views.channel(ask.parts.places.start_thread(parent, user, ask.text("name")[:100], message))


def type_in(ask: Ask, _: Views) -> Json:
    user = ask.human()
    ask.parts.events.typing(ask.channel(user), user)
    return {}


def _need(channel: Channel, user: User, *needed: str) -> None:
    if channel.locked and not permissions.allowed(channel, user, "manage_threads"):
        raise ControlError("That thread is locked.", 403)
    if not permissions.allowed(channel, user, *needed):
        missing = " and ".join(name.replace("_", " ") for name in needed)
        raise ControlError(f"{user.name} lacks a permission there: {missing}.", 403)


async def messages(ask: Ask, views: Views) -> list[Json]:
    """What a user sees, oldest first.

    ``after`` (a message id) leaves out what is older, ``since`` (a ``revision``) what has not changed since; with
    ``wait`` the answer comes with the first that is new, or with ``edits=1`` also the first that was edited meanwhile;
    the wait ends when the channel is gone.
    """
    user = ask.user() if ask.optional("user") else None
    after, since = ask.after(), int(ask.number("since", 0))
    wait = ask.number("wait", 0.0, most=WAIT_MOST)
    began = ask.parts.world.revision if ask.body.get("edits") in ("1", "true") else None
    loop = asyncio.get_running_loop()
    ends = loop.time() + wait
    while True:
        channel = ask.channel(user)
        found = [m for m in channel.messages.values() if m.seen_by(user) and _is_new(m, after, since, began)]
        if found or not await ask.parts.changes.wait(ends - loop.time()):
            return [views.message(message) for message in found]


def _is_new(message: Message, after: int, since: int, began: int | None) -> bool:
    newly_edited = began is not None and message.revision > began
    return (message.id > after or newly_edited) and message.revision > since


def transcript(ask: Ask, views: Views) -> str:
    """A channel as plain text, as a user sees it."""
    user = ask.user() if ask.optional("user") else None
    named = ask.text("channel", "trivia")
    channel = Ask(ask.parts, {"channel": named}).channel(user)
    return "\n".join(_line(message, views) for message in channel.messages.values() if message.seen_by(user)) + "\n"


def _line(message: Message, views: Views) -> str:
    text = views.text(message).replace("\n", "\n    ")
    signs = " ".join(f"{r.emoji['name']}{len(r.users) if len(r.users) > 1 else ''}" for r in message.reactions)
    private = f" (only {message.viewer.name} sees this)" if message.viewer else ""
    return f"{message.author.name}{private}: {text}" + (f"  [{signs}]" if signs else "")
