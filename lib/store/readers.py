"""Readers: one read-only connection a thread, to the files that are there now.

SQLite shares the index of the ``-wal`` file (``-shm``) among all connections of a process. Who
removes either while they are open leaves a process that goes on reading, but never sees a
later import. So a reader knows which files it has open, and when others are there now, all
stale connections of the process are let go at once.
"""

from __future__ import annotations

import sqlite3
import threading
import time
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import quote
from weakref import WeakSet

MOMENT = 0.05  # seconds
READ_SECONDS = 1  # readers wait for nobody who writes as we do; only for who locks all out
Stamp = tuple[Any, ...]


def connect_read_only(path: Path) -> sqlite3.Connection:
    """A read-only connection; also on a read-only disk, where WAL cannot be opened."""
    mend_beside(path)
    connection = sqlite3.connect(
        _uri(path), uri=True, check_same_thread=False, timeout=READ_SECONDS
    )
    try:
        connection.execute("select count(*) from sqlite_master").fetchone()
    except sqlite3.OperationalError as error:
        connection.close()
        # only where WAL's helper files cannot be made, and none holds newer rows
        if "locked" in str(error) or path.with_name(path.name + "-wal").exists():
            raise
        connection = sqlite3.connect(_uri(path) + "&immutable=1", uri=True, check_same_thread=False)
    return connection


def mend_beside(path: Path) -> None:
    """Let nobody go by the index of a ``-wal`` that somebody removed.

    SQLite makes the ``-wal`` before its index and removes it after. An index that stands alone
    counts rows that are gone: reading by it fails, and what is written by it stands behind a
    hole.
    """
    alone = _index_alone(path)
    if alone:
        time.sleep(MOMENT)  # nobody is just opening or closing it
        if _index_alone(path) == alone:
            with suppress(OSError):
                path.with_name(path.name + "-shm").unlink(missing_ok=True)


def _index_alone(path: Path) -> int:
    """The inode of a ``-shm`` without its ``-wal``, else 0."""
    if path.with_name(path.name + "-wal").exists():
        return 0
    try:
        index = path.with_name(path.name + "-shm").stat().st_ino
    except OSError:
        return 0
    return 0 if path.with_name(path.name + "-wal").exists() else index


def _uri(path: Path) -> str:
    return f"file:{quote(str(path.resolve()))}?mode=ro"


def is_frozen(connection: sqlite3.Connection) -> bool:
    """Whether the file was opened as one that nobody changes."""
    return bool(connection.execute("pragma journal_mode").fetchone()[0] != "wal")


def stamp(path: Path) -> Stamp:
    """Changes whenever the store's bytes may have changed; costs microseconds."""
    found: list[tuple[int, int, int] | None] = []
    for name in (path, path.with_name(path.name + "-wal")):
        try:
            stat = name.stat()
            found.append((stat.st_ino, stat.st_mtime_ns, stat.st_size))
        except OSError:
            found.append(None)
    return tuple(found)


def _files(path: Path) -> Stamp:
    """Which files are there now: the store's, and those beside it."""
    stat = path.stat()
    found: list[Any] = [str(path), stat.st_ino, stat.st_dev]
    for suffix in ("-wal", "-shm"):
        try:
            found.append(path.with_name(path.name + suffix).stat().st_ino)
        except OSError:
            found.append(None)
    return tuple(found)


class Opened(NamedTuple):
    """A connection and the files it was opened on; ``frozen``: their stamp if it sees no change."""

    connection: sqlite3.Connection
    files: Stamp
    frozen: Stamp


class Reader:
    """One thread's connection; another thread may close it between two queries."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._opened: Opened | None = None

    def __del__(self) -> None:
        self._shut()  # with its thread; a connection by itself waits for the garbage collector

    def stands(self, path: Path, now: Stamp) -> bool:
        """Whether it is open, and on the files that are there now."""
        opened = self._opened  # asked once: its own thread may just be opening it
        if opened is None or opened.files != now:
            return False
        return not opened.frozen or opened.frozen == stamp(path)

    def is_stale(self, path: Path, now: Stamp) -> bool:
        """Whether it is open on files that were at ``path`` and are no longer."""
        opened = self._opened
        return opened is not None and opened.files[0] == str(path) and not self.stands(path, now)

    def close(self) -> None:
        """Let go; the next query opens anew."""
        with self._lock:
            self._shut()

    def _shut(self) -> None:
        if self._opened is not None:
            self._opened.connection.close()
        self._opened = None

    def query(
        self, path: Path, sql: str, params: Mapping[str, Any]
    ) -> tuple[list[str], list[tuple[Any, ...]]]:
        """Columns and rows of one query."""
        with self._lock:
            try:
                if self._opened is None or self._opened.files[0] != str(path):
                    self._shut()
                    self._opened = _opened(path)
                found = self._opened.connection.execute(sql, params)
                return [column[0] for column in found.description], found.fetchall()
            except BaseException:
                self._shut()
                raise


def _opened(path: Path) -> Opened:
    before, seen = _files(path), stamp(path)
    connection = connect_read_only(path)
    frozen = seen if is_frozen(connection) else ()
    after = _files(path)
    # an index that came meanwhile need not be the one this process has: the next query looks again
    sure = frozen or before[-1] == after[-1] is not None
    return Opened(connection, (*before[:3], *(after[3:] if sure else ("", ""))), frozen)


_own = threading.local()
_all: WeakSet[Reader] = WeakSet()
_adding = threading.Lock()


def own() -> Reader:
    """This thread's reader."""
    reader: Reader | None = getattr(_own, "reader", None)
    if reader is None:
        reader = _own.reader = Reader()
        with _adding:
            _all.add(reader)
    return reader


def close_own() -> None:
    """Close this thread's connection."""
    own().close()


def let_go(path: Path) -> None:
    """Close every connection of this process to files that are no longer those at ``path``."""
    try:
        now = _files(path)
    except OSError:  # nothing is there: all of them
        now = ()
    with _adding:
        readers = list(_all)
    for reader in readers:
        if reader.is_stale(path, now):
            reader.close()


def query(
    path: Path, sql: str, params: Mapping[str, Any]
) -> tuple[list[str], list[tuple[Any, ...]]]:
    """Columns and rows of one query by this thread's reader."""
    reader = own()
    if not reader.stands(path, _files(path)):
        let_go(path)
    return reader.query(path, sql, params)
