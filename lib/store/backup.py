"""Backup and restore: whole files, checked before they replace anything."""

from __future__ import annotations

from pathlib import Path

from lib import files, trail
from lib.store import connect
from lib.store.check import store_problems
from lib.store.place import copy, keep, place_over
from lib.store.problems import Problem, Refused


def backup(path: Path, target: Path, *, by: str = "") -> None:
    """Copy the store to ``target`` with SQLite's own online backup, then check it."""
    connect.require(path)
    if target.exists():
        raise Refused([Problem(file=target.name, kind="target_exists")])
    with connect.told(target), files.beside(target) as fresh:
        copy(path, fresh)
        _require_whole(fresh)
        files.put(fresh, target, new=True)
    trail.note(path, "备份", by, f"到 {target.name}")


def restore(source: Path, path: Path, *, by: str = "") -> Path | None:
    """Put the backup ``source`` in place; the old store is kept beside it.

    Returns where the old store went, None if there was none.
    """
    _require_whole(source)
    with connect.told(path):
        path.parent.mkdir(parents=True, exist_ok=True)
    with connect.told(path), files.beside(path) as fresh:
        copy(source, fresh)
        _require_whole(fresh)
        kept = _replace(fresh, path)
    trail.note(path, "恢复", by, f"从 {source.name}" + (f"，原来的库 {kept.name}" if kept else ""))
    return kept


def _replace(fresh: Path, path: Path) -> Path | None:
    kept = keep(path)
    try:
        place_over(fresh, path)
    except BaseException:
        if kept and connect.state_of(path) is None:  # as it was: a second one is not needed
            files.remove(kept)
        raise
    return kept


def _require_whole(path: Path) -> None:
    problems = store_problems(path)
    if problems:
        raise Refused(problems)
