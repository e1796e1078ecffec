"""Any table of a page as CSV or xlsx, with what it is, its day and its source."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from openpyxl import Workbook

from lib import book
from lib.exports.csv_file import csv_bytes
from lib.text import LICENCE

DEMO = "演示数据：填报与数值均为虚构"
WIDEST, NARROWEST, LEAST = 60, 8, 14
#: no spreadsheet program takes these in the name of a sheet
NO_TAB = str.maketrans("/\\?*[]:'", "／＼？＊［］：’")
ALL = 240  # the sheet as a whole, so that print stays readable


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """Column titles and rows of plain values; ``notes`` are pairs for the title sheet."""

    title: str
    columns: Sequence[str]
    rows: Sequence[Sequence]
    notes: Sequence[tuple[str, str]] = field(default=())


def as_csv(sheet: Sheet, *, demo: bool) -> bytes:
    """A table of a page; the demo store says so in its first line."""
    return csv_bytes(sheet.columns, sheet.rows, first=[DEMO] if demo else [])


def as_workbook(sheets: Iterable[Sheet], *, as_of: str, demo: bool) -> bytes:
    """A title sheet and one sheet a table."""
    sheets = list(sheets)
    made = Workbook()
    _title(made.active, sheets, as_of, demo)
    for sheet in sheets:
        page = made.create_sheet(sheet.title.translate(NO_TAB)[:31])
        book.table(page, sheet.columns, sheet.rows, _widths(sheet))
        book.printed(page, f"上海硅巷 · {sheet.title}", as_of, demo=demo)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def _title(page, sheets: list[Sheet], as_of: str, demo: bool) -> None:
    pairs: list[tuple[str, object]] = [("截至", as_of)]
    if demo:
        pairs.append(("演示数据", "填报与数值均为虚构，仅用于演示"))
    for sheet in sheets:
        pairs += [(f"{sheet.title}：行数", len(sheet.rows)), *sheet.notes]
    pairs.append(("许可", LICENCE))
    heading = "上海硅巷：" + "、".join(sheet.title for sheet in sheets)
    book.notes(page, heading, pairs)
    book.printed(page, "上海硅巷", as_of, demo=demo, wide=False)


def _widths(sheet: Sheet) -> list[float]:
    """As wide as the longest line of a column, within bounds; the widest give way first."""
    found = []
    for number, title in enumerate(sheet.columns):
        words = [str(title), *(str(row[number] or "") for row in sheet.rows)]
        longest = max(book.width(line) for each in words for line in each.split("\n"))
        found.append(float(min(WIDEST, max(NARROWEST, longest + 3))))
    cap = float(WIDEST)
    while sum(min(cap, room) for room in found) > ALL and cap > LEAST:
        cap -= 1
    return [min(cap, room) for room in found]
