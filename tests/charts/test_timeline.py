"""Milestones drawn: what the rows say, on lanes below the years' names."""

from __future__ import annotations

from itertools import pairwise

import pytest

from lib.charts.base import specification
from lib.charts.timeline import ROW, SHADES, timeline
from lib.rows.milestones import marks, milestones


@pytest.fixture(params=["2023-11-21", "2026-01-01"])
def drawn(request, real_store) -> tuple[dict, list[dict]]:
    spec = specification(timeline(marks(milestones(request.param))))
    return spec, next(iter(spec["datasets"].values()))


def test_lanes_lie_on_the_sheet_below_the_years(drawn):
    spec, rows = drawn
    for row in rows:
        if row["kind"].startswith("in_") or row["kind"] == "lane":
            assert 1 <= row["high"] < row["level"] < row["low"] <= spec["height"] / ROW
            assert -1e-9 < row["left"] <= row["right"] < 1 + 1e-9


def test_years_beside_each_other_have_two_shades(drawn):
    _, rows = drawn
    shades = [row["shade"] for row in rows if row["kind"] == "year"]
    assert set(shades) == set(SHADES)
    assert all(one != other for one, other in pairwise(shades))


def test_no_layer_is_without_rows_and_no_kind_without_a_layer(drawn):
    spec, rows = drawn
    filters = {layer["transform"][0]["filter"].split("'")[1] for layer in spec["layer"]}
    assert filters == {row["kind"] for row in rows}


def test_one_milestone_alone_is_drawn(real_store):
    (first, *_) = milestones("2026-01-01")
    spec = specification(timeline(marks([first])))
    rows = next(iter(spec["datasets"].values()))
    assert [row["number"] for row in rows if row["number"]] == [str(first["number"])]
    assert spec["height"] == 2 * ROW
