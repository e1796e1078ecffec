"""Other people's tools open the store and the public copy: every table, every view."""

from __future__ import annotations

import asyncio
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing

import pytest

from lib.store.public import copy_public
from lib.store.schema import ALL_TABLES
from tests import frames

NAMED = {
    "v_project_status": ("project_id", "name", "plan", "action", "offices", "leaders",
                         "due_on", "due_original", "state"),
    "v_indicator_status": ("indicator_id", "name", "dimension", "plan", "unit", "due_on"),
    "v_office_load": ("office_id", "name", "level", "projects", "items"),
}  # fmt: skip


def names(path) -> list[str]:
    sql = "select name from sqlite_master where type in ('table', 'view') order by name"
    with closing(sqlite3.connect(path)) as db:
        return [row[0] for row in db.execute(sql)]


def faults(path) -> list[tuple[str, int]]:
    """Addresses of Datasette that do not answer with a page."""
    from datasette.app import Datasette  # a second of imports

    async def ask() -> list[tuple[str, int]]:
        tool = Datasette([str(path)], settings={"num_sql_threads": 1})
        found = []
        for name in names(path):
            for address in (f"/{path.stem}/{name}", f"/{path.stem}/{name}.json?_facet_size=1"):
                answer = await tool.client.get(address)
                if answer.status_code != 200:
                    found.append((address, answer.status_code))
        return found

    with ThreadPoolExecutor(1) as pool:  # this thread may have a loop of a browser's
        return pool.submit(asyncio.run, ask()).result()


def test_datasette_opens_every_table_and_view_of_the_store(demo):
    assert len(names(demo)) > len(ALL_TABLES)
    assert faults(demo) == []


def test_datasette_opens_the_public_copy(demo, tmp_path, quick):
    if quick:
        pytest.skip("tables like those of the store: make test")
    copy = tmp_path / "public.db"
    copy_public(demo, copy, as_of="2026-11-26", about={"title": "公开数据"})
    assert faults(copy) == []


def test_every_reference_names_its_column(built):
    with closing(sqlite3.connect(built)) as db:
        for name in names(built):
            for row in db.execute(f"pragma foreign_key_list({name})"):
                assert row[4] == "id", (name, row)


@pytest.mark.parametrize("view", NAMED)
def test_views_carry_names_that_people_can_filter_by(view, demo):
    rows = frames.read(demo, f"select * from {view}")
    assert set(NAMED[view]) <= set(rows.columns)
    for column in NAMED[view]:
        assert rows[column].notna().any(), column


def test_a_view_names_offices_and_leaders_in_the_documents_order(built):
    row = frames.read(
        built, "select name, offices, leaders, plan from v_project_status where project_id = 's31'"
    ).iloc[0]
    assert row["offices"] == "党建办、营商办、司法所"
    assert row["name"].startswith("定西路") and row["plan"] and row["leaders"]
