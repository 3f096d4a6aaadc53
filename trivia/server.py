"""What a server sets: who edits its questions, where and how its games are played, what is told where."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from trivia.judge import Strictness
from trivia.plan import Mode

MOST_CHANNELS = 25
"""Channels that a server can name as those where games may run."""
MOST_BARRED = 100
"""Players that a server can keep from playing."""


class Announcement(StrEnum):
    """What is told in a server's channel for announcements."""

    SEASONS = "seasons"
    GAMES = "games"


class Setting(StrEnum):
    """What can be set, each by the name of its field in `ServerSettings`."""

    EDITOR_ROLE = "editor_role"
    CHANNELS = "channels"
    PACKS_OFF = "packs_off"
    ROUNDS = "rounds"
    SECONDS = "seconds"
    MODE = "mode"
    HINTS = "hints"
    STRICTNESS = "strictness"
    ZONE = "zone"
    ANNOUNCE_IN = "announce_in"
    ANNOUNCE = "announce"
    AUDIT_CHANNEL = "audit_channel"
    BARRED = "barred"


@dataclass(frozen=True, slots=True)
class ServerSettings:
    """All that a server has set. As it is made, it is that of a server that has set nothing, and of direct messages.

    Roles, channels and players are Discord's ids, packs are slugs. Games may run in `channels`, or everywhere where
    there are none. `rounds`, `seconds`, `mode` and `hints` are those of a game whose starter does not say otherwise.
    `barred` are the players who may not play here.
    """

    editor_role: int | None = None
    channels: frozenset[int] = frozenset()
    packs_off: frozenset[str] = frozenset()
    rounds: int = 10
    seconds: int = 20
    mode: Mode = Mode.RACE
    hints: bool = True
    strictness: Strictness = Strictness.NORMAL
    zone: str = "UTC"
    announce_in: int | None = None
    announce: frozenset[Announcement] = frozenset(Announcement)
    audit_channel: int | None = None
    barred: frozenset[int] = frozenset()

    def announced_in(self, what: Announcement) -> int | None:
        """The channel in which this is announced; None where it is not."""
        return self.announce_in if what in self.announce else None
