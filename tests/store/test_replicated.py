"""A store that Litestream copies: its tables are accepted, and its rows are not moved away."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from lib.cli import main
from lib.store import connect, replica
from lib.store.backup import backup, restore
from lib.store.check import store_problems
from tests.ledger import add_batch, add_report
from tests.store.test_migrations import SCHEMAS, columns, old_store, rows

#: as Litestream 0.5 makes them
TABLES = (
    "CREATE TABLE _litestream_seq (id INTEGER PRIMARY KEY, seq INTEGER)",
    "CREATE TABLE _litestream_lock (id INTEGER)",
)


@pytest.fixture
def copied(own_store) -> Path:
    """A store with Litestream's tables."""
    with closing(sqlite3.connect(own_store)) as db:
        for statement in TABLES:
            db.execute(statement)
        db.commit()
    return own_store


def test_its_tables_are_accepted_by_every_command(copied, tmp_path, capsys):
    assert store_problems(copied) == []
    assert main(["check"]) == 0
    assert main(["backup", str(tmp_path / "kept.db")]) == 0
    assert main(["restore", str(tmp_path / "kept.db")]) == 0
    assert main(["build"]) == 0
    main(["doctor"])
    assert "自相矛盾" not in "".join(capsys.readouterr())


def test_other_tables_are_not(copied):
    with closing(sqlite3.connect(copied)) as db:
        db.execute("create table litestream_other (x)")
        db.commit()
    assert [each.kind for each in store_problems(copied)] == ["store_content"]


def test_what_it_has_not_read_yet_is_not_moved_away(copied):
    """A checkpoint of ours before it has read the rows: the replica lacks them without a word."""
    with closing(sqlite3.connect(copied)) as other:  # keeps the file open, as Litestream does
        other.execute("pragma journal_mode = wal")
        other.execute("select 1 from _litestream_seq").fetchall()
        for number in range(3):
            add_batch(copied, id=f"b{number}", sha256=f"{number:064d}")
            assert connect.unsettled(copied)
        before = copied.read_bytes()
        big = b"x" * 8_000_000  # more than SQLite lets stand by itself
        add_batch(copied, id="big", sha256="9" * 64, original=big)
        assert copied.read_bytes() == before
    assert store_problems(copied) == []


def test_without_it_a_closed_store_is_one_file(own_store):
    add_batch(own_store)
    assert not connect.unsettled(own_store)


def test_a_write_stands_when_the_replica_does_not_answer(copied, tmp_path, monkeypatch, caplog):
    monkeypatch.setenv("GUIXIANG_SYNC", str(tmp_path / "nobody"))
    add_batch(copied)
    assert "副本没有确认" in caplog.text
    assert not replica.confirm(copied) and "副本还没有确认" in replica.unsure()
    assert len(connect.read(copied, "select id from import_batch order by id")) == 1


def test_without_a_socket_nobody_is_asked(copied, caplog):
    assert replica.confirm(copied) and not caplog.text and not replica.unsure()


@pytest.mark.parametrize("dump", SCHEMAS, ids=lambda path: path.stem)
def test_backups_of_every_earlier_schema_come_back(dump, store, tmp_path, data_dir):
    old = old_store(tmp_path / "old.db", dump)
    had, before = columns(old), rows(old)
    backup(old, tmp_path / "kept.db")
    assert rows(tmp_path / "kept.db", had) == before
    add_batch(store)
    add_report(store)
    kept = restore(tmp_path / "kept.db", store, data_dir=data_dir)
    assert store_problems(store) == [] and rows(store, had) == before
    assert store_problems(kept) == []


def test_a_store_of_an_earlier_schema_is_replaced_in_place(built, tmp_path):
    old = old_store(tmp_path / "old.db", SCHEMAS[-1])
    had, before, inode = columns(old), rows(old), old.stat().st_ino
    kept = restore(built, old)
    assert old.stat().st_ino == inode and store_problems(old) == []
    assert rows(kept, had) == before


def test_an_older_backup_without_facts_is_refused_untouched(store, tmp_path):
    from lib.store.problems import Refused

    old = old_store(tmp_path / "old.db", SCHEMAS[-1])
    before = store.read_bytes()
    with pytest.raises(Refused) as refused:
        restore(old, store)
    assert refused.value.problems[0].kind == "store_older"
    assert store.read_bytes() == before
