"""Writing what may have been written before."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy import (
    ARRAY,
    Column,
    ColumnElement,
    Connection,
    Integer,
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
    if connection.dialect.name == "postgresql" and full:
        shapes = tuple((into.table, tuple(into.rows[0]), into.merge) for into in full)
        arrays = {_name(into.table, key): [row[key] for row in into.rows] for into in full for key in into.rows[0]}
        connection.execute(_insert_arrays(shapes), arrays)
        return
    for into in full:
        connection.execute(_insert(connection.dialect.name, into.table, into.merge), into.rows)


def insert_into(dialect: str, table: Table) -> Insert:
    """An insert that can say what to do where a key is there already."""
    return (postgresql if dialect == "postgresql" else sqlite).insert(table)


@cache
def _insert(dialect: str, table: Table, merge: Merge) -> Insert:
    return merge(insert_into(dialect, table), table)


@cache
def _insert_arrays(inserts: tuple[tuple[Table, tuple[str, ...], Merge], ...]) -> Insert:
    """One statement for some columns of each of these tables, whose values come as an array a column."""
    *before, (table, names, merge) = inserts
    values = func.unnest(*(_array(table, table.c[name]) for name in names))
    rows = select(values.table_valued(*names).render_derived())
    if before:
        # PostgreSQL promises an order only where one insert waits for all that another returns.
        done = _insert_arrays(tuple(before)).returning(literal_column("1", Integer).label("done")).cte()
        rows = rows.where(select(func.count()).select_from(done).scalar_subquery() > -1)
    return merge(postgresql.insert(table).from_select(names, rows), table)


def _array(table: Table, column: Column[Any]) -> ColumnElement[Any]:
    # A cast to texts of a length would cut what is longer, which an insert refuses.
    kind = String() if isinstance(column.type, String) else column.type
    return bindparam(_name(table, column.name), type_=ARRAY(kind))


def _name(table: Table, column: str) -> str:
    return f"{table.name}_{column}"
