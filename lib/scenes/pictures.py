"""The parts of a scene that are pictures: every project as a field, the years as a line."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, kw_only=True)
class Tile:
    """One project as a field: its number, its lamp's mark and colour name."""

    label: str
    mark: str
    tone: str


@dataclass(frozen=True, kw_only=True)
class TileRow:
    """The projects of one group beside each other."""

    label: str
    tiles: tuple[Tile, ...]


@dataclass(frozen=True, kw_only=True)
class TileBlock:
    """Groups under each other, with a heading."""

    heading: str
    rows: tuple[TileRow, ...]


@dataclass(frozen=True, kw_only=True)
class Tiles:
    """Every project as a field of its own; ``key`` tells the lamps with their counts."""

    blocks: tuple[TileBlock, ...]
    key: tuple[Tile, ...]
    kind: str = field(default="tiles", init=False)


@dataclass(frozen=True, kw_only=True)
class Stop:
    """Something dated: ``at`` is its place in the year, 0 to 1; None when the day is unknown."""

    when: str
    text: str
    at: float | None = None


@dataclass(frozen=True, kw_only=True)
class Year:
    """A stretch of the line with its stops."""

    label: str
    stops: tuple[Stop, ...]


@dataclass(frozen=True, kw_only=True)
class Course:
    """Years as a line from left to right, the words under their year."""

    years: tuple[Year, ...]
    size: float = 2.1
    kind: str = field(default="course", init=False)
