"""The district as plain shapes: cut lines, ring, names, dots, in the picture's own units.

Screen and slide draw the same :class:`Drawing`, so neither needs a browser nor network.
"""

from __future__ import annotations

import base64
import math
from dataclasses import dataclass
from itertools import pairwise

from lib import palette
from lib.render import render

STROKE = {
    "axis": 0.75, "main": 0.55, "road": 0.28, "outer": 0.2, "tunnel": 0.2, "metro": 0.32,
    "water": 1.2,
}  # fmt: skip
ORDER = tuple(sorted(STROKE, key=lambda kind: kind in ("main", "axis")))
NAMED = ("axis", "main")
NAME_SIZE = 1.3
NAME_AWAY = 1.35
DOT = 0.55
MARGIN = 2.6
Point = tuple[float, float]


@dataclass(frozen=True, kw_only=True)
class Stroke:
    """A line cut to the picture."""

    points: tuple[Point, ...]
    colour: str
    width: float
    dashed: bool


@dataclass(frozen=True, kw_only=True)
class Name:
    """A road's name, its middle at x, y, turned by ``turn`` degrees."""

    text: str
    x: float
    y: float
    turn: int = 0


@dataclass(frozen=True, kw_only=True)
class Dot:
    """A place; ``mark`` stands in it, larger dots carry one."""

    x: float
    y: float
    colour: str
    size: float = DOT
    mark: str = ""


@dataclass(frozen=True, kw_only=True)
class Drawing:
    """A picture of ``width`` × ``height`` u."""

    width: float
    height: float
    strokes: tuple[Stroke, ...]
    ring: tuple[Point, ...]
    names: tuple[Name, ...]
    dots: tuple[Dot, ...]


class _Frame:
    """Longitude and latitude to the picture's units; the whole ring is inside."""

    def __init__(self, ring: list[list[float]], width: float, height: float):
        lons, lats = [p[0] for p in ring], [p[1] for p in ring]
        self.squeeze = math.cos(math.radians(sum(lats) / len(lats)))
        wide, high = (max(lons) - min(lons)) * self.squeeze, max(lats) - min(lats)
        self.scale = min((width - 2 * MARGIN) / wide, (height - 2 * MARGIN) / high)
        self.left = (width - wide * self.scale) / 2
        self.top = (height - high * self.scale) / 2
        self.west, self.north = min(lons), max(lats)

    def at(self, lon: float, lat: float) -> Point:
        x = self.left + (lon - self.west) * self.squeeze * self.scale
        return round(x, 2), round(self.top + (self.north - lat) * self.scale, 2)


def drawing(
    lines: list[dict],
    rings: dict[str, dict],
    places: list[dict] = (),
    *,
    width: float,
    height: float,
    marked: dict[str, str] | None = None,
) -> Drawing:
    """The district in a picture of ``width`` × ``height`` u.

    ``lines`` and ``rings`` as from ``lib.rows.places``, ``places`` as from
    ``lib.rows.places`` (located ones are drawn); ``marked`` maps ids of places to the
    sign in their larger dot.
    """
    marked = marked or {}
    ring = rings["outer"]["points"]
    frame = _Frame(ring, width, height)
    strokes, names = [], []
    for line in lines:
        name, kind = line["name"], line["kind"]
        points = [frame.at(*point) for point in line["points"]]
        pieces = cut(points, width, height)
        strokes += [
            (
                ORDER.index(kind),
                Stroke(
                    points=piece,
                    colour=palette.MAP[kind],
                    width=STROKE[kind],
                    dashed=kind == "metro",
                ),
            )
            for piece in pieces
        ]
        if kind in NAMED and pieces:
            names.append(_name(name, max(pieces, key=_length), kind, (width / 2, height / 2)))
    return Drawing(
        width=width,
        height=height,
        strokes=tuple(stroke for _, stroke in sorted(strokes, key=lambda pair: pair[0])),
        ring=tuple(frame.at(lon, lat) for lon, lat in ring),
        names=tuple(names),
        dots=_dots(places, frame, width, height, marked),
    )


def _dots(places, frame: _Frame, width: float, height: float, marked) -> tuple[Dot, ...]:
    found = []
    for row in places:
        if not row["located"]:
            continue
        x, y = frame.at(row["lon"], row["lat"])
        if not (DOT < x < width - DOT and DOT < y < height - DOT):
            continue
        mark = marked.get(row["id"], "")
        colour = palette.CATEGORIES.get(row["colour"], palette.CATEGORIES["grey"])
        size = 1.15 if mark else DOT
        found.append(Dot(x=x, y=y, colour=palette.AMBER if mark else colour, size=size, mark=mark))
    return tuple(sorted(found, key=lambda dot: dot.size))


def cut(points: list[Point], width: float, height: float) -> list[tuple[Point, ...]]:
    """The parts of a line inside the picture (Liang–Barsky, segment by segment)."""
    pieces: list[list[Point]] = []
    for start, end in pairwise(points):
        part = _inside(start, end, width, height)
        if part is None:
            continue
        if pieces and pieces[-1][-1] == part[0]:
            pieces[-1].append(part[1])
        else:
            pieces.append(list(part))
    return [tuple(piece) for piece in pieces]


def _inside(start: Point, end: Point, width: float, height: float) -> tuple[Point, Point] | None:
    (x0, y0), (x1, y1) = start, end
    dx, dy, first, last = x1 - x0, y1 - y0, 0.0, 1.0
    for step, room in ((-dx, x0), (dx, width - x0), (-dy, y0), (dy, height - y0)):
        if step == 0:
            if room < 0:
                return None
            continue
        share = room / step
        if step < 0:
            first = max(first, share)
        else:
            last = min(last, share)
    if first > last:
        return None

    def at(share: float) -> Point:
        return round(x0 + share * dx, 2), round(y0 + share * dy, 2)

    return (start if first == 0 else at(first)), (end if last == 1 else at(last))


def _length(points: tuple[Point, ...]) -> float:
    return sum(math.dist(a, b) for a, b in pairwise(points))


def _name(name: str, points: tuple[Point, ...], kind: str, centre: Point) -> Name:
    """The label at the middle of the visible part, turned along the road.

    Names of the roads around the district stand outside the ring, not on it.
    """
    middle = len(points) // 2
    (x1, y1), (x2, y2) = points[middle - 1], points[middle]
    x, y = (x1 + x2) / 2, (y1 + y2) / 2
    turn = math.degrees(math.atan2(y2 - y1, x2 - x1))
    turn = turn - 180 if turn > 90 else turn + 180 if turn < -90 else turn
    if kind != "axis":
        long = math.dist((x1, y1), (x2, y2)) or 1.0
        across, down = (y2 - y1) / long, (x1 - x2) / long
        if across * (x - centre[0]) + down * (y - centre[1]) < 0:
            across, down = -across, -down
        x, y = x + NAME_AWAY * across, y + NAME_AWAY * down
    return Name(text=name, x=round(x, 2), y=round(y, 2), turn=round(turn))


def picture(drawn: Drawing) -> str:
    """The drawing as an SVG data URI."""
    svg = render(
        "drawn.svg",
        drawn=drawn,
        colour=palette.MAP,
        font=palette.FONT.replace('"', "'"),
        size=NAME_SIZE,
    )
    return "data:image/svg+xml;base64," + base64.b64encode(svg.encode()).decode()
