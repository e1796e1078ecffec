"""The map's parts, paper and file over HTTP."""

from __future__ import annotations

import json
import re
from urllib.parse import parse_qs

import pytest
from starlette.testclient import TestClient

from lib import clock, paths
from lib.maps import frame
from lib.rows.cache import store_version
from lib.screens import map as map_screen
from lib.screens.view import read
from tests import frames
from tests.ledger import add_batch

pytestmark = pytest.mark.filterwarnings("ignore")


@pytest.fixture
def client(real_store):
    from starlette.applications import Starlette

    from lib.web import mapfiles

    return TestClient(Starlette(routes=mapfiles.routes()))


def test_scripts_and_style_are_kept_by_the_browser(client):
    """Under the address of their content; another version's address keeps nothing."""
    for path, kind, own in (
        ("/vendor/map/frame.css", "css", frame.version()),
        ("/vendor/map/base.js", "javascript", map_screen.base_version()),
    ):
        answer = client.get(f"{path}?v={own}")
        assert answer.status_code == 200
        assert kind in answer.headers["content-type"]
        assert "immutable" in answer.headers["cache-control"]
        for other in ("", "?v=0123456789ab"):
            assert client.get(f"{path}{other}").headers["cache-control"] == "no-cache"


def test_places_are_kept_under_their_own_version_alone(client):
    """A reader that lags behind must not fix old places under the newer version's address."""
    own = store_version()[:12]
    said = client.get(f"/vendor/map/places.json?v={own}").headers["cache-control"]
    assert said == "private, max-age=3600"
    for other in ("", "?v=0123456789ab"):
        answer = client.get(f"/vendor/map/places.json{other}")
        assert answer.headers["cache-control"] == "private, no-cache"


def test_places_are_all_located_ones(client, built):
    found = json.loads(client.get("/vendor/map/places.json").content)
    ids = [id for each in found["features"] for id in each["properties"]["ids"]]
    assert all(each["properties"]["id"] in each["properties"]["ids"] for each in found["features"])
    rows = frames.read(built, "select id from place where lon is not null")
    assert sorted(ids) == sorted(rows["id"])
    assert sum(row["count"] for row in found["categories"]) == len(ids)


@pytest.mark.parametrize(
    ("query", "deby"),
    [("", True), ("category=carrier", True), ("office=yingshang&state=unreported", False),
     ("q=西 路", False), ("as_of=2020-01-01", False), ("category=carrier&category=zzz", True),
     ("site=maker", True), ("as_of=2020-13-01&from=timeline", True), ("q=%00园", True),
     ("x=1", True)],
)  # fmt: skip
def test_the_frame_is_told_what_the_list_shows(query, deby, client):
    told = client.get(f"/vendor/map/shown.json?{query}")
    view = read("/map", parse_qs(query), map_screen.allowed, clock.today())
    located = [row["id"] for row in map_screen.selected(view) if row["located"]]
    assert told.status_code == 200  # what the page leaves out with a word is no fault here
    assert told.json() == {"ids": located, "categories": list(view.all("category"))}
    assert ("deby" in located) is deby


def test_places_of_a_past_day(client):
    early = json.loads(client.get("/vendor/map/places.json?as_of=2020-01-01").content)
    names = {each["properties"]["id"] for each in early["features"]}
    assert "lane" not in names


@pytest.mark.parametrize("query", ["", "?category=carrier&site=deby", "?as_of=2024-06-30&q=%00"])
@pytest.mark.parametrize("path", ["/print/map", "/export/map.html"])
def test_files_name_nothing_outside(path, query, client):
    answer = client.get(path + query)
    assert answer.status_code == 200
    text = answer.text.replace("http://www.w3.org/", "").replace("https://leafletjs.com", "")
    text = text.replace("© OpenStreetMap", "")
    assert not re.search(r"(src|href)=[\"']?(https?:)?//", text)
    assert not re.search(r"url\((?!data:)[^)]*[./]", text)
    assert "截至" in text
    assert "OpenStreetMap contributors" in answer.text


def test_the_file_holds_what_the_filter_leaves(client):
    text = client.get("/export/map.html?category=carrier").text
    data = re.search(r'id="places">(.*?)</script>', text, re.S)[1]
    ids = {each["properties"]["id"] for each in json.loads(data)["features"]}
    assert ids == {"deby", "hongji", "multimedia", "unicom"}
    assert "类别：载体园区" in text


def test_demo_marks_every_file(client, own_store):
    from lib.store import connect

    with connect.write(own_store) as db:
        db["store_meta"].upsert({"key": "kind", "value": "demo"}, pk="key")
    for path in ("/print/map", "/export/map.html"):
        assert "演示数据" in client.get(path).text


@pytest.mark.parametrize(
    ("given", "good", "bad"),
    [
        ("", 0, 0),
        ("https://tiles.example:8443/a/{z}/{x}/{y}.png", 1, 0),
        ("http://h/wmts?TILEMATRIX={z}&TILEROW={y}&TILECOL={x}&tk=1 http://h/b/{z}/{x}/{y}", 2, 0),
        ("https://{s}.tiles.example/{z}/{x}/{y}.png", 0, 1),
        ("https://tiles.example/{z}/{x}.png", 0, 1),
        ("javascript:alert(1)//{z}{x}{y}", 0, 1),
        ("https://a.b;script-src/{z}/{x}/{y}", 0, 1),
        ("https://a.b/'><script>/{z}/{x}/{y}", 0, 1),
        ("//a.b/{z}/{x}/{y}", 0, 1),
    ],
)
def test_only_whole_tile_addresses_are_taken(given, good, bad, monkeypatch):
    monkeypatch.setenv("GUIXIANG_TILES", given)
    assert len(paths.tiles()) == good
    assert len(paths.bad_tiles()) == bad
    for host in paths.tile_hosts():
        assert re.fullmatch(r"https?://[a-z0-9.]+(:\d+)?", host)


def test_reported_coordinates(own_store):
    from lib.rows.places import places
    from lib.store import connect

    add_batch(own_store, when="2026-01-10T09:00:00+08:00")
    add_batch(own_store, id="b2", when="2026-01-12T09:00:00+08:00", withdraws=None)
    with connect.write(own_store) as db:
        for batch, place, lon, lat in (
            ("b1", "maker", 121.4181, 31.2175),
            ("b2", "maker", 121.4182, 31.2176),
            ("b1", "no1", 121.3, 31.1),
        ):
            db["place_report"].insert(
                {"batch_id": batch, "place_id": place, "as_of": "2026-01-09", "lon": lon,
                 "lat": lat, "reporter": "测试员"}
            )  # fmt: skip

    def found(day):
        return {row["id"]: row for row in places(day)}

    assert not found("2026-01-09")["maker"]["located"]
    assert found("2026-01-10")["maker"]["lon"] == 121.4181
    later = found("2026-01-13")
    assert later["maker"]["lon"] == 121.4182
    assert later["maker"]["precision"] == "reported"
    assert later["maker"]["within_boundary"] == 1
    assert "营商办填报" in later["maker"]["geo_source"]
    assert later["no1"]["refused"] and not later["no1"]["located"]
    add_batch(own_store, id="b3", when="2026-01-14T09:00:00+08:00", withdraws="b2")
    assert found("2026-01-15")["maker"]["lon"] == 121.4181
    assert places("2026-01-15")
