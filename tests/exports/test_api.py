"""Bytes of the data routes: strict JSON that agrees with the store, null where nothing is known."""

from __future__ import annotations

import csv
import io
import json

import pytest

from lib import clock
from lib.exports import api
from lib.measures.lamps import PROJECT_STATES
from lib.rows import cache
from lib.rows.projects import projects
from tests import frames
from tests.ledger import add_batch, add_report, add_value

TODAY = clock.today().isoformat()
NOTHING_YET = "1900-01-01"
LISTS = ("projects", "indicators", "observations")
HARD = '=1+1,"引号"\n<b>&'


def loaded(body: bytes) -> dict:
    """The payload; NaN and Infinity are no JSON."""
    return json.loads(body, parse_constant=lambda name: pytest.fail(name))


def one(rows: list[dict], id: str) -> dict:
    return next(row for row in rows if row["id"] == id)


@pytest.mark.parametrize("name", LISTS)
def test_before_anything_was_known_the_lists_are_empty(name, real_store):
    found = loaded(api.MAKERS[f"/api/v1/{name}.json"](NOTHING_YET))
    assert found == {"as_of": NOTHING_YET, "licence": found["licence"], name: []}
    assert api.projects_csv(NOTHING_YET).decode("utf-8-sig").splitlines() == [
        ",".join(api.CSV_COLUMNS.values())
    ]


@pytest.mark.parametrize("path", api.MAKERS)
def test_every_route_tells_its_day_and_only_the_demo_is_marked(path, real_store, demo, monkeypatch):
    real = api.MAKERS[path]("2024-06-30")
    monkeypatch.setenv("GUIXIANG_DB", str(demo))
    cache._run.now = None
    made_up = api.MAKERS[path]("2024-06-30")
    assert "演示数据" in made_up.decode() and "演示数据" not in real.decode()
    if not path.endswith(".csv"):
        found = loaded(real)
        assert found["as_of"] == "2024-06-30" and "OpenStreetMap" in found["licence"]
        assert "demo" in loaded(made_up) and "demo" not in found


@pytest.mark.parametrize("path", api.MAKERS)
def test_a_sample_is_the_beginning_of_the_answer(path, real_store):
    said, whole = api.sample(path, TODAY), api.MAKERS[path](TODAY)
    if path.endswith(".csv"):
        assert said.splitlines() == whole.decode("utf-8-sig").splitlines()[:2]
        return
    short, full = json.loads(said), loaded(whole)
    assert short.keys() == full.keys()
    for name, value in full.items():
        assert short[name] == (value[:1] if isinstance(value, list) else value)


def test_projects_agree_with_their_tables(real_store):
    rows = loaded(api.projects_json(TODAY))["projects"]
    for each in ("office", "leader"):
        ties = frames.read(real_store, f"select project_id, {each}_id from project_{each}")
        wanted = set(map(tuple, ties.itertuples(index=False)))
        assert wanted == {
            (row["id"], tie["id"]) for row in rows for tie in row[f"{each}s"]
        }  # fmt: skip
    quotes = dict(frames.read(real_store, "select id, quote from project").itertuples(index=False))
    assert {row["id"]: row["quote"] for row in rows} == quotes


def test_what_nobody_reported_is_null(real_store):
    for row in loaded(api.projects_json(TODAY))["projects"]:
        assert row["percent"] is None and row["reported_on"] is None
        assert row["state_name"] == PROJECT_STATES[row["state"]].word
    for row in loaded(api.indicators_json(TODAY))["indicators"]:
        assert row["exact"] == []


def test_a_reported_nought_is_nought_and_is_known_from_its_day(own_store):
    add_batch(own_store)
    add_report(own_store, "s01", percent=0)
    add_report(own_store, "s07", percent=None)
    add_value(own_store, "base", 0)
    add_value(own_store, "salon", 7, confirmed=0)
    rows = loaded(api.projects_json("2024-01-10"))["projects"]
    assert one(rows, "s01")["percent"] == 0 and one(rows, "s01")["reported_on"] == "2024-01-09"
    assert one(rows, "s07")["percent"] is None and one(rows, "s07")["reported_on"] == "2024-01-09"
    targets = loaded(api.indicators_json("2024-01-10"))["indicators"]
    assert one(targets, "base")["exact"] == [{"as_of": "2024-01-09", "value": 0}]
    assert one(targets, "salon")["exact"] == []  # its definition is not the plan's
    before = loaded(api.projects_json("2024-01-09"))["projects"]  # received a day later
    assert one(before, "s01")["percent"] is None
    table = csv.DictReader(io.StringIO(api.projects_csv("2024-01-10").decode("utf-8-sig")))
    percents = {row["标识"]: row["进度"] for row in table}
    assert percents["s01"] in ("0", "0.0") and percents["s07"] == percents["s02"] == ""


def test_near_evidence_is_listed_and_not_counted(real_store):
    rows = {row["id"]: row for row in loaded(api.projects_json(TODAY))["projects"]}
    near = frames.read(
        real_store, "select distinct project_id from evidence where certainty = 'near'"
    )["project_id"]
    assert len(near)
    for project in projects(TODAY):
        cells = dict(zip(api.CSV_COLUMNS, api.project_cells(project), strict=True))
        known = [each["certainty"] for each in rows[project["id"]]["evidence"]]
        assert cells["evidence"] == len(known) - known.count("near")
        assert project["id"] not in set(near) or "near" in known


def test_hard_text_comes_through_whole(real_store):
    project = projects(TODAY)[0] | {"name": HARD, "content": HARD}
    cells = dict(zip(api.CSV_COLUMNS, api.project_cells(project), strict=True))
    assert cells["name"] == HARD  # made safe where the CSV is written
    body = api._json(TODAY, "projects", [api._project(project)])
    assert loaded(body)["projects"][0]["name"] == HARD
    bare = project | {"offices": [], "leaders": [], "evidence": []}
    cells = dict(zip(api.CSV_COLUMNS, api.project_cells(bare), strict=True))
    assert (cells["offices"], cells["leaders"], cells["evidence"]) == ("", "", 0)


def test_observations_agree_with_their_table(real_store):
    found = loaded(api.observations_json(TODAY))["observations"]
    stored = frames.read(real_store, "select id, value from observation")
    assert {row["id"]: row["value"] for row in found} == dict(stored.itertuples(index=False))
    assert all(row["match_name"] for row in found)


def test_a_mapped_place_is_a_point_and_no_other_is(real_store):
    found = loaded(api.places_geojson(TODAY))["features"]
    stored = frames.read(real_store, "select lon, lat from place where lon is not null")
    points = [tuple(each["geometry"]["coordinates"]) for each in found]
    assert sorted(points) == sorted(map(tuple, stored.itertuples(index=False)))


def test_every_polygon_is_closed_and_tells_what_it_is(real_store):
    for each in loaded(api.boundary_geojson(NOTHING_YET))["features"]:
        told = each["properties"]
        assert told["what"] and told["name"] and told["km2"] > 0
        assert told["kind"] in ("ring", "quarter")
        for ring in each["geometry"]["coordinates"]:
            assert ring[0] == ring[-1] and len(ring) > 3
