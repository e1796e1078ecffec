"""Backup and restore: whole files, checked before they replace anything."""

from __future__ import annotations

import sqlite3
from contextlib import closing, suppress
from pathlib import Path

from lib import trail
from lib.store import connect
from lib.store.check import store_problems
from lib.store.problems import Problem, Refused


def backup(path: Path, target: Path, *, by: str = "") -> None:
    """Copy the store to ``target`` with SQLite's own online backup, then check it."""
    connect.require(path)
    if target.exists():
        raise Refused([Problem(file=target.name, kind="target_exists")])
    fresh = target.with_name(target.name + ".tmp")
    try:
        _copy(path, fresh)
        _require_whole(fresh)
        fresh.replace(target)
        trail.note(path, "备份", by, f"到 {target.name}")
    except (OSError, sqlite3.Error) as error:
        raise Refused(
            [Problem(file=target.name, kind="store_io", value=connect.in_words(error))]
        ) from error
    finally:
        _remove(fresh)


def restore(source: Path, path: Path, *, by: str = "") -> Path | None:
    """Put the backup ``source`` in place; the old store is kept beside it.

    Returns where the old store went, None if there was none.
    """
    _require_whole(source)
    fresh = path.with_name(path.name + ".restore.tmp")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        _copy(source, fresh)
        _require_whole(fresh)
        kept = _set_aside(path)
        fresh.replace(path)
    except (OSError, sqlite3.Error) as error:
        raise Refused(
            [Problem(file=path.name, kind="store_io", value=connect.in_words(error))]
        ) from error
    finally:
        _remove(fresh)
    trail.note(path, "恢复", by, f"从 {source.name}" + (f"，原来的库 {kept.name}" if kept else ""))
    return kept


def _require_whole(path: Path) -> None:
    problems = store_problems(path)
    if problems:
        raise Refused(problems)


def _copy(source: Path, target: Path) -> None:
    target.unlink(missing_ok=True)
    with (
        closing(connect.connect_read_only(source)) as old,
        closing(sqlite3.connect(target)) as new,
    ):
        old.backup(new)
        new.execute("pragma journal_mode = delete")  # one file, no -wal beside it


def _set_aside(path: Path) -> Path | None:
    if not path.exists():
        return None
    number = 1
    while (kept := path.with_name(f"{path.name}.old-{number}")).exists():
        number += 1
    for suffix in ("-wal", "-shm"):
        beside = path.with_name(path.name + suffix)
        if beside.exists():
            beside.replace(kept.with_name(kept.name + suffix))
    path.replace(kept)
    return kept


def _remove(path: Path) -> None:
    for suffix in ("", "-journal", "-wal", "-shm"):
        with suppress(OSError):
            path.with_name(path.name + suffix).unlink(missing_ok=True)
