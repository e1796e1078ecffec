"""台账 as the offices know it: xlsx with a title sheet, and CSV."""

from __future__ import annotations

import csv
import io
from math import ceil
from unicodedata import east_asian_width

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.page import PageMargins
from openpyxl.worksheet.worksheet import Worksheet

from lib import palette, text
from lib.exports.api import LICENCE, safe_cell
from lib.measures.lamps import PROJECT_STATES

FONT = "Microsoft YaHei"
THIN = Side(style="thin", color="BFBCB4")
EDGE = Border(top=THIN, bottom=THIN, left=THIN, right=THIN)
#: title → width
COLUMNS = {
    "序号": 8, "事项": 22, "负责／牵头": 18, "配合": 12, "分管领导": 11, "期限": 12, "灯": 10,
    "进度": 7, "进展": 26, "问题": 20, "下一步": 18, "最近填报": 12, "缺项": 10, "出处": 16,
}  # fmt: skip
SMALL, LARGE = 11, 18
LINE = 16  # points


def ledger_row(item: dict) -> list:
    """One item as a row of :data:`COLUMNS`."""
    report = item["report"] or {}
    percent = report.get("percent")
    return [
        f"{item['level']}{item['no']}",
        item["name"],
        "、".join(row["name"] for row in item["offices"] if row["role"] != "配合"),
        "、".join(row["name"] for row in item["offices"] if row["role"] == "配合"),
        "、".join(row["name"] for row in item["leaders"]) or text.NOT_STATED,
        item["due"],
        f"{PROJECT_STATES[item['lamp'].state].mark} {PROJECT_STATES[item['lamp'].state].word}",
        "" if percent is None else f"{text.number(percent)}%",
        report.get("progress") or ("" if report else text.UNREPORTED),
        report.get("problem") or "",
        report.get("next_step") or "",
        report.get("as_of") or item["age_word"].word,
        "、".join(item["missing"]) or "无",
        f"{item['document']} {item['locator']}",
    ]


def ledger_csv(rows: list[dict], *, demo: bool) -> bytes:
    """The rows as CSV, UTF-8 with BOM; the demo store's begin with a line that says so."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    if demo:
        writer.writerow(["演示数据：填报与数值均为虚构"])
    writer.writerow(COLUMNS)
    for item in rows:
        writer.writerow(safe_cell(value) for value in ledger_row(item))
    return out.getvalue().encode("utf-8-sig")


def ledger_workbook(rows: list[dict], *, filters: list[str], as_of: str, demo: bool) -> bytes:
    """The rows as xlsx: a title sheet (filters, day, source), then the ledger."""
    book = Workbook()
    _title(book.active, rows, filters, as_of, demo)
    _table(book.create_sheet("项目台账"), rows, as_of, demo)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _title(page: Worksheet, rows: list[dict], filters: list[str], as_of: str, demo: bool) -> None:
    page.title = "说明"
    counts = [
        f"{word.mark} {word.word} {sum(item['lamp'].state == state for item in rows)}"
        for state, word in PROJECT_STATES.items()
    ]
    lines = [
        ("截至", as_of),
        ("筛选", "；".join(filters) or "全部"),
        ("项数", f"{len(rows)} 项：{'，'.join(counts)}"),
        ("来源", "街道施工图 1.0 附件、区三年行动方案；进展由科室填报"),
        ("许可", LICENCE),
        ("未填报", "科室还没有报，不是 0，也不算落后"),
    ]
    if demo:
        lines.insert(0, ("演示数据", "填报与数值均为虚构，仅用于演示"))
    page.append(["上海硅巷项目台账"])
    page.merge_cells("A1:B1")
    page["A1"].font = Font(name=FONT, size=LARGE, bold=True, color=palette.BRAND[1:])
    page.row_dimensions[1].height = 34
    for line in lines:
        page.append([safe_cell(value) for value in line])
    page.column_dimensions["A"].width, page.column_dimensions["B"].width = 14, 74
    for row in page.iter_rows(min_row=2):
        for cell in row:
            cell.font = Font(name=FONT, size=SMALL, bold=cell.column == 1)
            cell.alignment = Alignment(wrap_text=True, vertical="center")
            cell.border = EDGE
    _printed(page, as_of, demo)
    page.page_setup.orientation = "portrait"


def _table(page: Worksheet, rows: list[dict], as_of: str, demo: bool) -> None:
    grid = [list(COLUMNS), *(ledger_row(item) for item in rows)]
    # a column for 配合 only when a document names somebody
    keep = [n for n, title in enumerate(COLUMNS) if title != "配合" or any(r[n] for r in grid[1:])]
    for line in grid:
        page.append([safe_cell(line[n]) for n in keep])
    for at, n in enumerate(keep, 1):
        page.column_dimensions[get_column_letter(at)].width = list(COLUMNS.values())[n]
    for row in page.iter_rows():
        for cell in row:
            cell.font = Font(name=FONT, size=SMALL)
            cell.alignment = Alignment(wrap_text=True, vertical="center")
            cell.border = EDGE
    for cell in page[1]:
        cell.fill = PatternFill("solid", fgColor=palette.BRAND[1:])
        cell.font = Font(name=FONT, size=SMALL, bold=True, color="FFFFFF")
    column = next(cell.column for cell in page[1] if cell.value == "灯")
    for number, item in enumerate(rows, 2):
        front, ground = palette.LAMPS[PROJECT_STATES[item["lamp"].state].colour]
        lamp = page.cell(number, column)
        lamp.fill = PatternFill("solid", fgColor=ground[1:])
        lamp.font = Font(name=FONT, size=SMALL, color=front[1:])
    page.freeze_panes = "C2"
    page.auto_filter.ref = page.dimensions
    page.print_title_rows = "1:1"
    _printed(page, as_of, demo)
    page.page_setup.orientation = "landscape"


def _printed(page: Worksheet, as_of: str, demo: bool) -> None:
    """A4, as wide as the paper, with header and page numbers."""
    page.page_setup.paperSize = page.PAPERSIZE_A4
    page.page_setup.fitToWidth, page.page_setup.fitToHeight = 1, 0
    page.sheet_properties.pageSetUpPr.fitToPage = True
    page.page_margins = PageMargins(
        left=0.4, right=0.4, top=0.8, bottom=0.8, header=0.4, footer=0.4
    )
    # Excel fits rows to wrapped text when it opens a file, other programs do not
    for row in page.iter_rows(min_row=2):
        lines = max(
            ceil(_width(cell.value) / (page.column_dimensions[cell.column_letter].width - 1))
            for cell in row
        )
        page.row_dimensions[row[0].row].height = LINE * max(1, lines) + 8
    page.print_options.horizontalCentered = True
    page.oddHeader.left.text = "上海硅巷项目台账" + ("（演示数据）" if demo else "")
    page.oddHeader.right.text = f"截至 {as_of}"
    page.oddFooter.center.text = "&P / &N"


def _width(value: object) -> int:
    """How many Latin characters a text takes; Chinese ones count twice."""
    return sum(2 if east_asian_width(char) in "WFA" else 1 for char in str(value or ""))
