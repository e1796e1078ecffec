"""The rules' parameters are the store's: who changes a row changes what is judged."""

from __future__ import annotations

from dataclasses import asdict

import pytest

from lib.rows.projects import projects
from lib.rows.store import is_demo
from lib.rows.thresholds import parameters, thresholds
from lib.store import connect
from tests import frames
from tests.ledger import add_batch, add_report


def test_each_parameter_is_its_row_of_the_store(real_store):
    said = frames.read(real_store, "select id, value from threshold order by id")
    assert [row["id"] for row in parameters()] == list(said["id"])
    values = dict(zip(said["id"], said["value"], strict=True))
    for name, value in asdict(thresholds()).items():
        assert value == values[name.replace("_", "-")]
    assert all(row["unit"] and row["note"] for row in parameters())


def test_another_threshold_judges_otherwise(own_store):
    add_batch(own_store)
    add_report(own_store, "d01", as_of="2024-01-09", percent=50)
    day = "2024-01-20"
    before = next(row for row in projects(day) if row["id"] == "d01")
    assert (before["lamp"].state, before["age"]) == ("on_track", "fresh")
    with connect.write(own_store) as db:
        db.execute("update threshold set value = 10 where id = 'fresh'")
        db.execute("update threshold set value = 1000 where id = 'due-soon'")
        db.execute("update store_meta set value = 'changed' where key = 'facts'")
    after = next(row for row in projects(day) if row["id"] == "d01")
    assert (after["lamp"].state, after["age"]) == ("due_soon", "ageing")
    assert after["age_word"].word == "超过 10 天"


def test_a_missing_parameter_is_no_default(own_store):
    with connect.write(own_store) as db:
        db.execute("delete from threshold where id = 'stale'")
    with pytest.raises(KeyError):
        thresholds()


@pytest.mark.parametrize(("store", "said"), [("real_store", False), ("demo_store", True)])
def test_a_demo_says_that_it_is_one(store, said, request):
    request.getfixturevalue(store)
    assert is_demo() is said
