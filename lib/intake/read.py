"""A filled template (xlsx or CSV) → raw rows with their cell addresses.

Whatever is filled in and not read is said: sheets, columns and rows that are not
ours, notes, pictures.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import chain

from lib.intake.cells import Cell, Grid, address
from lib.intake.columns import (
    NOTES_END,
    NOTES_ENDED,
    NOTES_HEAD,
    NOTES_SHEET,
    SHEETS,
    SYSTEM_SHEET,
    TITLE_END,
    Form,
    notes_rows,
)
from lib.intake.delimited import delimited
from lib.intake.headings import heading
from lib.intake.problems import CellProblem, Kind, Unreadable
from lib.intake.safety import is_package, require_safe_workbook, require_sane
from lib.intake.spreadsheetml import HEADER_WITHIN, grids
from lib.intake.values import tidy

MOST_ROWS = 2000
MOST_COLUMNS = 60
ENOUGH = 3  # titles of ours in one row make it a header
OWN_TITLE = re.compile(
    r"\S{1,40} · (?:项目进展|指标数值|点位坐标)（\d{4}-\d\d-\d\d 下载）；" + TITLE_END
)
NOTES_TITLE = re.compile(r"\S{1,40} · 填写说明")
NOTES_WORDS = {NOTES_END, *NOTES_ENDED, *NOTES_HEAD, *chain.from_iterable(notes_rows())}
OWN_LINES = {sheet.none for sheet in SHEETS}


Cells = dict[int, dict[int, Cell]]  # row → column → cell


@dataclass(frozen=True)
class RawRow:
    """One row: its sheet and title, its number, and by column title the cell and its address."""

    sheet: Form
    number: int
    cells: dict[str, tuple[str, Cell]]
    title: str = ""
    hidden: bool = False

    @property
    def place(self) -> str:
        """The name of the sheet in the file."""
        return self.title or self.sheet.title

    def at(self, title: str) -> tuple[str, Cell]:
        """Address and cell of a column; an empty cell where there is none."""
        return self.cells.get(title, (f"第 {self.number} 行", Cell()))


@dataclass
class Filled:
    """What a file holds: rows, problems of its shape, and what it says of itself."""

    rows: list[RawRow] = field(default_factory=list)
    problems: list[CellProblem] = field(default_factory=list)
    system: dict[str, str] = field(default_factory=dict)


def read_file(data: bytes) -> Filled:
    """Rows of a workbook or CSV; :class:`Unreadable` when there is no telling."""
    require_sane(data)
    if is_package(data):
        require_safe_workbook(data)
        found = grids(data, _wanted)
    else:
        found = [delimited(data, likeness)]
    filled = Filled()
    ours = 0
    for grid in found:
        title = tidy(grid.title)
        if title == SYSTEM_SHEET:
            filled.system = _system(grid)
        elif title == NOTES_SHEET:
            filled.problems += [*_beside_notes(grid), *_pinned(grid)]
        elif sheet := recognised(grid):
            ours += 1
            _read(grid, sheet, filled)
        elif grid.filled or grid.pictures or grid.embedded:
            filled.problems.append(_said(grid, "", "own_sheet"))
    if not ours:
        raise Unreadable("no_sheet")
    return filled


def _wanted(grid: Grid) -> bool:
    return tidy(grid.title) in (SYSTEM_SHEET, NOTES_SHEET) or recognised(grid) is not None


def likeness(grid: Grid) -> int:
    """How many titles of one of our sheets stand in one of the first rows; 0 for too few."""
    return max((hits for _, _, hits in _headers(grid)), default=0)


def recognised(grid: Grid) -> Form | None:
    """The sheet of ours that this one is, by its header, else by its name."""
    named = next((sheet for sheet in SHEETS if sheet.title == tidy(grid.title)), None)
    found = sorted(_headers(grid), key=lambda each: (-each[2], each[0] is not named))
    return found[0][0] if found else named


def _headers(grid: Grid) -> Iterator[tuple[Form, int, int]]:
    """Form of ours, row and hits of every row that could be a header."""
    for row, cells in grid.rows(until=HEADER_WITHIN).items():
        titles = {heading(cell) for cell in cells.values()}
        for sheet in SHEETS:
            own = {each.title for each in sheet.fields}
            shared = {each.title for other in SHEETS if other is not sheet for each in other.fields}
            if len(titles & own) >= ENOUGH and titles & (own - shared):
                yield sheet, row, len(titles & own)


def _system(grid: Grid) -> dict[str, str]:
    return {
        tidy(cells[1].value): tidy(cells[2].value)
        for cells in grid.rows().values()
        if 1 in cells and 2 in cells
    }


def _beside_notes(grid: Grid) -> Iterator[CellProblem]:
    for row, cells in grid.rows().items():
        for column, cell in cells.items():
            words = str(cell.value).strip()
            if words not in NOTES_WORDS and not NOTES_TITLE.fullmatch(words):
                yield _said(grid, address(row, column), "not_read")


def _said(
    grid: Grid, cell: str, kind: Kind, value: str = "", *, warning: bool = True
) -> CellProblem:
    return CellProblem(sheet=tidy(grid.title), cell=cell, kind=kind, value=value, warning=warning)


def _read(grid: Grid, sheet: Form, filled: Filled) -> None:
    """Put a sheet's rows into ``filled``, and what is wrong with its shape."""
    title = tidy(grid.title) or sheet.title
    grid.title = title
    rows = grid.rows()
    if not rows:
        return
    headers = [each for each in _headers(grid) if each[0] is sheet]
    if not headers:
        wanted = "、".join(each.title for each in sheet.fields if each.required)
        filled.problems.append(_said(grid, "", "missing_column", wanted, warning=False))
        return
    at = max(headers, key=lambda each: each[2])[1]
    titles = {column: heading(cell) for column, cell in rows[at].items()}
    _require_bounds(grid, rows, at)
    problems = list(_shape(grid, sheet, at, titles))
    if problems:
        filled.problems += problems
        return
    known = {column: name for column, name in titles.items() if name in _titles(sheet)}
    if title != sheet.title:
        filled.problems.append(_said(grid, "", "renamed", sheet.title))
    filled.problems += _not_read(grid, rows, at, known)
    filled.problems += _pinned(grid)
    filled.problems += _merged(grid, rows, at, known)
    for number, cells in rows.items():
        own = {known[c]: (address(number, c), cell) for c, cell in cells.items() if c in known}
        repeated = len(own) >= ENOUGH and all(
            name == heading(cell) for name, (_, cell) in own.items()
        )
        if number > at and own and not repeated:
            everywhere = {name: (address(number, c), Cell()) for c, name in known.items()}
            filled.rows.append(RawRow(sheet, number, everywhere | own, title, grid.hidden))


def _titles(sheet: Form) -> set[str]:
    return {each.title for each in sheet.fields}


def _shape(grid: Grid, sheet: Form, at: int, titles: dict[int, str]) -> Iterator[CellProblem]:
    seen: set[str] = set()
    for column, name in titles.items():
        if name in seen and name in _titles(sheet):
            yield _said(grid, address(at, column), "duplicate_column", name, warning=False)
        seen.add(name)
    for each in sheet.filled:
        if each.title not in seen and not each.later:
            yield _said(grid, "", "missing_column", each.title, warning=False)


def _require_bounds(grid: Grid, rows: Cells, at: int) -> None:
    if sum(row > at for row in rows) > MOST_ROWS:
        raise Unreadable("too_many_rows", str(MOST_ROWS), sheet=grid.title)
    for row, cells in rows.items():
        if max(cells) > MOST_COLUMNS:
            cell = address(row, max(cells))
            raise Unreadable("too_many_columns", str(MOST_COLUMNS), sheet=grid.title, cell=cell)


def _not_read(grid: Grid, rows: Cells, at: int, known: dict[int, str]) -> Iterator[CellProblem]:
    """Filled cells above the header and beside the known columns."""
    for row, cells in rows.items():
        for column, cell in cells.items():
            above = row < at and not _own_line(str(cell.value).strip())
            if above or (row >= at and column not in known):
                yield _said(grid, address(row, column), "not_read")


def _own_line(words: str) -> bool:
    """Whether the template itself has it above its header."""
    return words in OWN_LINES or OWN_TITLE.fullmatch(words) is not None


def _pinned(grid: Grid) -> Iterator[CellProblem]:
    for comment in grid.comments:
        yield _said(grid, comment.at, "comment", comment.text)
    for cell in grid.pictures:
        yield _said(grid, cell, "picture_above")
    if grid.embedded:
        yield _said(grid, "", "embedded", str(grid.embedded))


def _merged(grid: Grid, rows: Cells, at: int, known: dict[int, str]) -> Iterator[CellProblem]:
    """Merged cells that hide whose a value is: over several filled rows or columns."""
    for top, left, bottom, right in grid.merged:
        first = max(top, at + 1)
        columns = [column for column in known if left <= column <= right]
        if not columns or bottom < first or (top, left) == (bottom, right):
            continue
        covered = [row for row in rows if first <= row <= bottom]
        if any(column in rows[row] for row in covered for column in columns):
            area = f"{address(top, left)}:{address(bottom, right)}"
            yield _said(grid, address(first, left), "merged", area, warning=False)
