"""An older store is brought up to the present schema by the next build."""

from __future__ import annotations

import sqlite3
from contextlib import closing

from lib.store import connect
from lib.store.build import build
from tests.conftest import DATA
from tests.ledger import add_batch, add_report


def test_a_store_of_the_first_schema_is_completed_and_keeps_its_ledger(store):
    add_batch(store)
    add_report(store)
    with closing(sqlite3.connect(store)) as db:
        db.execute("drop table data_change")
        db.execute("drop view v_indicator_status")
        db.execute("delete from _sqlite_migrations where name like 'm002%'")
        db.execute("pragma user_version = 1")
        db.commit()
    assert connect.state_of(store).kind == "store_older"
    build(DATA, store)
    assert connect.state_of(store) is None
    assert len(connect.read(store, "select 1 from data_change")) > 40
    assert len(connect.read(store, "select 1 from project_report")) == 1
    assert len(connect.read(store, "select 1 from v_indicator_status")) == 13
