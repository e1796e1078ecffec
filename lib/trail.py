"""The audit trail: who wrote, restored, signed in or was refused; one line each.

A line goes to the log and to a file beside the store, which all processes of a store share.
Writes are in the ledger too; the file has what the ledger does not know.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from lib import clock, role

LONGEST = 300  # characters of a field
MOST = 5_000_000  # bytes after which the file begins anew; the one before is kept
#: ends a field; cannot be in one
BETWEEN = "\t"
log = logging.getLogger("guixiang")


class Entry(NamedTuple):
    """When (ISO with zone), what, who, and what belongs to it."""

    at: str
    what: str
    who: str
    says: str


def note(store: Path, what: str, who: str = "", says: str = "") -> None:
    """Add a line; a file that cannot be written leaves the log's, and so does a reader's."""
    now = clock.now().isoformat(timespec="seconds")
    entry = Entry(now, *(_plain(word) for word in (what, who, says)))
    log.info("记录 %s", " · ".join(filter(None, entry[1:])))
    if role.is_reader():
        return
    path = file_of(store)
    try:
        if path.exists() and path.stat().st_size > MOST:
            path.replace(path.with_name(f"{path.name}.1"))
        with path.open("a", encoding="utf-8") as file:
            file.write(BETWEEN.join(entry) + "\n")  # one write: lines of processes do not mix
    except OSError as error:
        log.error("记录没有写进 %s：%s", path.name, error.strerror)


def entries(store: Path, since: datetime) -> Iterator[Entry]:
    """What the file and the one before it know, the oldest first."""
    path = file_of(store)
    for each in (path.with_name(f"{path.name}.1"), path):
        try:
            lines = each.read_text(encoding="utf-8", errors="replace").splitlines()
        except OSError:
            continue
        for line in lines:
            fields = line.split(BETWEEN)
            if len(fields) == len(Entry._fields) and _after(fields[0], since):
                yield Entry(*fields)


def file_of(store: Path) -> Path:
    """Where the trail of a store lies."""
    return store.with_name(f"{store.name}-trail.log")


def _after(at: str, since: datetime) -> bool:
    try:
        return datetime.fromisoformat(at) >= since
    except (ValueError, TypeError):
        return False


def _plain(word: str) -> str:
    """A field that can neither end its line nor look like another one."""
    clean = "".join(char if char.isprintable() else " " for char in word[: LONGEST + 1])
    return clean if len(clean) <= LONGEST else f"{clean[: LONGEST - 1]}…"
