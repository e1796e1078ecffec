"""台账 as the offices know it: xlsx with a title sheet, and CSV."""

from __future__ import annotations

import csv
import io

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from lib import palette, text
from lib.exports.api import LICENCE, safe_cell
from lib.measures.lamps import PROJECT_STATES, REPORT_AGES

FONT = "Microsoft YaHei"
THIN = Side(style="thin", color="BFBCB4")
EDGE = Border(top=THIN, bottom=THIN, left=THIN, right=THIN)
#: title → width
COLUMNS = {
    "序号": 8, "事项": 24, "负责／牵头": 22, "配合": 12, "分管领导": 16, "期限": 12, "灯": 10,
    "进度": 7, "进展": 30, "问题": 24, "下一步": 20, "最近填报": 12, "缺项": 12, "出处": 26,
}  # fmt: skip
LAMP_COLUMN = list(COLUMNS).index("灯") + 1


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
        report.get("as_of") or REPORT_AGES["never"].word,
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
    lines = [
        ("上海硅巷项目台账", ""),
        ("截至", as_of),
        ("筛选", "；".join(filters) or "全部"),
        ("项数", len(rows)),
        ("来源", "街道施工图 1.0 附件、区三年行动方案；进展由科室填报"),
        ("许可", LICENCE),
        ("未填报", "科室还没有报，不是 0，也不算落后"),
    ]
    if demo:
        lines.insert(1, ("演示数据", "填报与数值均为虚构，仅用于演示"))
    for line in lines:
        page.append([safe_cell(value) for value in line])
    page.column_dimensions["A"].width, page.column_dimensions["B"].width = 22, 80
    for row in page.iter_rows():
        for cell in row:
            cell.font = Font(name=FONT, size=16 if cell.row == 1 else 11, bold=cell.column == 1)
            cell.alignment = Alignment(wrap_text=cell.column == 2, vertical="top")


def _table(page: Worksheet, rows: list[dict], as_of: str, demo: bool) -> None:
    page.append(list(COLUMNS))
    for item in rows:
        page.append([safe_cell(value) for value in ledger_row(item)])
    for number, width in enumerate(COLUMNS.values(), 1):
        page.column_dimensions[get_column_letter(number)].width = width
    for row in page.iter_rows():
        for cell in row:
            cell.font = Font(name=FONT, size=10, bold=cell.row == 1)
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            cell.border = EDGE
    for cell in page[1]:
        cell.fill = PatternFill("solid", fgColor=palette.BRAND[1:])
        cell.font = Font(name=FONT, size=10, bold=True, color="FFFFFF")
    for number, item in enumerate(rows, 2):
        front, ground = palette.LAMPS[PROJECT_STATES[item["lamp"].state].colour]
        lamp = page.cell(number, LAMP_COLUMN)
        lamp.fill = PatternFill("solid", fgColor=ground[1:])
        lamp.font = Font(name=FONT, size=10, color=front[1:])
    page.freeze_panes = "C2"
    page.auto_filter.ref = page.dimensions
    page.page_setup.orientation = "landscape"
    page.page_setup.paperSize = page.PAPERSIZE_A3
    page.page_setup.fitToWidth, page.page_setup.fitToHeight = 1, 0
    page.sheet_properties.pageSetUpPr.fitToPage = True
    page.print_title_rows = "1:1"
    page.oddHeader.left.text = "上海硅巷项目台账" + ("（演示数据）" if demo else "")
    page.oddHeader.right.text = f"截至 {as_of}"
    page.oddFooter.center.text = "&P / &N"
