"""Plain geometry of places, in degrees (WGS-84)."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from math import cos, hypot, radians

#: the district's surroundings: west, south, east, north; the map ends there
SURROUNDINGS = (121.396, 31.196, 121.442, 31.238)
METRES = 111_320  # of a degree of latitude


def nearby(lon: float, lat: float) -> bool:
    """Whether a point lies in the district's surroundings."""
    west, south, east, north = SURROUNDINGS
    return west <= lon <= east and south <= lat <= north


def inside(ring: Sequence[Sequence[float]], lon: float, lat: float) -> bool:
    """Whether a point lies inside a closed ring of (lon, lat) vertices."""
    found = False
    for (x1, y1), (x2, y2) in pairwise(ring):
        if (y1 > lat) != (y2 > lat) and lon < (x2 - x1) * (lat - y1) / (y2 - y1) + x1:
            found = not found
    return found


def metres(a: tuple[float, float], b: tuple[float, float]) -> float:
    """Distance of two near points (lon, lat) in metres."""
    east = (a[0] - b[0]) * cos(radians((a[1] + b[1]) / 2))
    return hypot(east, a[1] - b[1]) * METRES
