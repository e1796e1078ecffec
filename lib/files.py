"""Files are written beside and moved into place: whole, or as they were before.

A full disk, a kill, a reader in the middle: nobody ever finds half a file under the name
that was asked for, and what was left beside blocks no next try.
"""

from __future__ import annotations

import errno
import glob
import os
import time
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from uuid import uuid4

#: seconds after which what a killed program left beside is surely nobody's any more
ABANDONED = 3600.0
#: what SQLite and the trail put beside a store
COMPANIONS = ("", "-journal", "-wal", "-shm", "-trail.log")


@contextmanager
def beside(target: Path) -> Iterator[Path]:
    """A free name in the target's folder; what is still there at the end is removed."""
    fresh = target.with_name(f"{target.name}.{uuid4().hex[:12]}.tmp")
    try:
        sweep(target)
        yield fresh
    except OSError as error:  # a full disk names no file by itself
        raise OSError(error.errno, error.strerror or str(error), str(target)) from error
    finally:
        remove(fresh)


def write(target: Path, body: bytes, *, new: bool = False) -> None:
    """Write a file whole; ``new``: only where there is none yet."""
    write_all({target: body}, new=new)


def write_all(bodies: Mapping[Path, bytes], *, new: bool = False) -> None:
    """Write files that belong together: none is moved into place before all are written."""
    with ExitStack() as stack:
        fresh = {target: stack.enter_context(beside(target)) for target in bodies}
        for target, body in bodies.items():
            with fresh[target].open("wb") as file:
                file.write(body)
                file.flush()
                os.fsync(file.fileno())
        for target in bodies:
            put(fresh[target], target, new=new)


def put(fresh: Path, target: Path, *, new: bool = False) -> None:
    """Move a finished file to its name; ``new``: ``FileExistsError`` if there is one.

    With ``new`` by a link, not by renaming: of two who write at once one wins.
    """
    if not new:
        fresh.replace(target)
    else:
        try:
            target.hardlink_to(fresh)
        except FileExistsError:
            raise
        except OSError:  # a disk that knows no links
            if target.exists():
                raise FileExistsError(errno.EEXIST, "File exists", str(target)) from None
            fresh.replace(target)
    _settle(target.parent)


def _settle(folder: Path) -> None:
    """The folder's own entry onto the disk, where the system can."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def remove(path: Path) -> None:
    """Remove a file and what stands beside it."""
    for suffix in COMPANIONS:
        with suppress(OSError):
            path.with_name(path.name + suffix).unlink(missing_ok=True)


def sweep(target: Path) -> None:
    """Remove what killed programs left beside ``target`` long ago."""
    for each in target.parent.glob(f"{glob.escape(target.name)}.*.tmp*"):
        with suppress(OSError):
            if time.time() - each.stat().st_mtime > ABANDONED:
                each.unlink()
