"""How long a leaderboard's page, a profile and an award take, after a year of games of a big bot.

Small by default; `FULL=1` makes it 10 million awards of 200,000 players in 2,000 servers. All of it goes through the
store as the bot's does. The plain read of ten rows by an index, which a page can't beat, is measured in the same run,
one after the other with it.
"""

from __future__ import annotations

import asyncio
import statistics
from collections.abc import AsyncGenerator, Coroutine, Iterator
from contextlib import asynccontextmanager
from functools import cache
from random import Random
from time import perf_counter

from sqlalchemy import select

from tests.bench import leagues
from tests.bench.common import Mark, Result, full, progress, short
from tests.bench.databases import Kind, new_database
from tests.bench.leagues import NOW, PACKS, TODAY, League
from tests.trivia.games import plan
from trivia.boards import Board, Metric, Period, everywhere, of_channel, of_pack, of_server
from trivia.events import Award, Ended, Record
from trivia.game import Game
from trivia.plan import Plan
from trivia.state import Snapshot
from trivia.store import Database, Saved, Store, open_database, schema

LOOKS = 1_000
AWARDS = 500
MOST_READ_MS, MOST_WRITE_MS = 50.0, 5.0


@cache
def _league(kind: Kind) -> tuple[str, League]:
    address = new_database(kind)
    size = leagues.FULL if full() else leagues.SMALL
    progress(f"  writing {size.awards:,} awards of {size.players:,} players in {size.servers:,} servers to {kind}")
    return address, leagues.fill(address, size)


@asynccontextmanager
async def _opened(address: str) -> AsyncGenerator[Database]:
    database = await open_database(address)
    try:
        yield database
    finally:
        await database.close()


def measure_page_sqlite() -> Result:
    """A leaderboard's page on SQLite, in ms at p99: any board, metric and page."""
    return asyncio.run(_pages(*_league(Kind.SQLITE)))


def measure_page_postgresql() -> Result:
    """A leaderboard's page on PostgreSQL, in ms at p99: any board, metric and page."""
    return asyncio.run(_pages(*_league(Kind.POSTGRESQL)))


async def _pages(address: str, league: League) -> Result:
    dice = Random(2)
    pages: list[float] = []
    plain: list[float] = []
    worst: dict[str, float] = {}
    async with _opened(address) as database:
        store = Store(database)
        for board, player in _looks(league, dice):
            metric = dice.choice(list(Metric))
            players = (await store.boards.page(board, metric, 0, player)).players
            number = dice.randrange(max(1, -(-players // 10)))
            pages.append(await _timed(store.boards.page(board, metric, number, player)))
            plain.append(await _timed(_ten_rows(database, board)))
            worst[board.scope] = max(worst.get(board.scope, 0.0), pages[-1])
    more = {"slowest": {scope: short(time) for scope, time in sorted(worst.items())}}
    return _at_p99(pages, "any page of any leaderboard, p99", more | _beside(plain) | _size(league))


def measure_profile_sqlite() -> Result:
    """A profile on SQLite, in ms at p99: any player of any server."""
    return asyncio.run(_profiles(*_league(Kind.SQLITE)))


def measure_profile_postgresql() -> Result:
    """A profile on PostgreSQL, in ms at p99: any player of any server."""
    return asyncio.run(_profiles(*_league(Kind.POSTGRESQL)))


async def _profiles(address: str, league: League) -> Result:
    dice = Random(3)
    profiles: list[float] = []
    plain: list[float] = []
    async with _opened(address) as database:
        store = Store(database)
        for _ in range(LOOKS):
            server, player = _somebody(league, dice)
            profiles.append(await _timed(store.boards.profile(server, player, TODAY)))
            plain.append(await _timed(_ten_rows(database, of_server(server, TODAY, Period.ALL))))
    return _at_p99(profiles, "any profile, p99", _beside(plain) | _size(league))


def measure_award_sqlite() -> Result:
    """Recording an award on SQLite, in ms: the snapshot, the award and all that it adds to, in one transaction."""
    return asyncio.run(_awards(*_league(Kind.SQLITE)))


def measure_award_postgresql() -> Result:
    """Recording an award on PostgreSQL, in ms: the snapshot, the award and all that it adds to, in one transaction."""
    return asyncio.run(_awards(*_league(Kind.POSTGRESQL)))


async def _awards(address: str, league: League) -> Result:
    dice = Random(4)
    times: list[float] = []
    plain: list[float] = []
    async with _opened(address) as database:
        store = Store(database)
        for game in range(AWARDS):
            server, player = _somebody(league, dice)
            snapshot = _snapshot((1 << 50) + game, player)
            await store.games.begin(Saved(server, server * 10, "{}", snapshot), NOW)
            award = Award(player, 10, dice.randrange(10, 150), dice.uniform(1, 20), 1)
            question = f"{dice.choice(PACKS)}/q{dice.randrange(200)}"
            record = Record(snapshot.plan.game, 1, question, Ended.ANSWERED, (award,), frozenset({player}))
            times.append(await _timed(store.games.keep(snapshot, [record], NOW)))
            plain.append(await _timed(_one_row(database, game)))
    more = {
        "peer": {"name": "one row inserted and committed, median", "figure": short(statistics.median(plain))},
        "p99": short(statistics.quantiles(times, n=100)[-1]),
    }
    mark = Mark("limit", "an award recorded, median", MOST_WRITE_MS)
    return Result(statistics.median(times), "ms", mark, more | _size(league))


def _snapshot(game: int, player: int) -> Snapshot:
    small = plan()
    return Game(Plan(game, player, small.turns)).snapshot()


def _looks(league: League, dice: Random) -> Iterator[tuple[Board, int]]:
    """Boards of every scope and period alike, of busy servers more often, each with somebody who looks at it."""
    for look in range(LOOKS):
        server, player = _somebody(league, dice)
        period = list(Period)[look % len(Period)]
        channel, pack = server * 10 + dice.randrange(leagues.CHANNELS), dice.choice(PACKS)
        yield of_server(server, TODAY, period), player
        yield of_channel(server, channel, TODAY, period), player
        yield of_pack(server, pack, TODAY, period), player
        if period is not Period.SEASON:
            yield everywhere(TODAY, period), player


def _somebody(league: League, dice: Random) -> tuple[int, int]:
    (server,) = dice.choices(league.servers, league.weights)
    return server, dice.choice(league.members[server])


async def _ten_rows(database: Database, board: Board) -> None:
    scores = schema.scores.c
    best = select(schema.scores).where(scores.board == board.id).order_by(scores.points.desc()).limit(10)
    await database.read(lambda connection: connection.execute(best).all())


async def _one_row(database: Database, number: int) -> None:
    row = {"question": f"bench/q{number}", "pace": 0, "rounds": 1}
    await database.write(lambda connection: connection.execute(schema.paces.insert(), row))


async def _timed(work: Coroutine[object, object, object]) -> float:
    """How long this takes, in ms."""
    began = perf_counter()
    await work
    return (perf_counter() - began) * 1000


def _at_p99(times: list[float], name: str, more: dict[str, object]) -> Result:
    more = {"median": short(statistics.median(times)), "looks": len(times)} | more
    return Result(statistics.quantiles(times, n=100)[-1], "ms", Mark("limit", name, MOST_READ_MS), more)


def _beside(plain: list[float]) -> dict[str, object]:
    quickest = {"name": "ten rows by an index, p99", "figure": short(statistics.quantiles(plain, n=100)[-1])}
    return {"peer": quickest | {"median": short(statistics.median(plain))}}


def _size(league: League) -> dict[str, object]:
    return {"awards": league.awards, "players": league.size.players, "servers": league.size.servers}
