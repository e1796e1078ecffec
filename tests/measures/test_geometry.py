"""Points in rings, near and far."""

from __future__ import annotations

import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from lib.measures.geometry import inside, metres, nearby

RING = [[0.0, 0.0], [4.0, 0.0], [4.0, 4.0], [2.0, 1.5], [0.0, 4.0], [0.0, 0.0]]


@given(st.floats(-1, 5), st.floats(-1, 5))
def test_inside_agrees_with_shapely(x, y):
    polygon, point = shapely.Polygon(RING), shapely.Point(x, y)
    if polygon.boundary.distance(point) > 1e-9:
        assert inside(RING, x, y) == polygon.contains(point)


@pytest.mark.parametrize(
    ("lon", "lat", "near"),
    [(121.4193, 31.2162, True), (121.4103, 31.2063, True), (121.3, 31.2, False), (0, 0, False),
     (31.2162, 121.4193, False)],
)  # fmt: skip
def test_nearby(lon, lat, near):
    assert nearby(lon, lat) is near


def test_metres():
    assert metres((121.42, 31.21), (121.42, 31.22)) == pytest.approx(1113, abs=2)
    assert metres((121.42, 31.21), (121.43, 31.21)) == pytest.approx(952, abs=3)
