"""Near misses that several players typed: a server's editors are offered them as answers, once each."""

from __future__ import annotations

import logging
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import blake2b

from sqlalchemy import Connection, select

from trivia.judge import Judge, Ruling
from trivia.question import Kind, Question
from trivia.store import reviews, schema
from trivia.store.database import Database
from trivia.store.reviews import Cause
from trivia.suggestion import LONGEST_ANSWER
from trivia.text import fold

log = logging.getLogger(__name__)

PLAYERS = 3
"""Players who must have typed the same for it to be offered."""
EVERY = 3_600.0
"""Seconds between two looks at what was typed."""
KEPT = 31 * 86_400.0
"""Seconds that no near miss is kept for."""
MOST_GUESSES = 20_000
"""Near misses of one server, the newest, that are looked at."""


_Typed = tuple[str, int, str]
"""A question, a player, and what they typed."""


@dataclass(frozen=True, slots=True)
class Learned:
    """A near miss of a question as it was typed by so many players."""

    question: str
    text: str
    players: int

    @property
    def key(self) -> str:
        """What is the same for whatever is folded alike, so that it is offered once."""
        digest = blake2b(fold(self.text).encode(), digest_size=12).hexdigest()
        return f"{Cause.LEARNING}:{self.question}:{digest}"


class Learning:
    """Looks through one server at a time."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._next = 0.0
        self._since = 0.0
        self._servers: list[int] = []

    async def step(self, now: float) -> bool:
        """Offer what there is in the next server, if it is time; whether there may be more."""
        if not self._servers:
            if now < self._next:
                return False
            since = self._since
            self._servers = await self._database.read(lambda connection: _servers(connection, since))
            # What came between is looked at twice, rather than never: a round is written after its guesses.
            self._since, self._next = now - 2 * EVERY, now + EVERY
        if not self._servers:
            return False
        server = self._servers[-1]
        learned = await self._database.read(lambda connection: learn(connection, server, now))
        if learned:
            await self._database.write(lambda connection: _offer(connection, server, learned, now))
        self._servers.pop()
        return bool(self._servers)


def _servers(connection: Connection, since: float) -> list[int]:
    """The servers with near misses from then on."""
    guesses, games = schema.guesses.c, schema.games.c
    wanted = select(games.server).join(schema.guesses, guesses.game == games.id).distinct()
    close = (guesses.at >= since) & (guesses.ruling == Ruling.CLOSE.value) & games.server.is_not(None)
    return [server for server in connection.execute(wanted.where(close)).scalars() if server is not None]


def learn(connection: Connection, server: int, now: float) -> list[Learned]:
    """What enough players of this server typed, that came close and is not offered yet."""
    found = list(_common(_near_misses(connection, server, now)))
    asked: dict[str, Question | None] = {}
    for one in found:
        if one.question not in asked:
            asked[one.question] = reviews.asked(connection, server, one.question)
    fitting = [one for one in found if _may_be_right(asked[one.question], one.text)]
    columns = schema.reviews.c
    keys = [one.key for one in fitting]
    told = select(columns.key).where(columns.server == server, columns.key.in_(keys))
    known = set(connection.execute(told).scalars()) if keys else set[str]()
    return [one for one in fitting if one.key not in known]


def _near_misses(connection: Connection, server: int, now: float) -> Sequence[_Typed]:
    guesses, games, rounds = schema.guesses.c, schema.games.c, schema.rounds.c
    mine = (games.server == server) & (games.started > now - KEPT) & (guesses.ruling == Ruling.CLOSE.value)
    of_round = (rounds.game == guesses.game) & (rounds.number == guesses.number)
    wanted = (
        select(rounds.question, guesses.player, guesses.text)
        .select_from(schema.guesses)
        .join(schema.games, games.id == guesses.game)
        .join(schema.rounds, of_round)
        .where(mine)
        .order_by(guesses.at.desc())
        .limit(MOST_GUESSES)
    )
    return [(row.question, row.player, row.text) for row in connection.execute(wanted)]


def _common(rows: Sequence[_Typed]) -> Iterator[Learned]:
    """What several players typed, each as it was typed most often."""
    players: defaultdict[tuple[str, str], set[int]] = defaultdict(set)
    typed: defaultdict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for question, player, said in rows:
        text = said.strip()
        same = question, fold(text)
        players[same].add(player)
        typed[same][text] += 1
    for same, who in sorted(players.items()):
        text = min(typed[same].items(), key=lambda item: (-item[1], item[0]))[0]
        if len(who) >= PLAYERS and same[1] and len(text) <= LONGEST_ANSWER:
            yield Learned(same[0], text, len(who))


def _may_be_right(question: Question | None, text: str) -> bool:
    """Whether an editor may want this to be right: the question still takes it for close, and does not rule it out."""
    if question is None or question.kind is Kind.LIST:
        return False
    never = {fold(one) for one in (*question.answer.reject, *question.wrong)}
    if fold(text) in never:
        return False
    return Judge(question.answer, question.kind, question=question.ask).judge(text).ruling is Ruling.CLOSE


def _offer(connection: Connection, server: int, learned: Sequence[Learned], now: float) -> None:
    for one in learned:
        body = {"text": one.text, "players": one.players}
        reviews.bring(connection, server, Cause.LEARNING, one.key, one.question, None, now, body)
    log.info("server %s is offered %s near misses as answers", server, len(learned))
