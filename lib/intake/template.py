"""The report template: one workbook an office, prefilled with what is known."""

from __future__ import annotations

import io
from collections.abc import Iterable
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from lib import book, palette
from lib.intake.columns import (
    NOTES_END,
    NOTES_HEAD,
    NOTES_SHEET,
    SHEETS,
    STATES,
    SYSTEM_SHEET,
    TITLE_END,
    VERSION,
    YES_NO,
    Field,
    Form,
    notes_rows,
)
from lib.intake.known import known_for
from lib.intake.subjects import Known
from lib.rows import reports

FONT = "Microsoft YaHei"
THIN = Side(style="thin", color="D9D6CF")
BOX = {
    "border": Border(top=THIN, bottom=THIN, left=THIN, right=THIN),
    "alignment": Alignment(wrap_text=True, vertical="top"),
}
PLAIN, BOLD = Font(name=FONT, size=11), Font(name=FONT, size=11, bold=True)
#: what people type stays as they typed it
TYPED = BOX | {"font": PLAIN, "number_format": "@"}
LOOKS: dict[str, dict[str, Any]] = {
    "表头": BOX
    | {
        "font": Font(name=FONT, bold=True, size=11, color="FFFFFF"),
        "fill": PatternFill("solid", fgColor=palette.BRAND[1:].upper()),
    },
    "已知": TYPED | {"fill": PatternFill("solid", fgColor="F0EEE8")},
    "填写": TYPED | {"protection": Protection(locked=False)},
    "说明": {"font": PLAIN, "alignment": Alignment(vertical="top")},
    "说明项": {"font": BOLD, "alignment": Alignment(vertical="top")},
    "说明文字": {"font": PLAIN, "alignment": BOX["alignment"]},
}
DROP_DOWNS = {"state": STATES, "yes": YES_NO}


def template(office_id: str, today: str) -> bytes:
    """The workbook of one office; ``KeyError`` if there is no such office."""
    names = {row["id"]: row["name"] for row in reports.offices()}
    office = names[office_id]
    known = known_for(office_id, today)
    made = Workbook()
    made.remove(made.active)
    for sheet in SHEETS:
        rows = list(_rows(sheet, known))
        _fill(made.create_sheet(sheet.title), sheet, rows, office, today)
    _notes(made.create_sheet(NOTES_SHEET), office)
    _system(made.create_sheet(SYSTEM_SHEET), {"office": office_id, "version": VERSION})
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def _rows(sheet: Form, known: Known) -> Iterable[dict[str, Any]]:
    """One dict a row: given columns from the facts, the others from the last report."""
    for id in known.subjects[sheet.table]:
        given = known.given[sheet.table][id]
        yield given | _shown(known.latest[sheet.table].get(id, {}))


def _shown(report: dict[str, Any]) -> dict[str, Any]:
    """A last report as it would be written: per cent with its sign, 是 or 否."""
    shown = dict(report)
    if shown.get("percent") is not None:
        shown["percent"] = f"{shown['percent']:.12g}%"
    if shown.get("definition_confirmed") is not None:
        shown["definition_confirmed"] = YES_NO[0 if shown["definition_confirmed"] else 1]
    return shown


def _fill(
    page: Worksheet, sheet: Form, rows: list[dict[str, Any]], office: str, today: str
) -> None:
    page.append([f"{office} · {sheet.title}（{today} 下载）；{TITLE_END}"])
    page.append([])
    page.append([field.title for field in sheet.fields])
    if not rows:
        said = page.cell(2, 2, sheet.none)  # the first column is hidden
        book.wear(said, "说明项", LOOKS)
    for row in rows:
        page.append([book.typed("", row.get(field.name))[0] for field in sheet.fields])
    last = max(page.max_row, 4)
    for number, field in enumerate(sheet.fields, 1):
        _column(page, number, field, last)
    widths = [
        page.column_dimensions[get_column_letter(n + 1)].width for n in range(len(sheet.fields))
    ]
    book.fit_rows(page, widths, first=3)
    page.freeze_panes = page.cell(4, 4)
    page.merge_cells(start_row=1, start_column=1, end_row=1, end_column=len(sheet.fields))
    page["A1"].font = Font(name=FONT, bold=True, size=13)
    page["A1"].alignment = Alignment(vertical="center")
    page.row_dimensions[1].height = 26
    page.protection.sheet = True
    for name in ("formatColumns", "formatRows", "sort", "autoFilter"):
        setattr(page.protection, name, False)
    _print_set_up(page)


def _column(page: Worksheet, number: int, field: Field, last: int) -> None:
    letter = get_column_letter(number)
    texts = [page.cell(row, number).value for row in range(4, last + 1)]
    page.column_dimensions[letter].width = book.room_for(texts, field.width)
    page.column_dimensions[letter].hidden = field.hidden
    book.wear(page.cell(3, number), "表头", LOOKS)
    for row in range(4, last + 1):
        cell = page.cell(row, number)
        book.wear(cell, "已知" if field.given else "填写", LOOKS)
        if isinstance(cell.value, str):
            cell.data_type = "s"  # a text that begins with = is no formula
    options = DROP_DOWNS.get(field.kind)
    if options:
        choice = DataValidation(
            type="list", formula1='"' + ",".join(options) + '"', allow_blank=True
        )
        choice.error, choice.errorTitle = "请从下拉里选", "填报"
        page.add_data_validation(choice)
        choice.add(f"{letter}4:{letter}{last}")


def _print_set_up(page: Worksheet) -> None:
    page.page_setup.orientation = "landscape"
    page.page_setup.paperSize = page.PAPERSIZE_A4
    page.page_setup.fitToWidth, page.page_setup.fitToHeight = 1, 0
    page.sheet_properties.pageSetUpPr.fitToPage = True
    page.print_title_rows = "3:3"
    page.oddFooter.center.text = "&P / &N"


def _notes(page: Worksheet, office: str) -> None:
    page.append([f"{office} · 填写说明"])
    page.append([])
    page.append(NOTES_HEAD)
    for row in notes_rows():
        page.append(row)
    page.append([])
    page.append([NOTES_END])
    for column, width in zip("ABCDE", (12, 18, 8, 52, 22), strict=True):
        page.column_dimensions[column].width = width
    for row in page.iter_rows():
        for cell in row:
            wrapped = cell.row > 3 and cell.column > 1
            look = "说明项" if cell.row in (1, 3) else "说明文字" if wrapped else "说明"
            book.wear(cell, look, LOOKS)
    _print_set_up(page)
    page.print_title_rows = None


def _system(page: Worksheet, values: dict[str, str]) -> None:
    for name, value in values.items():
        page.append((name, value))
    page.sheet_state = "hidden"
    page.protection.sheet = True
