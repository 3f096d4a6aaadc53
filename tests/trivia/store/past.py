"""Games that were played, as the store keeps them: in each round Ann is right and Ben is close."""

from __future__ import annotations

from dataclasses import replace
from random import Random

from tests.stock import publish
from tests.trivia import games as small
from tests.trivia.games import ANN, BEN
from tests.trivia.store.sql import value
from trivia.events import Award, Ended, Reason, Record, Said, Score
from trivia.judge import Ruling
from trivia.packs import Pack
from trivia.state import Snapshot, State
from trivia.store import EVERYONE, Database, Games, Questions, Saved

NOW = 1_790_000_000.0
MINUTE, DAY = 60.0, 86_400.0
SERVER = 3


def snapshot(number: int) -> Snapshot:
    """The snapshot of a game that Ann started and leads."""
    scores = {ANN: Score(points=100, right=1), BEN: Score()}
    return Snapshot(replace(small.plan(), game=number), State(scores=scores))


def record(game: int, number: int, at: float) -> Record:
    """A round in which Ann was right, and Ben close."""
    guess = game * 100 + number * 10
    said = (
        Said(ANN, guess + 1, "williams", Ruling.RIGHT, at),
        Said(BEN, guess + 2, "john willems", Ruling.CLOSE, at),
    )
    award = Award(ANN, guess + 1, 100, 2.5, number)
    return Record(game, number, "film/composer", Ended.ANSWERED, (award,), frozenset({ANN, BEN}), said)


async def begin(games: Games, game: int = 7, at: float = NOW, *, server: int | None = SERVER, rounds: int = 2) -> None:
    """A game that is still being played after some rounds."""
    await games.begin(Saved(server, 5, "{}", snapshot(game)), at)
    await games.keep(snapshot(game), [record(game, number, at) for number in range(1, rounds + 1)], at)


async def finish(games: Games, game: int = 7, at: float = NOW, *, server: int | None = SERVER, rounds: int = 2) -> None:
    """A game that was played to its end."""
    await begin(games, game, at, server=server, rounds=rounds)
    await games.keep(snapshot(game), [], at, Reason.PLAYED)


async def count(database: Database, table: str, where: str = "true", **values: object) -> int:
    """How many rows there are."""
    return await value(database, f"SELECT count(*) FROM {table} WHERE {where}", **values)


async def draw(database: Database, place: int) -> None:
    """A question that was drawn in a server, or a conversation."""
    pack = Pack("film", "Film", (small.COMPOSER,))
    await publish(Questions(database), pack)
    await Questions(database).draw(place, EVERYONE, ["film"], None, 1, Random(1))
