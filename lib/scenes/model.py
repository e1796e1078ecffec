"""What a scene is made of; no renderer, no data source.

All lengths are in ``u``: a hundredth of the scene's width. A scene is 100 u wide
and 56.25 u high (16:9); 1.25 u are 24 px at 1920 × 1080 and 12 pt on a slide.
"""

from __future__ import annotations

from dataclasses import dataclass, field

WIDTH, HEIGHT = 100.0, 56.25
#: the part of a scene that pictures may fill: left, top, width, height
LEFT, TOP, WIDE, HIGH = 4.0, 13.4, 92.0, 38.0
SMALLEST = 1.25
GAP = 2.0


@dataclass(frozen=True, kw_only=True)
class Cell:
    """Words in a table; ``tone`` is a lamp's colour name, '' for plain ink."""

    text: str
    tone: str = ""
    strong: bool = False


@dataclass(frozen=True, kw_only=True)
class Rows:
    """``widths`` are shares of the box; every row has as many cells as ``head``.

    ``size`` is the type's height in u.
    """

    head: tuple[str, ...]
    widths: tuple[float, ...]
    rows: tuple[tuple[Cell, ...], ...]
    size: float = 1.4
    kind: str = field(default="table", init=False)


@dataclass(frozen=True, kw_only=True)
class Figure:
    """One big number with its words and, smaller, what it is."""

    value: str
    label: str
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class Figures:
    """Big numbers beside each other, in ``across`` columns."""

    figures: tuple[Figure, ...]
    across: int = 4
    kind: str = field(default="figures", init=False)


@dataclass(frozen=True, kw_only=True)
class Series:
    """One colour of a chart; ``hatched`` is what is missing."""

    name: str
    colour: str
    ink: str = "#ffffff"
    hatched: bool = False


@dataclass(frozen=True, kw_only=True)
class Bar:
    """One row of a chart: a value and its label a series; None where there is none."""

    label: str
    values: tuple[float | None, ...]
    labels: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Bars:
    """Horizontal bars; ``stacked`` side by side, else each series in a lane of its own.

    ``top`` is the value at the right end; ``mark`` a value drawn as a line (a target)
    with its words.
    """

    title: str
    series: tuple[Series, ...]
    bars: tuple[Bar, ...]
    top: float
    stacked: bool = True
    mark: float | None = None
    mark_words: str = ""
    label_share: float = 0.3
    kind: str = field(default="bars", init=False)


@dataclass(frozen=True, kw_only=True)
class Sentence:
    """A sentence with a lamp's mark or a word before it."""

    text: str
    lead: str = ""
    tone: str = ""


@dataclass(frozen=True, kw_only=True)
class Lines:
    """Sentences under each other, maybe under a heading."""

    lines: tuple[Sentence, ...]
    heading: str = ""
    size: float = 1.6
    kind: str = field(default="lines", init=False)


@dataclass(frozen=True, kw_only=True)
class Map:
    """A drawing of the district (``lib.maps.drawn.Drawing``) and what it shows."""

    drawing: object
    words: str
    credit: str
    kind: str = field(default="map", init=False)


@dataclass(frozen=True, kw_only=True)
class Code:
    """An address as a QR code."""

    address: str
    caption: str
    kind: str = field(default="code", init=False)


Part = Rows | Figures | Bars | Lines | Map | Code


@dataclass(frozen=True, kw_only=True)
class Box:
    """A part and the place it fills, in u."""

    part: Part
    left: float = LEFT
    top: float = TOP
    width: float = WIDE
    height: float = HIGH


@dataclass(frozen=True, kw_only=True)
class Scene:
    """One screen: ``message`` is computed from the data of ``source``.

    ``note`` is for the presenter, ``seconds`` the time budget. ``lacks`` says what
    data the scene would need and who owes them, '' when it has them.
    """

    id: str
    title: str
    message: str
    boxes: tuple[Box, ...]
    source: str
    note: str
    seconds: int
    lacks: str = ""
    cover: bool = False


@dataclass(frozen=True, kw_only=True)
class Deck:
    """The scenes of one deck on one day, in order."""

    id: str
    name: str
    as_of: str
    demo: bool
    scenes: tuple[Scene, ...]

    @property
    def seconds(self) -> int:
        return sum(scene.seconds for scene in self.scenes)

    @property
    def minutes(self) -> int:
        """About how long it takes."""
        return round(self.seconds / 60)
