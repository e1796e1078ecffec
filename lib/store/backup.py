"""Backup and restore: whole files, checked before they replace anything."""

from __future__ import annotations

from pathlib import Path

from lib import files, trail
from lib.store import connect
from lib.store.build import lift
from lib.store.check import older_problems, store_problems
from lib.store.place import copy, keep, one_file, place_over
from lib.store.problems import Problem, Refused


def backup(path: Path, target: Path, *, by: str = "") -> None:
    """Copy the store to ``target`` with SQLite's own online backup, then check it.

    A store of an earlier schema is copied as it is: before an upgrade it is what one wants.
    """
    if not connect.is_readable(path):
        connect.require(path)
    if target.exists():
        raise Refused([Problem(file=target.name, kind="target_exists")])
    with connect.told(target), files.beside(target) as fresh:
        copy(path, fresh)
        _require_whole(fresh)
        files.put(fresh, target, new=True)
    trail.note(path, "备份", by, f"到 {target.name}")


def restore(source: Path, path: Path, *, data_dir: Path | None = None, by: str = "") -> Path | None:
    """Put the backup ``source`` in place; the old store is kept beside it.

    A backup of an earlier schema is brought to this one, with the facts of ``data_dir``, before
    it replaces anything. Returns where the old store went, None if there was none.
    """
    connect.require_writer(path)
    _require_whole(source)
    with connect.told(path):
        path.parent.mkdir(parents=True, exist_ok=True)
    with connect.told(path), files.beside(path) as fresh:
        copy(source, fresh)
        bring_up(fresh, data_dir)
        kept = _replace(fresh, path)
    trail.note(path, "恢复", by, f"从 {source.name}" + (f"，原来的库 {kept.name}" if kept else ""))
    return kept


def bring_up(fresh: Path, data_dir: Path | None) -> None:
    """A copy of any schema as a whole store of this one, in one file; else :class:`Refused`."""
    if data_dir and lift(fresh, data_dir):
        one_file(fresh)
    if problems := store_problems(fresh):
        raise Refused(problems)


def _replace(fresh: Path, path: Path) -> Path | None:
    kept = keep(path)
    try:
        place_over(fresh, path)
    except BaseException:
        if kept and connect.is_readable(path):  # as it was: a second one is not needed
            files.remove(kept)
        raise
    return kept


def _require_whole(path: Path) -> None:
    problems = older_problems(path)
    if problems:
        raise Refused(problems)
