"""Areas and rings, computed at build time from the boundary's vertices.

The centre-line ring follows the roads' middles. The published area is reached
when it is moved outward to about the outer kerbs ("沿线"); both are stored.
Lengths in metres (UTM zone 51N), areas in km² on the WGS-84 ellipsoid.
"""

from __future__ import annotations

import json
from dataclasses import dataclass

import numpy as np
import pyproj
import shapely
from shapely.geometry import LineString, MultiLineString, Point, Polygon

GEODESIC = pyproj.Geod(ellps="WGS84")
TO_METRES = pyproj.Transformer.from_crs(4326, 32651, always_xy=True)
TO_DEGREES = pyproj.Transformer.from_crs(32651, 4326, always_xy=True)
ROUND = 6
QUARTERS = {"ne": "东北", "nw": "西北", "sw": "西南", "se": "东南"}


@dataclass(frozen=True, kw_only=True)
class Shape:
    """A polygon with its area in km²."""

    id: str
    name: str
    km2: float
    polygon: Polygon

    @property
    def geojson(self) -> str:
        rounded = shapely.transform(self.polygon, lambda xy: np.round(xy, ROUND))
        return json.dumps(shapely.geometry.mapping(rounded), separators=(",", ":"))


def shape(id: str, name: str, polygon: Polygon) -> Shape:
    """Name a polygon in degrees and measure it."""
    area, _ = GEODESIC.geometry_area_perimeter(polygon)
    return Shape(id=id, name=name, km2=round(abs(area) / 1e6, 4), polygon=polygon)


def moved_out(polygon: Polygon, metres: float) -> Polygon:
    """The polygon with each side moved outward by ``metres``, corners kept."""
    plane = shapely.transform(polygon, TO_METRES.transform, interleaved=False)
    wider = plane.buffer(metres, join_style="mitre")
    return shapely.transform(wider, TO_DEGREES.transform, interleaved=False)


def rings(vertices: list[tuple[float, float]], offset_m: float) -> tuple[Shape, Shape]:
    """The centre-line ring and the ring moved outward, from (lon, lat) vertices."""
    centre = Polygon(vertices)
    return (
        shape("centre", "四至道路中心线", centre),
        shape("outer", "沿线范围（道路外侧）", moved_out(centre, offset_m)),
    )


def quarters(centre: Polygon, axes: list[list[tuple[float, float]]]) -> list[Shape]:
    """The four fields of the 田字, cut from the ring by the two axes."""
    lines = [centre.exterior, *(_stretched(axis) for axis in axes)]
    cut = shapely.union_all([shapely.node(MultiLineString([line])) for line in lines])
    fields = [
        field
        for field in shapely.polygonize([cut]).geoms
        if centre.contains(field.representative_point())
    ]
    middle = crossing(axes)
    big = sorted(fields, key=lambda field: field.area)[-4:]
    named = [shape(key := _quarter(field, middle), QUARTERS[key], field) for field in big]
    return sorted(named, key=lambda each: each.id)


def crossing(axes: list[list[tuple[float, float]]]) -> Point | None:
    """Where the two axes meet; None when they do not meet in one point."""
    found = LineString(axes[0]).intersection(LineString(axes[1]))
    return found if isinstance(found, Point) and not found.is_empty else None


def _quarter(field: Polygon, middle: Point) -> str:
    north = "n" if field.centroid.y > middle.y else "s"
    return north + ("e" if field.centroid.x > middle.x else "w")


def _stretched(axis: list[tuple[float, float]], by: float = 0.0006) -> LineString:
    """The axis lengthened at both ends, so that it surely crosses the ring."""
    line = np.array(axis)
    first, last = line[0] - line[1], line[-1] - line[-2]
    head = line[0] + first / np.linalg.norm(first) * by
    tail = line[-1] + last / np.linalg.norm(last) * by
    return LineString([head, *line, tail])


def within(polygon: Polygon, lon: float, lat: float) -> float:
    """Metres from the point to the polygon's edge; negative outside."""
    plane = shapely.transform(polygon, TO_METRES.transform, interleaved=False)
    metres = plane.exterior.distance(Point(*TO_METRES.transform(lon, lat)))
    return round(metres if inside(polygon, lon, lat) else -metres, 1)


def inside(polygon: Polygon, lon: float, lat: float) -> bool:
    """Whether the point lies in the polygon or on its edge."""
    return bool(polygon.covers(Point(lon, lat)))
