"""CSV → store, in one transaction: whole or not at all, and the same each time."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Iterable
from contextlib import closing, suppress
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lib import files, trail
from lib.store import connect
from lib.store.ddl import rows_of
from lib.store.derive import derive
from lib.store.facts import Facts, load
from lib.store.migrations import migrate
from lib.store.place import place_new
from lib.store.problems import Problem, Refused
from lib.store.proof import quotes, unproven
from lib.store.schema import BUILT_FROM_CSV, DERIVED, LEDGER, Table
from lib.store.validate import validate

if TYPE_CHECKING:  # it brings pandas along
    from sqlite_utils import Database

ENCODE = json.JSONEncoder(ensure_ascii=False).encode
REPLACED = tuple(table for table in BUILT_FROM_CSV + DERIVED if table.name != "store_meta")


@dataclass(frozen=True, kw_only=True)
class Report:
    """What a build or check went through."""

    facts: int
    quotes: int
    fingerprint: str
    changed: bool = False


@dataclass(frozen=True)
class Ready:
    """Validated rows of every fact and derived table, and their fingerprint."""

    rows: dict[str, list[dict[str, Any]]]
    facts: int
    quotes: int

    @cached_property
    def fingerprint(self) -> str:
        return _digest((table, self.ordered(table)) for table in REPLACED)

    def ordered(self, table: Table) -> list[list[Any]]:
        """The table's rows as lists, in the order of the file: the documents' order."""
        names = [column.name for column in table.columns]
        return [[row.get(name) for name in names] for row in self.rows.get(table.name, [])]


def _digest(tables: Iterable[tuple[Table, Iterable[Any]]]) -> str:
    """SHA-256 over tables and rows; the same for files and for a store made of them."""
    total = hashlib.sha256()
    for table, rows in tables:
        total.update(table.name.encode())
        for row in rows:
            total.update(ENCODE(list(row)).encode())
    return total.hexdigest()


def ready(data_dir: Path) -> Ready:
    """Read, validate and derive; :class:`Refused` with every problem."""
    facts = load(data_dir)
    problems = validate(facts)
    problems += [problem for problem in unproven(facts, data_dir) if problem not in problems]
    if problems:
        raise Refused(sorted(problems))
    derived, problems = derive(facts)
    if problems:
        raise Refused(problems)
    return Ready(_rows(facts) | derived, _count(facts), sum(1 for _ in quotes(facts)))


def _count(facts: Facts) -> int:
    return sum(len(rows) for rows in facts.tables.values())


def _rows(facts: Facts) -> dict[str, list[dict[str, Any]]]:
    return {name: [row.cells for row in rows] for name, rows in facts.tables.items()}


def build(data_dir: Path, path: Path, *, kind: str = "real") -> Report:
    """Bring the store at ``path`` in line with the CSV files.

    A missing store is made beside and moved into place. A corrupt, foreign or
    newer one is refused untouched. The ledger is never changed; a fact that a
    ledger row refers to cannot vanish.
    """
    connect.require_writer(path)
    content = ready(data_dir)
    state = connect.state_of(path)
    if state and state.kind not in ("store_older", "store_missing"):
        raise Refused([state])
    with connect.told(path):
        if state and state.kind == "store_missing":
            _create(path, content, kind)
            changed = True
        else:
            changed = _update(path, content)
    if changed:
        trail.note(path, "建立或更新", says=f"{content.facts} 行事实，{content.fingerprint[:12]}")
    return Report(
        facts=content.facts,
        quotes=content.quotes,
        fingerprint=content.fingerprint,
        changed=changed,
    )


def _create(path: Path, content: Ready, kind: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with files.beside(path) as fresh:
        with connect.write_own(fresh) as db, connect.transaction(db, references=False):
            migrate(db)
            _meta(db, "kind", kind)
            _replace(db, content)
        with suppress(FileExistsError):  # of two first starts one wins
            place_new(fresh, path)
        if connect.state_of(path):
            raise OSError(path.name)


def _update(path: Path, content: Ready) -> bool:
    """Schema and facts in one transaction: an older store stays as it was, or is whole."""
    with connect.write(path) as db, connect.transaction(db, references=False):
        changed = migrate(db)
        if _stated(db) == content.fingerprint == _stored(db.conn):
            return changed
        _replace(db, content)
    return True


def lift(path: Path, data_dir: Path) -> bool:
    """Bring a copy that nobody reads yet from an earlier schema to this one; whether it was one."""
    state = connect.state_of(path)
    if state is None or state.kind != "store_older":
        return False
    content = ready(data_dir)
    with connect.write_own(path) as db, connect.transaction(db, references=False):
        migrate(db)
        _replace(db, content)
    return True


def _stated(db: Database) -> str | None:
    row = db.execute("select value from store_meta where key = 'facts'").fetchone()
    return row[0] if row else None


def _meta(db: Database, key: str, value: str) -> None:
    db.table("store_meta").upsert({"key": key, "value": value}, pk="key")


def _replace(db: Database, content: Ready) -> None:
    for table in reversed(REPLACED):
        db.table(table.name).delete_where()
    for table in REPLACED:
        _insert(db, table, content.ordered(table))
    broken = _orphans(db)
    if broken:
        raise Refused(broken)
    _meta(db, "facts", content.fingerprint)


def _insert(db: Database, table: Table, rows: list[list[Any]]) -> None:
    names = [column.name for column in table.columns]
    marks = ", ".join("?" * len(names))
    # names come from the schema, values are bound
    sql = f"insert into {table.name} ({', '.join(names)}) values ({marks})"
    db.conn.executemany(sql, rows)


def _orphans(db: Database) -> list[Problem]:
    """Ledger rows whose fact would vanish (the facts' own references are validated before)."""
    ledger = {table.name for table in LEDGER}
    found = []
    for name, rowid, parent, key in db.execute("pragma foreign_key_check").fetchall():
        if name not in ledger:
            raise sqlite3.IntegrityError(f"{name} refers to no row of {parent}")
        foreign = {row[0]: row[3] for row in db.execute(f"pragma foreign_key_list({name})")}
        column = foreign[key]
        value = db.execute(f"select {column} from {name} where rowid = ?", [rowid]).fetchone()[0]
        found.append(Problem(file=f"facts/{parent}.csv", kind="ledger_ref", value=str(value)))
    return sorted(set(found))


def fingerprint(path: Path) -> str:
    """SHA-256 over every row of the fact and derived tables, in the files' order."""
    with closing(connect.connect_read_only(path)) as connection:
        return _stored(connection)


def _stored(connection: sqlite3.Connection) -> str:
    return _digest((table, connection.execute(rows_of(table))) for table in REPLACED)
