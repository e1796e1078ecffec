"""How lines and marks look, in the live map, in the still one and in the scenes."""

from __future__ import annotations

from dataclasses import dataclass

from lib import palette


@dataclass(frozen=True)
class Look:
    """A kind of line: widths in the still picture, in the frame (pixels) and in a scene's
    drawing (u), and its dash.
    """

    still: float
    live: float
    drawn: float
    dash: str = ""


#: kinds of lines, the lowest first
LINES = {
    "water": Look(11, 12, 1.2),
    "outer": Look(1.6, 2, 0.2),
    "tunnel": Look(1.6, 2, 0.2, "2 6"),
    "road": Look(2.4, 3, 0.28),
    "main": Look(4, 5, 0.55),
    "axis": Look(6, 7, 0.75),
    "metro": Look(2.6, 3, 0.32, "9 6"),
}
BUSY = Look(7, 7, 1.1)  # a road with projects, in its worst lamp's colour
UNREPORTED = "#9aa19e"
#: drawn small and named last: they help to find one's way
QUIET = ("station", "landmark")


def tone(name: str) -> str:
    """A lamp's colour for a line; what nobody reported stays quiet."""
    return UNREPORTED if name == "none" else palette.LAMPS[name][0]


def fill(category: str, colour: str) -> str:
    """The colour of a category's marks."""
    if category in QUIET:
        return palette.MAP["quiet"]
    return palette.CATEGORIES.get(colour, palette.CATEGORIES["grey"])
