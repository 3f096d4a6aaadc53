"""One interaction: what a person did with the bot, and how far the bot has answered it."""

import asyncio
from dataclasses import dataclass, field
from typing import Literal

from .errors import Json
from .world import Channel, Message, User

COMMAND, COMPONENT, AUTOCOMPLETE, MODAL_SUBMIT = 2, 3, 4, 5
"""Interaction types."""

PONG, MESSAGE, DEFER, DEFER_UPDATE, UPDATE, CHOICES, MODAL = 1, 4, 5, 6, 7, 8, 9
"""Callback types."""

Ack = Literal["message", "deferred", "modal", "autocomplete", "none"]


@dataclass(eq=False, slots=True)
class Interaction:
    """One thing a person did with the bot, and how far the bot has answered it."""

    id: int
    token: str
    kind: int
    user: User
    channel: Channel
    created: float
    data: Json
    message: Message | None = None
    parent: "Interaction | None" = None
    answered: asyncio.Event = field(default_factory=asyncio.Event)
    callback: int | None = None
    failed: bool = False
    original: Message | None = None
    modal: Json | None = None
    choices: list[Json] = field(default_factory=list)
    submitted: bool = False
    followed: bool = False
    last: Message | None = None
    posted: set[int] = field(default_factory=set)
    """The ids of the messages that answered or followed it; its token reaches no others."""

    @property
    def ack(self) -> Ack:
        """What the person saw happen first."""
        if self.callback in (MESSAGE, UPDATE):
            return "message"
        if self.callback in (DEFER, DEFER_UPDATE):
            return "deferred"
        if self.callback == MODAL:
            return "modal"
        return "autocomplete" if self.callback == CHOICES else "none"

    def fail(self) -> None:
        """Give up waiting: the person reads that the application did not respond."""
        self.failed = True
        self.answered.set()
