"""The data routes and the headers around them."""

from __future__ import annotations

import csv
import io
import json

import pytest
from pyproj import Geod
from shapely.geometry import Polygon
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.testclient import TestClient

from lib import clock
from lib.exports.catalogue import ROUTES
from lib.exports.csv_file import safe_cell
from lib.rows.projects import projects
from lib.web import plain
from lib.web.answers import media_of
from lib.web.api import routes
from lib.web.guard import Guard, lost_page
from tests.ledger import add_batch, add_report
from tests.totals import LOCATED, PROJECTS, STREET


@pytest.fixture
def client(own_store):
    return TestClient(Starlette(routes=routes(), middleware=[Middleware(Guard)]))


def test_every_documented_route_answers(client):
    for route in ROUTES:
        answer = client.get(route.path)
        assert answer.status_code == 200, route.path
        assert answer.headers["content-type"].startswith(media_of(route.path))
        assert "default-src 'self'" in answer.headers["content-security-policy"]
        assert answer.headers["x-content-type-options"] == "nosniff"


def test_projects_json_and_csv_agree(client):
    rows = client.get("/api/v1/projects.json").json()["projects"]
    text = client.get("/api/v1/projects.csv").content
    assert text.startswith(b"\xef\xbb\xbf")
    lines = list(csv.reader(io.StringIO(text.decode("utf-8-sig"))))
    assert len(rows) == len(lines) - 1 == PROJECTS
    assert [row["id"] for row in rows] == [line[0] for line in lines[1:]]


def test_geojson_has_the_located_places(client):
    found = client.get("/api/v1/places.geojson").json()
    assert len(found["features"]) == LOCATED
    for feature in found["features"]:
        lon, lat = feature["geometry"]["coordinates"]
        assert 121.39 < lon < 121.45
        assert 31.19 < lat < 31.25


def test_a_plain_page_in_the_same_thread_leaves_no_old_version_behind(own_store):
    app = Starlette(routes=[*plain.routes(), *routes()])
    add_batch(own_store)
    add_report(own_store, percent=51)
    with TestClient(app) as client:  # one thread after the other answers

        def told() -> tuple[int, str]:
            rows = client.get("/api/v1/projects.json").json()["projects"]
            last = client.get("/api/v1/health").json()["last_batch"]
            return next(row["percent"] for row in rows if row["id"] == "s01"), last[:7]

        assert client.get("/plain/").status_code == 200
        assert told() == (51, "2024-01")
        add_batch(own_store, id="b2", when="2024-02-10T09:00:00+08:00")
        add_report(own_store, batch_id="b2", as_of="2024-02-09", percent=52)
        assert told() == (52, "2024-02")


def test_version_and_not_modified(client, own_store):
    first = client.get("/api/v1/projects.json")
    tag = first.headers["etag"]
    again = client.get("/api/v1/projects.json", headers={"if-none-match": tag})
    assert again.status_code == 304
    add_batch(own_store)
    add_report(own_store)
    fresh = client.get("/api/v1/projects.json", headers={"if-none-match": tag})
    assert fresh.status_code == 200
    states = {row["id"]: row["state"] for row in fresh.json()["projects"]}
    assert states["s01"] == "overdue"
    assert states["s02"] == "unreported"


@pytest.mark.parametrize("day", ["abc", "2023-13-01", "2999-01-01", "<script>"])
def test_bad_days_are_refused_in_words(client, day):
    answer = client.get("/api/v1/indicators.json", params={"as_of": day})
    assert answer.status_code == 400
    assert "日期" in answer.json()["error"]


def test_a_day_before_the_plans_is_empty(client):
    assert client.get("/api/v1/projects.json?as_of=2023-06-01").json()["projects"] == []
    assert len(client.get("/api/v1/projects.json?as_of=2023-06-28").json()["projects"]) == STREET


def test_a_ruined_store_is_said_not_shown(client, own_store):
    own_store.write_bytes(b"ruin" * 100)
    for path in ("/api/v1/health", "/api/v1/projects.json"):
        answer = client.get(path)
        assert answer.status_code == 503
        assert "Traceback" not in answer.text
        assert "数据库" in answer.text


def test_no_writing_verbs(client):
    for verb in ("post", "put", "delete", "patch"):
        assert getattr(client, verb)("/api/v1/projects.json").status_code == 405


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@x", "\tx"])
def test_cells_never_become_formulas(text):
    assert safe_cell(text) == "'" + text


@pytest.mark.parametrize(
    ("path", "lost"),
    [
        ("/", None),
        ("/projects", None),
        ("/projects/_stcore/health", None),
        ("/nothing/_stcore/health", None),
        ("/_stcore/health", None),
        ("/static/x.js", None),
        ("/nothing", "nothing"),
        ("/projects/x", "projects/x"),
        ("/" + "x" * 300, "x" * 60),
    ],
)
def test_unknown_pages_are_recognised(path, lost):
    assert lost_page(path) == lost


def test_unknown_pages_lead_home(client):
    answer = client.get("/nichts", follow_redirects=False)
    assert answer.status_code == 302
    assert answer.headers["location"] == "/?missing=nichts"


def test_observations_carry_their_source(client):
    rows = json.loads(client.get("/api/v1/observations.json").content)["observations"]
    assert all(row["quote"] and row["locator"] and row["document_id"] for row in rows)
    assert {row["match"] for row in rows} == {"proxy", "context"}


def test_due_on_is_the_day_the_page_judges_by(demo_store):
    client = TestClient(Starlette(routes=routes()))
    found = {row["id"]: row for row in client.get("/api/v1/projects.json").json()["projects"]}
    shown = {row["id"]: row for row in projects(clock.today().isoformat())}
    assert {id: row["due_on"] for id, row in found.items()} == {
        id: row["due"] for id, row in shown.items()
    }
    assert {id: row["due_original"] for id, row in found.items()} == {
        id: row["due_on"] for id, row in shown.items()
    }
    moved = [id for id, row in found.items() if row["due_on"] != row["due_original"]]
    assert len(moved) > 20
    table = csv.DictReader(
        io.StringIO(client.get("/api/v1/projects.csv").content.decode("utf-8-sig"))
    )
    for row in table:
        one = found[row["标识"]]
        assert (row["期限"], row["原期限"]) == (one["due_on"], one["due_original"])


def test_the_boundary_is_polygons_with_measured_areas(client):
    found = client.get("/api/v1/boundary.geojson").json()
    rings = {each["properties"]["id"]: each for each in found["features"]
             if each["properties"]["kind"] == "ring"}  # fmt: skip
    assert set(rings) == {"centre", "outer"}
    for id, low, high in (("centre", 1.39, 1.41), ("outer", 1.47, 1.49)):
        shape, about = rings[id]["geometry"], rings[id]["properties"]
        assert (
            shape["type"] == "Polygon" and shape["coordinates"][0][0] == shape["coordinates"][0][-1]
        )
        measured = (
            abs(Geod(ellps="WGS84").geometry_area_perimeter(Polygon(shape["coordinates"][0]))[0])
            / 1e6
        )
        assert low < measured < high and abs(measured - about["km2"]) < 1e-4
        assert about["what"] and about["name"]
    assert rings["outer"]["properties"]["offset_m"] > 0
    quarters = [each for each in found["features"] if each["properties"]["kind"] == "quarter"]
    total = sum(each["properties"]["km2"] for each in quarters)
    assert len(quarters) == 4 and abs(total - rings["centre"]["properties"]["km2"]) < 0.01
    assert "不是官方红线" in found["note"] and "ODbL" in found["licence"]
