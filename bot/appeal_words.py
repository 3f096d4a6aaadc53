"""Every sentence about appeals. No I/O, and nothing of Discord."""

from __future__ import annotations

from collections.abc import Iterator

from bot.marks import LONGEST_MESSAGE, cut, fit, plural, shown
from bot.words import player
from trivia.events import Award, Said
from trivia.store import Accepted, Why

BUTTON = "My answer was right"
WHICH = "Which of your answers was right?"
GUESS_ROOM = 200
CANT_READ = "I can't look that up just now: try again in a minute."
CANT_WRITE = "I can't write that down just now: try again in a minute."
YOURS = "This is your own appeal: another editor has to decide it."
DECIDED = "Somebody else has decided this appeal already."
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


def counts(accepted: Accepted) -> str:
    """The line by which the channel hears that an answer counts after all."""
    said = f"“{shown(accepted.text, GUESS_ROOM)}” counts after all in round {accepted.number}"
    if not accepted.awards:
        return f"{said}; {NOBODY_EARNS}."
    earned = [_earned(award) for award in accepted.awards]
    won = list(_won(accepted))
    return fit(
        [f"{said}: {', '.join(earned[:10])}{_more(len(earned) - 10)}.", *won], LONGEST_MESSAGE, " ", lambda _: ""
    )


def _earned(award: Award) -> str:
    return f"{player(award.player)} +{award.points}"


def _more(left: int) -> str:
    return f" and {plural(left, 'more player')}" if left > 0 else ""


def _won(accepted: Accepted) -> Iterator[str]:
    if accepted.winners:
        names = " and ".join(player(one) for one in accepted.winners[:10])
        yield f"{names} {'wins' if len(accepted.winners) == 1 else 'win'} the game as well."


def accepted(done: Accepted) -> str:
    """What the editor reads who accepted."""
    return cut(f"Accepted: {counts(done)}", LONGEST_MESSAGE)


def rejected(text: str, server: str) -> str:
    """What whoever appealed reads, in private, where an editor turned it down."""
    return (
        f"The editors of **{shown(server, 200)}** looked at your answer **{shown(text, GUESS_ROOM)}**, "
        "and it does not count. Ask them if you think they are mistaken."
    )


REJECTED = "Rejected. Whoever appealed is told."
