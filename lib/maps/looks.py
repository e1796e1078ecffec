"""How lines and marks look, in the live map and in the still one."""

from __future__ import annotations

from dataclasses import dataclass

from lib import palette


@dataclass(frozen=True)
class Look:
    """A kind of line: widths in the still picture and in the frame, and its dash."""

    still: float
    live: float
    dash: str = ""


#: kinds of lines, the lowest first
LINES = {
    "water": Look(11, 12),
    "outer": Look(1.6, 2),
    "tunnel": Look(1.6, 2, "2 6"),
    "road": Look(2.4, 3),
    "main": Look(4, 5),
    "axis": Look(6, 7),
    "metro": Look(2.6, 3, "9 6"),
}
BUSY = 7  # width of a road with projects
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
