"""The build: same each time, whole or not at all, never over a strange file."""

from __future__ import annotations

import re
import sqlite3
import threading

import pytest

from lib.rows import project_facets
from lib.store import connect
from lib.store.build import build, fingerprint
from lib.store.check import check, store_problems
from lib.store.problems import Refused
from lib.store.schema import LEDGER
from tests import frames
from tests.conftest import DATA
from tests.ledger import add_batch, add_report


def test_two_stores_from_the_same_files_are_equal(tmp_path):
    first, second = tmp_path / "a.db", tmp_path / "b.db"
    build(DATA, first)
    build(DATA, second)
    assert fingerprint(first) == fingerprint(second)
    with sqlite3.connect(first) as a, sqlite3.connect(second) as b:
        tables = [row[0] for row in a.execute("select name from sqlite_master where type='table'")]
        for table in tables:
            if table != "_sqlite_migrations":
                sql = f"select * from {table}"
                assert a.execute(sql).fetchall() == b.execute(sql).fetchall()


def test_building_again_changes_nothing(store):
    before = fingerprint(store)
    report = build(DATA, store)
    assert not report.changed
    assert fingerprint(store) == before


def test_a_changed_fact_is_taken_over(data_dir, store):
    path = data_dir / "facts" / "project.csv"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace(",吸引科技类企业入驻", ",吸引企业"), encoding="utf-8")
    assert build(data_dir, store).changed
    found = frames.read(store, "select content from project where id = 's01'")
    assert found.iloc[0, 0].startswith("吸引企业")


@pytest.mark.parametrize(
    ("kind", "bytes_of"),
    [
        ("store_corrupt", lambda raw: raw[:100] + b"\xff" * 4000 + raw[4100:]),
        ("store_corrupt", lambda _: b"this is no database, it is a letter" * 9),
        ("store_corrupt", lambda _: b"SQLite format 3\x00" + b"\x01" * 200),
    ],
)
def test_a_corrupt_store_is_never_overwritten(kind, bytes_of, store):
    store.write_bytes(bytes_of(store.read_bytes()))
    before = store.read_bytes()
    with pytest.raises(Refused) as error:
        build(DATA, store)
    assert error.value.problems[0].kind == kind
    assert store.read_bytes() == before


def test_a_newer_store_is_never_overwritten(store):
    with sqlite3.connect(store) as db:
        db.execute("pragma user_version = 999")
    before = store.read_bytes()
    with pytest.raises(Refused) as error:
        build(DATA, store)
    assert error.value.problems[0].kind == "store_newer"
    assert store.read_bytes() == before


def test_a_strange_database_is_never_overwritten(tmp_path):
    path = tmp_path / "other.db"
    with sqlite3.connect(path) as db:
        db.execute("create table mine (x)")
    before = path.read_bytes()
    with pytest.raises(Refused) as error:
        build(DATA, path)
    assert error.value.problems[0].kind == "store_foreign"
    assert path.read_bytes() == before


def test_many_first_starts_make_one_store(tmp_path):
    path = tmp_path / "store.db"
    failures = []

    def start() -> None:
        try:
            build(DATA, path)
        except Refused as error:  # pragma: no cover - only on failure
            failures.append(error.problems)

    threads = [threading.Thread(target=start) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not failures
    assert store_problems(path) == []
    assert not list(tmp_path.glob("*.tmp*"))


def test_a_fact_with_reports_cannot_vanish(data_dir, store):
    add_batch(store)
    add_report(store, "s01")
    for file in (
        "project", "project_office", "project_leader", "project_place", "project_organization",
    ):  # fmt: skip
        _without(data_dir, file, "s01,")
    for file in ("evidence", "indicator_project", "citation"):
        _without(data_dir, file, ",s01,")
    before = fingerprint(store)
    with pytest.raises(Refused) as error:
        build(data_dir, store)
    assert [(p.kind, p.value) for p in error.value.problems] == [("ledger_ref", "s01")]
    assert fingerprint(store) == before


def _without(data_dir, file: str, mark: str) -> None:
    path = data_dir / "facts" / f"{file}.csv"
    lines = path.read_text(encoding="utf-8").splitlines(True)
    kept = [
        line for line in lines if not (line.startswith(mark) or (mark[0] == "," and mark in line))
    ]
    path.write_text("".join(kept), encoding="utf-8")


def test_rebuilding_leaves_the_ledger_alone(data_dir, store):
    add_batch(store)
    add_report(store)
    path = data_dir / "facts" / "project.csv"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace(",吸引科技类企业入驻", ",吸引企业"), encoding="utf-8")
    build(data_dir, store)
    assert len(frames.read(store, "select * from project_report")) == 1


@pytest.mark.parametrize("table", [table.name for table in LEDGER])
def test_the_ledger_only_grows(table, store):
    add_batch(store)
    add_report(store)
    with connect.write(store) as db:
        db["meeting"].insert({"id": "m1", "held_on": "2024-01-12", "title": "早餐会"})
        db["indicator_report"].insert(
            {"batch_id": "b1", "indicator_id": "salon", "as_of": "2024", "value": 1}
            | {"definition_confirmed": 1, "reporter": "x"}
        )
        db["place_report"].insert(
            {"batch_id": "b1", "place_id": "no1", "as_of": "2024", "reporter": "x"}
        )
        db["assignment"].insert(
            {"meeting_id": "m1", "office_id": "fuwu", "says": "办", "due_on": "2024-02-01"}
            | {"assigned_by": "x", "received_at": "2024-01-12"}
        )
        for statement in (f"delete from {table}", f"update {table} set rowid = rowid"):
            with pytest.raises(sqlite3.IntegrityError, match="只能追加"):
                db.execute(statement)


def test_check_passes_and_counts(store):
    report = check(DATA, store)
    assert report.facts > 1400
    assert report.quotes > 900


def test_check_sees_a_stale_store(data_dir, store):
    path = data_dir / "facts" / "threshold.csv"
    path.write_text(re.sub(r"(?m)^due-soon,\d+", "due-soon,1", path.read_text("utf-8")), "utf-8")
    with pytest.raises(Refused) as error:
        check(data_dir, store)
    assert [problem.kind for problem in error.value.problems] == ["store_stale"]


def test_reading_needs_no_write_permission(store):
    store.parent.chmod(0o555)
    try:
        assert connect.state_of(store) is None
    finally:
        store.parent.chmod(0o755)


def test_the_app_cannot_write(store):
    connection = connect.connect_read_only(store)
    with pytest.raises(sqlite3.OperationalError, match="readonly"):
        connection.execute("delete from project")
    connection.close()


def test_the_words_of_ages_follow_the_parameters(data_dir, tmp_path, monkeypatch):
    path = data_dir / "facts" / "threshold.csv"
    path.write_text(re.sub(r"(?m)^stale,\d+", "stale,45", path.read_text("utf-8")), "utf-8")
    store = tmp_path / "store.db"
    build(data_dir, store)
    monkeypatch.setenv("GUIXIANG_DB", str(store))
    assert project_facets.choices([], "age")["stale"] == "超过 45 天"
