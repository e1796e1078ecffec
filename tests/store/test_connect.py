"""What is remembered of the store, and when not."""

from __future__ import annotations

import os
import time

from lib.store import connect, versions
from tests.ledger import add_batch


def dated(path, seconds_ago: float) -> None:
    """The store's files as last written so long ago."""
    when = time.time() - seconds_ago
    for each in path.parent.glob(path.name + "*"):
        os.utime(each, (when, when))


def test_a_version_is_remembered_while_the_bytes_stay(own_store):
    versions.current_version(own_store)  # opening it makes the files that go with it
    dated(own_store, 60)
    versions._remembered.cache_clear()
    first = versions.current_version(own_store)
    assert versions.current_version(own_store) == first
    assert versions._remembered.cache_info()[:2] == (1, 1)  # hits, misses
    add_batch(own_store)
    assert versions.current_version(own_store) != first


def test_two_writes_of_one_tick_of_the_clock_are_told_apart(own_store):
    """A file's time ticks every few ms, and the log of writes keeps its size when reused."""
    dated(own_store, 60)
    with connect.write(own_store) as db:  # a reader comes between this write and the next
        db.execute("pragma wal_checkpoint(truncate)")
    dated(own_store, 0)
    before = versions.current_version(own_store)
    stamp = connect.stamp(own_store)
    add_batch(own_store)
    for each in own_store.parent.glob(own_store.name + "*"):
        known = next((part for part in stamp if part and part[0] == each.stat().st_ino), None)
        if known:
            os.utime(each, ns=(known[1], known[1]))
    assert versions.current_version(own_store) != before
