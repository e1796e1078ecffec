"""What a scene is made of; no renderer, no data source.

All lengths are in ``u``: a hundredth of the scene's width. A scene is 100 u wide
and 56.25 u high (16:9); 2.1 u are 40 px at 1920 × 1080 and 20 pt on a slide.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from lib.scenes.pictures import Course, Tiles

WIDTH, HEIGHT = 100.0, 56.25
#: the part of a scene that pictures may fill: left, top, width, height
LEFT, TOP, WIDE, HIGH = 4.0, 14.2, 92.0, 38.0
#: the smallest type of what is said, and that of sources and page numbers
SMALLEST, SMALL = 2.1, 1.25
#: the type of a scene's message, and how many lines it may have
MESSAGE, MESSAGE_LINES = 3.0, 2
GAP = 2.0
MOST_ROWS = 7


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
    size: float = SMALLEST
    kind: str = field(default="table", init=False)


@dataclass(frozen=True, kw_only=True)
class Figure:
    """One big number with its words and, smaller, what it is; ``size`` of the number in u."""

    value: str
    label: str
    note: str = ""
    size: float = 3.6


@dataclass(frozen=True, kw_only=True)
class Figures:
    """Big numbers beside each other, in ``across`` columns."""

    figures: tuple[Figure, ...]
    across: int = 4
    kind: str = field(default="figures", init=False)


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
    size: float = 2.4
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


Part = Rows | Figures | Tiles | Course | Lines | Map | Code


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

    ``title`` says what it is about, ``note`` is for the presenter, ``seconds`` the time
    budget. An ``appendix`` is reachable, but not in the run.
    """

    id: str
    title: str
    message: str
    boxes: tuple[Box, ...]
    source: str
    note: str
    seconds: int
    cover: bool = False
    appendix: bool = False


@dataclass(frozen=True, kw_only=True)
class Deck:
    """The scenes of one deck on one day, in order."""

    id: str
    name: str
    as_of: str
    demo: bool
    scenes: tuple[Scene, ...]

    @property
    def run(self) -> tuple[Scene, ...]:
        """The scenes that are shown one after the other."""
        return tuple(scene for scene in self.scenes if not scene.appendix)

    @property
    def seconds(self) -> int:
        """How long the run takes."""
        return sum(scene.seconds for scene in self.run)

    @property
    def minutes(self) -> int:
        """About how long it takes."""
        return round(self.seconds / 60)

    def place(self, scene: Scene) -> str:
        """Where the scene stands: 3 / 9, or in the appendix."""
        if not scene.appendix:
            return f"{self.run.index(scene) + 1} / {len(self.run)}"
        behind = [each for each in self.scenes if each.appendix]
        return f"附录 {behind.index(scene) + 1} / {len(behind)}"
