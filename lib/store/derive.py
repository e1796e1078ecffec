"""What the build computes from the facts: rings, quarters, in or out of bounds."""

from __future__ import annotations

from typing import Any

from lib.store.facts import Facts
from lib.store.problems import Problem

PUBLISHED = "area"  # the observation that states the published area
AXES = ("wuyi-rd", "dingxi-rd")


def derive(facts: Facts) -> tuple[dict[str, list[dict[str, Any]]], list[Problem]]:
    """Rows of ``ring`` and ``quarter``; fills ``place.edge_m`` and ``within_boundary``.

    Geography problems (ring open or crossing itself, area off, a located place
    outside the drawn extent) come back beside the rows.
    """
    from lib.store import geometry  # late: pyproj and shapely are heavy

    vertices = [(row.cells["lon"], row.cells["lat"]) for row in facts.tables["boundary"]]
    problems = _ring_problems(vertices)
    if problems:
        return {}, problems
    offset = _threshold(facts, "ring-offset")
    centre, outer = geometry.rings(vertices, offset)
    ring_error = _threshold(facts, "ring-error")
    axes = {id: _inner_axis(facts, centre, id) for id in AXES}
    short = [id for id, points in axes.items() if len(points) < 2]
    if short:
        file = "geo/line_vertex.csv"
        return {}, [Problem(file=file, kind="short_line", value=id) for id in short]
    if not geometry.crossing(list(axes.values())):
        return {}, [Problem(file="geo/line_vertex.csv", kind="no_crossing", value="、".join(AXES))]
    for row in facts.tables["place"]:
        lon, lat = row.cells["lon"], row.cells["lat"]
        edge = None if lon is None else geometry.within(outer.polygon, lon, lat)
        row.cells["edge_m"] = edge
        row.cells["within_boundary"] = sided(edge, row.cells["error_m"], ring_error)
    fields = geometry.quarters(centre.polygon, list(axes.values()))
    problems = _area_problems(facts, outer.km2) + _extent_problems(facts)
    rows = {
        "ring": [_ring_row(centre, 0), _ring_row(outer, offset)],
        "quarter": [_shape_row(each) for each in fields],
    }
    return rows, problems


def sided(edge: float | None, error: float | None, ring_error: float) -> int | None:
    """1 inside, 0 outside; None when not located, or nearer to the edge than both errors."""
    if edge is None or abs(edge) <= (error or 0) + ring_error:
        return None
    return int(edge > 0)


def _shape_row(shape: Any) -> dict[str, Any]:
    return {"id": shape.id, "name": shape.name, "km2": shape.km2, "geojson": shape.geojson}


def _ring_row(shape: Any, offset: float) -> dict[str, Any]:
    return _shape_row(shape) | {"offset_m": float(offset)}


def _threshold(facts: Facts, id: str) -> float:
    return next(row.cells["value"] for row in facts.tables["threshold"] if row.cells["id"] == id)


def _inner_axis(facts: Facts, centre: Any, line_id: str) -> list[tuple[float, float]]:
    """The axis' vertices inside the ring, or within 30 m of it."""
    from lib.store import geometry

    wide = geometry.moved_out(centre.polygon, 30)
    points = [
        (row.cells["lon"], row.cells["lat"])
        for row in facts.tables["line_vertex"]
        if row.cells["line_id"] == line_id
    ]
    return [point for point in points if geometry.inside(wide, *point)]


def _ring_problems(vertices: list[Any]) -> list[Problem]:
    from shapely.geometry import Polygon

    file = "geo/boundary.csv"
    if len(vertices) < 4 or vertices[0] != vertices[-1]:
        return [Problem(file=file, row=len(vertices) + 1, kind="ring_open")]
    if not Polygon(vertices).is_valid:
        return [Problem(file=file, kind="ring_invalid")]
    return []


def _area_problems(facts: Facts, km2: float) -> list[Problem]:
    published = [
        row.cells["value"] for row in facts.tables["observation"] if row.cells["id"] == PUBLISHED
    ]
    allowed = _threshold(facts, "area-tolerance") / 100
    if published and abs(km2 / published[0] - 1) <= allowed:
        return []
    return [Problem(file="geo/boundary.csv", kind="area", value=f"{km2:.3f} 平方公里")]


def _extent_problems(facts: Facts) -> list[Problem]:
    vertices = facts.tables["line_vertex"]
    lons = [row.cells["lon"] for row in vertices]
    lats = [row.cells["lat"] for row in vertices]
    found = []
    for row in facts.tables["place"]:
        lon, lat = row.cells["lon"], row.cells["lat"]
        if lon is None or (min(lons) <= lon <= max(lons) and min(lats) <= lat <= max(lats)):
            continue
        value = f"{lon}, {lat}"
        found.append(
            Problem(
                file="facts/place.csv",
                row=row.line,
                column="lon",
                kind="outside_extent",
                value=value,
            )
        )
    return found
