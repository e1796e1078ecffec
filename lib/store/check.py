"""Is everything as it should be: the files, the quotes, the store itself."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from lib.store import connect, replica
from lib.store.build import Report, fingerprint, ready
from lib.store.ddl import plain, statements
from lib.store.facts import load
from lib.store.history import rewritten
from lib.store.problems import Problem, Refused
from lib.store.proof import VERIFIED, prove
from lib.store.validate import validate


def check(data_dir: Path, path: Path, *, sources: Path | None = None, today: str = "") -> Report:
    """Check facts, references, dates, quotes and geography, then the store.

    With ``sources`` every quote is first looked for in its document and
    ``verified.csv`` is rewritten. :class:`Refused` carries every problem, and says when that
    file was renewed all the same.
    """
    before = _proofs(data_dir)
    try:
        return _checked(data_dir, path, sources, today)
    except Refused as refused:
        refused.changed = VERIFIED if _proofs(data_dir) != before else ""
        raise


def _proofs(data_dir: Path) -> bytes:
    file = data_dir / VERIFIED
    return file.read_bytes() if file.is_file() else b""


def _checked(data_dir: Path, path: Path, sources: Path | None, today: str) -> Report:
    if sources is not None:
        facts = load(data_dir)
        problems = validate(facts)
        problems += prove(facts, data_dir, sources, today=today, keep=not problems)
        if problems:
            raise Refused(sorted(set(problems)))
    if past := rewritten(data_dir):
        raise Refused(past)
    content = ready(data_dir)
    problems = store_problems(path, content.fingerprint)
    if problems:
        raise Refused(problems)
    return Report(facts=content.facts, quotes=content.quotes, fingerprint=content.fingerprint)


def store_problems(path: Path, expected: str | None = None) -> list[Problem]:
    """What is wrong inside the store file; ``expected`` is the facts' fingerprint."""
    state = connect.state_of(path)
    if state:
        return [state]
    try:
        with closing(connect.connect_read_only(path)) as connection:
            return _inside(path, connection, expected)
    except sqlite3.Error as error:
        return [Problem(file=path.name, kind="store_corrupt", value=connect.in_words(error))]


def older_problems(path: Path) -> list[Problem]:
    """As :func:`store_problems`; of an earlier schema it is only asked whether it is whole."""
    state = connect.state_of(path)
    if state is None or state.kind != "store_older":
        return store_problems(path)
    try:
        with closing(connect.connect_read_only(path)) as connection:
            return _torn(path, connection)
    except sqlite3.Error as error:
        return [Problem(file=path.name, kind="store_corrupt", value=connect.in_words(error))]


def _torn(path: Path, connection: sqlite3.Connection) -> list[Problem]:
    whole = connection.execute("pragma integrity_check").fetchone()[0]
    if whole != "ok":
        return [Problem(file=path.name, kind="store_corrupt", value="完整性检查没有通过")]
    return []


def _inside(path: Path, connection: sqlite3.Connection, expected: str | None) -> list[Problem]:
    if torn := _torn(path, connection):
        return torn
    orphans = connection.execute("pragma foreign_key_check").fetchall()
    if orphans:
        value = f"{orphans[0][0]} 引用了不存在的 {orphans[0][2]}"
        return [Problem(file=path.name, kind="store_content", value=value)]
    if _schema(connection) != {plain(statement) for statement in statements()}:
        value = "表、视图或触发器与程序的不同"
        return [Problem(file=path.name, kind="store_content", value=value)]
    if expected and fingerprint(path) != expected:
        return [Problem(file=path.name, kind="store_stale")]
    return []


def _schema(connection: sqlite3.Connection) -> set[str]:
    sql = "select sql from sqlite_master where sql is not null and name not glob '*sqlite_*'"
    sql += " and name not glob :tables order by name"
    found = connection.execute(sql, {"tables": replica.TABLES})
    return {plain(row[0]) for row in found}
