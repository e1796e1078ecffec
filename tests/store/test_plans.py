"""No page reads the whole ledger: SQLite's own plans of everything that is asked."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import date

import pytest

from lib import clock
from lib.rows import cache
from lib.screens import changes, indicators, offices, projects
from lib.screens.view import View
from lib.store import connect
from lib.ui.warm import open_every_page
from tests.bench.growth import grow

#: the reports; batches are some hundred a year, and the newest and their number are asked
LEDGER = ("project_report", "indicator_report")
ALIAS = ("r", "x")  # what the statements call them


@pytest.fixture
def asked(demo, tmp_path, monkeypatch) -> Iterator[tuple]:
    """A store and every statement that the pages ask of it, with its parameters."""
    store = tmp_path / "store.db"
    shutil.copy(demo, store)
    monkeypatch.setenv("GUIXIANG_DB", str(store))
    seen: dict[str, dict] = {}
    original = connect.table

    def noted(path, sql, params=None):
        seen.setdefault(sql, dict(params or {}))
        return original(path, sql, params)

    monkeypatch.setattr(connect, "table", noted)
    cache.begin_run()
    day = clock.today().isoformat()
    open_every_page(day)
    for path, name, id, body in (
        ("/projects", "project", "s01", projects.body),
        ("/projects", "project", "s01", projects.chosen),
        ("/offices", "office", "yingshang", offices.body),
        ("/indicators", "indicator", "hightech", indicators.body),
        ("/changes", "as_of", "", changes.body),
    ):
        body(View(path, day, params=((name, (id,)),) if id else ()))
    return store, seen


def test_no_page_scans_the_reports(asked):
    store, seen = asked
    assert len(seen) > 40
    found = {}
    with closing(sqlite3.connect(store)) as db:
        grown = any("project_report" in sql or "v_report" in sql for sql in seen)
        assert grown
        for sql, params in seen.items():
            if not any(word in sql for word in ("_report", "v_")):
                continue
            plan = [row[3] for row in db.execute(f"explain query plan {sql}", params)]
            bad = [step for step in plan if _scans(step)]
            if bad and "place_report" not in sql:
                found[" ".join(sql.split())[:120]] = bad
    assert found == {}


def _scans(step: str) -> bool:
    words = step.split()
    return words[0] == "SCAN" and words[1] in (*LEDGER, *ALIAS)


def test_the_generator_gives_the_same_store_twice(built, tmp_path):
    said = []
    for name in ("a.db", "b.db"):
        store = tmp_path / name
        shutil.copy(built, store)
        grow(store, 3, date(2026, 11, 1))
        with closing(sqlite3.connect(store)) as db:
            said.append(
                [db.execute(f"select * from {table} order by rowid").fetchall()
                 for table in ("project", "place", "office", "plan", "project_report")]
            )  # fmt: skip
            assert db.execute("pragma foreign_key_check").fetchall() == []
    assert said[0] == said[1]
    assert len(said[0][0]) == 132 and len(said[0][4]) == 3000
