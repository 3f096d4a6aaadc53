"""What editors decide: a decision and what it does are one transaction, with both in the log."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from sqlalchemy import Connection

from trivia.packs.slugs import slug
from trivia.question import Question
from trivia.store import appeals, own, reviews, rollups
from trivia.store.appeals import Grant
from trivia.store.audit import Audit, Entry, Thing, Verb
from trivia.store.database import Database
from trivia.store.own import LONGEST_NOTE, Change, own_pack
from trivia.store.reviews import Cause, Decision, Review
from trivia.suggestion import Suggestion, unheard

Effect = Callable[[Connection, Review, int, float], tuple[Entry, ...]]
"""What accepting something does, by whom and when, on the connection of the decision; returns what it logged.

What it raises takes the decision back.
"""


@dataclass(frozen=True, slots=True)
class Settled:
    """Something that was decided just now, what the log has of it, and what an appeal gave."""

    review: Review
    entries: tuple[Entry, ...]
    grant: Grant | None = None


class DecidedAlready(Exception):
    """Somebody else was quicker: `review` is what became of it, None where it is gone altogether."""

    def __init__(self, review: Review | None) -> None:
        super().__init__("decided already")
        self.review = review


class Yours(Exception):
    """Nobody approves what they brought themselves."""


class QuestionGone(Exception):
    """The question that this is about is not there any more."""


class Unfit(Exception):
    """The question can't be asked so: whoever typed one of `answers` would not be right."""

    def __init__(self, answers: Sequence[str]) -> None:
        super().__init__("unfit")
        self.answers = answers


class Deciding:
    """Decides what waits. Every call raises `StoreDown`, `DecidedAlready`, `Yours` and what an effect raises.

    `effects` say what accepting does, by the cause of what is accepted.
    """

    def __init__(self, database: Database, effects: Mapping[Cause, Effect] | None = None) -> None:
        self._database = database
        self._effects = EFFECTS if effects is None else effects

    async def accept(self, server: int, number: int, by: int, at: float, effect: Effect | None = None) -> Settled:
        """Accept something; what that does is what its cause says, unless an `effect` is given. An appeal gives what
        its guess earns as well.
        """

        def work(connection: Connection) -> Settled:
            # First of all, as whoever works out boards anew does, so that no two wait for each other.
            rollups.alone(connection)
            review, entry = _decided(connection, server, number, Decision.ACCEPTED, by, at)
            done = (effect or self._effects[review.cause])(connection, review, by, at)
            appealed = review.cause is Cause.APPEAL
            given = appeals.grant(connection, review, by, at) if appealed else None
            return Settled(review, (entry, *done), given)

        return await self._database.write(work)

    async def reject(self, server: int, number: int, by: int, at: float, reason: str = "") -> Settled:
        """Reject something, which does nothing else."""

        def work(connection: Connection) -> Settled:
            review, entry = _decided(connection, server, number, Decision.REJECTED, by, at, reason)
            return Settled(review, (entry,))

        return await self._database.write(work)


def _decided(
    connection: Connection, server: int, number: int, decision: Decision, by: int, at: float, reason: str = ""
) -> tuple[Review, Entry]:
    # Of two editors the second waits here, and finds it decided.
    first = reviews.decide(connection, server, number, decision, by, at)
    review = reviews.find(connection, server, number)
    if not first or review is None:
        raise DecidedAlready(review)
    if decision is Decision.ACCEPTED and review.who == by:
        raise Yours
    verb = Verb.ACCEPT if decision is Decision.ACCEPTED else Verb.REJECT
    told = {"cause": review.cause.value, "about": about(review)[:LONGEST_NOTE]} | ({"why": reason} if reason else {})
    return review, Audit.note(connection, server, by, at, verb, Thing.REVIEW, str(number), after=told)


def about(review: Review) -> str:
    """What something is about, in the fewest words."""
    return str(review.body.get("ask") or review.body.get("text") or review.question or "")


def new_id(review: Review) -> str:
    """The id of the question that becomes of a suggestion; its number makes it one that there is not."""
    words = slug(review.body["ask"], 45)
    return f"{own_pack(review.server)}/{words or 'suggestion'}-{review.number}"


def adding(suggestion: Suggestion) -> Effect:
    """Add this in the place of what was suggested; raises `Unfit`."""

    def effect(connection: Connection, review: Review, by: int, at: float) -> tuple[Entry, ...]:
        question = suggestion.question(new_id(review))
        _check(question)
        return own.change(connection, review.server, [Change(question.id, question, 0, Verb.ADD)], by, at)

    return effect


def editing(question: Question, seen: int) -> Effect:
    """Let an own question become this; raises `Stale` unless `seen` is its latest edition, and `Unfit`."""

    def effect(connection: Connection, review: Review, by: int, at: float) -> tuple[Entry, ...]:
        _check(question)
        return own.change(connection, review.server, [Change(question.id, question, seen, Verb.EDIT)], by, at)

    return effect


def accepting(text: str) -> Effect:
    """Let this answer be right as well, from now on; raises `QuestionGone`."""

    def effect(connection: Connection, review: Review, by: int, at: float) -> tuple[Entry, ...]:
        if review.question is None or reviews.asked(connection, review.server, review.question) is None:
            raise QuestionGone
        entry = own.accept(connection, review.server, review.question, text, by, at)
        return () if entry is None else (entry,)

    return effect


def _check(question: Question) -> None:
    """Raise `Unfit` where the question can't be asked."""
    answers = unheard(question)
    if answers:
        raise Unfit(answers)


def _add(connection: Connection, review: Review, by: int, at: float) -> tuple[Entry, ...]:
    return adding(Suggestion.from_json(review.body))(connection, review, by, at)


def _accept(connection: Connection, review: Review, by: int, at: float) -> tuple[Entry, ...]:
    return accepting(review.body["text"])(connection, review, by, at)


def _see(_connection: Connection, _review: Review, _by: int, _at: float) -> tuple[Entry, ...]:
    return ()


EFFECTS: Mapping[Cause, Effect] = MappingProxyType(
    {Cause.SUGGESTION: _add, Cause.REPORT: _see, Cause.APPEAL: _accept, Cause.LEARNING: _accept}
)
"""What accepting does."""
