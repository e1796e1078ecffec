"""A whole store put where another one is, or was: at no moment is there none, or half of one."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

from lib import files
from lib.store import connect

BESIDE = ("-wal", "-shm")
BUSY = (5, 6)  # SQLite's own numbers


def copy(source: Path, target: Path) -> None:
    """A store's rows, also those beside it, as one file."""
    with (
        closing(connect.connect_read_only(source)) as old,
        closing(sqlite3.connect(target)) as new,
    ):
        old.backup(new, progress=_impatient)
    one_file(target)


def one_file(path: Path) -> None:
    """Without a ``-wal`` beside it, also for who only reads it."""
    with closing(sqlite3.connect(path)) as db:
        db.execute("pragma journal_mode = delete")


def _impatient(status: int, remaining: int, total: int) -> None:
    """SQLite would wait for ever for who keeps the store to itself."""
    if status in BUSY:
        raise sqlite3.OperationalError("database is locked")


def keep(path: Path) -> Path | None:
    """What is at ``path``, kept beside under a name of its own; None if nothing is."""
    if not path.exists():
        return None
    kept = _free(path)
    if connect.is_readable(path):
        with files.beside(kept) as fresh:
            copy(path, fresh)
            files.put(fresh, kept, new=True)
    else:  # nobody can read it: kept as it is
        try:
            kept.hardlink_to(path)
        except OSError:  # a disk that knows no links
            shutil.copyfile(path, kept)
        _move_beside(path, kept)
    return kept


def _free(path: Path) -> Path:
    """The first name for an old store that is not taken."""
    number = 1
    while any(path.with_name(f"{path.name}.old-{number}{end}").exists() for end in ("", *BESIDE)):
        number += 1
    return path.with_name(f"{path.name}.old-{number}")


def _move_beside(path: Path, kept: Path) -> None:
    """What SQLite left beside a store that is gone would be taken for the next one's."""
    for suffix in BESIDE:
        beside = path.with_name(path.name + suffix)
        if beside.exists():
            beside.replace(kept.with_name(kept.name + suffix))


def place_new(fresh: Path, path: Path) -> None:
    """Put a finished store where none is; ``FileExistsError`` if there is one meanwhile."""
    if not path.exists():
        _move_beside(path, _free(path))
    files.put(fresh, path, new=True)


def place_over(fresh: Path, path: Path) -> None:
    """Put a finished store's rows in place of what is there; see :func:`keep` before.

    A store that can be read is replaced in one transaction of its own: who reads meanwhile
    sees the one or the other, and a kill leaves the one or the other.
    """
    if not path.exists():
        place_new(fresh, path)
    elif connect.is_readable(path):
        with connect.write(path) as db, closing(connect.connect_read_only(fresh)) as source:
            source.backup(db.conn, progress=_impatient)
    else:
        for suffix in BESIDE:
            path.with_name(path.name + suffix).unlink(missing_ok=True)
        files.put(fresh, path)
