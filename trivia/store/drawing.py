"""Drawing questions by chance, none twice in a place until all are used up. On a connection of somebody's transaction.

What a place has had is not kept question by question: each pack's questions of one difficulty have numbers (lots), a
place goes through them in an order of its own (`trivia.shuffle`), and all that is kept is how far it is.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from random import Random

from sqlalchemy import CompoundSelect, Connection, Select, and_, bindparam, delete, or_, select, union_all

from trivia.question import Difficulty, Question
from trivia.shuffle import shuffled
from trivia.store import codec, schema
from trivia.store.inserting import insert_into
from trivia.store.publishing import key_of

NEIGHBOURS = 100
"""Answers to each side of a question's own, sorted as they are spelt, among which its rivals are looked for."""
LARGEST_KEY = 2**62

Lots = tuple[str, str]
"""A pack and a difficulty, whose questions are numbered together."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """A question that was drawn, and answers of its kind to others, among them those most like its own."""

    question: Question
    others: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Lap:
    """How far a place is through the `size` lots from `start` on."""

    start: int
    size: int
    key: int
    drawn: int = 0

    @property
    def left(self) -> int:
        return self.size - self.drawn

    def next(self) -> int:
        """The lot that comes next."""
        return self.start + shuffled(self.drawn, self.size, self.key)


class _Laps:
    """How far a place is through the lots of a pool."""

    def __init__(self, sizes: Mapping[Lots, int], laps: Mapping[Lots, list[_Lap]], dice: Random) -> None:
        self._sizes = sizes
        self._dice = dice
        self._laps = {(lots, lap.start): lap for lots, known in laps.items() for lap in known}
        for lots, size in sizes.items():  # what was added since the lap began is new to the place
            covered = sum(lap.size for lap in laps.get(lots, ()))
            if covered < size:
                self._begin(lots, covered, size - covered)
        self.changed: set[tuple[Lots, int]] = set()

    def _begin(self, lots: Lots, start: int, size: int) -> None:
        self._laps[lots, start] = _Lap(start, size, self._dice.randrange(LARGEST_KEY))

    def renew(self) -> None:
        """Begin all lots anew."""
        self._laps.clear()
        for lots, size in self._sizes.items():
            self._begin(lots, 0, size)

    def take(self, most: int) -> list[tuple[str, str, int]]:
        """The next lots: pack, difficulty and number of each, as many as there are up to `most`."""
        taken: list[tuple[str, str, int]] = []
        while len(taken) < most:
            open_laps = [(name, lap) for name, lap in self._laps.items() if lap.left]
            if not open_laps:
                break
            (((lots, start), lap),) = self._dice.choices(open_laps, [lap.left for _, lap in open_laps])
            taken.append((*lots, lap.next()))
            self._laps[lots, start] = replace(lap, drawn=lap.drawn + 1)
            self.changed.add((lots, start))
        return taken

    def rows(self, place: int) -> list[dict[str, object]]:
        """What has to be written down, in one order everywhere."""
        changed = [(lots, self._laps[lots, start]) for lots, start in sorted(self.changed)]
        return [_row(place, *lots, lap) for lots, lap in changed]


def _row(place: int, pack: str, difficulty: str, lap: _Lap) -> dict[str, object]:
    named: dict[str, object] = {"place": place, "pack": pack, "difficulty": difficulty}
    return named | {"start": lap.start, "size": lap.size, "key": lap.key, "drawn": lap.drawn}


def draw(
    connection: Connection,
    place: int,
    packs: Collection[str],
    difficulty: Difficulty | None,
    rounds: int,
    dice: Random,
) -> list[Question]:
    """Up to `rounds` different questions of these packs, new to the place as long as there are any."""
    levels = [difficulty.value] if difficulty else [level.value for level in Difficulty]
    lots, laps = schema.lots.c, schema.laps.c
    pool = lots.pack.in_(packs), lots.difficulty.in_(levels), lots.live > 0
    sizes = {(row.pack, row.difficulty): row.size for row in connection.execute(select(schema.lots).where(*pool))}
    mine = laps.place == place, laps.pack.in_(packs), laps.difficulty.in_(levels)
    known: dict[Lots, list[_Lap]] = {}
    for row in connection.execute(select(schema.laps).where(*mine).order_by(laps.start).with_for_update()):
        if (row.pack, row.difficulty) in sizes:
            known.setdefault((row.pack, row.difficulty), []).append(_Lap(row.start, row.size, row.key, row.drawn))
    course, drawn, renewed = _Laps(dict(sorted(sizes.items())), known, dice), dict[str, Question](), False
    while len(drawn) < rounds:
        taken = course.take(rounds - len(drawn))
        if taken:
            drawn |= {question.id: question for question in _at(connection, taken)}
        elif renewed:
            break
        else:
            connection.execute(delete(schema.laps).where(*mine))
            course.renew()
            renewed = True
    _write(connection, course.rows(place))
    return list(drawn.values())


def _at(connection: Connection, taken: Sequence[tuple[str, str, int]]) -> Iterator[Question]:
    """The questions that have these lots, in their order."""
    columns = schema.questions.c
    which = [
        and_(
            columns.pack == pack,
            columns.difficulty == level,
            columns.lot.in_([lot for *other, lot in taken if tuple(other) == (pack, level)]),
        )
        for pack, level in dict.fromkeys((pack, level) for pack, level, _ in taken)
    ]
    wanted = select(columns.pack, columns.difficulty, columns.lot, columns.body).where(or_(*which))
    found = {(row.pack, row.difficulty, row.lot): row.body for row in connection.execute(wanted)}
    return (codec.question(found[spot]) for spot in taken if spot in found)


def _write(connection: Connection, rows: Sequence[Mapping[str, object]]) -> None:
    if not rows:
        return
    writing = insert_into(connection.dialect.name, schema.laps)
    new = {name: writing.excluded[name] for name in ("size", "key", "drawn")}
    keys = [column.name for column in schema.laps.primary_key.columns]
    connection.execute(writing.on_conflict_do_update(index_elements=keys, set_=new), rows)


def others(connection: Connection, question: Question, server: int) -> tuple[str, ...]:
    """Answers of its kind to other questions, of its pack first, then of all that `server` can be asked."""
    chosen = {"kind": question.kind.value, "key": key_of(question.answer.text), "pack": question.pack, "server": server}
    found: Iterable[str] = (row.text for row in connection.execute(_OTHERS, chosen))
    return tuple(dict.fromkeys(found))


def _others() -> CompoundSelect[tuple[str]]:
    columns = schema.answers.c
    near: list[Select[tuple[str]]] = []
    for of in (
        columns.pack == bindparam("pack"),
        columns.server == schema.EVERYONE,
        and_(columns.server == bindparam("server"), columns.server != schema.EVERYONE),
    ):
        for side, order in (
            (columns.key >= bindparam("key"), columns.key),
            (columns.key < bindparam("key"), columns.key.desc()),
        ):
            texts = select(columns.text).where(of, columns.kind == bindparam("kind"), side)
            some = texts.order_by(order, columns.text).limit(NEIGHBOURS).subquery()
            near.append(select(some.c.text))
    return union_all(*near)


_OTHERS = _others()
