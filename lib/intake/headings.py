"""A column's heading, however a program or a person has written it."""

from __future__ import annotations

import re
from collections.abc import Iterable

from lib.intake.cells import Cell
from lib.intake.columns import SHEETS, Form
from lib.intake.values import tidy

LONGEST = 60
SPARE = re.compile(r"\s|[*＊]|[(（]必填[)）]")


def heading(cell: Cell) -> str:
    """A column's title: ours as the form has it, another without blanks and marks like （必填）."""
    short = isinstance(cell.value, str) and len(cell.value) <= LONGEST
    folded = _folded(str(cell.value)) if short else ""
    return TITLES.get(folded, folded)


def _folded(title: str) -> str:
    return SPARE.sub("", tidy(title))


def by_folded(sheets: Iterable[Form]) -> dict[str, str]:
    """Titles by how they are compared: without blanks, full-width signs and marks."""
    return {_folded(each.title): each.title for sheet in sheets for each in sheet.fields}


TITLES = by_folded(SHEETS)
