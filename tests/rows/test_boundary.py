"""The boundary's lines, rings and fields: closed outlines, whole lines in order."""

from __future__ import annotations

import json

from lib.measures.geometry import inside
from lib.rows.boundary import corners, lines, quarters, rings
from tests import frames


def test_each_line_has_all_its_points_in_order(real_store):
    sql = "select line_id, lon, lat from line_vertex order by line_id, seq"
    said = frames.read(real_store, sql)
    found = lines()
    assert [row["id"] for row in found] == sorted(set(said["line_id"]))
    for row in found:
        own = said[said["line_id"] == row["id"]]
        assert row["points"] == list(zip(own["lon"], own["lat"], strict=True))
        assert not {"lon", "lat"} & set(row)


def test_the_outer_ring_holds_the_inner_one_and_both_are_closed(real_store):
    found = rings()
    outer = found["outer"]
    for row in found.values():
        assert row["points"][0] == row["points"][-1] and row["points"] == corners(row["geojson"])
        assert row["km2"] <= outer["km2"]
    (inner,) = (row for id, row in found.items() if id != "outer")
    assert all(inside(outer["points"], *point) for point in inner["points"])
    assert not any(inside(inner["points"], *point) for point in outer["points"])


def test_four_fields_with_outlines(real_store):
    ids = [row["id"] for row in quarters()]
    assert ids == sorted(set(ids)) and all(row["km2"] > 0 for row in quarters())
    assert all(json.loads(row["geojson"])["type"] == "Polygon" for row in quarters())
