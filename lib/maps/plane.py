"""A flat sheet for the district: degrees to points, and names that touch nothing.

Lengths are points of the sheet, x to the right, y down.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

Point = tuple[float, float]
Turned = tuple[float, float, float]
STEP = 22  # between two tries of a name along its line
EDGE = 4  # no name is nearer to the sheet's edge


@dataclass(frozen=True)
class Plane:
    """``width`` × ``height`` points that show ``ring`` (lon, lat) whole, ``margin`` around it."""

    width: float
    height: float
    west: float
    north: float
    squeeze: float
    scale: float

    @classmethod
    def around(cls, ring: Sequence[Point], width: float, height: float, margin: float) -> Plane:
        """The sheet on which the ring is as large as it can be, in the middle."""
        lons, lats = [p[0] for p in ring], [p[1] for p in ring]
        squeeze = math.cos(math.radians(sum(lats) / len(lats)))
        wide, high = (max(lons) - min(lons)) * squeeze, max(lats) - min(lats)
        scale = min((width - 2 * margin) / wide, (height - 2 * margin) / high)
        west = (max(lons) + min(lons)) / 2 - width / scale / squeeze / 2
        north = (max(lats) + min(lats)) / 2 + height / scale / 2
        return cls(width, height, west, north, squeeze, scale)

    def at(self, lon: float, lat: float) -> Point:
        """Where a point lies on the sheet."""
        x = (lon - self.west) * self.squeeze * self.scale
        return round(x, 1), round((self.north - lat) * self.scale, 1)

    def metres(self, length: float) -> float:
        """How long ``length`` metres are on the sheet."""
        return length / 111_320 * self.scale


@dataclass(frozen=True)
class Name:
    """A name that has found its place: ``turn`` in degrees around its middle."""

    text: str
    x: float
    y: float
    turn: float
    size: float
    strong: bool
    soft: bool = False


def width_of(text: str, size: float) -> float:
    """About how wide a text is: a Chinese character is as wide as high."""
    return sum(size if char > "\u2000" else size * 0.58 for char in text)


class Names:
    """Places names where there is nothing yet."""

    def __init__(self, sheet: Plane, taken: Sequence[tuple[float, float, float]]):
        self.sheet = sheet
        self.taken = list(taken)
        self.found: list[Name] = []

    def put(self, text: str, size: float, tries: Iterator[Turned], **look: bool) -> bool:
        """The first free one of ``tries`` (x, y, degrees); whether there was one."""
        for x, y, turn in tries:
            footprint = list(_footprint(x, y, turn, width_of(text, size), size))
            if self._free(footprint):
                self.taken += footprint
                spot = (round(x, 1), round(y, 1), round(turn, 1))
                self.found.append(Name(text, *spot, size, look["strong"], look.get("soft", False)))
                return True
        return False

    def _free(self, footprint: list[tuple[float, float, float]]) -> bool:
        right, low = self.sheet.width - EDGE, self.sheet.height - EDGE
        return all(
            x - r > EDGE
            and x + r < right
            and y - r > EDGE
            and y + r < low
            and all(math.hypot(x - a, y - b) > r + c for a, b, c in self.taken)
            for x, y, r in footprint
        )

    def along(self, points: Sequence[Point], text: str, size: float) -> Iterator[Turned]:
        """Tries on a line, nearest to the sheet's middle first; then beside it."""
        width = width_of(text, size) + 4
        marks = [0.0]
        for a, b in pairwise(points):
            marks.append(marks[-1] + math.dist(a, b))
        middle = (self.sheet.width / 2, self.sheet.height / 2)
        found = []
        mark = width / 2
        while mark <= marks[-1] - width / 2:
            a, b = _point(points, marks, mark - width / 2), _point(points, marks, mark + width / 2)
            if math.dist(a, b) > width * 0.95:
                x, y = _point(points, marks, mark)
                turn = math.degrees(math.atan2(b[1] - a[1], b[0] - a[0]))
                turn += 180 if turn < -90 else -180 if turn > 90 else 0
                found.append((x, y, turn))
            mark += STEP
        found.sort(key=lambda spot: math.dist(spot[:2], middle))
        for far in (0, size * 1.1, -size * 1.1):
            for x, y, turn in found:
                angle = math.radians(turn)
                yield x - far * math.sin(angle), y + far * math.cos(angle), turn


def around(x: float, y: float, radius: float, text: str, size: float) -> Iterator[Turned]:
    """Tries beside a marker: below, right, left, above."""
    across, down = radius + width_of(text, size) / 2 + 2, radius + size * 0.6 + 2
    for dx, dy in (
        (0, down),
        (across, 0),
        (-across, 0),
        (0, -down),
        (across, down),
        (-across, down),
    ):
        yield x + dx, y + dy, 0


def _point(points: Sequence[Point], marks: Sequence[float], mark: float) -> Point:
    number = next((i for i in range(1, len(marks) - 1) if marks[i] >= mark), len(marks) - 1)
    (x1, y1), (x2, y2) = points[number - 1], points[number]
    share = (mark - marks[number - 1]) / ((marks[number] - marks[number - 1]) or 1)
    return x1 + (x2 - x1) * share, y1 + (y2 - y1) * share


def _footprint(x: float, y: float, turn: float, width: float, size: float) -> Iterator[Turned]:
    """The name's footprint as circles along its direction."""
    reach = max(0.0, width - size)
    count = math.ceil(reach / (size * 0.7)) + 1
    angle = math.radians(turn)
    for number in range(count):
        off = (number / (count - 1) - 0.5) * reach if count > 1 else 0
        yield x + off * math.cos(angle), y + off * math.sin(angle), size * 0.62
