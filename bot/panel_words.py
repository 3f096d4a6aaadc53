"""Every sentence of the panel of settings, and of its modals. No I/O, and nothing of Discord."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from enum import StrEnum

from bot import setting_words
from bot.audit_words import line
from bot.marks import cut, plural, shown
from bot.server_words import zone_now
from bot.setting_words import announced, channel, channels, joined, role
from bot.wish import FEWEST_ROUNDS, FEWEST_SECONDS, MOST_ROUNDS, MOST_SECONDS
from bot.words import player
from trivia.server import MOST_BARRED, ServerSettings
from trivia.store import Entry, Listing, Page, Reset
from trivia.store.resets import UNDOABLE


class Topic(StrEnum):
    """What the panel has a button for."""

    EDITORS = "editors"
    CHANNELS = "channels"
    PACKS = "packs"
    GAMES = "games"
    ZONE = "zone"
    NEWS = "news"
    AUDIT = "audit"
    PLAYERS = "players"
    SCORES = "scores"


LABELS = {
    Topic.EDITORS: "Editors",
    Topic.CHANNELS: "Channels",
    Topic.PACKS: "Packs",
    Topic.GAMES: "Games",
    Topic.ZONE: "Time zone",
    Topic.NEWS: "Announcements",
    Topic.AUDIT: "Audit channel",
    Topic.PLAYERS: "Players",
    Topic.SCORES: "Reset the scores",
}
HEAD = "## Settings of this server"
FOOT = "-# Only you see this. Who may manage the server may change it, and every change is in the log."
LOG, BACK, OLDER, NEWEST, UNDO, SURE = "Log", "Back to the settings", "Older", "Newest", "Undo the reset", "Reset …"
NO_ROLE = "Everybody has that role: choose one that your editors alone have."
NOTHING_TO_RESET = "There is nothing to reset: nobody is on a leaderboard of this server."
RESET_ALREADY = "These scores were reset already: `/server` shows how things stand."
RESET_WORD = "reset"
NOT_SURE = f"Nothing was reset, since you did not type `{RESET_WORD}`."
UNDONE = "The old scores are back, with all that was earned since."
TOO_LATE = (
    "That reset can't be undone any more: it was undone before, a day has passed, or a newer one must be undone first."
)
TOO_MANY_BARRED = f"At most {MOST_BARRED} players can be kept from playing: let some of them play again first."
NO_ENTRIES = "Nothing was changed yet."
OLD_ENTRIES = "Nothing older is kept: the log goes back a year."
PACK_ROOM = 100
SAID_ROOM = 500


def said(entries: Sequence[Entry]) -> str:
    """What whoever changed something reads above the settings."""
    if not entries:
        return "Nothing is different now."
    more = f" (and {plural(len(entries) - 1, 'more change')})" if len(entries) > 1 else ""
    return f"**Saved:** {cut(line(entries[0]), SAID_ROOM)}{more}."


def texts(settings: ServerSettings, packs: Sequence[Listing], now: datetime) -> dict[Topic, str]:
    """What is set, by what it is about; the time `now` is that of the server's time zone."""
    hints = "with hints" if settings.hints else "without hints"
    length = f"{plural(settings.rounds, 'round')} of {plural(settings.seconds, 'second')}"
    spelling = setting_words.STRICTNESS[settings.strictness]
    where = announced([kind.value for kind in settings.announce])
    news = f"{where}, in {channel(settings.announce_in)}" if settings.announce_in else setting_words.NONE
    barred = [player(number) for number in sorted(settings.barred)]
    return {
        Topic.EDITORS: f"**Editor role:** {role(settings.editor_role)}\n"
        "-# Who has it may edit this server's questions, and so may who manages the server.",
        Topic.CHANNELS: f"**Games run in:** {channels(sorted(settings.channels))}\n-# Threads belong to their channel.",
        Topic.PACKS: f"**Packs:** {_packs(settings, packs)}",
        Topic.GAMES: f"**Games:** {length}, {setting_words.MODES[settings.mode]}, {hints}; {spelling}\n"
        "-# Whoever starts a game may choose otherwise, except how spelling is judged.",
        Topic.ZONE: f"**Time zone:** the days of this server end at midnight in {zone_now(settings.zone, now)}.",
        Topic.NEWS: f"**Announcements:** {news}\n-# Without a channel, podiums are shown where the season was ended.",
        Topic.AUDIT: f"**Audit channel:** {channel(settings.audit_channel)}\n-# Every change is told there in a line.",
        Topic.PLAYERS: f"**May not play:** {joined(barred)}\n-# What they guess here is not judged.",
        Topic.SCORES: "**Scores:** all leaderboards of this server can begin anew.",
    }


def _packs(settings: ServerSettings, packs: Sequence[Listing]) -> str:
    off = [shown(pack.title, PACK_ROOM) for pack in packs if pack.id in settings.packs_off]
    return f"{plural(len(packs) - len(off), 'pack')} on" + (f"; off: {joined(off)}" if off else "")


def undoable(reset: Reset) -> str:
    """That the scores were reset, and until when that can be undone."""
    return (
        f"**The scores were reset** <t:{int(reset.at)}:R>. That can be undone until <t:{int(reset.at + UNDOABLE)}:f>."
    )


def reset_done(at: float) -> str:
    """What whoever reset the scores reads."""
    return f"**The scores are reset**, and all begin at nothing. That can be undone until <t:{int(at + UNDOABLE)}:f>."


def confirm_reset(page: Page) -> str:
    """What resetting the scores means, before it is done."""
    return (
        f"## Reset the scores?\nOn the leaderboard of this server: {plural(page.players, 'player')}. All of its "
        "leaderboards and profiles begin at nothing, of each channel, pack and time. The podiums of past seasons stay, "
        "and so do the leaderboards of everywhere.\n"
        "It can be undone for a day, with what is earned meanwhile; after that the old scores are gone for good."
    )


def packs_head(settings: ServerSettings, packs: Sequence[Listing], page: int, pages: int) -> str:
    """What the menu of packs is for."""
    on = sum(pack.id not in settings.packs_off for pack in packs)
    where = f" · page {page + 1} of {pages}" if pages > 1 else ""
    return (
        f"## Packs\n{on} of {plural(len(packs), 'pack')} on{where}\n"
        "-# Pick those that games may ask from here. The others are neither listed nor asked from."
    )


# Modals: titles, labels and descriptions, which have 45, 45 and 100 characters.
TITLES: Mapping[Topic, str] = {
    Topic.EDITORS: "Who may edit questions",
    Topic.CHANNELS: "Where games may run",
    Topic.GAMES: "Games, unless their starter says otherwise",
    Topic.ZONE: "Where the days of this server end",
    Topic.NEWS: "Announcements",
    Topic.AUDIT: "Where changes are told",
    Topic.PLAYERS: "Who may not play here",
    Topic.SCORES: "Reset the scores",
}
ROLE_LABEL, ROLE_HELP = "Editor role", "Leave it empty if only those who manage the server may edit."
CHANNELS_LABEL, CHANNELS_HELP = "Channels", "Leave it empty to let games run everywhere."
ROUNDS_LABEL, ROUNDS_HELP = "Rounds", f"From {FEWEST_ROUNDS} to {MOST_ROUNDS}."
SECONDS_LABEL, SECONDS_HELP = "Seconds", f"How long a question is open: from {FEWEST_SECONDS} to {MOST_SECONDS}."
MODE_LABEL, HINTS_LABEL, SPELLING_LABEL = "Mode", "Hints", "Spelling"
HINTS = {True: "with hints", False: "without hints"}
MODES_HELP = {
    "race": "race: the first right answer wins the round",
    "everyone": "everyone: all answer in private",
}
ZONE_LABEL, ZONE_HELP = "Time zone", "Such as Europe/Berlin, or a city."
NEWS_LABEL, NEWS_HELP = "Channel", "Leave it empty to announce nothing elsewhere."
WHAT_LABEL = "What is announced"
AUDIT_LABEL, AUDIT_HELP = "Channel", "Leave it empty to keep changes in the log alone."
BAR_LABEL, BAR_HELP = "May not play any more", "Their guesses are not judged, and they can't start games."
UNBAR_LABEL, UNBAR_HELP = "May play again", "Those who could not play so far."
RESET_LABEL, RESET_HELP = "Are you sure?", f"Type {RESET_WORD} to reset the scores of this server."


def no_number(label: str, fewest: int, most: int) -> str:
    """That a number was to be written, and which."""
    return f"{label} must be a whole number from {fewest} to {most}: nothing was changed."


def cant_write(number: int) -> str:
    """That a channel does not take messages of ours."""
    return f"I may not write in <#{number}>: let me do so first, or choose another channel."
