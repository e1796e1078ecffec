"""What a newcomer adds is rows, and every page opens afterwards."""

from __future__ import annotations

import csv
import re

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from lib.rows.project_facets import choices
from lib.rows.projects import projects
from lib.scenes import decks
from lib.scenes.html import offline
from lib.scenes.slides import presentation
from lib.scenes.story import gather
from lib.sitemap import PAGES
from lib.store.build import build
from lib.store.facts import load
from lib.store.proof import prove, quotes
from lib.store.schema import table
from lib.web import charts, downloads, files, mapfiles
from tests import app
from tests.conftest import copied_data
from tests.totals import INDICATORS

QUOTE = (
    "增长试验：2026年3月1日数字底座9项目标30个，负责试验办，分管钱多多，未来行动，7试验项目，试验里"
)
SOURCE = {"document_id": "district-2023", "locator": "试验", "quote": QUOTE}
CYCLE = {
    "plan": {
        "id": "plan-2026-2030", "name": "“十五五”试验方案", "short_name": "试验方案", "level": "区",
        "starts_on": "2026-01-01", "ends_on": "2030-12-31", "period_basis": "试验",
    },
    "action": {
        "id": "n1", "plan_id": "plan-2026-2030", "ord": "1", "name": "未来行动",
        "short_name": "未来行动",
    },
    "office": {
        "id": "shiyan", "name": "试验办", "level": "街道", "kind": "科室", "parent_id": "huayang",
    },
    "leader": {"id": "qian-duoduo", "name": "钱多多"},
    "project": {
        "id": "n01", "plan_id": "plan-2026-2030", "action_id": "n1", "no": "7", "name": "试验项目",
        "content": "试验内容", "due_on": "2030-12-31", "due_basis": "试验",
    },
    "project_office": {"project_id": "n01", "office_id": "shiyan", "role": "牵头", "ord": "1"},
    "project_leader": {"project_id": "n01", "leader_id": "qian-duoduo", "ord": "1"},
    "place_category": {
        "id": "trial", "name": "试验点", "colour": "violet", "icon": "试", "ord": "99",
        "label_ord": "3", "label_zoom": "14.4",
    },
    "place": {
        "id": "trial-place", "name": "试验里", "category": "trial", "lon": "121.418000",
        "lat": "31.216000", "precision": "exact", "error_m": "5", "geo_source": "试验",
    },
    "project_place": {"project_id": "n01", "place_id": "trial-place"},
    "dimension": {
        "id": "trial-dimension", "ord": "5", "name": "增长试验", "goal": "试验", "colour": "slate",
    },
    "indicator": {
        "id": "base-digital", "dimension_id": "trial-dimension", "plan_id": "plan-2026-2030",
        "ord": f"{INDICATORS + 1}",
        "name": "数字底座", "unit": "个", "direction": "up", "operator": "at_least",
        "printed": "目标30个", "target_low": "30", "period": "by", "due_on": "2030-12-31",
        "definition": "试验",
    },
    "indicator_project": {
        "indicator_id": "base-digital", "project_id": "n01", "basis": "试验", "certainty": "stated",
    },
    "observation": {
        "id": "trial-value", "indicator_id": "base-digital", "metric": "数字底座", "printed": "9项",
        "value": "9", "unit": "项", "as_of": "2026-03-01", "date_precision": "day",
        "scope": "硅巷街区", "match": "exact", "reason": "试验",
    },
}  # fmt: skip


def append(data_dir, name: str, row: dict) -> None:
    columns = [column.name for column in table(name).csv_columns]
    wanted = SOURCE if "quote" in columns else {}
    path = data_dir / "facts" / f"{name}.csv"
    with path.open("a", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns, restval="", lineterminator="\n")
        writer.writerow(row | wanted)


@pytest.fixture(scope="module")
def grown_store(tmp_path_factory):
    """The store with the new rows; read only."""
    folder = tmp_path_factory.mktemp("grown")
    data_dir = copied_data(folder)
    for name, row in CYCLE.items():
        append(data_dir, name, row)
    sources = folder / "sources"
    sources.mkdir()
    facts = load(data_dir)
    files = {row.cells["id"]: row.cells["file"] for row in facts.tables["document"]}
    texts: dict[str, list[str]] = {file: [] for file in files.values()}
    for quoted in quotes(facts):
        texts[files[quoted.document_id]].append(quoted.quote)
    for file, parts in texts.items():
        (sources / f"{file}.txt").write_text("\n".join(parts), encoding="utf-8")
    assert prove(facts, data_dir, sources, today="2026-01-01") == []
    path = folder / "grown.db"
    build(data_dir, path)
    return path


@pytest.fixture
def grown(grown_store, monkeypatch):
    monkeypatch.setenv("GUIXIANG_DB", str(grown_store))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.path)
def test_pages_open_with_the_new_rows(page, grown):
    text = app.opened(page.file)
    assert "没能打开" not in text
    for path, words in {
        "/": ("试验方案", f"{INDICATORS + 1} 项指标", '<b class="num">1</b> 项有口径一致的数据'),
        "/projects": ("试验项目", "试验办", "钱多多", "试验方案"),
        "/map": ("试验里", "试验点"),
        "/indicators": ("数字底座", "9项"),
        "/sources": ("三年行动方案",),
    }.items():
        if page.path == path:
            for word in words:
                assert word in text, word


def test_the_new_rows_reach_the_api(grown):
    import json

    from lib.exports.api import indicators_json, places_geojson, projects_json

    day = "2026-11-22"
    assert "试验项目" in projects_json(day).decode()
    assert any(
        f["properties"]["id"] == "trial-place" for f in json.loads(places_geojson(day))["features"]
    )
    rows = {row["id"]: row for row in json.loads(indicators_json(day))["indicators"]}
    assert rows["base-digital"]["exact"] == [{"as_of": "2026-03-01", "value": 9.0}]


FILES = {
    "/print/map": ("试验里", "试验点"),
    "/export/map.html": ("试验里", "试验点"),
    "/print/projects": ("试验项目",),
    "/print/reminder?office=shiyan": ("试验项目",),
    "/export/projects.csv": ("试验项目", "试验办"),
    "/export/projects.xlsx": (),
    "/export/template.xlsx?office=shiyan": (),
    "/export/chart/indicators.svg": ("数字底座",),
    "/export/chart/course.svg?indicator=base-digital": (),
    "/export/data.zip": (),
    "/export/public.db": (),
}


@pytest.mark.parametrize("address", FILES)
def test_every_print_and_file_opens_with_the_new_rows(address, grown, quick):
    if quick and address.endswith("/indicators.svg"):
        pytest.skip("a picture of many texts: make test")
    routes = [*files.routes(), *mapfiles.routes(), *charts.routes(), *downloads.routes()]
    answer = TestClient(Starlette(routes=routes)).get(address)
    assert answer.status_code == 200, answer.text
    for word in FILES[address]:
        assert word in answer.text, word


def test_the_printed_map_names_places_of_the_new_category(grown):
    """Where and when names stand is a row too: a label beside the marker, not only the list."""
    client = TestClient(Starlette(routes=mapfiles.routes()))
    picture = client.get("/print/map").text.partition("</svg>")[0]
    assert re.search(r"<text[^>]*>(?:<[^>]*>)*\s*试验里", picture)


@pytest.mark.parametrize("choice", ["whole", "ten"])
def test_decks_have_the_new_rows_in_all_their_forms(choice, grown):
    rows = projects("2026-11-22")
    names = {kind: choices(rows, kind) for kind in decks.SCOPED}
    deck = decks.build(gather("2026-11-22", decks.choice_of(choice, names), address=""))
    page = offline(deck).decode()
    assert "增长试验" in page or choice != "whole"
    assert "试验方案" in page
    assert presentation(deck)[:2] == b"PK"
