"""An older store, of any schema there has been, is brought up to the present one."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from lib.store import build as build_module
from lib.store import connect, ddl, facts, migrations, schema
from lib.store.build import build
from lib.store.check import store_problems
from lib.store.problems import Refused
from tests import frames
from tests.conftest import DATA
from tests.ledger import add_batch, add_report
from tests.store import dump
from tests.totals import PROJECTS

SCHEMAS = sorted((Path(__file__).parent / "schemas").glob("*.sql"))
LEDGER = ("meeting", "import_batch", "project_report", "indicator_report", "place_report",
          "assignment")  # fmt: skip


TABLES = ("FACTS", "LEDGER", "ALL_TABLES", "BUILT_FROM_CSV", "KEPT", "REPLACED")


def columns(path: Path) -> dict[str, list[str]]:
    """The columns of every ledger table."""
    with closing(sqlite3.connect(path)) as db:
        return {name: _columns(db, name) for name in LEDGER}


def rows(path: Path, of: dict[str, list[str]] | None = None) -> dict[str, list[tuple]]:
    """Every ledger table's rows with their row numbers, all columns or those given."""
    wanted = {name: ", ".join(of[name]) if of else "*" for name in LEDGER}
    with closing(sqlite3.connect(path)) as db:
        return {
            name: db.execute(f"select rowid, {wanted[name]} from {name} order by rowid").fetchall()
            for name in LEDGER
        }


def old_store(path: Path, dump: Path) -> Path:
    with closing(sqlite3.connect(path)) as db:
        db.executescript(dump.read_text(encoding="utf-8"))
        db.commit()
    return path


@pytest.mark.parametrize("dump", SCHEMAS, ids=lambda path: path.stem)
def test_every_earlier_schema_comes_up_with_all_its_reports(dump, tmp_path, quick):
    if quick and dump not in (SCHEMAS[0], SCHEMAS[-1]):
        pytest.skip("those between: make test")
    path = old_store(tmp_path / "store.db", dump)
    had, before = columns(path), rows(path)
    assert all(before.values())
    assert build(DATA, path).changed
    assert rows(path, had) == before  # the ledger may have grown columns since
    assert store_problems(path) == []
    assert len(frames.read(path, "select 1 from project")) == PROJECTS
    standing = frames.read(path, "select project_id from v_report order by id")
    assert list(standing["project_id"]) == ["s01", "s02"]
    with pytest.raises(sqlite3.IntegrityError), closing(sqlite3.connect(path)) as db:
        db.execute("delete from project_report")  # still append-only
    assert not build(DATA, path).changed


def test_todays_schema_can_be_kept_for_later(store, tmp_path):
    dump.used(store)
    path = tmp_path / "again.db"
    with closing(sqlite3.connect(path)) as db:
        db.executescript("\n".join(dump.statements(store)))
    assert all(rows(path).values())
    assert rows(path) == rows(store)


@pytest.fixture
def grown_schema(monkeypatch):
    """Give a table one more column, everywhere the program looks, and raise the version."""

    def grow(name: str, column: schema.Column, at: int | None = None) -> None:
        old = schema.table(name)
        place = len(old.columns) if at is None else at
        new = replace(old, columns=(*old.columns[:place], column, *old.columns[place:]))
        for module in (schema, ddl, migrations, build_module, facts):
            for attribute in (
                "FACTS",
                "LEDGER",
                "ALL_TABLES",
                "BUILT_FROM_CSV",
                "KEPT",
                "REPLACED",
            ):
                if hasattr(module, attribute):
                    found = getattr(module, attribute)
                    swapped = tuple(new if each.name == name else each for each in found)
                    monkeypatch.setattr(module, attribute, swapped)
        for module in (schema, migrations, connect):
            monkeypatch.setattr(module, "SCHEMA_VERSION", 99)

    return grow


def test_a_new_column_of_a_fact_table(store, data_dir, grown_schema):
    add_batch(store)
    add_report(store)
    before = rows(store)
    grown_schema("document", schema.col("pages", "页数"), at=3)
    assert connect.state_of(store).kind == "store_older"
    file = data_dir / "facts" / "document.csv"
    head, *lines = file.read_text(encoding="utf-8").splitlines()
    file.write_text("\n".join([head + ",pages", *(line + ",12" for line in lines), ""]), "utf-8")
    build(data_dir, store)
    assert set(frames.read(store, "select pages from document")["pages"]) == {"12"}
    assert rows(store) == before
    assert store_problems(store) == []


@pytest.mark.parametrize("at", [None, 2])
def test_a_new_column_of_a_ledger_table(store, grown_schema, at):
    add_batch(store)
    add_report(store)
    add_report(store, "s02")
    before = rows(store)
    grown_schema("project_report", schema.col("budget", "经费", schema.REAL, low=0), at=at)
    build(DATA, store)
    found = frames.read(store, "select id, project_id, state, budget from project_report")
    assert list(found["budget"].isna()) == [True, True]
    assert list(found["id"]) == [row[0] for row in before["project_report"]]
    assert rows(store)["import_batch"] == before["import_batch"]
    assert store_problems(store) == []
    add_report(store, "s03", budget=3.5)
    with pytest.raises(sqlite3.IntegrityError):
        add_report(store, "s04", budget=-1)


@pytest.mark.parametrize("name", [each for each in LEDGER if each != "project_report"])
def test_any_ledger_table_can_grow_and_keeps_its_rows(name, tmp_path, grown_schema):
    """Also where other rows refer to it, where it refers to itself, and where it holds files."""
    path = old_store(tmp_path / "store.db", SCHEMAS[0])
    had, before = columns(path), rows(path)
    grown_schema(name, schema.col("remark", "备注"), at=1)
    build(DATA, path)
    assert rows(path, had) == before
    assert store_problems(path) == []


def _columns(db: sqlite3.Connection, name: str) -> list[str]:
    return [row[1] for row in db.execute(f"pragma table_info({name})")]


def test_a_required_column_of_a_ledger_table_is_refused(store, grown_schema):
    add_batch(store)
    add_report(store)
    before = store.read_bytes()
    grown_schema("project_report", schema.must("budget", "经费"))
    with pytest.raises(Refused) as refused:
        build(DATA, store)
    assert refused.value.problems[0].kind == "ledger_shape"
    assert store.read_bytes() == before


def test_a_refused_build_leaves_an_older_store_as_it_was(tmp_path, data_dir):
    """Schema and facts change in one transaction, or neither does."""
    path = old_store(tmp_path / "store.db", SCHEMAS[-1])
    for name in ("project", "project_office", "project_leader", "project_place", "evidence",
                 "project_organization", "indicator_project"):  # fmt: skip
        file = data_dir / "facts" / f"{name}.csv"
        kept = [line for line in file.read_text("utf-8").splitlines() if ",s01," not in f",{line},"]
        file.write_text("\n".join([*kept, ""]), encoding="utf-8")
    with closing(sqlite3.connect(path)) as db:
        before = list(db.iterdump())
    with pytest.raises(Refused):
        build(data_dir, path)
    with closing(sqlite3.connect(path)) as db:
        assert list(db.iterdump()) == before
    assert connect.state_of(path).kind == "store_older"
