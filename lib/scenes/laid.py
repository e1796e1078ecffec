"""Where the fields of :class:`Tiles` stand, in u from the part's corner: one answer for both."""

from __future__ import annotations

from dataclasses import dataclass

from lib.scenes import fit
from lib.scenes.model import SMALLEST
from lib.scenes.pictures import Tile, TileBlock, Tiles

HEADING, KEY = 3.6, 3.8
BETWEEN, GAP = 3.0, 0.5
HIGHEST, WIDEST = 6.2, 9.0
#: fills of the fields and the ink on them (4.5:1)
FILLS = {
    "done": ("#1f6b3d", "#ffffff"),
    "good": ("#8fcfa6", "#14321f"),
    "soon": ("#2f66ad", "#ffffff"),
    "warn": ("#e7b84a", "#3a2a00"),
    "bad": ("#b23530", "#ffffff"),
    "calm": ("#6f5f9c", "#ffffff"),
    "none": ("#e9e9e5", "#2c3233"),
}


@dataclass(frozen=True, kw_only=True)
class Spot:
    """Words at a place; ``tile``: a field with a lamp's colour, else a label."""

    words: str
    left: float
    top: float
    width: float
    height: float
    tile: Tile | None = None
    heading: bool = False

    @property
    def fill(self) -> str:
        """The field's colour."""
        return FILLS[self.tile.tone][0] if self.tile else ""

    @property
    def ink(self) -> str:
        """The colour of the words on it."""
        return FILLS[self.tile.tone][1] if self.tile else ""


def spots(part: Tiles, width: float, height: float) -> list[Spot]:
    """Headings, labels, fields and the key of a part that is ``width`` × ``height`` u."""
    labels = [_label_room(block) for block in part.blocks]
    across = [max(len(row.tiles) for row in block.rows) for block in part.blocks]
    free = width - BETWEEN * (len(part.blocks) - 1) - sum(labels)
    wide = min(WIDEST, free / max(1, sum(across)))
    most = max(len(block.rows) for block in part.blocks)
    high = min(HIGHEST, (height - HEADING - KEY) / most)
    found, left = [], 0.0
    for block, room, count in zip(part.blocks, labels, across, strict=True):
        found += _block(block, left, room, wide, high)
        left += room + count * wide + BETWEEN
    return found + _key(part, HEADING + most * high + 0.8, width)


def _label_room(block: TileBlock) -> float:
    return max(fit.width(row.label, SMALLEST) for row in block.rows) + 1


def _block(block: TileBlock, left: float, room: float, wide: float, high: float) -> list[Spot]:
    most = room + wide * max(len(row.tiles) for row in block.rows)
    reach = max(most, fit.width(block.heading, SMALLEST) + 1)
    found = [
        Spot(words=block.heading, left=left, top=0, width=reach, height=HEADING, heading=True)
    ]  # fmt: skip
    for number, row in enumerate(block.rows):
        top = HEADING + number * high
        if row.label:
            found.append(
                Spot(words=row.label, left=left, top=top, width=room, height=high - GAP)
            )  # fmt: skip
        for at, tile in enumerate(row.tiles):
            place = {"left": left + room + at * wide, "top": top}
            size = {"width": wide - GAP, "height": high - GAP}
            found.append(Spot(words=f"{tile.mark}{tile.label}", tile=tile, **place, **size))
    return found


def _key(part: Tiles, top: float, width: float) -> list[Spot]:
    found, left = [], 0.0
    words_of = [f"{tile.mark} {tile.label}" for tile in part.key]
    needed = sum(fit.width(words, SMALLEST) + GAP for words in words_of)
    more = min(1.6, (width - needed) / len(words_of))
    for tile, words in zip(part.key, words_of, strict=True):
        wide = fit.width(words, SMALLEST) + more
        found.append(
            Spot(words=words, left=left, top=top, width=wide, height=KEY - 0.8, tile=tile)
        )  # fmt: skip
        left += wide + GAP
    return found
