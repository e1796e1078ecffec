"""The store deleted, cut, replaced, made unreadable under an open dashboard, and back again."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Callable
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from lib import clock
from lib.cli import main
from lib.paths import ROOT
from lib.rows import cache
from lib.rows.projects import projects
from lib.store import connect, versions
from lib.store.backup import backup
from lib.store.check import store_problems
from lib.web import api, files
from tests.app import shown, started
from tests.intake.test_faults import counts, file, take_in
from tests.ledger import add_batch, add_report

KNOWN = "科技企业集聚"
QUIET = "显示的是刚才读到的"


def deleted(path: Path) -> None:
    path.unlink()


def emptied(path: Path) -> None:
    os.truncate(path, 0)


def cut(path: Path) -> None:
    os.truncate(path, path.stat().st_size // 2 // 4096 * 4096)


def junk(path: Path) -> None:
    fresh = path.with_name("junk")
    fresh.write_bytes(b"ruin" * 100_000)
    fresh.replace(path)


def overwritten(path: Path) -> None:
    path.write_bytes(b"ruin" * 100_000)


def a_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def foreign(path: Path) -> None:
    fresh = path.with_name("other.db")
    with closing(sqlite3.connect(fresh)) as other:
        other.execute("create table notes (says text)")
    fresh.replace(path)


FAULTS = (deleted, emptied, cut, junk, overwritten, a_folder, foreign)


class Board:
    """An open dashboard: its data routes, its files, and a page that somebody looks at."""

    def __init__(self) -> None:
        self.client = TestClient(Starlette(routes=[*api.routes(), *files.routes()]))
        self.app = started()
        self.app.switch_page(str(ROOT / "pages" / "projects.py"))

    def page(self) -> str:
        return shown(self.app.run())

    def health(self) -> tuple[int, str]:
        answer = self.client.get("/api/v1/health")
        return answer.status_code, answer.json().get("problem", "")

    def fetched(self) -> list:
        paths = ("/api/v1/projects.json", "/export/projects.csv", "/export/projects.xlsx")
        return [self.client.get(path) for path in paths]


# sqlite_utils would load pandas, if it is there: most of such a process's second
WRITER = """
import sys
sys.modules["pandas"] = None
from pathlib import Path
from lib.store import connect
from tests.ledger import add_batch, add_report
connect.SETTLE_WITHIN = "pragma busy_timeout = 100"
store, id = Path(sys.argv[1]), sys.argv[2]
add_batch(store, id, sha256=id * 32, when=sys.argv[3])
add_report(store, "s05", batch_id=id, progress=id)
"""
BATCHES = "select id from import_batch order by rowid"


def written(store: Path, id: str) -> None:
    """A batch with a report comes in by another process."""
    when = clock.now().isoformat(timespec="seconds")
    command = [sys.executable, "-c", WRITER, str(store), id, when]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


def batches(store: Path) -> list[str]:
    """What the app reads."""
    return [row["id"] for row in connect.read(store, BATCHES)]


def progress(project: str) -> str:
    """What the pages of today say of a project."""
    cache.begin_run()
    rows = projects(clock.today().isoformat())
    report = next(row for row in rows if row["id"] == project)["report"]
    return report["progress"] if report else ""


@pytest.fixture
def kept(own_store, tmp_path) -> Path:
    """A backup of the store before anything happens to it."""
    backup(own_store, tmp_path / "kept.db")
    return tmp_path / "kept.db"


@pytest.mark.parametrize("harm", FAULTS)
def test_a_harmed_store_is_said_what_is_known_stays_and_the_cure_is_seen(
    harm: Callable[[Path], None], own_store, kept, tmp_path
):
    board = Board()
    assert KNOWN in board.page() and board.health() == (200, "")
    assert [answer.status_code for answer in board.fetched()] == [200] * 3
    before = versions.current_version(own_store)
    harm(own_store)
    during = board.page()
    assert KNOWN in during and QUIET in during, "the last good page, with a quiet line"
    status, words = board.health()
    assert status == 503 and own_store.name in words and "；" in words
    for answer in board.fetched():  # the last that was made, or words; never a fault
        assert answer.status_code == 200 or (answer.status_code, "；" in answer.text) == (503, True)
    if own_store.is_dir():
        own_store.rmdir()
    assert main(["restore", str(kept)]) == 0
    assert QUIET not in board.page() and board.health() == (200, "")
    assert take_in(file(tmp_path, 1)) == 0
    assert versions.current_version(own_store) != before and progress("s05") == "1"
    assert counts(own_store) == (1, 4) and store_problems(own_store) == []
    assert board.health() == (200, "")


def test_another_good_store_is_simply_seen(own_store, kept):
    board = Board()
    board.page()
    add_batch(kept)
    add_report(kept, "s05", progress="换来的库里写的")
    kept.replace(own_store)
    assert QUIET not in board.page()
    assert progress("s05") == "换来的库里写的"


@pytest.mark.parametrize("lost", [("-wal",), ("-shm",), ("-wal", "-shm")], ids="".join)
def test_who_removes_what_sqlite_keeps_beside_blinds_nobody(lost, own_store, quick):
    """Without care an open reader would never see a later import."""
    if quick and len(lost) == 1:
        pytest.skip("one by one: make test")
    board = Board()
    board.page()
    written(own_store, "b1")
    assert batches(own_store) == ["b1"]
    for suffix in lost:
        own_store.with_name(own_store.name + suffix).unlink()
    assert KNOWN in board.page() and board.health()[0] == 200
    for id in ("b2", "b3"):
        written(own_store, id)
        assert batches(own_store)[-1] == id and progress("s05") == id
    assert QUIET not in board.page()
    assert store_problems(own_store) == []


@contextmanager
def unsettled(store: Path):
    """A reader in the middle: what another process writes stays beside the store."""
    with closing(connect.connect_read_only(store)) as busy:
        busy.execute("begin")
        busy.execute(BATCHES).fetchone()
        written(store, "b1")
        assert connect.unsettled(store)
        yield


def test_a_removed_wal_with_newer_rows_costs_these_and_tears_nothing(own_store):
    with unsettled(own_store):
        own_store.with_name(own_store.name + "-wal").unlink()
        written(own_store, "b2")
    assert store_problems(own_store) == []
    assert batches(own_store) == ["b2"] and counts(own_store) == (1, 1)


def test_rows_left_beside_a_store_that_is_gone_are_not_taken_for_the_next_ones(own_store):
    with unsettled(own_store):
        own_store.unlink()
        assert main(["build"]) == 0
    assert store_problems(own_store) == []
    assert batches(own_store) == []
    assert own_store.with_name(f"{own_store.name}.old-1-wal").exists()
    written(own_store, "b2")
    assert batches(own_store) == ["b2"]


LOOKER = """
import json, os, sys
from pathlib import Path
from lib.rows import cache
from lib.rows.projects import projects
from lib.store import connect
store = Path(sys.argv[1])
import chinese_calendar
os.setgroups([]), os.setgid(65534), os.setuid(65534)
for _ in sys.stdin:
    state = connect.state_of(store)
    try:
        cache.begin_run()
        known = len(projects("2026-11-20"))
        batches = connect.read(store, "select count(*) as n from import_batch")[0]["n"]
    except connect.StoreUnusable as error:
        known, batches = -1, error.problem.kind
    print(json.dumps([state and state.kind, cache._now().late, known, batches]), flush=True)
"""


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="needs root")
def test_a_store_that_may_not_be_read_any_more(built):
    """As somebody to whom permissions mean something."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o777)
        store = folder / "store.db"
        shutil.copy(built, store)
        store.chmod(0o666)
        variables = os.environ | {"GUIXIANG_DB": str(store)}
        looker = subprocess.Popen(
            [sys.executable, "-c", LOOKER, str(store)],
            cwd=ROOT, env=variables, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        )  # fmt: skip
        with looker:

            def look() -> list:
                print(file=looker.stdin, flush=True)
                return json.loads(looker.stdout.readline())

            first = look()
            assert first[:2] == [None, ""] and first[2] > 40 and first[3] == 0
            store.chmod(0)
            state, _, known, _ = look()
            assert state == "store_io" and known == first[2]
            store.chmod(0o666)
            for beside in folder.glob("store.db-*"):
                beside.chmod(0o666)
            written(store, "b1")
            for beside in folder.glob("store.db-*"):
                beside.chmod(0o666)
            assert look() == [None, "", first[2], 1]
            looker.stdin.close()
