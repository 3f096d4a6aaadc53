"""What a server can set, in words: each setting's name, and any value of it. No I/O, and nothing of Discord."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from bot.marks import fit, shown
from bot.words import player
from trivia.judge import Strictness
from trivia.plan import Mode
from trivia.server import Announcement, Setting

NAMES: Mapping[str, str] = {
    Setting.EDITOR_ROLE: "editor role",
    Setting.CHANNELS: "channels for games",
    Setting.PACKS_OFF: "packs that are off",
    Setting.ROUNDS: "rounds",
    Setting.SECONDS: "seconds a round",
    Setting.MODE: "mode",
    Setting.HINTS: "hints",
    Setting.STRICTNESS: "spelling",
    Setting.ZONE: "time zone",
    Setting.ANNOUNCE_IN: "channel for announcements",
    Setting.ANNOUNCE: "announcements",
    Setting.AUDIT_CHANNEL: "audit channel",
    Setting.BARRED: "players who may not play",
}
MODES = {Mode.RACE: "race", Mode.EVERYONE: "everyone"}
STRICTNESS = {Strictness.NORMAL: "small typos are forgiven", Strictness.STRICT: "no typos are forgiven"}
ANNOUNCEMENTS = {Announcement.SEASONS: "podiums of seasons", Announcement.GAMES: "winners of games"}
NONE = "none"
ROOM = 600


def value(setting: Setting, state: Any) -> str:  # noqa: ANN401 (whatever JSON holds)
    """A value of a setting, as the log keeps it, in words."""
    return _WORDS[setting](state)


def joined(texts: Sequence[str]) -> str:
    """A list in words, as far as there is room; `none` where it is empty."""
    return fit(texts, ROOM, ", ", lambda left: f"and {left:,} more") or NONE


def role(number: int | None) -> str:
    """A role, as Discord shows it to each reader."""
    return f"<@&{number}>" if number else NONE


def channel(number: int | None) -> str:
    """A channel, as Discord shows it to each reader."""
    return f"<#{number}>" if number else NONE


def channels(numbers: Sequence[int]) -> str:
    """The channels in which games may run."""
    return joined([channel(number) for number in numbers]) if numbers else "everywhere"


def announced(what: Sequence[str]) -> str:
    """What is announced."""
    return joined([said for kind, said in ANNOUNCEMENTS.items() if kind in what])


_WORDS: Mapping[Setting, Callable[[Any], str]] = {
    Setting.EDITOR_ROLE: role,
    Setting.CHANNELS: channels,
    Setting.PACKS_OFF: lambda slugs: joined([f"`{slug}`" for slug in slugs]),
    Setting.ROUNDS: lambda number: str(number),
    Setting.SECONDS: lambda number: str(number),
    Setting.MODE: lambda mode: MODES[Mode(mode)],
    Setting.HINTS: lambda on: "on" if on else "off",
    Setting.STRICTNESS: lambda strictness: STRICTNESS[Strictness(strictness)],
    Setting.ZONE: lambda zone: f"`{shown(zone, 100)}`",
    Setting.ANNOUNCE_IN: channel,
    Setting.ANNOUNCE: announced,
    Setting.AUDIT_CHANNEL: channel,
    Setting.BARRED: lambda players: joined([player(number) for number in players]),
}
