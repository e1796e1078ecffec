"""Places, and the lines and areas of the map."""

from __future__ import annotations

from typing import TypedDict

from lib.rows.shapes.base import Facets, Number, Point
from lib.rows.shapes.projects import Project


class PlaceFact(TypedDict):
    """A place as documents and maps give it; ``error_m``, ``edge_m`` in metres."""

    id: str
    name: str
    category: str
    category_name: str
    colour: str
    icon: str
    ord: int
    label_ord: int
    label_zoom: Number | None
    also: str | None
    address: str | None
    address_from: str | None
    lon: float | None
    lat: float | None
    precision: str
    error_m: Number | None
    line_id: str | None
    note: str | None
    geo_source: str | None
    geo_note: str | None
    edge_m: Number | None
    within_boundary: int | None
    line_name: str | None
    document_id: str | None
    document: str | None
    locator: str | None
    quote: str | None


class PlaceReport(TypedDict):
    """What an office reported of a place: a coordinate, or what is wrong."""

    place_id: str
    lon: float | None
    lat: float | None
    as_of: str | None
    office: str | None
    correction: str | None
    corrected_on: str | None
    corrected_by: str | None


class PlaceStanding(PlaceFact):
    """A place with what was reported; ``moved``: metres from the documented point."""

    report: PlaceReport | None
    refused: bool
    moved: int | None


class Place(PlaceStanding):
    """A place as map and lists have it; ``lamp``: the worst of its projects."""

    facets: Facets
    projects: list[Project]
    lamp: str
    askable: tuple[str, ...]
    located: bool
    addressed: bool
    text: str


class Spot(Place):
    """What the map draws as one: a place, or all places along one road."""

    members: list[Place]
    along: list[str]


class Category(TypedDict):
    """A category of places with its look."""

    id: str
    name: str
    colour: str
    icon: str
    ord: int
    label_ord: int
    label_zoom: Number | None


class Path(TypedDict):
    """A line of the ground: road, railway, metro."""

    id: str
    name: str
    kind: str
    licence: str
    source: str
    points: list[Point]


class Ring(TypedDict):
    """An outline of the district; the last point is the first."""

    id: str
    name: str
    km2: float
    offset_m: Number
    geojson: str
    points: list[Point]


class Quarter(TypedDict):
    """One of the four fields of the 田字."""

    id: str
    name: str
    km2: float
    geojson: str
