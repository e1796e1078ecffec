"""Bars of the targets: each carries the number that is judged, off the target's mark."""

from __future__ import annotations

from lib import clock
from lib.rows.course import bars, judged
from lib.rows.indicators import indicators
from lib.screens import indicators as screen
from lib.screens.view import View


def test_a_bar_carries_the_number_that_is_judged(demo_store):
    rows = indicators(clock.today().isoformat())
    for row in rows:
        told = [each["label"] for each in bars([row]) if each.get("told")]
        wanted = judged(row)
        assert told == ([wanted["label"]] if wanted else []), row["id"]
    assert any(judged(row) for row in rows)


def test_numbers_keep_off_the_target(demo_store):
    spec = screen.chart(View("/indicators", clock.today().isoformat()))
    (data,) = spec["datasets"].values()
    told = [row for row in data if row["told"]]
    assert told
    for row in told:
        if row["beside"]:  # to the right of its bar: the target is far
            assert row["edge"] == row["share"] <= 0.75
        else:  # to the left of where it stands
            assert row["edge"] <= 1
    words = [layer for layer in spec["layer"] if "told" in str(layer.get("transform"))]
    sides = {layer["mark"]["align"]: layer["mark"]["dx"] for layer in words}
    assert sides.get("left", 1) > 0 > sides.get("right", -1)
