"""The district as a still picture: SVG text for paper, files and scenes; no script."""

from __future__ import annotations

import json
import math

from lib import palette
from lib.maps.plane import Names, Plane, Point, around
from lib.render import render

STROKE = {
    "water": 11, "outer": 1.6, "tunnel": 1.6, "road": 2.4, "main": 4, "axis": 6, "metro": 2.6,
}  # fmt: skip
#: names of lines: order of placing, size in points
LINE_NAMES = {"axis": (0, 15), "main": (1, 15), "water": (5, 13), "metro": (6, 12), "road": (8, 12)}
RADIUS, SMALL, FAN = 10, 5, 12
BAR = 200  # metres of the scale bar
LONGEST = 14


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
) -> str:
    """SVG of base and places.

    ``lines``, ``rings``, ``quarters`` as from ``lib.rows.places``; ``features`` as
    from ``lib.rows.spots.drawn``; ``selected``: id of a place to ring.
    """
    ring = rings["outer"]["points"]
    sheet = Plane.around(ring, width, height, 34)
    drawn = _lines(lines, sheet)
    marks = _marks(features, sheet, selected)
    return render(
        "map.svg",
        width=width,
        height=height,
        font=palette.FONT.replace('"', "'"),
        colour=palette.MAP,
        badge=palette.CATEGORIES["blue"],
        lines=drawn,
        ring=_points([sheet.at(*point) for point in ring]),
        quarters=[
            _points([sheet.at(*point) for point in json.loads(shape)["coordinates"][0]])
            for shape in (row["geojson"] for row in quarters)
        ],
        marks=marks,
        names=_names(drawn, marks, sheet),
        bar={"metres": BAR, "length": round(sheet.metres(BAR), 1)},
        credit=credit,
    )


def _lines(lines: list[dict], sheet: Plane) -> list[dict]:
    found = []
    for line in lines:
        name, kind = line["name"], line["kind"]
        spots = [sheet.at(*point) for point in line["points"]]
        found.append(
            {
                "name": name.replace("（中心线）", "").replace("（地下）", ""),
                "kind": kind,
                "spots": spots,
                "points": _points(spots),
                "colour": palette.MAP[kind],
                "width": STROKE[kind],
                "dash": {"metro": "9 6", "tunnel": "2 6"}.get(kind, ""),
            }
        )
    order = list(STROKE)
    return sorted(found, key=lambda line: order.index(line["kind"]))


def _marks(features: list[dict], sheet: Plane, selected: str) -> list[dict]:
    """Markers; places at one point stand around it."""
    here: dict[Point, list[dict]] = {}
    for feature in features:
        here.setdefault(tuple(feature["geometry"]["coordinates"]), []).append(feature["properties"])
    found = []
    for point, group in here.items():
        x, y = sheet.at(*point)
        if not (0 <= x <= sheet.width and 0 <= y <= sheet.height):
            continue
        for number, own in enumerate(group):
            turn = 2 * math.pi * number / len(group)
            away = FAN * math.sqrt(max(1, len(group) / 8)) if len(group) > 1 else 0
            found.append(
                _mark(own, x + away * math.cos(turn), y + away * math.sin(turn))
                | {"on": selected in own["ids"]}
            )
    return sorted(found, key=lambda mark: (mark["on"], bool(mark["lamp"]), mark["r"]))


def _mark(own: dict, x: float, y: float) -> dict:
    small = own["precision"] == "line"
    tone = own["lamp_tone"]
    return {
        "x": round(x, 1),
        "y": round(y, 1),
        "r": SMALL if small else RADIUS,
        "name": own["name"],
        "label_ord": own["label_ord"],
        "label_zoom": own["label_zoom"],
        "icon": "" if small else own["icon"],
        "fill": palette.CATEGORIES.get(own["colour"], palette.CATEGORIES["grey"]),
        "rough": own["precision"] in ("road", "approximate", "reported"),
        "small": small,
        "badges": own["badges"],
        "lamp": own["lamp_mark"] + own["number"] if tone else "",
        "lamp_colour": palette.LAMPS[tone][0] if tone else "",
    }


def _names(lines: list[dict], marks: list[dict], sheet: Plane) -> list[dict]:
    taken = [(mark["x"], mark["y"], mark["r"] + 2) for mark in marks]
    taken += [
        (mark["x"] + 9 + 3 * len(mark["lamp"]), mark["y"] - 9, 6.0 + len(mark["lamp"]))
        for mark in marks
        if mark["lamp"]
    ]
    # the corners bear north, scale and credit
    taken += [(28, 34, 34), (60, sheet.height - 14, 60), (sheet.width - 90, sheet.height, 90)]
    names = Names(sheet, taken)
    wanted = [
        (rank, line["name"], size, line)
        for line in lines
        for rank, size in [LINE_NAMES.get(line["kind"], (99, 0))]
        if rank < 99
    ]
    wanted += [
        (mark["label_ord"], mark["name"], 12, mark)
        for mark in marks
        if mark["label_zoom"] is not None and not mark["small"]
    ]
    badges = {mark["name"]: "·".join(mark["badges"]) for mark in marks if mark["badges"]}
    for rank, name, size, own in sorted(wanted, key=lambda each: each[0]):
        text = name if len(name) <= LONGEST else f"{name[: LONGEST - 1]}…"
        if name in badges:
            text = f"{text} {badges[name]}"
        tries = (
            names.along(own["spots"], text, size)
            if "spots" in own
            else around(own["x"], own["y"], own["r"], text, size)
        )
        names.put(text, size, tries, strong=rank in (0, 1, 2), soft=rank > 4)
    return names.found


def _points(spots: list[Point]) -> str:
    return " ".join(f"{x},{y}" for x, y in spots)
