"""Any table of a page as CSV or xlsx, with what it is, its day and its source."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter

from lib import palette
from lib.exports.api import LICENCE, safe_cell

FONT = "Microsoft YaHei"
WIDEST = 60


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """Column titles and rows of plain values; ``notes`` are pairs for the title sheet."""

    title: str
    columns: Sequence[str]
    rows: Sequence[Sequence]
    notes: Sequence[tuple[str, str]] = field(default=())


def as_csv(sheet: Sheet, *, demo: bool) -> bytes:
    """UTF-8 with BOM, so that Excel shows Chinese; the demo store says so in its first line."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    if demo:
        writer.writerow(["演示数据：填报与数值均为虚构"])
    writer.writerow(sheet.columns)
    writer.writerows([safe_cell(value) for value in row] for row in sheet.rows)
    return out.getvalue().encode("utf-8-sig")


def as_workbook(sheets: Iterable[Sheet], *, as_of: str, demo: bool) -> bytes:
    """A title sheet and one sheet a table."""
    sheets = list(sheets)
    book = Workbook()
    _title(book.active, sheets, as_of, demo)
    for sheet in sheets:
        _table(book.create_sheet(sheet.title[:31]), sheet)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _title(page, sheets: list[Sheet], as_of: str, demo: bool) -> None:
    page.title = "说明"
    lines = [("上海硅巷", "、".join(sheet.title for sheet in sheets)), ("截至", as_of)]
    if demo:
        lines.append(("演示数据", "填报与数值均为虚构，仅用于演示"))
    for sheet in sheets:
        lines += [(f"{sheet.title}：行数", len(sheet.rows)), *sheet.notes]
    lines.append(("许可", LICENCE))
    for line in lines:
        page.append([safe_cell(value) for value in line])
    page.column_dimensions["A"].width, page.column_dimensions["B"].width = 26, 90
    for row in page.iter_rows():
        for cell in row:
            cell.font = Font(name=FONT, size=11, bold=cell.column == 1)
            cell.alignment = Alignment(wrap_text=True, vertical="top")


def _table(page, sheet: Sheet) -> None:
    page.append(list(sheet.columns))
    for row in sheet.rows:
        page.append([safe_cell(value) for value in row])
    for number, column in enumerate(sheet.columns, 1):
        longest = max([len(str(column)), *(len(str(row[number - 1])) for row in sheet.rows)])
        page.column_dimensions[get_column_letter(number)].width = min(WIDEST, 2 * longest + 3)
    for row in page.iter_rows():
        for cell in row:
            cell.font = Font(name=FONT, size=10)
            cell.alignment = Alignment(wrap_text=True, vertical="top")
    for cell in page[1]:
        cell.fill = PatternFill("solid", fgColor=palette.BRAND[1:])
        cell.font = Font(name=FONT, size=10, bold=True, color="FFFFFF")
    page.freeze_panes = "A2"
    page.auto_filter.ref = page.dimensions
