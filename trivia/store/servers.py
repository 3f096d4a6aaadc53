"""What servers set, and their seasons."""

from __future__ import annotations

from dataclasses import dataclass
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, func, insert, select, update

from trivia.boards import Metric, Moment, Period, moment, of_server
from trivia.server import ServerSettings
from trivia.store import schema, server_settings
from trivia.store.audit import Audit, Entry, Thing, Verb
from trivia.store.boards import listed, ranked
from trivia.store.database import Database
from trivia.store.inserting import insert_new
from trivia.store.rollups import alone
from trivia.store.server_settings import Change, Changed

RANKS, MOST_PLACES = 3, 10
"""The ranks of a podium, and the most players that stand on one however many share a rank."""


class NobodyScored(Exception):
    """A season in which nobody has scored can't be ended."""


class SeasonOver(Exception):
    """The season that was to be ended is over already."""


@dataclass(frozen=True, slots=True)
class Place:
    """A place on the podium of a season; player 0 is somebody who was erased."""

    rank: int
    player: int
    points: int
    wins: int


@dataclass(frozen=True, slots=True)
class Season:
    """A season that is over: when it ended (seconds since 1970), how many players scored, and the best of them."""

    number: int
    ended: float
    players: int
    podium: tuple[Place, ...]


class Servers:
    """The servers. Every call raises `StoreDown` where the database can't be used."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def settings(self, server: int) -> ServerSettings:
        """What the server has set."""
        return await self._database.read(lambda connection: server_settings.read(connection, server))

    async def change(self, server: int, change: Change, who: int, at: float) -> Changed:
        """Change what the server has set, as `who` wants it; what `change` raises keeps all as it is."""
        return await self._database.write(
            lambda connection: server_settings.change(connection, server, change, who, at)
        )

    async def tell(self, server: int, player: int) -> bool:
        """Note that a player who may not play there was told so; False where that was noted before."""
        barred = schema.barred.c
        untold = (barred.server == server) & (barred.player == player) & ~barred.told
        telling = update(schema.barred).where(untold).values(told=True)
        return await self._database.write(lambda connection: connection.execute(telling).rowcount > 0)

    async def moment(self, server: int, at: float) -> Moment:
        """The day and the season of a time in a server."""
        servers = schema.servers.c
        wanted = select(servers.zone, servers.season, servers.era).where(servers.id == server)
        row = await self._database.read(lambda connection: connection.execute(wanted).one_or_none())
        return moment(at, ZoneInfo(row.zone), row.season, row.era) if row else moment(at, season=1)

    async def end_season(self, server: int, at: float, who: int, number: int | None = None) -> tuple[Season, Entry]:
        """End the running season, write down its podium, and begin the next; the season, and what was noted of it.

        Raises `NobodyScored`. Where a `number` is given and another season runs, that one is left alone: raises
        `SeasonOver`.
        """
        return await self._database.write(lambda connection: _end_season(connection, server, at, who, number))

    async def seasons(self, server: int, most: int) -> tuple[Season, ...]:
        """Up to `most` seasons that are over, the newest first."""
        return await self._database.read(lambda connection: _seasons(connection, server, most))


def _end_season(connection: Connection, server: int, at: float, who: int, meant: int | None) -> tuple[Season, Entry]:
    alone(connection)
    insert_new(connection, schema.servers, [{"id": server}])
    wanted = select(schema.servers.c.season, schema.servers.c.era).where(schema.servers.c.id == server)
    number, era = connection.execute(wanted).one()
    if meant not in (None, number):
        raise SeasonOver
    board = of_server(server, Moment(1, number, era), Period.SEASON)
    players = connection.execute(listed(board, Metric.POINTS, func.count())).scalar_one()
    if not players:
        raise NobodyScored
    best = [
        Place(row.rank, row.player, row.totals.points, row.totals.wins)
        for row in ranked(connection, board, Metric.POINTS, 0, MOST_PLACES)
        if row.rank <= RANKS
    ]
    season = {"server": server, "number": number, "ended": at, "players": players}
    connection.execute(insert(schema.seasons), season)
    rows = [
        {"server": server, "season": number, "place": place, "rank": one.rank}
        | {"player": one.player, "points": one.points, "wins": one.wins}
        for place, one in enumerate(best, 1)
    ]
    connection.execute(insert(schema.podiums), rows)
    connection.execute(update(schema.servers).where(schema.servers.c.id == server).values(season=number + 1))
    entry = Audit.note(connection, server, who, at, Verb.END, Thing.SEASON, str(number))
    return Season(number, at, players, tuple(best)), entry


def _seasons(connection: Connection, server: int, most: int) -> tuple[Season, ...]:
    seasons, podiums = schema.seasons.c, schema.podiums.c
    newest = select(schema.seasons).where(seasons.server == server).order_by(seasons.number.desc()).limit(most)
    over = connection.execute(newest).all()
    numbers = [row.number for row in over]
    wanted = select(schema.podiums).where(podiums.server == server, podiums.season.in_(numbers)).order_by(podiums.place)
    places = connection.execute(wanted).all()
    best = {
        number: tuple(Place(row.rank, row.player, row.points, row.wins) for row in places if row.season == number)
        for number in numbers
    }
    return tuple(Season(row.number, row.ended, row.players, best[row.number]) for row in over)
