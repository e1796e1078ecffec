"""Backups are whole, restores keep what was there."""

from __future__ import annotations

import os
import threading

import pytest

from lib.store import connect
from lib.store.backup import backup, restore
from lib.store.build import fingerprint
from lib.store.check import store_problems
from lib.store.problems import Refused
from tests import frames
from tests.ledger import add_batch, add_report


def test_there_and_back(store, tmp_path):
    add_batch(store)
    add_report(store)
    backup(store, tmp_path / "kept.db")
    add_report(store, "s02")
    old = restore(tmp_path / "kept.db", store)
    assert len(frames.read(store, "select * from project_report")) == 1
    assert len(frames.read(old, "select * from project_report")) == 2
    assert store_problems(store) == []


def test_a_backup_is_not_overwritten(store, tmp_path):
    (tmp_path / "kept.db").write_bytes(b"precious")
    with pytest.raises(Refused):
        backup(store, tmp_path / "kept.db")
    assert (tmp_path / "kept.db").read_bytes() == b"precious"


@pytest.mark.parametrize("junk", [b"", b"not a database", b"SQLite format 3\x00" + b"\x00" * 500])
def test_junk_is_not_restored(store, tmp_path, junk):
    before = fingerprint(store)
    (tmp_path / "junk.db").write_bytes(junk)
    with pytest.raises(Refused):
        restore(tmp_path / "junk.db", store)
    assert fingerprint(store) == before
    assert sorted(path.name for path in store.parent.glob("store.db.*")) in ([], ["store.db-shm"])


def test_restore_heals_a_corrupt_store(store, tmp_path):
    backup(store, tmp_path / "kept.db")
    store.write_bytes(b"ruin" * 500)
    restore(tmp_path / "kept.db", store)
    assert store_problems(store) == []


def test_a_restore_never_leaves_the_place_empty(store, tmp_path):
    """A moment without a store would be filled by a starting server with an empty one."""
    add_batch(store)
    backup(store, tmp_path / "kept.db")
    inode, missing, stop = store.stat().st_ino, [], threading.Event()

    def look() -> None:
        while not stop.is_set():
            if not store.exists() or connect.state_of(store):
                missing.append(1)

    looker = threading.Thread(target=look)
    looker.start()
    try:
        for _ in range(10):
            restore(tmp_path / "kept.db", store)
    finally:
        stop.set()
        looker.join()
    assert not missing and store.stat().st_ino == inode
    assert len(list(store.parent.glob("store.db.old-*"))) == 10


def test_what_killed_programs_left_long_ago_is_swept(store, tmp_path):
    target = tmp_path / "kept.db"
    old, young = tmp_path / "kept.db.0123.tmp", tmp_path / "kept.db.4567.tmp-wal"
    for each in (old, young):
        each.write_bytes(b"x" * 100)
    os.utime(old, (0, 0))
    backup(store, target)
    assert target.exists() and young.exists() and not old.exists()


def test_restore_where_nothing_was(store, tmp_path):
    backup(store, tmp_path / "kept.db")
    assert restore(tmp_path / "kept.db", tmp_path / "new" / "store.db") is None
    assert store_problems(tmp_path / "new" / "store.db") == []
