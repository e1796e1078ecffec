"""The district as a still picture: SVG text for paper, files and scenes; no script.

Roads with projects are coloured by their worst lamp and say how many; places at one address
are one marker; names stand where nothing else is.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterator
from itertools import combinations

from lib import palette
from lib.maps.looks import BUSY, LINES, QUIET, fill, tone
from lib.maps.plane import Names, Plane, Point, Turned, around
from lib.render import render

#: names of lines: order of placing, size in points
LINE_NAMES = {"axis": (0, 15), "main": (1, 15), "water": (7, 13), "metro": (8, 12), "road": (9, 12)}
RADIUS, SMALL = 10, 5
BAR = 200  # metres of the scale bar
LONGEST = 14
MANY = 400  # marks; each is compared with each
ROUNDS, APART = 60, 2  # tries to part marks; points between two of them
FAR = (0, 14, 30)  # tries of a name further off, with a leader


def picture(
    lines: list[dict],
    rings: dict[str, dict],
    quarters: list[dict],
    features: list[dict],
    *,
    credit: str,
    width: int = 1000,
    height: int = 700,
    selected: str = "",
    plain: bool = False,
) -> str:
    """SVG of base and places.

    ``lines``, ``rings``, ``quarters`` as from ``lib.rows.boundary``; ``features`` as
    from ``lib.rows.spots.drawn``; ``selected``: id of a place to ring; ``plain``: a small
    picture with the axes' names only, without scale and credit.
    """
    ring = rings["outer"]["points"]
    plane = Plane.around(ring, width, height, 12 if plain else 34)
    drawn = _lines(lines, plane, _lit(features))
    marks = _marks(features, plane, selected, small=plain)
    return render(
        "map.svg",
        width=width,
        height=height,
        font=palette.FONT.replace('"', "'"),
        colour=palette.MAP,
        lines=drawn,
        ring=_points([plane.at(*point) for point in ring]),
        quarters=[_field(row, plane) for row in quarters],
        marks=marks,
        names=_axes(drawn, plane) if plain else _names(drawn, marks, plane),
        bar={"metres": BAR, "length": round(plane.metres(BAR), 1)},
        credit=credit,
        plain=plain,
    )


def _lit(features: list[dict]) -> dict[str, dict]:
    """The lines that carry a lamp: name → what stands for them."""
    return {
        each["properties"]["line"]: each["properties"]
        for each in features
        if each["properties"]["line"] and each["properties"]["lamp"]
    }


def _field(row: dict, plane: Plane) -> str:
    """The outline of a quarter."""
    outline = json.loads(row["geojson"])["coordinates"][0]
    return _points([plane.at(*point) for point in outline])


def _lines(lines: list[dict], plane: Plane, roads: dict[str, dict]) -> list[dict]:
    found = []
    for line in lines:
        name, kind, road = line["name"], line["kind"], roads.get(line["name"])
        spots = [plane.at(*point) for point in line["points"]]
        said = name.replace("（中心线）", "").replace("（地下）", "")
        lit = road["lamp_tone"] if road else ""
        found.append(
            {
                "name": f"{said} {road['said']}" if road else said,
                "kind": kind,
                "busy": bool(road),
                "spots": spots,
                "points": _points(spots),
                "colour": tone(lit) if lit else palette.MAP[kind],
                "width": (BUSY if road else LINES[kind]).still,
                "dash": LINES[kind].dash,
            }
        )
    order = list(LINES)
    return sorted(found, key=lambda line: (line["busy"], order.index(line["kind"])))


def _marks(features: list[dict], plane: Plane, selected: str, *, small: bool) -> list[dict]:
    """One marker for one address; roads and lines are drawn, so they have none."""
    here: dict[Point, list[dict]] = {}
    for feature in features:
        own = feature["properties"]
        if own["precision"] != "line":
            here.setdefault(tuple(feature["geometry"]["coordinates"]), []).append(own)
    found = []
    for point, group in here.items():
        x, y = plane.at(*point)
        if 0 <= x <= plane.width and 0 <= y <= plane.height:
            found.append(
                _mark(group, x, y, small) | {"on": any(selected in o["ids"] for o in group)}
            )
    _part(found)
    return sorted(found, key=lambda mark: (mark["on"], bool(mark["lamp"]), mark["r"]))


def _part(marks: list[dict]) -> None:
    """Move marks that cover each other apart, each half the way; a few points at most.

    More than :data:`MANY` cannot be told apart on a picture anyway.
    """
    if len(marks) > MANY:
        return
    for _ in range(ROUNDS):
        crowded = False
        for one, other in combinations(marks, 2):
            dx, dy = other["x"] - one["x"], other["y"] - one["y"]
            far = math.hypot(dx, dy) or 0.1
            short = one["r"] + other["r"] + APART - far
            if short <= 0:
                continue
            crowded = True
            push = short / 2 + 0.1
            for mark, sign in ((one, -1), (other, 1)):
                mark["x"] = round(mark["x"] + sign * push * dx / far, 1)
                mark["y"] = round(mark["y"] + sign * push * (dy / far or 1), 1)
        if not crowded:
            return


def _mark(group: list[dict], x: float, y: float, small: bool) -> dict:
    own = min(group, key=lambda each: (each["rank"], each["label_ord"]))
    quiet = all(each["category"] in QUIET for each in group)
    more = f" 等 {len(group)} 处" if len(group) > 1 else ""
    named = [each["label_zoom"] for each in group if each["label_zoom"] is not None]
    lit = own["lamp_tone"]
    return {
        "x": round(x, 1),
        "y": round(y, 1),
        "r": SMALL if quiet or small else RADIUS,
        "name": own["name"],
        "said": f"{own['name'][:LONGEST]}{'…' if len(own['name']) > LONGEST else ''}{more}",
        "label_ord": own["label_ord"],
        "named": bool(named) or bool(lit),
        "icon": "" if quiet or small else own["icon"],
        "fill": fill(own["category"], own["colour"]),
        "rough": own["precision"] in ("road", "approximate", "reported"),
        "quiet": quiet,
        "badges": own["badges"],
        "lamp": own["lamp_mark"] + own["number"] if lit else "",
        "lamp_colour": palette.LAMPS[lit][0] if lit else "",
    }


def _axes(lines: list[dict], plane: Plane) -> list[dict]:
    """The names of the roads around and of the axes alone."""
    names = Names(plane, [])
    for line in lines:
        if line["kind"] in ("axis", "main"):
            road = line["name"].partition(" ")[0]
            names.put(road, 11, names.along(line["spots"], road, 11), strong=True)
    return names.found


def _names(lines: list[dict], marks: list[dict], plane: Plane) -> list[dict]:
    taken = [(mark["x"], mark["y"], mark["r"] + 2) for mark in marks]
    taken += [
        (mark["x"] + 9 + 3 * len(mark["lamp"]), mark["y"] - 9, 6.0 + len(mark["lamp"]))
        for mark in marks
        if mark["lamp"]
    ]
    # the corners bear north, scale and credit
    taken += [(28, 34, 34), (60, plane.height - 14, 60), (plane.width - 90, plane.height, 90)]
    names = Names(plane, taken)
    wanted = [
        (0.5 if line["busy"] else rank, line["name"], size, line)
        for line in lines
        for rank, size in [LINE_NAMES.get(line["kind"], (99, 0))]
        if rank < 99
    ]
    wanted += [
        (6 if mark["quiet"] else 2 + mark["label_ord"] / 1000, _called(mark), 12, mark)
        for mark in marks
        if mark["named"]
    ]
    for rank, text, size, own in sorted(wanted, key=lambda each: each[0]):
        tries = (
            names.along(own["spots"], text, size) if "spots" in own else _beside(own, text, size)
        )
        names.put(text, size, tries, strong=rank < 2, soft=rank >= 6)
    return names.found


def _called(mark: dict) -> str:
    return f"{mark['said']} {'·'.join(mark['badges'])}" if mark["badges"] else mark["said"]


def _beside(mark: dict, text: str, size: float) -> Iterator[Turned]:
    for far in FAR:
        yield from around(mark["x"], mark["y"], mark["r"] + far, text, size)


def _points(spots: list[Point]) -> str:
    return " ".join(f"{x},{y}" for x, y in spots)
