"""Problems of a filled file as data: sheet, cell, kind, value."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, order=True, kw_only=True)
class CellProblem:
    """One thing wrong (or, as a warning, suspicious) in one cell or sheet."""

    sheet: str = ""
    cell: str = ""
    kind: str
    value: str = ""
    warning: bool = False


class Unreadable(Exception):
    """The file cannot be read at all; ``problem`` says why."""

    def __init__(self, kind: str, value: str = "", *, sheet: str = "", cell: str = ""):
        super().__init__(kind)
        self.problem = CellProblem(sheet=sheet, cell=cell, kind=kind, value=value)
