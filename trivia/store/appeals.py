"""Appeals: players bring a guess to the editors, and what follows where one of them lets it count after all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import Connection, func, select, update

from trivia.appeals import Claim, Given, Played, earned, same, standing
from trivia.events import Award, Ended, Granted, Said
from trivia.game import Game
from trivia.judge import Ruling
from trivia.plan import Mode, Plan
from trivia.question import Difficulty, Kind
from trivia.store import codec, records, reviews, rollups, schema
from trivia.store.audit import Json
from trivia.store.database import Database
from trivia.store.inserting import insert_new
from trivia.store.reviews import Cause, Decision, Review
from trivia.store.tidying import AFTER_GAME
from trivia.text import fold


class Why(StrEnum):
    """Why nobody can appeal."""

    NO_ROUND = "no such round was played here"
    LATE = "the game ended too long ago"
    LIST = "a list has no one answer"
    NO_GUESS = "there is no guess to appeal for"
    RIGHT = "the round was scored in"
    TWICE = "an appeal was brought already"


class CantAppeal(Exception):
    """Somebody can't appeal, and why."""

    def __init__(self, why: Why) -> None:
        super().__init__(why.value)
        self.why = why


@dataclass(frozen=True, slots=True)
class Grant:
    """What an accepted appeal gave: `text` counts in that round (its number) of the game that was played in `channel`.

    `awards` are all that it earned, in the order of the answers; `winners` are those who won the game by it after it
    was over.
    """

    game: int
    number: int
    channel: int | None
    text: str
    awards: tuple[Award, ...]
    winners: tuple[int, ...]


class Appeals:
    """The appeals of players. Every call raises `StoreDown` where the database can't be used."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def guesses(self, server: int, game: int, number: int, player: int, at: float) -> tuple[Said, ...]:
        """The guesses that this player can appeal for in a round, the newest first; raises `CantAppeal`."""
        return await self._database.read(lambda connection: _opened(connection, server, game, number, player, at).mine)

    async def bring(self, server: int, game: int, number: int, player: int, guess: int, at: float) -> Said:
        """Bring a guess to the editors; raises `CantAppeal`."""
        return await self._database.write(
            lambda connection: _bring(connection, server, game, number, player, guess, at)
        )


# --- bringing -------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Open:
    """A round that can be appealed in: its question, how it was played, all that was said, and by this player."""

    question: str
    played: Played
    said: tuple[Said, ...]
    mine: tuple[Said, ...]


def _opened(connection: Connection, server: int, game: int, number: int, player: int, at: float) -> _Open:
    games, rounds = schema.games.c, schema.rounds.c
    wanted = select(games.ended, games.plan, rounds.question, rounds.outcome).join(
        schema.rounds, rounds.game == games.id
    )
    this = (games.id == game) & (rounds.number == number) & (games.server == server)
    row = connection.execute(wanted.where(this)).one_or_none()
    if row is None:
        raise CantAppeal(Why.NO_ROUND)
    if not row.plan or (row.ended is not None and at > row.ended + AFTER_GAME):
        raise CantAppeal(Why.LATE)
    plan = codec.plan(row.plan)
    if plan.turns[number - 1].question.kind is Kind.LIST:
        raise CantAppeal(Why.LIST)
    if any(given.player == player for given in _given(connection, game, number)):
        raise CantAppeal(Why.RIGHT)
    if _brought(connection, server, _key(game, number, player)):
        raise CantAppeal(Why.TWICE)
    said = _said(connection, game, number)
    mine = tuple(one for one in standing(plan.mode, said) if one.player == player and one.ruling is not Ruling.RIGHT)
    if not mine:
        raise CantAppeal(Why.NO_GUESS)
    return _Open(row.question, _played(connection, plan, number, Ended(row.outcome)), said, mine[::-1])


def _bring(connection: Connection, server: int, game: int, number: int, player: int, guess: int, at: float) -> Said:
    opened = _opened(connection, server, game, number, player, at)
    mine = next((one for one in opened.mine if one.guess == guess), None)
    if mine is None:
        raise CantAppeal(Why.NO_GUESS)
    body = {"game": game, "number": number, "guess": guess, "text": mine.text, "player": player}
    body |= _as_json(opened.played)
    key = _key(game, number, player)
    if reviews.bring(connection, server, Cause.APPEAL, key, opened.question, player, at, body) is None:
        raise CantAppeal(Why.TWICE)
    kept = [one.guess for one in same(opened.played.mode, opened.said, mine.text)]
    columns = schema.guesses.c
    these = (columns.game == game) & columns.guess.in_([guess, *kept])
    connection.execute(update(schema.guesses).where(these).values(appealed=True))
    return mine


def _key(game: int, number: int, player: int) -> str:
    return f"{Cause.APPEAL}:{game}:{number}:{player}"


def _brought(connection: Connection, server: int, key: str) -> bool:
    columns = schema.reviews.c
    wanted = select(columns.id).where(columns.server == server, columns.key == key)
    return connection.execute(wanted).first() is not None


def _said(connection: Connection, game: int, number: int, *, appealed: bool = False) -> tuple[Said, ...]:
    columns = schema.guesses.c
    wanted = select(schema.guesses).where(columns.game == game, columns.number == number)
    wanted = wanted.where(columns.appealed) if appealed else wanted
    return tuple(
        Said(row.player, row.guess, row.text, Ruling(row.ruling), row.at, row.elapsed, row.hints)
        for row in connection.execute(wanted.order_by(columns.at, columns.guess))
    )


def _given(connection: Connection, game: int, number: int) -> list[Given]:
    columns = schema.awards.c
    wanted = select(columns.player, columns.guess, columns.elapsed).where(
        columns.game == game, columns.number == number
    )
    return [Given(row.player, row.guess, row.elapsed) for row in connection.execute(wanted)]


def _played(connection: Connection, plan: Plan, number: int, ended: Ended) -> Played:
    """How a round was played; lists, and rounds in which nothing counted, leave the streaks as they are."""
    columns = schema.rounds.c
    counted = columns.outcome.in_([Ended.ANSWERED.value, Ended.TIME_OUT.value])
    wanted = select(columns.number).where(columns.game == plan.game, columns.number < number, counted)
    earlier = set(connection.execute(wanted).scalars())
    fed = [place for place, turn in enumerate(plan.turns, 1) if turn.question.kind is not Kind.LIST]
    before = max(earlier.intersection(fed), default=0)
    turn = plan.turns[number - 1]
    return Played(plan.mode, turn.question.difficulty, plan.seconds, bool(turn.choices), ended, before)


def _as_json(played: Played) -> dict[str, Json]:
    """What is needed of the round when the game's plan is gone."""
    how = {"mode": played.mode.value, "difficulty": played.difficulty.value, "seconds": played.seconds}
    return how | {"choices": played.choices, "ended": played.ended.value, "before": played.before}


def _from_json(body: Json) -> Played:
    return Played(
        Mode(body["mode"]),
        Difficulty(body["difficulty"]),
        body["seconds"],
        body["choices"],
        Ended(body["ended"]),
        body["before"],
    )


# --- accepting ------------------------------------------------------------------------------------------------------


def grant(connection: Connection, review: Review, by: int, at: float) -> Grant:
    """Give what the guess of an appeal earns to all who made it in that round, on the connection of the decision.

    Nothing earns twice, whoever appeals for it. `rollups.alone` comes first.
    """
    game, number, text = int(review.body["game"]), int(review.body["number"]), str(review.body["text"])
    _settle_others(connection, review, by, at)
    awards = _earn(connection, _from_json(review.body), game, number, text, at)
    winners: tuple[int, ...] = ()
    if awards:
        _follow(connection, game, Granted(number, awards))
        winners = _won(connection, game, awards)
        for award in awards:
            rollups.recompute(connection, award.player, at)
    channel = connection.execute(select(schema.games.c.channel).where(schema.games.c.id == game)).scalar()
    return Grant(game, number, channel, text, awards, winners)


def _settle_others(connection: Connection, review: Review, by: int, at: float) -> None:
    """Whoever else appealed for the same answer in that round is right too."""
    for other in reviews.open_for(connection, review.server, Cause.APPEAL, review.question):
        alike = (other.body["game"], other.body["number"]) == (review.body["game"], review.body["number"])
        if alike and fold(other.body["text"]) == fold(review.body["text"]):
            reviews.decide(connection, review.server, other.number, Decision.ACCEPTED, by, at)


def _earn(connection: Connection, played: Played, game: int, number: int, text: str, at: float) -> tuple[Award, ...]:
    """Write down what the answer earns after all."""
    said = same(played.mode, _said(connection, game, number, appealed=True), text)
    streaks = _streaks(connection, game, played.before)
    claims = [Claim(one.player, one.guess, one.elapsed, one.hints, streaks.get(one.player, 0)) for one in said]
    given = _given(connection, game, number)
    awards = earned(played, given, claims)
    insert_new(connection, schema.awards, [_row(game, number, award, at) for award in awards])
    close = {one.player for one in said if one.ruling is Ruling.CLOSE}
    records.count_grant(connection, _asked(connection, game, number), played.ended, awards, close, first=not given)
    return awards


def _streaks(connection: Connection, game: int, number: int) -> dict[int, int]:
    columns = schema.awards.c
    wanted = select(columns.player, columns.streak).where(columns.game == game, columns.number == number)
    return {row.player: row.streak for row in connection.execute(wanted)}


def _asked(connection: Connection, game: int, number: int) -> str:
    columns = schema.rounds.c
    wanted = select(columns.question).where(columns.game == game, columns.number == number)
    return connection.execute(wanted).scalar_one()


def _row(game: int, number: int, award: Award, at: float) -> dict[str, object]:
    return {
        "game": game,
        "guess": award.guess,
        "number": number,
        "player": award.player,
        "points": award.points,
        "elapsed": award.elapsed,
        "streak": award.streak,
        "shared": award.shared,
        "at": at,
    }


def _follow(connection: Connection, game: int, granted: Granted) -> None:
    """Let the scores of a game follow that is not over; whoever plays it right now is told as well."""
    columns = schema.games.c
    running = select(columns.plan, columns.state).where(columns.id == game, columns.ended.is_(None))
    row = connection.execute(running).one_or_none()
    if row is None or not row.state:
        return
    restored = Game.restore(codec.snapshot(row.plan, row.state))
    restored.handle(granted)
    state = codec.state_text(restored.snapshot().state)
    connection.execute(update(schema.games).where(columns.id == game).values(state=state))


def _won(connection: Connection, game: int, awards: Sequence[Award]) -> tuple[int, ...]:
    """Those who won a game that is over by these awards; whoever had won it before still has."""
    games, played, columns = schema.games.c, schema.played.c, schema.awards.c
    over = select(games.id).where(games.id == game, games.day.is_not(None))
    players = connection.execute(select(func.count()).where(played.game == game)).scalar_one()
    if players < 2 or connection.execute(over).first() is None:
        return ()
    sums = select(columns.player, func.sum(columns.points).label("points")).where(columns.game == game)
    points = {row.player: int(row.points) for row in connection.execute(sums.group_by(columns.player))}
    best = max(points.values())
    first = [award.player for award in awards if points[award.player] == best]
    return tuple(player for player in first if _win(connection, game, player))


def _win(connection: Connection, game: int, player: int) -> bool:
    columns = schema.played.c
    mine = (columns.game == game) & (columns.player == player) & ~columns.won
    return connection.execute(update(schema.played).where(mine).values(won=True)).rowcount > 0
