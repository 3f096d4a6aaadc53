"""The bank in the database: publishing packs, listing them, drawing from them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from random import Random

from sqlalchemy import Connection, select

from trivia.question import Difficulty, Question
from trivia.store import drawing, own, publishing, schema
from trivia.store.database import Database
from trivia.store.drawing import Drawn
from trivia.store.publishing import Header


@dataclass(frozen=True, slots=True)
class Listing:
    """A pack as it is offered: `counts` are its questions of each difficulty that it has."""

    id: str
    title: str
    about: str | None
    counts: tuple[tuple[Difficulty, int], ...]

    def count(self, difficulty: Difficulty | None = None) -> int:
        """How many questions it has, of this difficulty or of all."""
        return sum(count for level, count in self.counts if difficulty in (None, level))


class Questions:
    """The published questions. Every call raises `StoreDown` where the database can't be used."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def published_as(self, digest: str) -> str | None:
        """The id of the pack that was read from what has this digest."""
        wanted = select(schema.packs.c.id).where(schema.packs.c.digest == digest).limit(1)
        return await self._database.read(lambda connection: connection.execute(wanted).scalar())

    async def publish(self, pack: Header, questions: Sequence[Question]) -> None:
        """Let these be the questions of the pack, at once; what came of them so far stays."""
        await self._database.write(lambda connection: publishing.replace_pack(connection, pack, questions))

    async def listings(self, packs: Collection[str]) -> tuple[Listing, ...]:
        """Those of these packs that were published, in the order given."""
        return await self._database.read(lambda connection: _listings(connection, packs))

    async def others(self, question: Question, server: int) -> tuple[str, ...]:
        """Answers of its kind to other questions that `server` can be asked, among them those most like its own."""
        return await self._database.read(lambda connection: drawing.others(connection, question, server))

    async def draw(
        self,
        place: int,
        server: int,
        packs: Collection[str],
        difficulty: Difficulty | None,
        rounds: int,
        dice: Random,
    ) -> tuple[Drawn, ...]:
        """Up to `rounds` questions by chance, new to the place (a server or a conversation) as long as there are any.

        Their rivals come from what can be asked in `server`, or everywhere where that is `schema.EVERYONE`.
        """

        def work(connection: Connection) -> tuple[Drawn, ...]:
            drawn = drawing.draw(connection, place, packs, difficulty, rounds, dice)
            if server != schema.EVERYONE:
                drawn = own.widened(connection, server, drawn)
            return tuple(Drawn(question, drawing.others(connection, question, server)) for question in drawn)

        return await self._database.write(work)


def _listings(connection: Connection, packs: Collection[str]) -> tuple[Listing, ...]:
    columns, lots = schema.packs.c, schema.lots.c
    wanted = select(columns.id, columns.title, columns.about).where(columns.id.in_(packs))
    known = {row.id: row for row in connection.execute(wanted)}
    counted: dict[str, list[tuple[Difficulty, int]]] = {name: [] for name in known}
    for row in connection.execute(select(schema.lots).where(lots.pack.in_(packs), lots.live > 0)):
        counted[row.pack].append((Difficulty(row.difficulty), row.live))
    return tuple(
        Listing(name, known[name].title, known[name].about, tuple(counted[name])) for name in packs if name in known
    )
