"""The data as files: whole, honest about their day, and nothing private in them."""

from __future__ import annotations

import csv
import io
import json
import sqlite3
import zipfile

import pytest
from openpyxl import load_workbook
from starlette.applications import Starlette
from starlette.testclient import TestClient

from lib import clock
from lib.cli import main
from lib.store.public import FACT_TABLES, LEDGER, SNAPSHOTS
from lib.store.schema import ALL_TABLES
from lib.web import downloads
from tests import frames
from tests.ledger import add_batch, add_report, add_value
from tests.totals import PROJECTS

SECRETS = ("张三丰", "李接收", "私密表.xlsx", "私下的话", "手机13800000000", "原件内容")


@pytest.fixture
def client(own_store):
    add_batch(own_store, received_by="李接收", filename="私密表.xlsx", original="原件内容".encode())
    more = {"problem": "私下的话", "progress": "手机13800000000", "evidence": "私下的话"}
    add_report(own_store, reporter="张三丰", state="已完成", **more)
    for id in ("base", "salon"):
        add_value(own_store, id, 4, reporter="张三丰", note="私下的话")
    add_batch(own_store, "b2")
    add_report(own_store, "s09", batch_id="b2")
    add_batch(own_store, "b3", withdraws="b2", withdrawn_by="李接收")
    return TestClient(Starlette(routes=downloads.routes()))


def unzipped(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def opened(content: bytes, tmp_path):
    path = tmp_path / "copy.db"
    path.write_bytes(content)
    return sqlite3.connect(path)


def test_the_zip_holds_tables_json_workbook_and_readme(client):
    files = unzipped(client.get("/export/data.zip").content)
    readme = files["README.md"].decode()
    for word in ("来源", "许可", "OpenStreetMap", "口径", f"截至：{clock.today().isoformat()}"):
        assert word in readme
    assert "高成长性科技企业：目标 达千家" in readme
    rows = list(csv.reader(io.StringIO(files["csv/project.csv"].decode("utf-8-sig"))))
    assert len(rows) == 1 + PROJECTS
    assert f"`csv/project.csv`：项目与子项，{PROJECTS} 行" in readme
    assert len(json.loads(files["json/projects.json"])["projects"]) == PROJECTS
    book = load_workbook(io.BytesIO(files["硅巷看板.xlsx"]))
    assert "项目台账" in book.sheetnames
    assert book["项目台账"].max_row == 1 + PROJECTS


def test_the_zip_of_a_past_day_knows_nothing_later(client):
    files = unzipped(client.get("/export/data.zip?as_of=2023-11-21").content)
    text = "\n".join(body.decode("utf-8-sig") for name, body in files.items() if "xlsx" not in name)
    assert "截至：2023-11-21" in text
    assert "reply-2024-005" not in text.replace(
        files["csv/data_change.csv"].decode("utf-8-sig"), ""
    )
    assert len(files["csv/project_report.csv"].decode("utf-8-sig").splitlines()) == 1
    mechanism = list(csv.DictReader(io.StringIO(files["csv/mechanism.csv"].decode("utf-8-sig"))))
    assert {row["later"] for row in mechanism} == {""}
    early = unzipped(client.get("/export/data.zip?as_of=2020-01-01").content)
    assert len(early["csv/project.csv"].decode("utf-8-sig").splitlines()) == 1


def test_nothing_private_is_in_any_file(client, tmp_path):
    for path in downloads.MAKERS:
        content = client.get(path).content
        parts = unzipped(content) if path.endswith((".zip", ".xlsx")) else {path: content}
        for name, body in parts.items():
            if name.endswith(".xlsx"):
                body = b"".join(unzipped(body).values())
            for secret in SECRETS:
                assert secret.encode() not in body, f"{secret} in {path} {name}"


def test_the_public_copy_has_the_listed_tables_and_no_others(client, tmp_path):
    with opened(client.get("/export/public.db").content, tmp_path) as copy:
        tables = {
            row[0]
            for row in copy.execute("select name from sqlite_master order by 1")
            if not row[0].startswith("sqlite_")
        }
        assert tables == {*FACT_TABLES, *LEDGER, *SNAPSHOTS, "about"}
        reports = copy.execute("select project_id, has_evidence from project_report").fetchall()
        assert reports == [("s01", 1)]  # the withdrawn batch is left out
        about = dict(copy.execute("select key, value from about"))
        assert about["as_of"] == clock.today().isoformat()
        assert "OpenStreetMap" in about["licence"]
        states = dict(copy.execute("select project_id, state from v_project_status"))
        assert states["s01"] == "done"
        assert copy.execute("pragma integrity_check").fetchone() == ("ok",)
        assert copy.execute("pragma foreign_key_check").fetchall() == []


def test_what_is_not_on_the_list_stays_at_home():
    private = {table.name for table in ALL_TABLES} - {*FACT_TABLES, *LEDGER}
    assert private == {"store_meta", "import_batch", "place_report", "assignment"}
    for sql in LEDGER.values():
        assert "*" not in sql
        assert "reporter" not in sql


@pytest.mark.parametrize(("query", "documents"), [("", 5), ("?document=reply-2025-003", 1)])
def test_excerpts_list_every_quote(query, documents, client, own_store):
    text = client.get(f"/export/excerpts.csv{query}").content.decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert len({row["文件"] for row in rows}) == documents
    assert all(row["摘句"] and row["位置"] for row in rows)
    book = load_workbook(io.BytesIO(client.get(f"/export/excerpts.xlsx{query}").content))
    assert book["摘句"].max_row == len(rows) + 1
    if query:
        milestones = frames.read(
            own_store,
            "select id, title from milestone where document_id = 'reply-2025-003' order by 1",
        )
        own = [row for row in rows if row["类别"] == "大事记"]
        assert {row["事实"] for row in own} == set(milestones["title"])
        links = {f"/sources?fact=milestone:{id}" for id in milestones["id"]}
        assert {row["在看板中的网址"] for row in own} == links


def test_the_command_writes_both_files(own_store, tmp_path, capsys):
    out = tmp_path / "out"
    assert main(["export", str(out), "--as-of", "2024-12-31"]) == 0
    assert main(["export", str(out), "--as-of", "2024-12-31"]) == 0  # again: replaced
    names = {path.name for path in out.iterdir()}
    assert names == {"guixiang-2024-12-31.zip", "guixiang-public.db"}
    files = unzipped((out / "guixiang-2024-12-31.zip").read_bytes())
    assert "截至：2024-12-31" in files["README.md"].decode()
    assert main(["export", str(out), "--as-of", "2999-01-01"]) == 1


def test_a_ruined_store_is_said(own_store):
    own_store.write_bytes(b"ruin" * 500)
    client = TestClient(Starlette(routes=downloads.routes()))
    for path in downloads.MAKERS:
        answer = client.get(path)
        assert answer.status_code == 503
        assert "数据库" in answer.json()["error"]


def test_the_demo_store_is_marked(demo_store, tmp_path):
    client = TestClient(Starlette(routes=downloads.routes()))
    parts = unzipped(client.get("/export/data.zip").content)
    readme = parts["README.md"].decode()
    assert "演示数据" in readme
    tables = [name for name in parts if name.startswith("csv/")]
    assert tables and all("演示数据" in name and f"`{name}`" in readme for name in tables)
    with opened(client.get("/export/public.db").content, tmp_path) as copy:
        assert "演示数据" in dict(copy.execute("select key, value from about"))["demo"]
