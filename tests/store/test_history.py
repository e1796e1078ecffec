"""The log of the data adds up to the data."""

from __future__ import annotations

import csv

from lib.store.facts import load
from lib.store.history import lines, unlogged
from tests.conftest import DATA


def test_every_row_is_accounted_for():
    """Rows were added or removed: ``python -m lib.store.history data`` says what to log."""
    assert unlogged(load(DATA)) == {}


def test_a_row_more_or_less_is_noticed(data_dir):
    path = data_dir / "facts" / "milestone.csv"
    with path.open(newline="", encoding="utf-8") as file:
        rows = list(csv.reader(file))
    with path.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file, lineterminator="\n").writerows(rows[:-2])
    assert unlogged(load(data_dir)) == {"milestone": -2}
    assert lines(data_dir, change_id="2026-12-01-1", on_date="2026-12-01") == [
        "2026-12-01-1,milestone,2026-12-01,0,0,2,"
    ]
