"""Every sentence about what is kept of a person. No I/O, and nothing of Discord."""

from __future__ import annotations

from collections.abc import Iterator

from bot.marks import plural, shown
from trivia.store import Kept

LONGEST_NAME = 100
STORE_DOWN = "I can't reach what I keep just now: try again in a minute."
NOTHING = "I keep nothing of you."
RUNNING = "A game that is running holds the guesses of its open round too, until that is over."
NEVER = "**What I never keep:** any other message, your status, your roles, who you talk to."
WAYS = "`/privacy export` hands you all of it as a file, `/privacy erase` removes it."
NOT_YOURS = "That button is somebody else's: `/privacy erase` gives you your own."
CONFIRM = (
    "### Remove everything I keep of you?\n"
    "Your points, your games and guesses, your rows on every leaderboard and your places on podiums go for good. What "
    "others earned stays, and the sums of your games stay with nobody's name to them. So do the changes that you made "
    "to a server, and if a server has set that you can't play there, it keeps that.\n"
    "If you play on, a game that is running now or begins later writes you down again. `/privacy export` first, if you "
    "want to keep a copy."
)
ERASE = "Remove everything"
ERASED = (
    "Done: I keep nothing of you any more. If a game is running that you are in, your next guess there is written down "
    "again. Where a server has set that you can't play, it keeps that."
)
HIDDEN = "You are off the leaderboards of everywhere. Those of your servers still show you."
EXPORTED_ALL = "This is all that I keep of you, as JSON: any text editor shows it."
EXPORTED_GZIP = "This is all that I keep of you, as JSON in a gzip file, since it is much: unpack it first."
SECONDS_OF_A_DAY = 86_400


def kept(of: Kept, close_for: float) -> str:
    """What is kept of a person, in plain words; close guesses are kept for so many seconds."""
    if of.nothing:
        return "\n".join([NOTHING, RUNNING, NEVER])
    lines = [f"- {line}." for line in _lines(of, close_for)]
    return "\n".join(["**What I keep of you**", *lines, RUNNING, NEVER, WAYS])


def _lines(of: Kept, close_for: float) -> Iterator[str]:
    if of.games:
        where = f", on {plural(of.servers, 'server')}" if of.servers else ", in direct messages"
        tried = f"{plural(of.rounds, 'round')} with a guess of yours"
        yield f"{plural(of.points, 'point')} from {plural(of.games, 'game')} ({tried}){where}"
    if of.started:
        yield f"That you started {plural(of.started, 'game')}"
    if of.guesses:
        yield f"{_guesses(of.guesses)} as you made {_it(of.guesses)}, {_until(of, close_for)}"
    if of.podiums:
        yield f"{plural(of.podiums, 'place')} on podiums of past seasons"
    if of.changes:
        yield f"That you made {plural(of.changes, 'change')} to the settings or questions of a server, for a year"
    if of.brought:
        what = f"{plural(of.brought, 'thing')} that you suggested, reported or appealed for"
        yield f"{what}, until 30 days after editors decided"
    if of.barred:
        yield f"That {plural(of.barred, 'server')} {_set_that(of.barred)} that you can't play there"
    if of.name is None:
        yield "You are not on the leaderboards of everywhere; `/privacy boards` can put you there"
    else:
        yield f"You are on the leaderboards of everywhere as **{shown(of.name, 2 * LONGEST_NAME)}**"


def _set_that(servers: int) -> str:
    return "has set" if servers == 1 else "have set"


def _until(of: Kept, close_for: float) -> str:
    soon = "until ten minutes after the game"
    if of.last_close is None:
        return soon
    which = "" if of.close == of.guesses else f"{soon}; the {of.close:,} that came close, or that editors look at, "
    return f"{which}until <t:{int(of.last_close + close_for)}:D> at the latest"


def _guesses(number: int) -> str:
    return f"{number:,} guess{'' if number == 1 else 'es'}"


def _it(number: int) -> str:
    return "it" if number == 1 else "them"


def shown_everywhere(name: str) -> str:
    """That a person is on the boards of everywhere now, and how they are called there."""
    called = shown(name, 2 * LONGEST_NAME)
    return (
        f"You are on the leaderboards of everywhere as **{called}**, with all you have earned so far. "
        "If you change your name, use this again."
    )


def exported(part: int, of: int) -> str:
    """What a part of an export is, where one file does not hold it."""
    return f"Part {part} of {of} of all that I keep of you: JSON in a gzip file, each whole by itself."
