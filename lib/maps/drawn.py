"""The district as plain shapes: cut lines, ring, names, dots, in the picture's own units.

Screen and slide draw the same :class:`Drawing`, so neither needs a browser nor network.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import chain

from shapely import LineString, box

from lib import palette
from lib.maps.beside import beads, beside
from lib.maps.figure import Dot, Drawing, Name, Stroke, Tint
from lib.maps.looks import BUSY, LINES
from lib.maps.plane import Names, Plane, Point, around
from lib.render import as_image, render

#: kinds of lines, the lowest first
ORDER = ("road", "outer", "tunnel", "metro", "water", "axis", "main")
NAMED = ("axis", "main")
NAME_SIZE = 2.1
DOT, NAMED_DOT, MARKED_DOT = 0.5, 0.9, 1.6
MARGIN = 2.6
#: the plane that places names counts in points; a u has ten
POINTS = 10.0
#: how far a place's name may stand from its dot, in points
AWAY = (0, 8, 16, 26, 40, 55)
#: the credit stands in the lower right corner
CREDIT = (24.0, 2.4)


def drawing(
    lines: list[dict],
    rings: dict[str, dict],
    places: Iterable[dict] = (),
    *,
    width: float,
    height: float,
    marked: Mapping[str, str] | None = None,
    named: Mapping[str, str] | None = None,
    tinted: Mapping[str, Tint] | None = None,
) -> Drawing:
    """The district in a picture of ``width`` × ``height`` u.

    ``lines`` and ``rings`` as from ``lib.rows.boundary``, ``places`` as from
    ``lib.rows.places`` (located ones are drawn). ``marked`` maps ids of places to the sign
    in their larger dot, ``named`` to the words beside it, ``tinted`` ids of lines to their
    lamp; a name for which there is no room is left out.
    """
    marked, named, tinted = marked or {}, named or {}, tinted or {}
    ring = rings["outer"]["points"]
    size = (width * POINTS, height * POINTS)
    sheet = Plane.around(ring, *size, MARGIN * POINTS)
    paths = [(line, _cut(line, sheet)) for line in lines]
    dots = _dots(places, sheet, marked, named)
    return Drawing(
        width=width,
        height=height,
        strokes=_strokes(paths, tinted),
        ring=tuple(_u(*sheet.at(lon, lat)) for lon, lat in ring),
        names=_names(paths, dots, sheet, tinted, named),
        dots=tuple(dot for _, dot in dots),
        shown=tuple(id for id, _ in dots),
    )


def _u(x: float, y: float) -> Point:
    return round(x / POINTS, 2), round(y / POINTS, 2)


def _cut(line: dict, sheet: Plane) -> list[tuple[Point, ...]]:
    """The parts of a line inside the picture, in points, the longest first."""
    whole = LineString([sheet.at(*point) for point in line["points"]])
    return cut(whole, sheet.width, sheet.height)


def cut(whole: LineString, width: float, height: float) -> list[tuple[Point, ...]]:
    """The parts of a line within ``width`` × ``height``, the longest first."""
    inside = whole.intersection(box(0, 0, width, height))
    parts = getattr(inside, "geoms", [inside])
    found = [part for part in parts if isinstance(part, LineString) and part.length]
    return [tuple(part.coords) for part in sorted(found, key=lambda part: -part.length)]


def _strokes(paths: list, tinted: Mapping[str, Tint]) -> tuple[Stroke, ...]:
    """What is heavier lies above; roads with a lamp above all."""
    found = []
    for line, pieces in paths:
        kind, tint = line["kind"], tinted.get(line["id"])
        rank = len(ORDER) if tint else ORDER.index(kind)
        found += [
            (
                rank,
                Stroke(
                    points=tuple(_u(*point) for point in piece),
                    colour=tint.colour if tint else palette.MAP[kind],
                    width=(BUSY if tint else LINES[kind]).drawn,
                    dashed=kind == "metro",
                ),
            )
            for piece in pieces
        ]
    return tuple(stroke for _, stroke in sorted(found, key=lambda pair: pair[0]))


def _dots(
    places: Iterable[dict], sheet: Plane, marked: Mapping[str, str], named: Mapping[str, str]
) -> list[tuple[str, Dot]]:
    """Located places inside the picture with their ids, larger ones above."""
    found = []
    for row in places:
        if not row["located"]:
            continue
        x, y = _u(*sheet.at(row["lon"], row["lat"]))
        if not (DOT < x < sheet.width / POINTS - DOT and DOT < y < sheet.height / POINTS - DOT):
            continue
        mark = marked.get(row["id"], "")
        colour = palette.CATEGORIES.get(row["colour"], palette.CATEGORIES["grey"])
        size = MARKED_DOT if mark else NAMED_DOT if row["id"] in named else DOT
        dot = Dot(x=x, y=y, colour=palette.AMBER if mark else colour, size=size, mark=mark)
        found.append((row["id"], dot))
    return sorted(found, key=lambda pair: pair[1].size)


def _names(paths, dots, sheet: Plane, tinted, named) -> tuple[Name, ...]:
    """Names that touch nothing: roads with a lamp, places, then the district's roads."""
    wide, high = CREDIT
    taken = [(dot.x * POINTS, dot.y * POINTS, dot.size * POINTS + 2) for _, dot in dots]
    taken += [
        (sheet.width - at * POINTS, sheet.height - high / 2 * POINTS, high / 2 * POINTS)
        for at in range(1, int(wide), 2)
    ]
    for line, pieces in paths:
        if line["id"] in tinted:
            taken += [spot for piece in pieces for spot in beads(piece, BUSY.drawn / 2 * POINTS)]
    names, size = Names(sheet, taken), NAME_SIZE * POINTS
    longest = {line["id"]: pieces[0] for line, pieces in paths if pieces}
    for id, tint in tinted.items():
        if id in longest:
            names.put(tint.label, size, beside(longest[id], tint.label, size), strong=True)
    for id, dot in dots:
        if id in named:
            x, y, r = dot.x * POINTS, dot.y * POINTS, dot.size * POINTS
            tries = (around(x, y, r + away, named[id], size) for away in AWAY)
            names.put(named[id], size, chain.from_iterable(tries), strong=True)
    for kind in NAMED:
        for line, pieces in paths:
            if line["kind"] == kind and line["id"] not in tinted and pieces:
                tries = names.along(pieces[0], line["name"], size)
                names.put(line["name"], size, tries, strong=False)
    colours = {tint.label: tint.colour for tint in tinted.values()}
    colours |= dict.fromkeys(named.values(), palette.INK)
    return tuple(
        Name(text=each.text, x=x, y=y, turn=each.turn, colour=colours.get(each.text, ""))
        for each in names.found
        for x, y in [_u(each.x, each.y)]
    )


def picture(drawn: Drawing) -> str:
    """The drawing as an SVG data URI."""
    svg = render(
        "drawn.svg",
        drawn=drawn,
        colour=palette.MAP,
        font=palette.FONT.replace('"', "'"),
        size=NAME_SIZE,
    )
    return as_image(svg)
