"""The same problem of many cells of a sheet, said once."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from lib.intake.problems import CellProblem

#: kinds that are said once for all their cells
GATHERED = ("not_read", "placeholder", "invisible", "picture_above", "given_differs")
NAMED = 5  # cells named; the rest are counted


def gathered(problems: Iterable[CellProblem]) -> list[CellProblem]:
    """The same said of many cells of a sheet, said once: ``I4、I5、I6 等 12 格``."""
    found: dict[tuple[Any, ...], list[CellProblem]] = {}
    for each in problems:
        alone = each.cell if each.kind not in GATHERED else ""
        found.setdefault((each.sheet, each.kind, each.warning, alone), []).append(each)
    return [_gather(group) for group in found.values()]


def _gather(group: list[CellProblem]) -> CellProblem:
    cells = list(dict.fromkeys(each.cell for each in group))
    words = "、".join(cells[:NAMED]) + (f" 等 {len(cells)} 格" if len(cells) > NAMED else "")
    first = group[0]
    return CellProblem(
        sheet=first.sheet, cell=words, kind=first.kind, value=first.value, warning=first.warning
    )
