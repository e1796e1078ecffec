"""台账 as the offices know it: xlsx with a title sheet, and CSV."""

from __future__ import annotations

import io

from openpyxl import Workbook
from openpyxl.styles import Font, PatternFill
from openpyxl.worksheet.worksheet import Worksheet

from lib import book, palette, text
from lib.exports.csv_file import csv_bytes
from lib.exports.table import DEMO
from lib.measures.lamps import PROJECT_STATES
from lib.text import LICENCE

HEADING = "上海硅巷项目台账"
#: title → width
COLUMNS = {
    "序号": 8, "事项": 22, "负责／牵头": 18, "配合": 12, "分管领导": 11, "期限": 12, "原期限": 12,
    "灯": 10, "进度": 8, "进展": 26, "问题": 20, "下一步": 18, "最近填报": 12,
    "缺项": 10, "出处": 16,
}  # fmt: skip
#: repeated where a row goes on below
NAMED = ("序号", "负责／牵头", "灯", "事项")


def register_row(project: dict) -> list:
    """One project as a row of :data:`COLUMNS`."""
    report, word = project["report"] or {}, PROJECT_STATES[project["lamp"].state]
    percent = report.get("percent")
    return [
        f"{project['level']}{project['no']}",
        project["name"],
        "、".join(row["name"] for row in project["offices"] if row["role"] != "配合"),
        "、".join(row["name"] for row in project["offices"] if row["role"] == "配合"),
        "、".join(row["name"] for row in project["leaders"]) or text.NOT_STATED,
        project["due"],
        project["due_on"],
        f"{word.mark} {word.word}",
        "" if percent is None else f"{text.number(percent)}%",
        report.get("progress") or ("" if report else text.UNREPORTED),
        report.get("problem") or "",
        report.get("next_step") or "",
        report.get("as_of") or project["age_word"].word,
        "、".join(project["missing"]) or "无",
        f"{project['document']} {project['locator']}",
    ]


def register_csv(rows: list[dict], *, demo: bool) -> bytes:
    """The rows as CSV; the demo store's begin with a line that says so."""
    return csv_bytes(list(COLUMNS), map(register_row, rows), first=[DEMO] if demo else [])


def register_workbook(rows: list[dict], *, filters: list[str], as_of: str, demo: bool) -> bytes:
    """The rows as xlsx: a title sheet (filters, day, source), then the ledger."""
    made = Workbook()
    _title(made.active, rows, filters, as_of, demo)
    _table(made.create_sheet("项目台账"), rows)
    for page in made.worksheets:
        book.printed(page, HEADING, as_of, demo=demo, wide=page.title != "说明")
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def _title(page: Worksheet, rows: list[dict], filters: list[str], as_of: str, demo: bool) -> None:
    counts = [
        f"{word.mark} {word.word} {sum(project['lamp'].state == state for project in rows)}"
        for state, word in PROJECT_STATES.items()
    ]
    pairs = [
        ("截至", as_of),
        ("筛选", "；".join(filters) or "全部"),
        ("项数", f"{len(rows)} 项：{'，'.join(counts)}"),
        ("来源", "街道施工图 1.0 附件、区三年行动方案；进展由科室填报"),
        ("期限", "“期限”是现在判断用的，科室改过的为改后的；“原期限”是文件的"),
        ("许可", LICENCE),
        ("未填报", "科室还没有报，不是 0，也不算落后"),
    ]
    if demo:
        pairs.insert(0, ("演示数据", "填报与数值均为虚构，仅用于演示"))
    book.notes(page, HEADING, pairs)


def _table(page: Worksheet, rows: list[dict]) -> None:
    grid = [register_row(project) for project in rows]
    # a column for 配合 only when a document names somebody
    keep = [n for n, title in enumerate(COLUMNS) if title != "配合" or any(r[n] for r in grid)]
    titles = [list(COLUMNS)[n] for n in keep]
    widths = [list(COLUMNS.values())[n] for n in keep]
    laid = book.table(page, titles, [[row[n] for n in keep] for row in grid], widths, named=NAMED)
    column = titles.index("灯") + 1
    for at, number in enumerate(laid, 2):
        front, ground = palette.LAMPS[PROJECT_STATES[rows[number]["lamp"].state].colour]
        lamp = page.cell(at, column)
        lamp.fill = PatternFill("solid", fgColor=ground[1:])
        lamp.font = Font(name=book.FONT, size=book.SIZE, color=front[1:])
    page.freeze_panes = "C2"
