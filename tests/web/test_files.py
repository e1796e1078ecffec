"""Exports and print pages carry what the page shows."""

from __future__ import annotations

import csv
import io
from urllib.parse import urlencode

import pytest
from openpyxl import load_workbook
from starlette.applications import Starlette
from starlette.testclient import TestClient

from lib import clock
from lib.demo import build_demo
from lib.rows import offices
from lib.rows.project_facets import choices
from lib.rows.projects import projects
from lib.store.problems import Refused
from lib.web import api, files
from tests.conftest import DATA
from tests.totals import PROJECTS, YINGSHANG


@pytest.fixture
def client(own_store):
    return TestClient(Starlette(routes=[*api.routes(), *files.routes()]))


def rows_of(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))


def test_exports_follow_the_filters(client):
    for query, count in (
        ("", PROJECTS),
        ("?office=yingshang", YINGSHANG),
        ("?office=yingshang&q=咖啡", 1),
    ):
        assert len(rows_of(client.get(f"/export/projects.csv{query}").content)) == count + 1
        book = load_workbook(io.BytesIO(client.get(f"/export/projects.xlsx{query}").content))
        assert book["项目台账"].max_row == count + 1
        assert book["项目台账"].freeze_panes == "C2"
        assert book["项目台账"].print_title_rows == "$1:$1"


def test_title_sheet_names_filters_day_and_source(client):
    book = load_workbook(io.BytesIO(client.get("/export/projects.xlsx?office=fuwu").content))
    text = "\n".join(str(cell.value) for row in book["说明"].iter_rows() for cell in row)
    assert "科室与部门：服务办" in text
    assert clock.today().isoformat() in text
    assert "来源" in text


def test_file_names_say_office_and_day(client):
    from urllib.parse import unquote

    name = unquote(client.get("/export/projects.xlsx?office=fuwu").headers["content-disposition"])
    assert f"项目台账-服务办-{clock.today().isoformat()}.xlsx" in name


def test_template_needs_an_office(client):
    assert client.get("/export/template.xlsx").status_code == 400
    assert client.get("/export/template.xlsx?office=zzz").status_code == 400
    assert client.get("/export/template.xlsx?office=fuwu").content[:2] == b"PK"


@pytest.mark.parametrize("path", ["/print/projects", "/print/reminder"])
def test_print_pages(client, path):
    text = client.get(f"{path}?office=fuwu&size=A3").text
    assert "服务办" in text
    assert "size: A3 landscape" in text
    assert "data:image/svg+xml" in text
    assert 'src="http' not in text
    assert 'href="http' not in text


def test_the_reminder_is_the_list_of_the_offices_page(demo_store):
    """One thing has one number: what the page counts as owed, with the same words."""
    client = TestClient(Starlette(routes=files.routes()))
    today = clock.today().isoformat()
    owing = 0
    for row in offices.offices(projects(today)):
        owed = offices.office(today, row["id"])["duties"]
        text = client.get(f"/print/reminder?office={row['id']}").text
        assert f"· {len(owed)} 项<" in text, row["name"]
        assert all(duty["act"] in text for duty in owed)
        owing += len(owed)
    assert owing > 20


@pytest.mark.parametrize("page", ["projects", "reminder"])
def test_a_very_long_address_is_printed_without_its_code(page, client):
    rows = projects(clock.today().isoformat())
    pairs = [
        (key, id) for key in ("office", "action", "leader", "place") for id in choices(rows, key)
    ]
    query = urlencode([*pairs, ("q", "长" * 100)])
    answer = client.get(f"/print/{page}?{query}")
    assert answer.status_code == 200
    assert "二维码" not in answer.text
    assert "二维码" in client.get(f"/print/{page}?office=fuwu").text


@pytest.mark.parametrize(
    ("query", "status"),
    [("office=<script>", 400), ("as_of=abc", 400), ("q=" + "x" * 9000, 400), ("size=<b>", 200)],
)
def test_odd_parameters_do_no_harm(query, status, client):
    answer = client.get(f"/print/projects?{query}")
    assert answer.status_code == status
    if status == 400:
        assert answer.headers["content-type"] == "application/json"
    else:
        assert "<b>" not in answer.text


def test_unknown_data_route_is_a_404_in_words(client):
    answer = client.get("/api/v1/nope")
    assert answer.status_code == 404
    assert "没有这个地址" in answer.json()["error"]


def test_the_demo_store_is_marked_everywhere(demo_store):
    client = TestClient(Starlette(routes=[*api.routes(), *files.routes()]))
    for each in ("projects.json", "indicators.json", "observations.json", "places.geojson"):
        assert "演示数据" in client.get(f"/api/v1/{each}").text
    assert "演示数据" in client.get("/api/v1/projects.csv").content.decode("utf-8-sig")
    assert "演示数据" in client.get("/export/projects.csv").content.decode("utf-8-sig")
    assert "演示数据" in client.get("/print/projects").text
    assert "演示数据" in client.get("/print/reminder?office=fuwu").text
    book = load_workbook(io.BytesIO(client.get("/export/projects.xlsx").content))
    assert book["说明"]["A2"].value == "演示数据"


def test_the_demo_never_replaces_a_real_store(store):
    before = store.read_bytes()
    with pytest.raises(Refused) as error:
        build_demo(DATA, store, today=clock.today())
    assert error.value.problems[0].kind == "not_demo"
    assert store.read_bytes() == before
