"""The constant base: every line under its kind, the ring in view, no network, names only text."""

from __future__ import annotations

import json
import re

import pytest

from lib.maps.base import BRACE, VENDOR, Settled, _collection, _fields, _roads, base_map
from lib.maps.looks import LINES
from lib.rows import boundary

HARD = "</script>{{ 1 }}&\"'"


def made(**more):
    return base_map(
        boundary.lines(), boundary.rings(), boundary.quarters(),
        limits=(121.3, 31.1, 121.5, 31.3), credit="©", **more,
    )  # fmt: skip


def settled(figure) -> Settled:
    *_, last = figure._children.values()
    assert isinstance(last, Settled)  # last: all else is on the map already
    return last


def test_every_line_is_drawn_once_the_lowest_kind_first(real_store):
    lines = boundary.lines()
    drawn = [each.data["features"] for each in _roads(lines)]
    names = [feature["properties"]["name"] for features in drawn for feature in features]
    assert sorted(names) == sorted(line["name"] for line in lines)
    kinds = [{feature["properties"]["kind"] for feature in features} for features in drawn]
    assert all(len(each) == 1 for each in kinds)
    order = [list(LINES).index(*each) for each in kinds]
    assert order == sorted(set(order))
    assert list(_roads([])) == []


def test_a_name_with_braces_is_no_template():
    (feature,) = _collection([{"name": HARD, "kind": "road", "points": []}])["features"]
    assert "{" not in feature["properties"]["name"]
    assert feature["properties"]["name"].replace(BRACE, "{") == HARD


@pytest.mark.parametrize("search", ["", "?site=" + HARD])
def test_the_settings_close_no_script(search, real_store):
    said = settled(made(search=search, tiles=("https://t.example/{z}/{x}/{y}.png",))).settings
    assert "<" not in said and json.loads(said)["search"] == search
    assert json.loads(said)["tiles"] == ["https://t.example/{z}/{x}/{y}.png"]
    assert json.loads(said)["credit"] == "©" and json.loads(said)["colours"]


def test_the_view_holds_the_whole_ring(real_store):
    (south, west), (north, east) = settled(made()).bounds
    points = boundary.rings()["outer"]["points"]
    assert {south, north} <= {lat for _, lat in points} and {west, east} <= {p[0] for p in points}
    assert all(west <= lon <= east and south <= lat <= north for lon, lat in points)


def test_every_field_says_its_area(real_store):
    rows = boundary.quarters()
    said = [each["properties"] for each in _fields(rows).data["features"]]
    assert [each["id"] for each in said] == [row["id"] for row in rows]
    for words, row in zip(said, rows, strict=True):
        assert row["name"] in words["text"] and f"{row['km2']:.2f}" in words["text"]


def test_the_base_fetches_nothing_from_others(real_store):
    figure = made()
    addresses = {address for _, address in figure.default_js + figure.default_css}
    assert all(address.startswith(f"{VENDOR}/") for address in addresses)
    html = figure.get_root().render()
    loaded = re.findall(r"<(?:script|link)[^>]+(?:src|href)=\"([^\"]+)\"", html)
    assert loaded and all(address.startswith(f"{VENDOR}/") for address in loaded), loaded
