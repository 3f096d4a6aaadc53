"""Interactions: how one begins, is answered within three seconds, and is followed up for a quarter of an hour.

Discord's reference: "Receiving and Responding".
"""

import base64
import secrets
from dataclasses import replace

from . import payloads, permissions
from .bodies import without_nulls
from .drafts import Draft, Upload, draft_of, read_draft
from .errors import DiscordError, Json, unknown
from .events import Events
from .ids import Clock, Snowflakes, read_id
from .interaction import (
    AUTOCOMPLETE,
    CHOICES,
    COMMAND,
    COMPONENT,
    DEFER,
    DEFER_UPDATE,
    MESSAGE,
    MODAL,
    MODAL_SUBMIT,
    UPDATE,
    Interaction,
)
from .messages import Messages, Origin
from .validation.commands import check_choices
from .validation.form import Form
from .validation.modals import check_modal
from .world import CONTEXT_REPLY, EPHEMERAL, LOADING, SLASH_REPLY, Channel, Message, User, World

ANSWER_SECONDS = 3.0
TOKEN_SECONDS = 15 * 60
KEPT = 5_000
"""How many interactions are remembered."""

_ANSWERS: dict[int, tuple[int, ...]] = {
    COMMAND: (MESSAGE, DEFER, MODAL),
    COMPONENT: (MESSAGE, DEFER, DEFER_UPDATE, UPDATE, MODAL),
    AUTOCOMPLETE: (CHOICES,),
    MODAL_SUBMIT: (MESSAGE, DEFER, DEFER_UPDATE, UPDATE),
}
"""Which callbacks answer which interactions."""


class Interactions:
    """Begins interactions and takes the bot's answers to them."""

    def __init__(self, world: World, events: Events, messages: Messages, ids: Snowflakes, now: Clock) -> None:
        self._world = world
        self._events = events
        self._messages = messages
        self._ids = ids
        self._now = now
        self._known: dict[int, Interaction] = {}
        self._tokens: dict[str, Interaction] = {}

    # Beginning

    def begin(
        self,
        kind: int,
        user: User,
        channel: Channel,
        data: Json,
        *,
        message: Message | None = None,
        parent: Interaction | None = None,
    ) -> Interaction:
        """Make an interaction and send it; where no session could take it, it has failed already."""
        interaction_id = self._ids.next()
        interaction = Interaction(
            interaction_id, _token(interaction_id), kind, user, channel, self._now(), data, message, parent
        )
        self._known[interaction_id] = self._tokens[interaction.token] = interaction
        while len(self._known) > KEPT:
            oldest = self._known.pop(next(iter(self._known)))
            del self._tokens[oldest.token]
        gone = channel.server is not None and self._world.bot.id not in channel.server.members
        if gone or not self._events.interaction_created(self._payload(interaction), channel.server):
            interaction.fail()
        return interaction

    def find(self, interaction_id: int) -> Interaction | None:
        return self._known.get(interaction_id)

    def _payload(self, interaction: Interaction) -> Json:
        channel, user, bot = interaction.channel, interaction.user, self._world.bot
        server = channel.server
        payload: Json = {
            "id": str(interaction.id),
            "application_id": str(bot.id),
            "type": interaction.kind,
            "token": interaction.token,
            "version": 1,
            "data": interaction.data,
            "channel": payloads.partial_channel_json(channel, user),
            "channel_id": str(channel.id),
            "locale": "en-US",
            "app_permissions": str(permissions.in_channel(channel, bot)),
            "entitlements": [],
            "authorizing_integration_owners": {"0": str(server.id if server else 0)},
            "context": 0 if server else 1,
            "attachment_size_limit": payloads.ATTACHMENT_LIMIT,
        }
        if interaction.message is not None:
            payload["message"] = payloads.message_json(interaction.message, bot, content=True)
        if server is None:
            return payload | {"user": payloads.user_json(user)}
        member = payloads.member_json(server.members[user.id])
        member["permissions"] = str(permissions.in_channel(channel, user))
        guild = {"id": str(server.id), "locale": "en-US", "features": []}
        return payload | {"member": member, "guild_id": str(server.id), "guild_locale": "en-US", "guild": guild}

    # The first answer

    def answer(self, interaction_id: int, token: str, body: Json, files: list[Upload]) -> Json:
        """Take the bot's callback and answer what ``with_response`` shows.

        Raises DiscordError: 10062 when unknown or later than three seconds, 40060 when answered before, 50035.
        """
        interaction = self._known.get(interaction_id)
        if interaction is None or interaction.token != token:
            raise unknown("Interaction")
        if interaction.callback is not None:
            raise DiscordError(400, 40060, "Interaction has already been acknowledged.")
        if interaction.failed or self._now() - interaction.created > ANSWER_SECONDS:
            interaction.fail()
            raise unknown("Interaction")
        kind = self._callback_kind(interaction, body)
        data = body.get("data") or {}
        self._take(interaction, kind, data, files)
        interaction.callback = kind
        interaction.answered.set()
        return self._callback_json(interaction)

    def _callback_kind(self, interaction: Interaction, body: Json) -> int:
        allowed = _ANSWERS[interaction.kind]
        if interaction.message is None:
            allowed = tuple(kind for kind in allowed if kind not in (DEFER_UPDATE, UPDATE))
        form = Form()
        kind = form.choice(body, "type", (), allowed)
        if not isinstance(body.get("data") or {}, dict):
            form.fault(("data",), "MODEL_TYPE_CONVERT", "Only dictionaries may be used in a ModelType")
        form.finish()
        return kind or 0

    def _take(self, interaction: Interaction, kind: int, data: Json, files: list[Upload]) -> None:
        if kind == MESSAGE:
            draft = read_draft(data, files, self._messages.attach)
            interaction.original = self._reply(interaction, draft, bool(draft.flags & EPHEMERAL))
        elif kind == DEFER:
            form = Form()
            flags = form.integer(data, "flags", ("data",), least=0, most=2**31 - 1) or 0
            form.finish()
            ephemeral = bool(flags & EPHEMERAL)
            interaction.original = self._reply(interaction, Draft(flags=LOADING), ephemeral)
        elif kind in (UPDATE, DEFER_UPDATE):
            interaction.original = interaction.message
            if kind == UPDATE and interaction.message is not None:
                self._edit(interaction.message, data, files)
        elif kind == CHOICES:
            form = Form()
            interaction.choices = check_choices(form, data, ("data",))
            form.finish()
        else:
            form = Form()
            check_modal(form, data)
            form.finish()
            interaction.modal = without_nulls(data)
        interaction.last = interaction.original

    def _reply(self, interaction: Interaction, draft: Draft, ephemeral: bool) -> Message:
        """Post what answers or follows an interaction."""
        bot = self._world.bot
        if interaction.message is not None or interaction.original is not None:
            to = interaction.original or interaction.message
            if to is not None and to.id in interaction.channel.messages:
                draft.reference = {"message_id": to.id}
                draft.allowed = replace(draft.allowed, replied_user=False)
        context_menu = interaction.kind == COMMAND and "target_id" in interaction.data
        message = self._messages.post(
            interaction.channel,
            bot,
            draft,
            Origin(
                kind=CONTEXT_REPLY if context_menu else SLASH_REPLY,
                webhook_id=bot.id,
                application_id=bot.id,
                interaction=self._metadata(interaction),
                viewer=interaction.user if ephemeral else None,
            ),
        )
        interaction.posted.add(message.id)
        return message

    def _metadata(self, interaction: Interaction) -> Json:
        server = interaction.channel.server
        metadata: Json = {
            "id": str(interaction.id),
            "type": interaction.kind,
            "user": payloads.user_json(interaction.user),
            "authorizing_integration_owners": {"0": str(server.id if server else 0)},
        }
        if interaction.kind == COMMAND:
            metadata["name"] = interaction.data["name"]
        if interaction.kind == COMPONENT and interaction.message is not None:
            metadata["interacted_message_id"] = str(interaction.message.id)
        if interaction.kind == MODAL_SUBMIT and interaction.parent is not None:
            metadata["triggering_interaction_metadata"] = self._metadata(interaction.parent)
        if interaction.original is not None and interaction.original is not interaction.message:
            metadata["original_response_message_id"] = str(interaction.original.id)
        return metadata

    def _callback_json(self, interaction: Interaction) -> Json:
        answer: Json = {"id": str(interaction.id), "type": interaction.kind}
        result: Json = {"interaction": answer, "resource": {"type": interaction.callback}}
        message = interaction.original
        if message is not None:
            answer["response_message_id"] = str(message.id)
            answer["response_message_loading"] = bool(message.flags & LOADING)
            answer["response_message_ephemeral"] = message.viewer is not None
            if interaction.callback in (MESSAGE, UPDATE):
                result["resource"]["message"] = payloads.message_json(message, self._world.bot, content=True)
        return result

    # Afterwards, by token

    def _by_token(self, token: str) -> Interaction:
        interaction = self._tokens.get(token)
        if interaction is None or interaction.callback is None:
            raise unknown("Webhook")
        if self._now() - interaction.created > TOKEN_SECONDS:
            raise DiscordError(401, 50027, "Invalid Webhook Token")
        return interaction

    def follow_up(self, token: str, body: Json, files: list[Upload]) -> Message:
        """Post a follow-up; the first one after a deferred answer takes the place of "is thinking"."""
        interaction = self._by_token(token)
        original = interaction.original
        if original is not None and original.flags & LOADING and original.id in interaction.channel.messages:
            self._edit(original, body, files)
            message = original
        else:
            draft = read_draft(body, files, self._messages.attach)
            message = self._reply(interaction, draft, bool(draft.flags & EPHEMERAL))
        interaction.followed, interaction.last = True, message
        return message

    def follow_up_message(self, token: str, which: str) -> Message:
        """Find ``@original`` or a follow-up by its id; raises DiscordError 10008 where there is none."""
        interaction = self._by_token(token)
        message = (
            interaction.original if which == "@original" else interaction.channel.messages.get(read_id(which) or 0)
        )
        if message is None or message.id not in interaction.channel.messages:
            raise unknown("Message")
        if message is not interaction.original and message.id not in interaction.posted:
            raise unknown("Message")
        return message

    def edit_follow_up(self, token: str, which: str, body: Json, files: list[Upload]) -> Message:
        message = self.follow_up_message(token, which)
        interaction = self._by_token(token)
        self._edit(message, body, files)
        interaction.followed, interaction.last = True, message
        return message

    def delete_follow_up(self, token: str, which: str) -> None:
        message = self.follow_up_message(token, which)
        interaction = self._by_token(token)
        self._messages.delete(message)
        if not message.flags & LOADING:  # who sees "is thinking" go waits on for what follows
            interaction.followed, interaction.last = True, None

    def _edit(self, message: Message, body: Json, files: list[Upload]) -> None:
        """Edit; what was "thinking" becomes the message, which is no edit to those who read it."""
        draft = read_draft(body, files, self._messages.attach, draft_of(message))
        thinking = bool(message.flags & LOADING)
        draft.flags &= ~LOADING
        self._messages.edit(message, draft)
        if thinking:
            message.edited, message.edits = None, 0


def _token(interaction_id: int) -> str:
    secret = secrets.token_urlsafe(48)
    return base64.urlsafe_b64encode(f"interaction:{interaction_id}:{secret}".encode()).decode().rstrip("=")
