"""From any earlier schema, or none, to today's: the difference is found, not written down.

Whoever adds a column adds it to ``lib.store.schema`` and raises the version;
fact tables are made anew (their rows come from the CSV files in the same
transaction), ledger tables keep every row. Nothing here is written twice.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from lib.store.ddl import INDEXES, VIEWS, create_table, plain, triggers
from lib.store.problems import Problem, Refused
from lib.store.schema import ALL_TABLES, APPLICATION_ID, LEDGER, SCHEMA_VERSION, Table, table

if TYPE_CHECKING:  # it brings pandas along
    from sqlite_utils import Database

#: tables whose rows are kept: the reports, and what the store says of itself
KEPT = (*LEDGER, table("store_meta"))
FRAME = ("view", "trigger", "index")
OURS = ("_no_update", "_no_delete", "_no_excess")  # how our triggers' names end


def migrate(db: Database) -> bool:
    """Bring ``db`` to the present schema and mark it as ours; whether anything changed.

    To be called in a transaction with foreign keys off; the caller fills the
    fact tables and checks the references before it commits.
    """
    there = _statements(db, "table")
    wanted = {each.name: each for each in ALL_TABLES}
    changed = [
        each for name, each in wanted.items()
        if plain(there.get(name, "")) != plain(create_table(each))
    ]  # fmt: skip
    frame = [sql for kind in FRAME for name, sql in _statements(db, kind).items() if _ours(name)]
    if not changed and {*map(plain, frame)} == {*map(plain, (*INDEXES, *VIEWS, *triggers()))}:
        return _mark(db)
    _drop_frame(db)
    for each in changed:
        _make(db, each, there.get(each.name))
    for statement in (*INDEXES, *triggers(), *VIEWS):
        db.execute(statement)
    _mark(db)
    return True


def _statements(db: Database, kind: str) -> dict[str, str]:
    sql = "select name, sql from sqlite_master where type = :kind"
    return dict(db.execute(sql, {"kind": kind}).fetchall())


def _ours(name: str) -> bool:
    """Other tools keep tables and indexes of their own in a store."""
    return name.startswith(("v_", "i_")) or name.endswith(OURS)


def _mark(db: Database) -> bool:
    """Write whose store it is and of which version; whether that is news."""
    old = [
        db.execute(f"pragma {name}").fetchone()[0] for name in ("application_id", "user_version")
    ]
    db.execute(f"pragma application_id = {APPLICATION_ID:d}")
    db.execute(f"pragma user_version = {SCHEMA_VERSION:d}")
    return old != [APPLICATION_ID, SCHEMA_VERSION]


def _drop_frame(db: Database) -> None:
    """Views, triggers and indexes refer to tables: they go first and are made anew."""
    for kind in FRAME:
        for name in _statements(db, kind):
            if _ours(name):
                db.execute(f"drop {kind} [{name}]")


def _make(db: Database, new: Table, old: str | None) -> None:
    """Make one table as it is to be; a kept one with all the rows it had."""
    if old is None:
        db.execute(create_table(new))
    elif new not in KEPT:
        db.execute(f"drop table {new.name}")
        db.execute(create_table(new))
    else:
        _remake(db, new)


def _remake(db: Database, new: Table) -> None:
    """The table with its new definition and every old row, under the same row numbers."""
    had = {row[1] for row in db.execute(f"pragma table_info({new.name})")}
    lost = had - {column.name for column in new.columns}
    bare = [column.name for column in new.columns if column.required and column.name not in had]
    if lost or bare:  # older rows have no value for it, or would lose one
        named = "、".join((*sorted(lost), *bare))
        raise Refused([Problem(file=new.name, kind="ledger_shape", value=named)])
    shared = [column.name for column in new.columns if column.name in had]
    before = _rows(db, new.name, shared)
    aside = f"{new.name}_before"
    db.execute("pragma legacy_alter_table = on")  # others go on referring to the name
    db.execute(f"alter table {new.name} rename to {aside}")
    db.execute("pragma legacy_alter_table = off")
    db.execute(create_table(new))
    names = ", ".join(("rowid", *shared))
    db.execute(f"insert into {new.name} ({names}) select {names} from {aside} order by rowid")
    if _rows(db, new.name, shared) != before:
        raise Refused([Problem(file=new.name, kind="ledger_shape", value="行数或内容")])
    db.execute(f"drop table {aside}")


def _rows(db: Database, name: str, columns: Iterable[str]) -> list[tuple[Any, ...]]:
    return db.execute(f"select rowid, {', '.join(columns)} from {name} order by rowid").fetchall()
