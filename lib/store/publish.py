"""A followed private file put where readers open it: a whole copy, or the one before.

``litestream restore -f`` writes a replica's changes into the private file, page by page, and
after each step the step's number into ``-txid`` beside it. A kill in between leaves pages of two
states in a file that SQLite may well call whole; so a file that is younger than its ``-txid`` is
not published. It is read without any lock: nobody who reads ever stops the follower, and whether
it wrote meanwhile is seen by the stamp. The copy gets its name by renaming: readers find another
file there (:mod:`lib.store.readers`), and none of them ever meets half of one.
"""

from __future__ import annotations

import re
import sqlite3
import time
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote

from lib import files
from lib.store import connect
from lib.store.backup import bring_up
from lib.store.place import one_file
from lib.store.problems import Fault, Problem, Refused
from lib.store.schema import APPLICATION_ID
from lib.store.versions import SETTLED

TXID = re.compile(r"[0-9a-f]{1,16}")
MAGIC = b"SQLite format 3\x00"
HEAD = 100  # bytes of a SQLite file's header
FORMAT, OURS = slice(18, 20), slice(68, 72)
PAGES_ONLY = b"\x01\x01"  # no -wal: what publish leaves
#: ns for which a file may be younger than its -txid until the follower counts as killed
PATIENCE = 30 * 10**9


class Seen(NamedTuple):
    """The private file as it is: its step ('' without one), when that was written, its stamp."""

    txid: str
    stepped: int
    stamp: tuple[int, int, int]


def look(private: Path) -> Seen:
    """How the followed file stands; :class:`Refused` unless it is at rest and whole steps on.

    ``follow_busy`` passes by itself, every other kind stays until somebody acts.
    """
    try:
        stat = private.stat()
    except OSError as error:
        raise _refused(private, "follow_missing") from error
    if connect.unsettled(private):
        raise _refused(private, "follow_written")
    txid, stepped = _step(private)
    now = time.time_ns()
    if txid and stat.st_mtime_ns > stepped:
        torn = now - stat.st_mtime_ns > PATIENCE
        raise _refused(private, "follow_torn" if torn else "follow_busy")
    if 0 <= now - max(stat.st_mtime_ns, stepped) < SETTLED:  # a file's clock ticks slowly
        raise _refused(private, "follow_busy")
    return Seen(txid, stepped, (stat.st_ino, stat.st_mtime_ns, stat.st_size))


def _step(private: Path) -> tuple[str, int]:
    """The step that the follower has written whole, and when."""
    beside = private.with_name(f"{private.name}-txid")
    try:
        said, at = beside.read_text(encoding="ascii", errors="replace"), beside.stat().st_mtime_ns
    except OSError:
        return "", 0
    if not TXID.fullmatch(said.strip()):
        raise _refused(private, "follow_torn")
    return said.strip(), at


def publish(private: Path, public: Path, data_dir: Path) -> Seen:
    """Put a copy of ``private`` where ``public`` is; what of it was published.

    A copy of an earlier schema is brought to this one. :class:`Refused` says what is in the
    way; then ``public`` is as it was.
    """
    if private.resolve() == public.resolve():
        raise _refused(public, "same_place")
    seen = look(private)
    _require_store(private)
    _require_copy(public)
    with connect.told(public), files.beside(public) as fresh:
        _copy(private, fresh)
        if look(private) != seen:
            raise _refused(private, "follow_busy")
        _accept(private, fresh, data_dir)
        files.put(fresh, public)
    return seen


def _copy(private: Path, fresh: Path) -> None:
    source = f"file:{quote(str(private.resolve()))}?mode=ro&immutable=1"
    with closing(sqlite3.connect(source, uri=True)) as old, closing(sqlite3.connect(fresh)) as new:
        old.backup(new)
    one_file(fresh)


def _accept(private: Path, fresh: Path, data_dir: Path) -> None:
    try:
        bring_up(fresh, data_dir)
    except Refused as refused:  # who reads it knows the file's own name
        raise Refused(
            [replace(each, file=private.name) if each.file == fresh.name else each
             for each in refused.problems]
        ) from refused  # fmt: skip


def _head(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(HEAD)


def _require_store(private: Path) -> None:
    with connect.told(private):
        head = _head(private)
    if not head.startswith(MAGIC):
        raise _refused(private, "follow_foreign", "不是数据库文件" if head else "空的")
    if int.from_bytes(head[OURS], "big") != APPLICATION_ID:
        raise _refused(private, "follow_foreign", "别的程序的")


def _require_copy(public: Path) -> None:
    """Nothing but an earlier copy is ever replaced: no writer's store, no other file."""
    with connect.told(public):
        public.parent.mkdir(parents=True, exist_ok=True)
        if not public.exists() and not public.is_symlink():
            return
        head = _head(public)
    if not head.startswith(MAGIC) or int.from_bytes(head[OURS], "big") != APPLICATION_ID:
        raise _refused(public, "not_a_copy", "不是看板的数据库")
    if head[FORMAT] != PAGES_ONLY or connect.unsettled(public):
        raise _refused(public, "not_a_copy", "有程序写的库")


def _refused(path: Path, kind: Fault, value: str = "") -> Refused:
    assert kind
    return Refused([Problem(file=path.name, kind=kind, value=value)])
