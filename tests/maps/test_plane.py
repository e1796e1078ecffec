"""The flat sheet: a ring shown whole and in its middle, names that find room or stay away."""

from __future__ import annotations

import math
from itertools import combinations, pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as some

from lib.maps.plane import EDGE, Names, Plane, around, width_of

LON, LAT = some.floats(121.3, 121.5), some.floats(31.1, 31.3)
RING = some.lists(some.tuples(LON, LAT), min_size=3, max_size=8).filter(
    lambda ring: all(max(each) - min(each) > 0.001 for each in zip(*ring, strict=True))
)
SHEET = Plane(400, 300, 0, 0, 1, 1)
ROAD = [(20.0, 150.0), (200.0, 150.0), (380.0, 160.0)]


def names(taken=()) -> Names:
    return Names(SHEET, taken)


@given(RING)
def test_a_ring_is_shown_whole_as_large_as_it_can_be(ring):
    plane = Plane.around(ring, 400, 300, 20)
    spots = [plane.at(*point) for point in ring]
    wide, high = zip(*spots, strict=True)
    assert all(19.9 <= x <= 380.1 and 19.9 <= y <= 280.1 for x, y in spots)
    assert max(max(wide) - min(wide) - 360, max(high) - min(high) - 260) == pytest.approx(
        0, abs=0.3
    )
    assert (max(wide) + min(wide)) / 2 == pytest.approx(200, abs=0.2)
    assert (max(high) + min(high)) / 2 == pytest.approx(150, abs=0.2)


def test_north_is_up_east_is_right_and_metres_are_metres():
    plane = Plane.around([(121.40, 31.20), (121.44, 31.24)], 1000, 1000, 0)
    west, north = plane.at(121.40, 31.24)
    east, south = plane.at(121.44, 31.20)
    assert west < east and north < south
    # 0.04 degrees of latitude are about 4453 m
    assert plane.metres(4453) == pytest.approx(south - north, rel=0.001)
    # at this latitude a degree of longitude is shorter
    assert (east - west) / (south - north) == pytest.approx(
        math.cos(math.radians(31.22)), rel=0.001
    )


def test_a_chinese_character_is_as_wide_as_high():
    assert width_of("硅巷", 10) == 20 and width_of("", 10) == 0
    assert width_of("No", 10) == pytest.approx(11.6)


def test_a_name_takes_the_first_free_try_and_keeps_it():
    found = names(taken=[(100, 100, 10)])
    tries = [(100, 100, 0), (200, 100.04, 0), (300, 100, 0)]
    assert found.put("定西路", 10, iter(tries), strong=True)
    (one,) = found.found
    assert (one.x, one.y, one.turn, one.strong, one.soft) == (200, 100.0, 0, True, False)
    # its own place is taken now
    assert found.put("武夷路", 10, iter(tries), strong=False, soft=True)
    assert (found.found[1].x, found.found[1].soft) == (300, True)
    assert not found.put("江苏路", 10, iter(tries), strong=False) and len(found.found) == 2
    assert not found.put("愚园路", 10, iter(()), strong=False)


@pytest.mark.parametrize("spot", [(10, 150, 0), (390, 150, 0), (200, EDGE + 3, 0), (200, 297, 0)])
def test_no_name_runs_over_the_edge(spot):
    assert not names().put("长宁路", 10, iter([spot]), strong=False)


@example([(100.0, 100.0, 0.0), (108.0, 100.0, 0.0), (111.0, 100.0, 0.0)])
@given(some.lists(some.tuples(some.floats(0, 400), some.floats(0, 300), some.floats(-90, 90)),
                  max_size=12))  # fmt: skip
def test_names_put_anywhere_do_not_touch(spots):
    found = names()
    for spot in spots:
        found.put("路", 10, iter([spot]), strong=False)
    for one, other in combinations(found.found, 2):
        assert math.dist((one.x, one.y), (other.x, other.y)) > 12.2  # both have air around them
    assert all(EDGE < each.x < 400 - EDGE and EDGE < each.y < 300 - EDGE for each in found.found)


@pytest.mark.parametrize("points", [ROAD, ROAD[::-1]])
def test_along_a_road_the_middle_comes_first_and_no_name_is_upside_down(points):
    tries = list(names().along(points, "延安西路", 10))
    on = len(tries) // 3  # first on the line, then on either side of it
    away = [math.dist(spot[:2], (200, 150)) for spot in tries[:on]]
    assert on and away == sorted(away)
    assert all(-90 <= turn <= 90 for _, _, turn in tries)
    lines = [(a, b) for a, b in pairwise(ROAD)]
    for x, y, _ in tries[:on]:
        assert any(a[0] - 0.1 <= x <= b[0] + 0.1 and abs(y - a[1]) <= 10 for a, b in lines)
    for (x, y, _), (beside_x, beside_y, _) in zip(tries[:on], tries[on : 2 * on], strict=True):
        assert math.dist((x, y), (beside_x, beside_y)) == pytest.approx(11)


@pytest.mark.parametrize(
    "points",
    [
        [(0.0, 0.0), (5.0, 0.0)],
        [(0.0, 0.0), (0.0, 0.0)],
        [(0.0, 0.0), (30.0, 0.0), (30.0, 30.0), (0.0, 30.0)],
    ],
)
def test_a_road_too_short_or_too_bent_has_no_try(points):
    assert list(names().along(points, "延安西路高架", 10)) == []


@given(some.floats(1, 30), some.text(alphabet="硅a", min_size=1, max_size=8))
def test_beside_a_mark_nothing_covers_it(radius, text):
    tries = list(around(100, 100, radius, text, 10))
    assert len(set(tries)) == 6 and tries[0][1] > 100  # below comes first
    for x, y, turn in tries:
        clear_of_x = abs(x - 100) - width_of(text, 10) / 2 > radius
        clear_of_y = abs(y - 100) - 10 / 2 > radius
        assert turn == 0 and (clear_of_x or clear_of_y)
