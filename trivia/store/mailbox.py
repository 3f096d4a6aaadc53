"""What players bring to a server's editors: questions they suggest, and what is wrong with those that were asked."""

from __future__ import annotations

from enum import StrEnum

from sqlalchemy import Connection, func, select

from trivia.store import records, reviews, schema
from trivia.store.database import Database
from trivia.store.reviews import Cause
from trivia.suggestion import Suggestion

MOST_WAITING = 10
"""Suggestions of one person that may wait in one server."""


class Wrong(StrEnum):
    """What may be wrong with a question."""

    KEY = "key"
    TYPO = "typo"
    OUTDATED = "outdated"
    UNCLEAR = "unclear"
    OTHER = "other"


class TooMany(Exception):
    """So many suggestions of this person wait already that no more are taken."""


class NeverAsked(Exception):
    """No such round was played in this server."""


class ReportedAlready(Exception):
    """This person has reported this question before."""


class Mailbox:
    """Takes what players bring. Every call raises `StoreDown` where the database can't be used."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def waiting(self, server: int, who: int) -> int:
        """How many suggestions of this person wait."""
        return await self._database.read(lambda connection: _waiting(connection, server, who))

    async def suggest(self, server: int, who: int, key: int, at: float, suggestion: Suggestion) -> None:
        """Put a suggestion into the queue, once for its `key` (a snowflake); raises `TooMany`."""

        def work(connection: Connection) -> None:
            if _waiting(connection, server, who) >= MOST_WAITING:
                raise TooMany
            cause = Cause.SUGGESTION
            reviews.bring(connection, server, cause, f"{cause}:{key}", None, who, at, suggestion.as_json())

        await self._database.write(work)

    async def report(self, server: int, game: int, number: int, who: int, at: float, why: Wrong, text: str) -> None:
        """Put into the queue, and count, that something is wrong with the question of a round; raises `NeverAsked` and
        `ReportedAlready`.
        """

        def work(connection: Connection) -> None:
            question = _asked(connection, server, game, number)
            if question is None:
                raise NeverAsked
            cause, body = Cause.REPORT, {"game": game, "number": number, "why": why.value, "text": text}
            if reviews.bring(connection, server, cause, f"{cause}:{question}:{who}", question, who, at, body) is None:
                raise ReportedAlready
            records.count_report(connection, question)

        await self._database.write(work)


def _waiting(connection: Connection, server: int, who: int) -> int:
    columns = schema.reviews.c
    mine = (columns.who == who) & (columns.server == server) & columns.decided.is_(None)
    wanted = select(func.count()).where(mine, columns.cause == Cause.SUGGESTION.value)
    return connection.execute(wanted).scalar_one()


def _asked(connection: Connection, server: int, game: int, number: int) -> str | None:
    """The id of the question of a round that was played in this server."""
    rounds, games = schema.rounds.c, schema.games.c
    wanted = select(rounds.question).join(schema.games, games.id == rounds.game)
    this = (rounds.game == game) & (rounds.number == number) & (games.server == server)
    return connection.execute(wanted.where(this)).scalar()
