"""The still picture: every place on it, no name on a marker or on another name."""

from __future__ import annotations

import re
from itertools import combinations
from math import hypot
from xml.etree import ElementTree

import pytest

from lib.maps import static
from lib.maps.plane import Names, Plane
from lib.rows import boundary, places
from lib.rows.spots import drawn

DAY = "2026-11-22"
SVG = "{http://www.w3.org/2000/svg}"


def made(**more) -> str:
    return static.picture(
        boundary.lines(), boundary.rings(), boundary.quarters(), drawn(places.places(DAY)),
        credit="示意图", **more,
    )  # fmt: skip


def test_is_well_formed_and_names_its_parts(real_store):
    svg = made()
    root = ElementTree.fromstring(svg)
    text = "".join(root.itertext())
    for word in ("定西路", "武夷路", "江苏路", "北", "200 米", "示意图", "德必易园"):
        assert word in text
    assert not re.search(r"(href|src|url\()", svg)
    assert made() == svg


@pytest.mark.parametrize("size", [(1000, 700), (1180, 590), (640, 480)])
@pytest.mark.parametrize("store", ["built", "demo"])
def test_names_lie_free(size, store, request, monkeypatch):
    from lib.maps.plane import _footprint, width_of

    monkeypatch.setenv("GUIXIANG_DB", str(request.getfixturevalue(store)))
    width, height = size
    ring = {"coordinates": [boundary.rings()["outer"]["points"]]}
    sheet = Plane.around(ring["coordinates"][0], width, height, 34)
    features = drawn(places.places(DAY))
    own = [each["properties"] for each in features]
    roads = {each["line"]: each for each in own if each["line"] and each["lamp"]}
    marks = static._marks(features, sheet, "", small=False)
    names = static._names(static._lines(boundary.lines(), sheet, roads), marks, sheet)
    said = " ".join(name.text for name in names)
    assert "定西路 8 项" in said and "武夷路 4 项" in said
    if size[0] >= 1000:  # every institute, carrier and service place has its name
        for mark in marks:
            if mark["named"] and not mark["quiet"]:
                assert mark["said"] in said, mark["said"]
    ground = {
        number: list(_footprint(n.x, n.y, n.turn, width_of(n.text, n.size), n.size))
        for number, n in enumerate(names)
    }
    for number, name in enumerate(names):
        for x, y, r in ground[number]:
            assert x - r > 0 and x + r < width and y - r > 0 and y + r < height, name.text
            for mark in marks:
                assert hypot(x - mark["x"], y - mark["y"]) > r + mark["r"], (
                    name.text,
                    mark["name"],
                )
    for one, other in combinations(ground, 2):
        for a in ground[one]:
            for b in ground[other]:
                assert hypot(a[0] - b[0], a[1] - b[1]) > a[2] + b[2] - 0.2


def test_places_at_one_point_stand_apart(real_store):
    ring = {"coordinates": [boundary.rings()["outer"]["points"]]}
    sheet = Plane.around(ring["coordinates"][0], 1000, 700, 34)
    marks = static._marks(drawn(places.places(DAY)), sheet, "", small=False)
    assert len({(mark["x"], mark["y"]) for mark in marks}) == len(marks)


@pytest.mark.parametrize("size", [(1000, 700), (1180, 590), (640, 480)])
@pytest.mark.parametrize("store", ["built", "demo"])
def test_no_mark_covers_another(size, store, request, monkeypatch):
    monkeypatch.setenv("GUIXIANG_DB", str(request.getfixturevalue(store)))
    plane = Plane.around(boundary.rings()["outer"]["points"], *size, 34)
    features = drawn(places.places(DAY))
    marks = static._marks(features, plane, "", small=False)
    for one, other in combinations(marks, 2):
        apart = hypot(one["x"] - other["x"], one["y"] - other["y"])
        assert apart >= one["r"] + other["r"], (one["name"], other["name"])
    points = [plane.at(*each["geometry"]["coordinates"]) for each in features]
    for mark in marks:  # none goes far from where it is
        assert min(hypot(mark["x"] - x, mark["y"] - y) for x, y in points) < 30, mark["name"]


def test_the_chosen_place_is_ringed(real_store):
    assert "#d98a00" not in made()
    assert made(selected="deby").count("#d98a00") == 1


def test_hostile_names_stay_text(real_store):
    features = drawn(places.places(DAY))[:1]
    features[0]["properties"] |= {
        "name": "</title><script>alert(1)</script>",
        "category": "carrier",
    }
    svg = static.picture(
        boundary.lines(), boundary.rings(), boundary.quarters(), features, credit="<b>"
    )
    ElementTree.fromstring(svg)
    assert "<script>" not in svg


def test_a_name_without_room_is_left_out():
    sheet = Plane(width=100, height=50, west=0, north=0, squeeze=1, scale=1)
    names = Names(sheet, [(50, 25, 40)])
    assert not names.put("没有地方", 14, iter([(50, 25, 0)]), strong=False)
    assert names.found == []
