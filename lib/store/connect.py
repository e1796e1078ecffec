"""Connections: read-only for the app, one writer at a time for the commands."""

from __future__ import annotations

import sqlite3
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lib import role
from lib.store import lean, readers, replica
from lib.store.problems import Kind, Problem, Refused
from lib.store.readers import READ_SECONDS as READ_SECONDS
from lib.store.readers import connect_read_only as connect_read_only
from lib.store.readers import stamp as stamp
from lib.store.schema import APPLICATION_ID, SCHEMA_VERSION

if TYPE_CHECKING:  # it brings pandas along
    from sqlite_utils import Database

BUSY_SECONDS = 20  # a writer waits for another one
SETTLE_WITHIN = "pragma busy_timeout = 2000"  # readers that are busy longer are left alone
REST_SECONDS = 2.0  # that nobody asks again after a lock was met
COMPLAINTS = {
    "not a database": "不是数据库文件",
    "malformed": "内容损坏",
    "locked": "正被别的程序写",
    "unable to open": "打不开",
    "no such": "缺少表或列",
    "No such file": "找不到文件夹",
    "No space": "磁盘已满",
    "is full": "磁盘已满",
    "File too large": "文件太大",
    "File exists": "已经有同名的文件",
    "quota": "磁盘配额用完",
    "Permission": "没有权限",
    "Read-only": "磁盘只读",
    "readonly": "磁盘只读",
    "disk I/O": "磁盘读写出错",
}
NO_ROOM = ("磁盘已满", "文件太大", "磁盘配额用完")
UNWRITABLE = ("没有权限", "磁盘只读", "打不开", "找不到文件夹")
_locked: dict[str, float] = {}  # store → when its lock was met


class StoreUnusable(Exception):
    """The store cannot be read; ``problem`` says why."""

    def __init__(self, problem: Problem):
        super().__init__(problem.kind)
        self.problem = problem


@contextmanager
def write(path: Path) -> Iterator[Database]:
    """A writing ``Database`` with foreign keys on; closed afterwards.

    This thread's reader is closed before: the last to close removes ``-wal`` and
    ``-shm``, and a reader may not. :class:`Refused` where nothing may be written; with
    ``GUIXIANG_SYNC`` it waits for the replica.
    """
    require_writer(path)
    with write_own(path) as db:
        yield db
    replica.confirm(path)


def require_writer(path: Path) -> None:
    """Raise :class:`Refused` in a process that only reads (``GUIXIANG_ROLE=reader``)."""
    if role.is_reader():
        where = role.writer() or "地址见 GUIXIANG_WRITER，这里没有写"
        raise Refused([Problem(file=path.name, kind="read_only", value=where)])


@contextmanager
def write_own(path: Path) -> Iterator[Database]:
    """As :func:`write`, to a file that is just being made: by readers, too."""
    readers.close_own()
    readers.mend_beside(path)
    readers.let_go(path)
    connection = sqlite3.connect(path, timeout=BUSY_SECONDS, isolation_level=None)
    try:
        connection.execute("pragma foreign_keys = on")
        connection.execute("pragma journal_mode = wal")
        connection.execute("pragma synchronous = full")
        if replica.is_replicated(connection):  # see _settle
            connection.execute("pragma wal_autocheckpoint = 0")
        yield lean.database()(connection)
        _settle(connection)
    finally:
        connection.close()


def _settle(connection: sqlite3.Connection) -> None:
    """Move what was committed into the one file: a plain copy of it then has everything.

    Readers that are busy longer than a moment leave the rest to the next write. Not under
    Litestream: it moves the rows itself, and what others move before it has read them it
    never sees, so that the replica lacks a batch without a word.
    """
    if replica.is_replicated(connection):
        return
    connection.execute(SETTLE_WITHIN)
    with suppress(sqlite3.OperationalError):
        connection.execute("pragma wal_checkpoint(truncate)").fetchone()


@contextmanager
def transaction(db: Database, *, references: bool = True) -> Iterator[None]:
    """Everything inside is committed, or nothing is.

    ``references=False`` lets tables be replaced; the caller checks the references.
    """
    db.execute("pragma foreign_keys = on" if references else "pragma foreign_keys = off")
    db.execute("begin immediate")
    try:
        yield
    except BaseException:
        db.execute("rollback")
        raise
    db.execute("commit")


def unsettled(path: Path) -> bool:
    """Whether newer rows stand beside the store's file, so that a plain copy would lack them."""
    try:
        return path.with_name(path.name + "-wal").stat().st_size > 0
    except OSError:
        return False


def state_of(path: Path) -> Problem | None:
    """None when the store can be used, else what is wrong with it."""
    problem = _state(path)
    if problem is None:
        return None
    kind, value = problem
    return Problem(file=path.name, kind=kind, value=value)


def _state(path: Path) -> tuple[Kind, str] | None:
    if time.monotonic() - _locked.get(str(path), -REST_SECONDS) < REST_SECONDS:
        return "store_locked", ""
    try:
        if not path.exists() and not path.is_symlink():
            return "store_missing", ""
        if not path.is_file():
            return "store_io", "不是文件"
    except (OSError, RuntimeError) as error:
        return "store_io", in_words(error)
    try:
        connection = connect_read_only(path)
        try:
            application = connection.execute("pragma application_id").fetchone()[0]
            version = connection.execute("pragma user_version").fetchone()[0]
            if application == APPLICATION_ID and version == SCHEMA_VERSION:
                connection.execute("select value from store_meta where key = 'facts'").fetchone()
        finally:
            connection.close()
    except (sqlite3.Error, OSError, RuntimeError) as error:
        if "locked" in str(error):
            _locked[str(path)] = time.monotonic()
            return "store_locked", ""
        unusable = isinstance(error, sqlite3.OperationalError | OSError | RuntimeError)
        kind: Kind = "store_io" if unusable and "no such" not in str(error) else "store_corrupt"
        return kind, in_words(error)
    if application != APPLICATION_ID:
        return "store_foreign", ""
    if version > SCHEMA_VERSION:
        return "store_newer", f"{version}，程序支持 {SCHEMA_VERSION}"
    if version < SCHEMA_VERSION:
        return "store_older", f"{version}"
    return None


def in_words(error: Exception) -> str:
    """A complaint of SQLite or the system in Chinese; the readers never meet its English."""
    text = str(error)
    default = "内容损坏" if isinstance(error, sqlite3.Error) else "读写出错"
    return next((words for part, words in COMPLAINTS.items() if part in text), default)


def problem_of(path: Path, error: Exception) -> Problem:
    """What a failed writing is told as: locked, no room, or anything else."""
    words = in_words(error)
    if "locked" in str(error) or "busy" in str(error):
        return Problem(file=path.name, kind="store_locked")
    if words in UNWRITABLE and path.parent.is_dir() and not _takes_files(path.parent):
        return Problem(file=path.name, kind="folder_locked", value=str(path.parent))
    kind: Kind = "disk_full" if words in NO_ROOM else "store_io"
    return Problem(file=path.name, kind=kind, value=words)


def _takes_files(folder: Path) -> bool:
    """Tried, not asked: an administrator may do anything but write to a disk that is read-only."""
    try:
        with tempfile.TemporaryFile(dir=folder):
            return True
    except OSError:
        return False


@contextmanager
def told(path: Path) -> Iterator[None]:
    """What SQLite or the system complains of while ``path`` is written becomes :class:`Refused`."""
    try:
        yield
    except (sqlite3.Error, OSError) as error:
        raise Refused([problem_of(path, error)]) from error


def is_readable(path: Path) -> bool:
    """Whether it is a whole store of ours, of this schema or an earlier one."""
    state = state_of(path)
    return state is None or state.kind == "store_older"


def require(path: Path) -> None:
    """Raise :class:`Refused` unless the store can be used."""
    problem = state_of(path)
    if problem:
        raise Refused([problem])


def read(path: Path, sql: str, params: Mapping[str, Any] | None = None) -> list[dict[str, Any]]:
    """Rows of one query, None for what is missing; :class:`StoreUnusable` when it fails."""
    return table(path, sql, params)[1]


def table(
    path: Path, sql: str, params: Mapping[str, Any] | None = None
) -> tuple[list[str], list[dict[str, Any]]]:
    """The columns of one query, and its rows as :func:`read` gives them."""
    if str(path) in _locked and (problem := state_of(path)):
        raise StoreUnusable(problem)
    _locked.pop(str(path), None)
    try:
        names, found = readers.query(path, sql, dict(params or {}))
        return names, [dict(zip(names, map(plain, row), strict=True)) for row in found]
    except (sqlite3.Error, OSError) as error:
        problem = state_of(path) or Problem(
            file=path.name, kind="store_corrupt", value=in_words(error)
        )
        raise StoreUnusable(problem) from error


def plain(value: object) -> object:
    """6100.0 as 6100: SQLite keeps every real number with a decimal."""
    return int(value) if isinstance(value, float) and value.is_integer() else value
