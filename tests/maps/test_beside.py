"""Names of heavy roads stand beside their road: never on it, readable, level where it stands."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as some
from shapely import LineString, Point

from lib.maps.beside import BESIDE, LEVEL, beads, beside
from lib.maps.plane import width_of

LYING = [(0.0, 100.0), (400.0, 120.0)]
STANDING = [(100.0, 0.0), (110.0, 300.0)]
AT = some.tuples(some.integers(0, 400), some.integers(0, 400)).map(
    lambda pair: (float(pair[0]), float(pair[1]))
)


@given(some.lists(AT, min_size=2, max_size=5, unique=True), some.integers(2, 20))
def test_beads_cover_the_road(points, radius):
    path = LineString(points)
    found = list(beads(points, radius))
    assert len(found) == -(-int(path.length) // (2 * radius))
    for x, y, own in found:
        assert own == radius and path.distance(Point(x, y)) < 1e-6
    # wherever on the road: the next bead is not further than two of them apart
    for at in range(0, int(path.length), 25):
        point = path.interpolate(at)
        assert min(math.dist((point.x, point.y), bead[:2]) for bead in found) <= 2 * radius + 1e-6


@given(some.lists(AT, min_size=2, max_size=5, unique=True))
def test_no_name_is_upside_down(points):
    assert all(-90 <= turn <= 90 for _, _, turn in beside(points, "定西路 8 项", 10))


@pytest.mark.parametrize("points", [LYING, LYING[::-1]])
def test_along_a_lying_road_first(points):
    tries = list(beside(points, "定西路", 10))
    path, angle = LineString(LYING), math.degrees(math.atan2(20, 400))
    x, y, turn = tries[0]
    assert turn == pytest.approx(angle) and path.distance(Point(x, y)) == pytest.approx(BESIDE[0])
    assert math.dist((x, y), (200, 110)) < BESIDE[0] + 1  # in its middle
    sides = {round(path.distance(Point(x, y))) * (1 if y > 100 + x / 20 else -1)
             for x, y, turn in tries if turn}  # fmt: skip
    assert sides == {side * round(away) for away in BESIDE for side in (1, -1)}


def test_level_beside_a_standing_road_first():
    tries = list(beside(STANDING, "凯旋路", 10))
    path, reach = LineString(STANDING), width_of("凯旋路", 10) / 2 + LEVEL
    level = [spot for spot in tries if spot[2] == 0]
    assert tries[: len(level)] == level
    ends = [y for _, y, _ in level]
    assert min(ends[0], 300 - ends[0]) < 20 and 150 in ends[-4:]  # from its ends to its middle
    for (x, y, _), (left, low, _) in zip(level[::2], level[1::2], strict=True):
        assert y == low and x - left == pytest.approx(2 * reach)
        assert path.distance(Point((x + left) / 2, y)) < 1e-6


def test_a_bend_has_no_name_along_it():
    bent = [(0.0, 0.0), (60.0, 0.0), (60.0, 60.0), (0.0, 60.0)]
    wide = width_of("很长很长的一条路的名字", 10)
    assert not [spot for spot in beside(bent, "很长很长的一条路的名字", 10) if spot[2]]
    assert wide > 100 and list(beside(bent, "很长很长的一条路的名字", 10))  # level remains
