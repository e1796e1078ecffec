"""Another program keeps the store to itself: nobody waits long, what is known stays."""

from __future__ import annotations

import os
import shutil
import sqlite3
import time
from contextlib import closing, contextmanager

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from lib.paths import ROOT
from lib.rows import cache
from lib.rows.projects import projects
from lib.store import connect, versions
from lib.store.connect import StoreUnusable
from lib.web import api
from tests.app import shown, started

DAY = "2026-11-20"
SOON = 10 * connect.READ_SECONDS  # what ten waits would take; a lock met again is not waited for


@pytest.fixture
def store(built, tmp_path, monkeypatch):
    path = tmp_path / "store.db"
    shutil.copy(built, path)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("pragma journal_mode = delete")
    monkeypatch.setenv("GUIXIANG_DB", str(path))
    return path


@contextmanager
def kept(path):
    """The store locked as a program does that knows of no readers."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("begin exclusive")
        os.utime(path)  # as a writing leaves it
        time.sleep(0.2)  # past the moment in which a fresh time stamp says nothing
        yield


def test_what_is_known_stays_and_the_rest_is_refused_at_once(store):
    cache.begin_run()
    known = projects(DAY)
    with kept(store):
        began = time.monotonic()
        for _ in range(20):
            cache.begin_run()
            assert cache.late() == "store_locked" and projects(DAY) is known
            with pytest.raises(StoreUnusable) as refused:
                connect.read(store, "select 1")
            assert refused.value.problem.kind == "store_locked"
        assert time.monotonic() - began < SOON
    connect._locked.clear()  # two seconds later
    cache.begin_run()
    assert not cache.late() and connect.read(store, "select 1 as one") == [{"one": 1}]


def test_before_anything_was_read_it_is_said(store):
    with kept(store), pytest.raises(StoreUnusable):
        cache.begin_run()


def test_health_says_so_at_once(store):
    client = TestClient(Starlette(routes=api.routes()))
    assert client.get("/api/v1/health").status_code == 200
    with kept(store):
        began = time.monotonic()
        answer = client.get("/api/v1/health")
        assert answer.status_code == 503 and time.monotonic() - began < SOON
        assert "独占" in answer.json()["problem"] or "写" in answer.json()["problem"]


def test_a_page_shows_the_last_with_a_quiet_line(store):
    app = started()
    app.switch_page(str(ROOT / "pages" / "projects.py"))
    app.run()
    before = shown(app)
    with kept(store):
        app.run()
        after = shown(app)
    assert "正被别的程序独占" in after and "正被别的程序独占" not in before
    assert "科技企业集聚" in after
    connect._locked.clear()  # two seconds later
    # it is no version's picture, so the browser's script asks again until it is
    version = f'data-version="{versions.version(store)}"'
    assert version in before and 'data-version=""' in after
    app.run()
    assert version in shown(app) and "正被别的程序独占" not in shown(app)
