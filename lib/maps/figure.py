"""A drawing of the district and its parts, in u: what screen and slide both draw."""

from __future__ import annotations

from dataclasses import dataclass

from lib.maps.plane import Point


@dataclass(frozen=True, kw_only=True)
class Tint:
    """A road with the colour of a lamp, and what is written beside it."""

    colour: str
    label: str


@dataclass(frozen=True, kw_only=True)
class Stroke:
    """A line cut to the picture."""

    points: tuple[Point, ...]
    colour: str
    width: float
    dashed: bool


@dataclass(frozen=True, kw_only=True)
class Name:
    """A name, its middle at x, y, turned by ``turn`` degrees; '' is the map's own ink."""

    text: str
    x: float
    y: float
    turn: float = 0
    colour: str = ""


@dataclass(frozen=True, kw_only=True)
class Dot:
    """A place; ``mark`` stands in it, larger dots carry one."""

    x: float
    y: float
    colour: str
    size: float
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
    #: ids of the places that have a dot
    shown: tuple[str, ...] = ()
