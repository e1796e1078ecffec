"""A sheet as it was handed in: cells with all that they carry, whatever the file."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple


@dataclass
class Cell:
    """One cell: its value (str, number, bool, date, time) and what stands beside it.

    ``number`` and ``code``: a number as stored, and its number format; ``link``:
    the address behind it; ``formula``: what computes it; ``picture``: it shows one.
    """

    value: object = None
    number: float | None = None
    code: str = ""
    formula: str = ""
    link: str = ""
    error: bool = False
    picture: bool = False

    @property
    def filled(self) -> bool:
        """Whether anything of a person's is in it."""
        written = self.value.strip() if isinstance(self.value, str) else self.value is not None
        return bool(written or self.formula or self.link or self.picture)


class Comment(NamedTuple):
    """A note pinned to a cell."""

    at: str
    text: str


@dataclass
class Grid:
    """One sheet: cells by (row, column), counted from 1."""

    title: str
    hidden: bool = False
    cells: dict[tuple[int, int], Cell] = field(default_factory=dict)
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    comments: list[Comment] = field(default_factory=list)
    pictures: list[str] = field(default_factory=list)
    embedded: int = 0

    @property
    def filled(self) -> bool:
        """Whether anything is written in it."""
        return any(cell.filled for cell in self.cells.values())

    def rows(self, until: float = float("inf")) -> dict[int, dict[int, Cell]]:
        """Filled cells by row, then column, both in order; rows up to ``until``."""
        found: dict[int, dict[int, Cell]] = {}
        for row, column in sorted(at for at in self.cells if at[0] <= until):
            cell = self.cells[row, column]
            if cell.filled:
                found.setdefault(row, {})[column] = cell
        return found


def address(row: int, column: int) -> str:
    """``C4`` for row 4, column 3."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return f"{letters}{row}"
