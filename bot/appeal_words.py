"""Every sentence about appeals. No I/O, and nothing of Discord."""

from __future__ import annotations

from collections.abc import Iterator

from bot.marks import LONGEST_MESSAGE, fit, plural, shown
from bot.words import player
from trivia.events import Award, Said
from trivia.store import Decision, Grant, Review, Why

BUTTON = "My answer was right"
WHICH = "Which of your answers was right?"
GUESS_ROOM, REASON_ROOM = 200, 700
CANT_READ = "I can't look that up just now: try again in a minute."
CANT_WRITE = "I can't write that down just now: try again in a minute."
NOBODY_EARNS = "nobody would have earned points with it in that round"
WHY = {
    Why.NO_ROUND: "I know of no such round here: press the button on the card of the round you mean.",
    Why.LATE: "That game is over for more than ten minutes, so its rounds stand: press **Something is wrong** instead.",
    Why.LIST: "That round asked for a list: tell the editors which answer is missing with **Something is wrong**.",
    Why.NO_GUESS: "You made no guess in that round that did not count, so there is nothing to bring to the editors.",
    Why.RIGHT: "You scored in that round already: your answer was right.",
    Why.TWICE: "You have brought an answer of that round to the editors already: they decide it once.",
}


def brought(said: Said) -> str:
    """What whoever appealed reads."""
    told = f"The editors of this server will look at **{shown(said.text, GUESS_ROOM)}**."
    return f"{told} If they let it count, you get its points."


def counts(grant: Grant) -> str:
    """The line by which the channel hears that an answer counts after all."""
    said = f"“{shown(grant.text, GUESS_ROOM)}” counts after all in round {grant.number}"
    if not grant.awards:
        return f"{said}; {NOBODY_EARNS}."
    earned = [_earned(award) for award in grant.awards]
    won = list(_won(grant))
    return fit(
        [f"{said}: {', '.join(earned[:10])}{_more(len(earned) - 10)}.", *won], LONGEST_MESSAGE, " ", lambda _: ""
    )


def _earned(award: Award) -> str:
    return f"{player(award.player)} +{award.points}"


def _more(left: int) -> str:
    return f" and {plural(left, 'more player')}" if left > 0 else ""


def _won(grant: Grant) -> Iterator[str]:
    if grant.winners:
        names = " and ".join(player(one) for one in grant.winners[:10])
        yield f"{names} {'wins' if len(grant.winners) == 1 else 'win'} the game as well."


def told(review: Review, server: str, reason: str) -> str:
    """What whoever appealed reads, in private, when an editor has decided."""
    said, where = shown(str(review.body["text"]), GUESS_ROOM), shown(server, GUESS_ROOM)
    if review.decision is Decision.ACCEPTED:
        return f"Your answer **{said}** is right from now on in **{where}**. Thank you!"
    why = f" They say: {shown(reason, REASON_ROOM)}" if reason else ""
    return f"The editors of **{where}** looked at your answer **{said}**, and it does not count.{why}"
