"""The district as a small still picture: roads, axes, ring."""

from __future__ import annotations

import base64
import math

from lib import palette
from lib.render import render

WIDTH, MARGIN = 640, 24
STROKE = {
    "axis": 5, "main": 4, "road": 2, "outer": 1.5, "tunnel": 1.5, "metro": 2.5, "water": 9,
}  # fmt: skip
NAMED = ("axis", "main")


def sketch(lines: list[dict], rings: dict[str, dict]) -> str:
    """A data URI of an SVG; ``lines`` and ``rings`` as from ``lib.rows.places``."""
    ring = rings["outer"]["points"]
    lons, lats = [p[0] for p in ring], [p[1] for p in ring]
    squeeze = math.cos(math.radians(sum(lats) / len(lats)))
    scale = (WIDTH - 2 * MARGIN) / ((max(lons) - min(lons)) * squeeze)
    height = round((max(lats) - min(lats)) * scale + 2 * MARGIN)

    def at(lon: float, lat: float) -> tuple[float, float]:
        x = MARGIN + (lon - min(lons)) * squeeze * scale
        return round(x, 1), round(MARGIN + (max(lats) - lat) * scale, 1)

    drawn, names = [], []
    for line in lines:
        name, kind = line["name"], line["kind"]
        points = [at(*point) for point in line["points"]]
        drawn.append(
            {
                "points": _points(points),
                "colour": palette.MAP[kind],
                "width": STROKE[kind],
                "dash": "7 5" if kind == "metro" else "",
                "order": kind in NAMED,
            }
        )
        if kind in NAMED:
            names.append(_name(name, points, height))
    svg = render(
        "sketch.svg",
        height=height,
        font="sans-serif",
        colour=palette.MAP,
        lines=sorted(drawn, key=lambda line: line["order"]),
        ring=_points([at(lon, lat) for lon, lat in ring]),
        names=[name for name in names if name],
    )
    return "data:image/svg+xml;base64," + base64.b64encode(svg.encode()).decode()


def _points(points: list[tuple[float, float]]) -> str:
    return " ".join(f"{x},{y}" for x, y in points)


def _name(name: str, points: list, height: int) -> dict | None:
    """The label beside the middle of the visible part, turned along the road."""
    inside = [p for p in points if 0 <= p[0] <= WIDTH and 0 <= p[1] <= height]
    if len(inside) < 2:
        return None
    middle = len(inside) // 2
    (x1, y1), (x2, y2) = inside[middle - 1], inside[middle]
    turn = math.degrees(math.atan2(y2 - y1, x2 - x1))
    turn = turn - 180 if turn > 90 else turn + 180 if turn < -90 else turn
    return {
        "text": name,
        "x": round((x1 + x2) / 2, 1),
        "y": round((y1 + y2) / 2 + 6, 1),
        "turn": round(turn),
    }
