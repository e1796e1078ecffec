"""Names of heavy roads: beside their road, never on one. Lengths are points of the sheet."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from itertools import chain

from shapely import LineString

from lib.maps.plane import Point, Turned, width_of

#: how far a name stands from the middle of a lying and of a standing road
BESIDE, LEVEL = (20.0, 25.0, 30.0, 36.0), 14.0


def beads(piece: Iterable[Point], radius: float) -> Iterator[Turned]:
    """A heavy road as circles, so that no name stands on it."""
    path = LineString(piece)
    for at in range(0, int(path.length), int(2 * radius)):
        point = path.interpolate(at)
        yield point.x, point.y, radius


def beside(piece: Iterable[Point], text: str, size: float) -> Iterator[Turned]:
    """Tries beside a road: along one that lies, level beside the ends of one that stands."""
    path, wide = LineString(piece), width_of(text, size)
    (west, north, east, south) = path.bounds
    marks = [path.length * (0.5 + side * part / 20) for part in range(10) for side in (1, -1)]
    along = (spot for away in BESIDE for mark in marks for spot in _along(path, mark, wide, away))
    level = (spot for mark in marks[::-1] for spot in _level(path, mark, wide))
    return chain(level, along) if south - north > east - west else chain(along, level)


def _along(path: LineString, mark: float, wide: float, away: float) -> Iterator[Turned]:
    """On both sides of a stretch that is straight enough."""
    start, end = (path.interpolate(max(0, mark + by * wide / 2)) for by in (-1, 1))
    if start.distance(end) < 0.8 * wide:
        return
    x, y = (start.x + end.x) / 2, (start.y + end.y) / 2
    angle = math.atan2(end.y - start.y, end.x - start.x)
    angle += math.pi if angle < -math.pi / 2 else -math.pi if angle > math.pi / 2 else 0
    for far in (-away, away):
        yield x - far * math.sin(angle), y + far * math.cos(angle), math.degrees(angle)


def _level(path: LineString, mark: float, wide: float) -> Iterator[Turned]:
    """Right and left of a point, without a turn."""
    point = path.interpolate(mark)
    for by in (1, -1):
        yield point.x + by * (wide / 2 + LEVEL), point.y, 0.0
