"""A message about to be posted or edited, read from a request's body and checked as Discord checks it."""

import mimetypes
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from .errors import DiscordError, Json
from .validation.components import check_components
from .validation.embeds import check_embeds
from .validation.form import Form, Path
from .world import COMPONENTS_V2, EPHEMERAL, SILENT, SUPPRESS_EMBEDS, Attachment, Message

CONTENT, NONCE, FILES, ATTACHMENT_ALT = 2_000, 25, 10, 1_024
"""Limits of Discord's reference, "Create Message"."""

SETTABLE = SUPPRESS_EMBEDS | EPHEMERAL | SILENT | COMPONENTS_V2
"""The flags a bot may set."""


@dataclass(frozen=True, slots=True)
class Upload:
    """A file of a request: its number in the form, name, bytes and media type."""

    index: int
    name: str
    data: bytes
    content_type: str


def media_type(name: str, told: str = "") -> str:
    """Answer a file's media type by its name, as Discord does where the sender is vague.

    A colon would make the name an address to ``mimetypes``, and one like "data:…" could say any type.
    """
    return mimetypes.guess_type(name.replace(":", "_"))[0] or told or "application/octet-stream"


Attach = Callable[[Upload, str | None], Attachment]
"""Makes an attachment of an upload and its description."""


@dataclass(frozen=True, slots=True)
class AllowedMentions:
    """Who may be pinged; True means all that are mentioned."""

    everyone: bool = True
    users: bool | frozenset[int] = True
    roles: bool | frozenset[int] = True
    replied_user: bool = True

    def user(self, user_id: int) -> bool:
        return self.users if isinstance(self.users, bool) else user_id in self.users

    def role(self, role_id: int) -> bool:
        return self.roles if isinstance(self.roles, bool) else role_id in self.roles


@dataclass(slots=True)
class Draft:
    content: str = ""
    embeds: list[Json] = field(default_factory=list)
    components: list[Json] = field(default_factory=list)
    attachments: list[Attachment] = field(default_factory=list)
    flags: int = 0
    tts: bool = False
    nonce: str | int | None = None
    enforce_nonce: bool = False
    allowed: AllowedMentions = AllowedMentions()
    reference: Json | None = None

    @property
    def v2(self) -> bool:
        return bool(self.flags & COMPONENTS_V2)


def draft_of(message: Message) -> Draft:
    """Answer a message as a draft, to be edited."""
    return Draft(
        content=message.content,
        embeds=message.embeds,
        components=message.components,
        attachments=message.attachments,
        flags=message.flags,
    )


def read_draft(body: Json, files: list[Upload], attach: Attach, base: Draft | None = None) -> Draft:
    """Read a body over ``base`` (nothing, or the message edited).

    Raises DiscordError: 50035 with every fault of the body, 50006 for a message with nothing in it.
    """
    form = Form()
    draft = replace(base) if base else Draft()
    if "flags" in body:
        wanted = form.integer(body, "flags", (), least=0, most=2**31 - 1) or 0
        draft.flags = (draft.flags & (COMPONENTS_V2 | EPHEMERAL)) | (wanted & SETTABLE)
    if "content" in body:
        draft.content = (form.text(body, "content", (), most=CONTENT) or "").strip()
    if "embeds" in body:
        check_embeds(form, body)
        draft.embeds = body["embeds"] or []
    if "components" in body:
        check_components(form, body["components"], v2=draft.v2)
        draft.components = body["components"] or []
    draft.tts = form.boolean(body, "tts", ())
    draft.allowed = _allowed_mentions(form, body.get("allowed_mentions"))
    draft.reference = _reference(form, body.get("message_reference"))
    _nonce(form, body, draft)
    _check_v2(form, draft, body)
    form.finish()
    draft.attachments = _attachments(body, files, attach, draft.attachments)
    if not (draft.content or draft.embeds or draft.components or draft.attachments):
        raise DiscordError(400, 50006, "Cannot send an empty message")
    return draft


def _reference(form: Form, value: object) -> Json | None:
    if not isinstance(value, dict):
        return None
    form.snowflakes([value.get("message_id")], ("message_reference", "message_id"))
    return value


def _check_v2(form: Form, draft: Draft, body: Json) -> None:
    if not draft.v2:
        return
    code = "MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2"
    for key, value in (("content", draft.content), ("embeds", draft.embeds), ("poll", body.get("poll"))):
        if value:
            form.fault((key,), code, f'The "{key}" field cannot be used when using MessageFlags.IS_COMPONENTS_V2')


def _nonce(form: Form, body: Json, draft: Draft) -> None:
    nonce = body.get("nonce")
    if isinstance(nonce, str):
        form.text(body, "nonce", (), most=NONCE)
    elif nonce is not None and not isinstance(nonce, int):
        form.fault(("nonce",), "STRING_TYPE_CONVERT", "A nonce is a string or an integer.")
    draft.nonce = nonce
    draft.enforce_nonce = form.boolean(body, "enforce_nonce", ())


def _allowed_mentions(form: Form, value: object) -> AllowedMentions:
    if value is None:
        return AllowedMentions()
    path: Path = ("allowed_mentions",)
    if not isinstance(value, dict):
        form.fault(path, "MODEL_TYPE_CONVERT", "Only dictionaries may be used in a ModelType")
        return AllowedMentions()
    parse = value.get("parse") or []
    if not isinstance(parse, list):
        form.fault((*path, "parse"), "LIST_TYPE_CONVERT", "Only iterables may be used in a ListType")
        parse = []
    for kind in ("users", "roles"):
        if value.get(kind) and kind in parse:
            message = f'parse:["{kind}"] and {kind}: [ids...] are mutually exclusive.'
            form.fault(path, "MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE", message)
    return AllowedMentions(
        everyone="everyone" in parse,
        users="users" in parse or form.snowflakes(value.get("users"), (*path, "users")),
        roles="roles" in parse or form.snowflakes(value.get("roles"), (*path, "roles")),
        replied_user=bool(value.get("replied_user", False)),
    )


def _attachments(body: Json, files: list[Upload], attach: Attach, kept: list[Attachment]) -> list[Attachment]:
    """Answer the attachments after this request.

    A list in the body says which of the old ones stay and describes the new ones by the number of their file;
    without it the old ones stay and every file is added (Discord's reference, "Editing Message Attachments").
    """
    listed = body.get("attachments")
    if listed is None:
        result = [*kept, *(attach(upload, None) for upload in files)]
    else:
        result = _listed(listed, {str(upload.index): upload for upload in files}, attach, kept)
    if len(result) > FILES:
        form = Form()
        form.length(("attachments",), 0, FILES)
        form.finish()
    return result


def _listed(listed: list[Json], uploads: dict[str, Upload], attach: Attach, kept: list[Attachment]) -> list[Attachment]:
    form = Form()
    old = {str(attachment.id): attachment for attachment in kept}
    result: list[Attachment] = []
    for index, entry in enumerate(form.array({"attachments": listed}, "attachments", (), most=FILES)):
        key = str(entry.get("id"))
        alt = form.text(entry, "description", ("attachments", index), most=ATTACHMENT_ALT)
        if key in old:
            result.append(old[key])
        elif (upload := uploads.pop(key, None)) is not None:
            name = entry.get("filename")
            result.append(attach(replace(upload, name=name if isinstance(name, str) else upload.name), alt))
        else:
            form.fault(("attachments", index), "ATTACHMENT_NOT_FOUND", f"Attachment with id {key} not found")
    form.finish()
    return [*result, *(attach(upload, None) for upload in uploads.values())]
