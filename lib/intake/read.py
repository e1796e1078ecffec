"""A filled template (xlsx or CSV) → raw rows with their cell addresses."""

from __future__ import annotations

import csv
import io
import re
import warnings
import zipfile
from dataclasses import dataclass

from defusedxml import ElementTree

from lib.intake.columns import PROJECTS, SHEETS, SYSTEM_SHEET, Sheet
from lib.intake.problems import CellProblem, Unreadable
from lib.intake.safety import is_workbook, require_safe_workbook, require_sane
from lib.intake.values import tidy

MOST_ROWS = 2000
MOST_COLUMNS = 60
HEADER_WITHIN = 20
QUOTED = re.compile(r'"[^"]*"')
CODINGS = ("utf-8-sig", "gb18030")


@dataclass(frozen=True)
class RawRow:
    """One row: the sheet, its number, and by title the cell's address and value."""

    sheet: Sheet
    number: int
    cells: dict[str, tuple[str, object]]


@dataclass(frozen=True)
class Filled:
    """What a file holds: rows, problems of its shape, and what it says of itself."""

    rows: list[RawRow]
    problems: list[CellProblem]
    system: dict[str, str]


def read_file(data: bytes) -> Filled:
    """Rows of a workbook or CSV; :class:`Unreadable` when there is no telling."""
    require_sane(data)
    if is_workbook(data):
        require_safe_workbook(data)
        tables, system = _workbook(data)
    else:
        tables, system = {PROJECTS.title: _csv(data)}, {}
    rows, problems = [], []
    known = {sheet.title: sheet for sheet in SHEETS}
    found = {title: grid for title, grid in tables.items() if title in known}
    if not found:
        raise Unreadable("no_sheet")
    for title, grid in found.items():
        more, wrong = _rows(known[title], grid)
        rows += more
        problems += wrong
    return Filled(rows, problems, system)


def _workbook(data: bytes) -> tuple[dict[str, list[list]], dict[str, str]]:
    from openpyxl import load_workbook  # late: only intake and export need it

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            book = load_workbook(io.BytesIO(data), read_only=True, data_only=False)
            tables = {tidy(sheet.title): _grid(sheet) for sheet in book.worksheets}
            if len(book.sheetnames) < _declared_sheets(data):
                raise Unreadable("not_workbook")  # openpyxl passes over a sheet whose part is gone
            book.close()
    except Unreadable:
        raise
    except Exception as error:  # openpyxl raises whatever a broken part makes it raise
        raise Unreadable("not_workbook") from error
    system = {tidy(row[0]): tidy(row[1]) for row in tables.pop(SYSTEM_SHEET, []) if len(row) > 1}
    return tables, system


def _declared_sheets(data: bytes) -> int:
    """How many sheets the workbook says it has."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        root = ElementTree.fromstring(archive.read("xl/workbook.xml"))
    return sum(each.tag.endswith("}sheet") for each in root.iter())


def _grid(sheet) -> list[list]:
    grid = []
    blank = 0
    for row in sheet.iter_rows():
        cells = [_value(cell) for cell in row]
        while cells and cells[-1] is None:
            cells.pop()
        if len(cells) > MOST_COLUMNS:
            raise Unreadable("too_many_columns", str(MOST_COLUMNS))
        grid.append(cells)
        blank = 0 if cells else blank + 1
        if len(grid) - blank > MOST_ROWS or blank > 50 * MOST_ROWS:
            raise Unreadable("too_many_rows", str(MOST_ROWS))
    return grid


def _value(cell) -> object:
    """A cell's value; one formatted as per cent reads as it looks (0.5 → "50%")."""
    value = cell.value
    if isinstance(value, int | float) and not isinstance(value, bool):
        shown = QUOTED.sub("", cell.number_format or "")
        if "%" in shown:
            return f"{round(value * 100, 6):g}%"
    return value


def _csv(data: bytes) -> list[list]:
    text = _decoded(data)
    try:
        grid = [list(row) for row in csv.reader(io.StringIO(text, newline=""))]
    except csv.Error:
        raise Unreadable("not_workbook") from None
    if len(grid) > MOST_ROWS:
        raise Unreadable("too_many_rows", str(MOST_ROWS))
    if any(len(row) > MOST_COLUMNS for row in grid):
        raise Unreadable("too_many_columns", str(MOST_COLUMNS))
    return [[cell or None for cell in row] for row in grid]


def _decoded(data: bytes) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        codings: tuple[str, ...] = ("utf-16",)
    else:
        codings = CODINGS
    for coding in codings:
        try:
            text = data.decode(coding)
        except UnicodeDecodeError:
            continue
        if "\x00" in text:
            raise Unreadable("not_workbook")
        return text
    raise Unreadable("encoding")


def _rows(sheet: Sheet, grid: list[list]) -> tuple[list[RawRow], list[CellProblem]]:
    at = _header(sheet, grid)
    if at is None:
        wanted = "、".join(field.title for field in sheet.fields if field.required)
        return [], [CellProblem(sheet=sheet.title, kind="missing_column", value=wanted)]
    titles = [tidy(cell).replace("\n", "") for cell in grid[at]]
    problems = [
        CellProblem(sheet=sheet.title, cell=_address(column, at), kind="duplicate_column", value=t)
        for column, t in enumerate(titles)
        if t and t in titles[:column]
    ]
    problems += [
        CellProblem(sheet=sheet.title, kind="missing_column", value=field.title)
        for field in sheet.filled
        if field.title not in titles
    ]
    if problems:
        return [], problems
    rows = []
    for number in range(at + 1, len(grid)):
        cells = {
            title: (_address(column, number), grid[number][column])
            for column, title in enumerate(titles)
            if title and column < len(grid[number])
        }
        if any(tidy(value) for _, value in cells.values()):
            rows.append(RawRow(sheet, number + 1, cells))
    return rows, []


def _header(sheet: Sheet, grid: list[list]) -> int | None:
    """The row that holds most of the sheet's titles, within the first rows."""
    titles = {field.title for field in sheet.fields}
    best, row = 0, None
    for number, cells in enumerate(grid[:HEADER_WITHIN]):
        hits = len(titles & {tidy(cell) for cell in cells})
        if hits > best:
            best, row = hits, number
    return row if best >= 3 else None


def _address(column: int, row: int) -> str:
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return f"{letters}{row + 1}"
