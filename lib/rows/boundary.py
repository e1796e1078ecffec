"""The boundary and what shapes it: lines (roads, railway), rings, the four fields of the 田字."""

from __future__ import annotations

import json
from typing import Any

from lib.rows.shapes.base import Point
from lib.rows.shapes.places import Path, Quarter, Ring
from lib.rows.store import ask

LINES = """
select l.id, l.name, l.kind, l.licence, l.source, v.lon, v.lat
from line l join line_vertex v on v.line_id = l.id
order by l.id, v.seq
"""

RINGS = "select id, name, km2, offset_m, geojson from ring order by id"

QUARTERS = "select id, name, km2, geojson from quarter order by id"


def lines() -> list[Path]:
    """Every line: id, name, kind, licence, source and ``points`` as (lon, lat)."""
    found: dict[str, Any] = {}
    for row in ask(LINES):
        point = (row.pop("lon"), row.pop("lat"))
        found.setdefault(row["id"], row | {"points": []})["points"].append(point)
    return list(found.values())


def rings() -> dict[str, Ring]:
    """The centre-line and the outer ring by id: name, km2, offset_m, geojson, and
    ``points`` as (lon, lat), the last the first.
    """
    rows = ask(RINGS)
    return {row["id"]: row | {"points": corners(row["geojson"])} for row in rows}


def corners(geojson: str) -> list[Point]:
    """The outline of a GeoJSON polygon as (lon, lat)."""
    return [(lon, lat) for lon, lat in json.loads(geojson)["coordinates"][0]]


def quarters() -> list[Quarter]:
    """The four fields of the 田字 with km² and GeoJSON."""
    return ask(QUARTERS)
