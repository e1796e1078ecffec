"""The store's version: what tells open screens and caches that something is new."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lib.store import connect
from lib.store.readers import Stamp

if TYPE_CHECKING:  # it brings pandas along
    from sqlite_utils import Database

SETTLED = 100_000_000  # ns since the last write, after which its time stamp tells it apart
#: what changes when facts are rebuilt or the ledger grows
VERSION = """
select (select value from store_meta where key = 'facts') as facts,
       (select value from store_meta where key = 'kind') as kind,
       (select id || sha256 || received_at from import_batch order by rowid desc limit 1) as batch,
       (select count(*) from import_batch) as batches,
       (select max(id) from project_report) as project_reports,
       (select max(id) from indicator_report) as indicator_reports,
       (select max(id) from place_report) as place_reports,
       (select id || received_at from assignment order by id desc limit 1) as assignment,
       (select id || held_on from meeting order by rowid desc limit 1) as meeting
"""


def current_version(path: Path) -> str:
    """:func:`version`, asked of SQLite only when the file's bytes have changed.

    Right after a write it is asked each time: a file's clock ticks every few
    milliseconds, and what was read between two writes of one tick would stand for both.
    """
    seen = connect.stamp(path)
    return _remembered(path, seen) if is_settled(seen) else version(path)


def is_settled(seen: Stamp) -> bool:
    """Whether the last write is long enough ago for its time stamp to tell it apart."""
    changed = max((part[1] for part in seen if part), default=0)
    return time.time_ns() - changed >= SETTLED


@lru_cache(maxsize=8)
def _remembered(path: Path, seen: tuple[Any, ...]) -> str:
    return version(path)


def version(path: Path) -> str:
    """The store's version: the facts' hash and the last ledger rows.

    :class:`StoreUnusable` when the file is no store of this program's schema.
    """
    problem = connect.state_of(path)
    if problem:
        raise connect.StoreUnusable(problem)
    return _named(connect.read(path, VERSION)[0].values())


def inside(db: Database) -> str:
    """The version of an open store: as :func:`version`, for comparing in a transaction."""
    return _named(db.execute(VERSION).fetchone())


def _named(values: Iterable[Any]) -> str:
    facts, *rest = values
    ledger = hashlib.sha256("|".join(map(str, (facts, *rest))).encode()).hexdigest()
    return f"{str(facts)[:8]}-{ledger[:8]}"
