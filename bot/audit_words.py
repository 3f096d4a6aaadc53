"""Every sentence of the log of changes. No I/O, and nothing of Discord."""

from __future__ import annotations

from bot.marks import plural, shown
from bot.review_words import CAUSES
from bot.setting_words import NAMES, value
from bot.words import player
from trivia.server import Setting
from trivia.store import HOST, Cause, Entry, Thing, Verb

ERASED = "somebody who was erased"
DONE = {
    Verb.ADD: "added",
    Verb.EDIT: "changed",
    Verb.REMOVE: "removed",
    Verb.RESTORE: "restored",
    Verb.IMPORT: "imported",
    Verb.ACCEPT: "approved",
    Verb.REJECT: "rejected",
    Verb.SET: "set",
    Verb.BAR: "barred",
    Verb.UNBAR: "let in again",
    Verb.END: "ended",
    Verb.RESET: "reset",
    Verb.UNDO: "took back the change of",
}
OF_ROOM = 150


def line(entry: Entry) -> str:
    """A change in one line: who did what."""
    return f"{_who(entry)} {_did(entry)}" + (" (undone)" if entry.undone_by else "")


def dated(entry: Entry) -> str:
    """The same with when it was."""
    return f"<t:{int(entry.at)}:f> {line(entry)}"


def _who(entry: Entry) -> str:
    if entry.who == HOST:
        return "whoever runs me"
    return player(entry.who) if entry.who else ERASED


def _did(entry: Entry) -> str:
    match entry.verb, entry.thing:
        case Verb.SET, Thing.SETTING if entry.of in NAMES:
            name = Setting(entry.of)
            return f"set **{NAMES[name]}** from {value(name, entry.before)} to {value(name, entry.after)}"
        case Verb.BAR, Thing.PLAYER:
            return f"set that {_player(entry.of)} may not play here"
        case Verb.UNBAR, Thing.PLAYER:
            return f"let {_player(entry.of)} play here again"
        case Verb.END, Thing.SEASON:
            return f"ended season {shown(entry.of, OF_ROOM)}"
        case Verb.RESET, Thing.SCORES:
            return "reset the scores"
        case Verb.IMPORT, Thing.PACK if entry.after:
            return f"imported {plural(entry.after['new'], 'new question')} and changed {entry.after['changed']:,}"
        case Verb.UNDO, Thing.SCORES:
            return "took back the reset of the scores"
        case ((Verb.ACCEPT | Verb.REJECT), Thing.REVIEW) if entry.after:
            return _decided(entry)
        case _, Thing.QUESTION if entry.after or entry.before:
            return _changed(entry)
        case _:
            return f"{DONE[entry.verb]} the {entry.thing} {shown(entry.of, OF_ROOM)}".rstrip()


def _changed(entry: Entry) -> str:
    """What was done to a question, by its text where that is known."""
    told = entry.after or entry.before
    if "accept" in told:
        return f"let **{shown(told['accept'], OF_ROOM)}** be right for {shown(entry.of, OF_ROOM)}"
    return f"{DONE[entry.verb]} the question “{shown(told.get('ask') or entry.of, OF_ROOM)}”"


def _decided(entry: Entry) -> str:
    told = entry.after
    why = f": {shown(told['why'], OF_ROOM)}" if "why" in told else ""
    return f"{DONE[entry.verb]} the {CAUSES[Cause(told['cause'])]} “{shown(told['about'], OF_ROOM)}”{why}"


def _player(of: str) -> str:
    return player(int(of)) if of else ERASED
