"""Writing what may have been written before."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy import (
    ARRAY,
    CTE,
    Column,
    ColumnElement,
    Connection,
    Integer,
    ScalarSelect,
    String,
    Table,
    bindparam,
    func,
    literal_column,
    select,
)
from sqlalchemy.dialects import postgresql, sqlite

Rows = Sequence[Mapping[str, object]]
Insert = postgresql.Insert | sqlite.Insert
Merge = Callable[[Insert, Table], Insert]
"""Makes an insert into a table say what happens to the rows whose keys are there already."""


def keep(insert: Insert, _table: Table) -> Insert:
    """They stay as they are."""
    return insert.on_conflict_do_nothing()


@dataclass(frozen=True, slots=True)
class Into:
    """Rows for a table, and what happens to those whose keys are there already."""

    table: Table
    rows: Rows
    merge: Merge = keep


def insert_new(connection: Connection, table: Table, rows: Rows) -> bool:
    """Insert the rows whose keys are new; whether there were any."""
    if not rows:
        return False
    return connection.execute(_insert(connection.dialect.name, table, keep), rows).rowcount > 0


def insert_all(connection: Connection, *inserts: Into) -> None:
    """Insert into several tables, one after the other, and row after row.

    PostgreSQL takes all of it in one statement, for each is a way over the network and back.
    """
    full = [into for into in inserts if into.rows]
    if connection.dialect.name == "postgresql":
        _insert_together(connection, full, once=False)
        return
    for into in full:
        connection.execute(_insert(connection.dialect.name, into.table, into.merge), into.rows)


def insert_once(connection: Connection, first: Into, *inserts: Into) -> None:
    """Insert a row, and only where its key is new all of the others, in the same way."""
    if connection.dialect.name == "postgresql":
        _insert_together(connection, [first, *(into for into in inserts if into.rows)], once=True)
    elif insert_new(connection, first.table, first.rows):
        insert_all(connection, *inserts)


def insert_into(dialect: str, table: Table) -> Insert:
    """An insert that can say what to do where a key is there already."""
    return (postgresql if dialect == "postgresql" else sqlite).insert(table)


@cache
def _insert(dialect: str, table: Table, merge: Merge) -> Insert:
    return merge(insert_into(dialect, table), table)


def _insert_together(connection: Connection, inserts: Sequence[Into], *, once: bool) -> None:
    if inserts:
        shapes = tuple((into.table, tuple(into.rows[0]), into.merge) for into in inserts)
        arrays = {_name(into.table, key): [row[key] for row in into.rows] for into in inserts for key in into.rows[0]}
        connection.execute(_insert_arrays(shapes, once=once), arrays)


Shape = tuple[Table, tuple[str, ...], Merge]
"""A table, the columns of it that are given, and what happens to the rows that are there."""


@cache
def _insert_arrays(shapes: tuple[Shape, ...], *, once: bool) -> Insert:
    """One statement for inserts of these shapes, whose values come as an array a column.

    Where it is to be done `once`, nothing is inserted but the first where that is not new.
    """
    *others, last = shapes
    done: list[CTE] = []
    for shape in others:
        insert = _insert_array(shape, done, once=once)
        done.append(insert.returning(literal_column("1", Integer).label("done")).cte())
    return _insert_array(last, done, once=once)


def _insert_array(shape: Shape, done: Sequence[CTE], *, once: bool) -> Insert:
    table, names, merge = shape
    values = func.unnest(*(_array(table, table.c[name]) for name in names))
    rows = select(values.table_valued(*names).render_derived())
    if done:
        # PostgreSQL promises an order only where one insert waits for all that another returns.
        rows = rows.where(_count(done[-1]) >= 0, _count(done[0]) >= int(once))
    return merge(postgresql.insert(table).from_select(names, rows), table)


def _count(done: CTE) -> ScalarSelect[int]:
    return select(func.count()).select_from(done).scalar_subquery()


def _array(table: Table, column: Column[Any]) -> ColumnElement[Any]:
    # A cast to texts of a length would cut what is longer, which an insert refuses.
    kind = String() if isinstance(column.type, String) else column.type
    return bindparam(_name(table, column.name), type_=ARRAY(kind))


def _name(table: Table, column: str) -> str:
    return f"{table.name}_{column}"
