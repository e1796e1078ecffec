"""One indicator's chart: an axis with room for every number, layers only for what is there."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lib.charts.base import specification
from lib.charts.course import HEADROOM, NO_NUMBER, TICKS, _ticks, course
from lib.rows.course import marks
from lib.rows.indicators import indicators
from tests.ledger import add_batch, add_value

DAY = "2024-06-30"


def drawn(id: str) -> tuple[dict, list[dict]]:
    row = next(row for row in indicators(DAY) if row["id"] == id)
    spec = specification(course(marks(row, DAY), unit=row["unit"]))
    return spec, next(iter(spec["datasets"].values()))


def kinds(spec: dict) -> set[str]:
    return {layer["transform"][0]["filter"].split("'")[1] for layer in spec["layer"]}


@given(st.floats(1, 1e7))
@settings(deadline=None)
def test_the_ticks_are_a_handful_of_whole_round_numbers_within_the_axis(top):
    ticks = _ticks(top)
    assert ticks[0] == 0 and 2 <= len(ticks) <= TICKS + 1 and ticks[-1] <= top
    (step,) = {later - earlier for earlier, later in pairwise(ticks)}
    assert str(step).rstrip("0") in ("1", "2", "5")
    assert top - ticks[-1] < step


@pytest.mark.parametrize("id", ["space", "base", "forum"])  # by the end, 新增, every year
def test_without_a_number_the_chart_says_so_and_draws_none(real_store, id):
    spec, rows = drawn(id)
    assert kinds(spec) == {each["kind"] for each in rows}, "no layer without rows"
    assert ("pace" in kinds(spec)) == (id == "base")
    texts = [layer for layer in spec["layer"] if "words" in str(layer["encoding"].get("text"))]
    assert len(texts) == 1 and {each["words"] for each in rows} == {NO_NUMBER}


def test_a_number_far_beyond_the_target_is_within_the_axis(own_store):
    add_batch(own_store)
    add_value(own_store, "space", 500)
    spec, rows = drawn("space")
    assert "exact_day" in kinds(spec)
    assert not [layer for layer in spec["layer"] if "words" in str(layer["encoding"].get("text"))]
    domains = {
        tuple(layer["encoding"]["y"]["scale"]["domain"])
        for layer in spec["layer"]
        if "scale" in layer["encoding"].get("y", {})
    }
    assert domains == {(0, HEADROOM * 500)}, "one axis for every layer"
    assert all(each["ends"] >= each["starts"] for each in rows)


def test_a_reported_nought_is_a_mark_on_the_ground(own_store):
    add_batch(own_store)
    add_value(own_store, "space", 0)
    _, rows = drawn("space")
    (mark,) = [each for each in rows if each["kind"] == "exact_day"]
    assert mark["value"] == 0 and mark["below"] < 0 < mark["above"]
