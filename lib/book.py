"""Workbooks as offices want them: real dates and percents, nothing cut, ready to print.

A text is always a text, also one that begins with = + - @: it is typed as such in
the file, so nothing is put before it. A row is at most 409 points high in Excel;
what needs more goes on in a row below, marked （续）.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from math import ceil
from typing import Any
from unicodedata import east_asian_width

from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, Cell
from openpyxl.styles import Alignment, Border, Font, NamedStyle, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.page import PageMargins
from openpyxl.worksheet.worksheet import Worksheet

from lib import palette

FONT = "Microsoft YaHei"
SIZE = 11
LINE, PADDING = 16.5, 8  # points
HIGHEST = 409
MOST_LINES = int((HIGHEST - PADDING) // LINE)
A4_ROOM = 220  # wider sheets go on A3: on A4 their letters would be dust
THIN = Side(style="thin", color="BFBCB4")
EDGE = Border(top=THIN, bottom=THIN, left=THIN, right=THIN)
WRAPPED = Alignment(wrap_text=True, vertical="top")
LEFT = Alignment(wrap_text=True, vertical="top", horizontal="left")
PLAIN, BOLD = Font(name=FONT, size=SIZE), Font(name=FONT, size=SIZE, bold=True)
WHITE = Font(name=FONT, size=SIZE, bold=True, color="FFFFFF")
#: what a workbook's styles look like, by the name that spreadsheet programs show
LOOKS: dict[str, dict[str, Any]] = {
    "表头": {
        "font": WHITE,
        "fill": PatternFill("solid", fgColor=palette.BRAND[1:]),
        "border": EDGE,
        "alignment": WRAPPED,
    },
    "表格": {"font": PLAIN, "border": EDGE, "alignment": WRAPPED},
    "说明": {"font": PLAIN, "border": EDGE, "alignment": LEFT},
    "说明项": {"font": BOLD, "border": EDGE, "alignment": LEFT},
}
WIDEST = 250  # Excel's own limit is 255
DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})\Z")
ESCAPED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
PERCENT = re.compile(r"(\d{1,3}(?:\.(\d+))?)%\Z")
#: columns whose ISO days are dates, and whose 50% are numbers
DATES = {"期限", "原期限", "日期", "时间", "最近填报"}
PERCENTS = {"进度"}
GOES_ON = "（续）"
#: where a long text is best split
PAUSES = "\n。；！？，、,;. "


def width(value: object) -> int:
    """How many Latin characters a text takes; Chinese ones count twice."""
    return sum(2 if east_asian_width(char) in "WFA" else 1 for char in str(value or ""))


def lines(value: object, room: float) -> int:
    """How many lines a text takes in a column of that width; rather too many than too few."""
    if not isinstance(value, str):
        return 1
    return sum(max(1, ceil(width(part) * 1.08 / max(1.0, room - 2))) for part in value.split("\n"))


def typed(title: str, value: object) -> tuple[object, str]:
    """A value for a cell of the column, and its number format ('' for none)."""
    if title in PERCENTS and isinstance(value, int | float):
        return typed(title, f"{value:.12g}%")
    if not isinstance(value, str):
        return value, ""
    if title in DATES and (found := DAY.match(value)):
        return date(*map(int, found.groups())), "yyyy-mm-dd"
    if title in PERCENTS and (found := PERCENT.match(value)):
        places = len(found[2] or "")
        return round(float(found[1]) / 100, places + 2), f"0{'.' if places else ''}{'0' * places}%"
    # _x0041_ would be read as A: the file's own way to write it as it is
    return ESCAPED.sub("_x005F_", ILLEGAL_CHARACTERS_RE.sub("", value)), ""


def put(cell: Cell, value: object, title: str = "") -> None:
    """Write a value as what it is; a text never becomes a formula."""
    cell.value, form = typed(title, value)
    if form:
        cell.number_format = form
    elif isinstance(cell.value, str):
        cell.data_type = "s"
        if cell.value[:1] in ("=", "+", "-", "@"):
            cell.quotePrefix = True  # stays a text when somebody edits it


def split(value: object, room: float) -> list[object]:
    """The value in pieces that each fit into one row."""
    if not isinstance(value, str) or lines(value, room) <= MOST_LINES:
        return [value]
    pieces, rest = [], value
    while lines(rest, room) > MOST_LINES:
        end = _fitting(rest, room)
        pieces.append(rest[:end].rstrip("\n"))
        rest = rest[end:].lstrip("\n")
    return [*pieces, rest]


def _fitting(text: str, room: float) -> int:
    """How many characters of a text fit, up to a pause if there is one near the end."""
    low, high = 1, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (
            (middle, high) if lines(text[:middle], room) <= MOST_LINES else (low, middle - 1)
        )
    pause = max(text.rfind(sign, low * 3 // 4, low) for sign in PAUSES)
    return pause + 1 if pause > 0 else low


def rows_of(
    titles: Sequence[str],
    rows: Iterable[Sequence],
    widths: Sequence[float],
    *,
    named: Sequence[str],
) -> Iterator[tuple[list, int]]:
    """Rows that fit, each with the number of the row it belongs to.

    A row too high is followed by others that repeat the columns ``named`` (the
    last of them marked) and carry on its long texts.
    """
    for number, row in enumerate(rows):
        pieces = [split(value, room) for value, room in zip(row, widths, strict=True)]
        for at in range(max(map(len, pieces))):
            yield (
                [
                    own[at] if at < len(own) else _again(title, own[0], named)
                    for title, own in zip(titles, pieces, strict=True)
                ],
                number,
            )


def _again(title: str, value: object, named: Sequence[str]) -> object:
    if title not in named:
        return ""
    return f"{value}{GOES_ON}" if title == named[-1] else value


def table(
    page: Worksheet,
    titles: Sequence[str],
    rows: Iterable[Sequence],
    widths: Sequence[float],
    *,
    named: Sequence[str] = (),
) -> list[int]:
    """Head and rows, bordered and wrapped; for each row below the head the number it had."""
    named = named or titles[:1]
    laid = list(rows_of(titles, rows, widths, named=named))
    for column, (title, room) in enumerate(zip(titles, widths, strict=True), 1):
        page.column_dimensions[get_column_letter(column)].width = room
        wear(page.cell(1, column), "表头")
        put(page.cell(1, column), title)
    for at, (row, _) in enumerate(laid, 2):
        for column, (title, value) in enumerate(zip(titles, row, strict=True), 1):
            wear(page.cell(at, column), "表格")
            put(page.cell(at, column), value, title)
    fit_rows(page, widths)
    page.freeze_panes = "A2"
    page.auto_filter.ref = page.dimensions
    page.print_title_rows = "1:1"
    return [number for _, number in laid]


def wear(cell: Cell, name: str, looks: Mapping[str, Mapping[str, Any]] = LOOKS) -> None:
    """Give the cell a style of its workbook, before its value, which may bring a number format.

    Font, border and the rest set on each cell would be looked up by all they are made of,
    each time: most of the time that a workbook takes.
    """
    book = cell.parent.parent
    if name not in book.named_styles:
        book.add_named_style(NamedStyle(name, **looks[name]))
    cell.style = name


def room_for(texts: Iterable[object], least: float) -> float:
    """How wide a column must be for every text to fit into one row; at least ``least``."""
    room = least
    for value in texts:
        while lines(value, room) > MOST_LINES and room < WIDEST:
            room += 4
    return room


def fit_rows(page: Worksheet, widths: Sequence[float], first: int = 1) -> None:
    """Rows as high as their texts: Excel does so when it opens a file, other programs do not."""
    for cells in page.iter_rows(min_row=first):
        most = max(lines(cell.value, room) for cell, room in zip(cells, widths, strict=False))
        page.row_dimensions[cells[0].row].height = min(HIGHEST, LINE * most + PADDING)


def notes(page: Worksheet, heading: str, pairs: Iterable[tuple[str, object]]) -> None:
    """The title sheet: what it is, in pairs of word and explanation."""
    widths = (22, 74)
    page.title = "说明"
    put(page.cell(1, 1), heading)
    for at, pair in enumerate(pairs, 2):
        for column, value in enumerate(pair, 1):
            wear(page.cell(at, column), "说明项" if column == 1 else "说明")
            put(page.cell(at, column), value)
    for column, room in zip("AB", widths, strict=True):
        page.column_dimensions[column].width = room
    fit_rows(page, widths)
    page.merge_cells("A1:B1")
    page["A1"].font = Font(name=FONT, size=18, bold=True, color=palette.BRAND[1:])
    page.row_dimensions[1].height = 34


def printed(page: Worksheet, title: str, as_of: str, *, demo: bool, wide: bool = True) -> None:
    """A4 or A3, as wide as the paper, with header and page numbers."""
    page.page_setup.orientation = "landscape" if wide else "portrait"
    room = sum(each.width for each in page.column_dimensions.values())
    page.page_setup.paperSize = page.PAPERSIZE_A3 if room > A4_ROOM else page.PAPERSIZE_A4
    page.page_setup.fitToWidth, page.page_setup.fitToHeight = 1, 0
    page.sheet_properties.pageSetUpPr.fitToPage = True
    page.page_margins = PageMargins(
        left=0.4, right=0.4, top=0.8, bottom=0.8, header=0.4, footer=0.4
    )
    page.print_options.horizontalCentered = True
    page.oddHeader.left.text = title.replace("&", "＆") + ("（演示数据）" if demo else "")
    page.oddHeader.right.text = f"截至 {as_of}"
    page.oddFooter.center.text = "&P / &N"
