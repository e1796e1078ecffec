"""A reader becomes the writer: the replica's newest state as its store, and what that lacks."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

from lib import files, trail
from lib.store import batches, connect
from lib.store.backup import bring_up
from lib.store.place import one_file
from lib.store.problems import Problem, Refused

PATIENCE = 600  # seconds for a restore


class Promoted(NamedTuple):
    """What the new store holds, in words, and the batches that older stores had beyond it."""

    holds: str
    lacks: list[batches.Batch]


def promote(
    replica: str,
    target: Path,
    data_dir: Path,
    *,
    known: list[Path],
    litestream: str = "",
    accept: bool = False,
    by: str = "",
) -> Promoted:
    """Restore ``replica`` (a path or an address of Litestream's) to ``target``, checked.

    ``known``: stores to compare with (the reader's copy, the old writer's file where it can
    still be read). :class:`Refused` when the replica has fewer batches than one of them, unless
    ``accept``; ``target`` is only there when all is well.
    """
    if target.exists():
        raise Refused([Problem(file=target.name, kind="store_there")])
    program = program_of(litestream)
    with connect.told(target):
        target.parent.mkdir(parents=True, exist_ok=True)
    with connect.told(target), files.beside(target) as fresh:
        _restore(program, replica, fresh)
        bring_up(fresh, data_dir)
        one_file(fresh)
        lacks = _lacks(fresh, known)
        if lacks and not accept:
            raise Refused([Problem(file=replica, kind="promote_behind", value=_few(lacks))])
        files.put(fresh, target, new=True)
    trail.note(target, "提升", by, f"从 {replica}，少 {len(lacks)} 批")
    return Promoted(batches.told(target), lacks)


def _lacks(fresh: Path, known: list[Path]) -> list[batches.Batch]:
    found = {each.id: each for path in known
             for each in batches.lacking(fresh, path)}  # fmt: skip
    return sorted(found.values(), key=lambda each: each.received_at)


def _few(lacks: list[batches.Batch]) -> str:
    return f"{len(lacks)} 批，最后 {lacks[-1].id}"


def program_of(named: str) -> str:
    """Where Litestream is: as named, beside this Python, or on the path."""
    beside = Path(sys.executable).with_name("litestream")
    for each in (named,) if named else (str(beside), "litestream"):
        if found := shutil.which(each):
            return found
    raise Refused([Problem(file="litestream", kind="no_litestream", value=named or "PATH")])


def _restore(program: str, replica: str, fresh: Path) -> None:
    url = replica if "://" in replica else Path(replica).resolve().as_uri()
    command = [program, "restore", "-o", str(fresh), "-integrity-check", "full", url]
    try:
        done = subprocess.run(
            command, capture_output=True, text=True, errors="replace", timeout=PATIENCE,
            env=os.environ, check=False,
        )  # fmt: skip
    except subprocess.TimeoutExpired as error:
        raise Refused([Problem(file=replica, kind="no_replica", value="太久没有完")]) from error
    finally:
        fresh.with_name(f"{fresh.name}.tmp").unlink(missing_ok=True)
    if done.returncode or not fresh.exists():
        last = (done.stderr or done.stdout).strip().splitlines()[-1:] or ["没有说明"]
        raise Refused([Problem(file=replica, kind="no_replica", value=last[0][-60:])])
