"""Batches: who handed in what, and each report in words."""

from __future__ import annotations

import pytest

from lib.rows import reports
from lib.rows.reports import batch_rows, batches
from lib.rows.store import ask
from lib.store import connect
from tests.ledger import add_batch, add_report, add_value


def test_an_empty_ledger_has_no_batches(real_store):
    assert batches("2099-01-01") == [] == batch_rows("no-such")


def test_batches_of_a_day_newest_first_and_of_one_moment_the_last(own_store):
    when = "2024-01-10T09:00:00+08:00"
    add_batch(own_store, "b1", when)
    add_batch(own_store, "b2", when)
    add_batch(own_store, "b3", "2024-01-11T00:00:00+08:00", office_id=None)
    assert [row["id"] for row in batches("2024-01-10")] == ["b2", "b1"]
    assert [row["id"] for row in batches("2024-01-11")] == ["b3", "b2", "b1"]
    assert batches("2024-01-09") == []
    assert batches("2024-01-11")[0]["office"] is None


def test_the_rows_of_all_kinds_are_counted_and_told(own_store):
    add_batch(own_store)
    add_report(own_store, percent=12.5, progress="装好")
    add_report(own_store, "s03", percent=0)
    add_report(own_store, "s05", percent=None)
    add_value(own_store, "space", 3)
    add_value(own_store, "salon", 2.5, confirmed=0)
    with connect.write(own_store) as db:
        base = {"batch_id": "b1", "as_of": "2024-01-09", "reporter": "测试员"}
        db["place_report"].insert(base | {"place_id": "sic", "lon": 121.4, "lat": 31.2})
        db["place_report"].insert(base | {"place_id": "coffee", "correction": "已搬"})
        half = {"place_id": "alley", "lon": 121.4, "correction": "缺纬度"}
        db["place_report"].insert(base | half)
    (row,) = batches("2024-01-10")
    told = {each["subject_id"]: each for each in batch_rows("b1")}
    assert row["rows"] == len(told) == 8
    says = {id: each["says"] for id, each in told.items()}
    assert says["s01"] == "推进中 12.5%：装好"
    assert says["s03"] == "推进中 0%"
    assert says["s05"] == "推进中", "nothing said of percent is not 0 %"
    assert says["coffee"] == "已搬"
    assert says["alley"] == "缺纬度", "half a place is none"
    assert says["space"].startswith("3 ") and says["space"].endswith("（口径一致）")
    assert says["salon"].endswith("（口径未确认）")
    assert says["sic"] == "121.40000，31.20000"
    kinds = [each["kind"] for each in batch_rows("b1")]
    assert kinds == sorted(kinds, reverse=True)


@pytest.mark.parametrize(
    ("sql", "key"),
    [
        (reports.LATEST_PROJECTS, "project_id"),
        (reports.LATEST_INDICATORS, "indicator_id"),
        (reports.LATEST_PLACES, "place_id"),
    ],
)
def test_what_a_template_begins_with_is_the_latest_that_stands(own_store, sql, key):
    def put(batch: str, as_of: str) -> None:
        add_report(own_store, batch_id=batch, as_of=as_of)
        add_value(own_store, "space", 3, batch_id=batch, as_of=as_of)
        with connect.write(own_store) as db:
            row = {"batch_id": batch, "as_of": as_of, "place_id": "sic", "reporter": "甲"}
            db["place_report"].insert(row | {"correction": "已搬"})

    assert ask(sql) == []
    add_batch(own_store)
    put("b1", "2024-01-09")
    put("b1", "2024-01-02")  # came later, tells of earlier
    add_batch(own_store, "b2", "2024-02-01T09:00:00+08:00")
    put("b2", "2024-01-31")
    assert [(row[key] is not None, row["as_of"]) for row in ask(sql)] == [(True, "2024-01-31")]
    add_batch(own_store, "b3", "2024-02-02T09:00:00+08:00", withdraws="b2")
    assert [row["as_of"] for row in ask(sql)] == ["2024-01-09"]
