"""The log of the data adds up to the data."""

from __future__ import annotations

import csv
import subprocess
from pathlib import Path

from lib.store.facts import load
from lib.store.history import FILE, lines, rewritten, unlogged
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


def committed(folder: Path, text: str) -> None:
    (folder / FILE).parent.mkdir(parents=True, exist_ok=True)
    (folder / FILE).write_text(text, encoding="utf-8")
    who = ("-c", "user.name=somebody", "-c", "user.email=somebody@example.org")
    for words in (("init", "-q"), ("add", "."), (*who, "commit", "-q", "-m", "a version")):
        subprocess.run(["git", "-C", str(folder), *words], check=True)


def test_lines_are_only_added_at_the_end(tmp_path):
    committed(tmp_path, "head\na,1\nb,2\n")
    committed(tmp_path, "head\na,1\nb,2\nc,3\n")
    assert rewritten(tmp_path) == []
    (tmp_path / FILE).write_text("head\na,1\nb,2\nc,3\nd,4\n", encoding="utf-8")
    assert rewritten(tmp_path) == []


def test_a_past_count_that_was_edited_is_named(tmp_path):
    committed(tmp_path, "head\na,1\nb,2\n")
    (tmp_path / FILE).write_text("head\na,7\nb,2\nc,3\n", encoding="utf-8")
    assert [(each.row, each.value) for each in rewritten(tmp_path)] == [(2, "a,1")]
    committed(tmp_path, "head\na,7\nb,2\nc,3\n")
    assert [(each.row, each.value) for each in rewritten(tmp_path)] == [(2, "a,1")]
    committed(tmp_path, "head\na,7\nb,2\n")
    assert [each.value for each in rewritten(tmp_path)] == ["a,1", "c,3"]


def test_without_a_history_nothing_is_compared(data_dir):
    assert rewritten(data_dir) == []


def test_our_own_log_was_only_added_to():
    assert rewritten(DATA) == []
