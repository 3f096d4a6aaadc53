"""A message as a reader reads it: all its text, in reading order."""

from .errors import Json
from .ids import Clock
from .markdown import plain
from .validation.components import BUTTON, CONTAINER, FILE, GALLERY, ROW, SECTION, SELECTS, TEXT, THUMBNAIL
from .world import COMPONENTS_V2, LOADING, THREAD_CREATED, Attachment, Message, Server, World


class Reader:
    """Reads the messages of the world."""

    def __init__(self, world: World, now: Clock) -> None:
        self._world = world
        self._now = now

    def text(self, message: Message) -> str:
        """Answer everything a reader would read in a message, one thing a line."""
        if message.flags & LOADING:
            return f"{message.author.name} is thinking..."
        if message.kind == THREAD_CREATED:
            return f"{message.author.name} started a thread: {message.content}"
        page = _Page(self._world, message, self._now())
        lines = page.components(message.components)
        if not message.flags & COMPONENTS_V2:
            lines = [*page.body(), *lines]
        return "\n".join(line for line in lines if line)


class _Page:
    """One message being read at one moment; it knows the names its mentions stand for."""

    def __init__(self, world: World, message: Message, now: float) -> None:
        self._world = world
        self._message = message
        self._server: Server | None = message.channel.server
        self._now = now

    def user(self, user_id: int) -> str:
        member = self._server.members.get(user_id) if self._server else None
        user = self._world.users.get(user_id)
        return (member.nick if member and member.nick else None) or (user.name if user else "unknown-user")

    def role(self, role_id: int) -> str:
        role = self._server.roles.get(role_id) if self._server else None
        return role.name.removeprefix("@") if role else "unknown-role"

    def channel(self, channel_id: int) -> str:
        channel = self._world.channel(channel_id)
        return channel.name if channel else "unknown"

    def now(self) -> float:
        return self._now

    def _plain(self, text: object) -> str:
        return plain(text, self) if isinstance(text, str) else ""

    def body(self) -> list[str]:
        """Read content, embeds and attachments, as messages without Components V2 have them."""
        lines = [self._plain(self._message.content)]
        for embed in self._message.embeds:
            lines += self._embed(embed)
        return lines + [_attachment(attachment) for attachment in self._message.attachments]

    def _embed(self, embed: Json) -> list[str]:
        author, footer = embed.get("author") or {}, embed.get("footer") or {}
        lines = [author.get("name", ""), self._plain(embed.get("title")), self._plain(embed.get("description"))]
        for field in embed.get("fields") or ():
            lines += [self._plain(field["name"]), self._plain(field["value"])]
        return [*lines, footer.get("text", "")]

    def components(self, components: list[Json]) -> list[str]:
        lines: list[str] = []
        for component in components:
            lines += self._component(component)
        return lines

    def _component(self, component: Json) -> list[str]:
        kind = component["type"]
        if kind == ROW:
            return [" ".join(_control(inner) for inner in component["components"])]
        if kind in (CONTAINER, SECTION):
            accessory = component.get("accessory") if kind == SECTION else None
            return self.components(component["components"]) + (self._component(accessory) if accessory else [])
        if kind == TEXT:
            return [self._plain(component["content"])]
        if kind == BUTTON:
            return [_control(component)]
        if kind in (THUMBNAIL, GALLERY, FILE):
            return [self._media(shown, kind) for shown in component.get("items") or [component]]
        return []

    def _media(self, shown: Json, kind: int) -> str:
        media = shown["file" if kind == FILE else "media"]
        attachment = next((a for a in self._message.attachments if a.url == media["url"]), None)
        name = attachment.name if attachment else "" if shown.get("description") else media["url"]
        alt = shown.get("description") or (attachment.alt if attachment else None)
        return ": ".join(part for part in (name, alt) if part)


def _attachment(attachment: Attachment) -> str:
    return f"{attachment.name}: {attachment.alt}" if attachment.alt else attachment.name


def _control(component: Json) -> str:
    """Read a button as ``[label]`` and a select as ``[its placeholder, or what is picked]``."""
    if component["type"] in SELECTS:
        picked = [option["label"] for option in component.get("options") or () if option.get("default")]
        return f"[{', '.join(picked) or component.get('placeholder') or 'Make a selection'}]"
    return f"[{button_text(component)}]"


def button_text(button: Json) -> str:
    """Answer what a button says: its emoji and its label."""
    emoji = button.get("emoji") or {}
    sign = f":{emoji.get('name') or 'emoji'}:" if emoji.get("id") else emoji.get("name") or ""
    return " ".join(part for part in (sign, button.get("label") or "") if part)
