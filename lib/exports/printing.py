"""Pages for paper: the ledger and the reminder, with a QR code of their link."""

from __future__ import annotations

from collections.abc import Sequence

import segno

from lib import palette, text
from lib.exports.workbook import COLUMNS, register_row
from lib.measures.lamps import PROJECT_STATES
from lib.render import render, sheet
from lib.rows.meetings import leaders_of, until_next
from lib.rows.offices import reminder
from lib.rows.shapes.offices import Assignment, Duty
from lib.rows.shapes.projects import Project
from lib.rows.thresholds import thresholds

SIZES = ("A4", "A3")
LONGEST_CODE = 900  # characters; beyond that the dots are finer than a phone sees
LEFT_OUT = {"下一步", "原期限", "出处"}
#: columns whose words are too short to be broken
TIGHT = {"序号", "期限", "灯", "进度", "最近填报"}
REMINDER_COLUMNS = ("序号", "事项", "分管领导", "期限", "灯", "依据", "要做什么")


def _page(**values) -> bytes:
    return render(
        "print.html", tight=TIGHT, font=sheet(palette.FONT.replace('"', "'")), **values
    ).encode()


def qr(address: str) -> str:
    """The address as a QR code, an SVG data URI; '' for one too long to be scanned."""
    if len(address) > LONGEST_CODE:
        return ""
    return segno.make(address, error="m").svg_data_uri(scale=4, border=2)


def register_page(rows: list[dict], *, title: str, **frame) -> bytes:
    """The ledger as one HTML page; ``frame``: size, as_of, filters, qr, a4, a3, demo."""
    whole = [_paper_row(project) for project in rows]
    kept = [
        number
        for number, name in enumerate(COLUMNS)
        if name not in LEFT_OUT and any(row[number] for row in whole)
    ]
    table = [[row[number] for number in kept] for row in whole]
    columns = [tuple(COLUMNS)[number] for number in kept]
    groups = [{"title": "", "rows": table}] if rows else []
    return _page(title=title, columns=columns, groups=groups, total=len(rows), closing="", **frame)


def _paper_row(project: dict) -> list:
    """A row for paper: a changed due date with the document's under it."""
    row = dict(zip(COLUMNS, register_row(project), strict=True))
    if row["期限"] != row["原期限"]:
        row["期限"] = f"{row['期限']}\n原 {row['原期限']}"
    return list(row.values())


def reminder_page(
    own: list[Project], *, title: str, tasks: Sequence[Assignment] = (), contact: str, **frame
) -> bytes:
    """The reminder of one office: open 交办, then its projects, most urgent first; never sent by
    itself.
    """
    by_id = {project["id"]: project for project in own}
    rows = [_task_row(row, by_id.get(row["project_id"] or "")) for row in tasks]
    groups = [{"title": "交办", "rows": rows}] if tasks else []
    groups += [
        {"title": group["title"], "rows": [_reminder_row(*pair) for pair in group["rows"]]}
        for group in reminder(frame["as_of"], own)
    ]
    total = sum(len(group["rows"]) for group in groups)
    rule = text.UNCHANGED.format(days=thresholds().fresh)
    by = until_next(frame["as_of"])
    closing = f"请按模板填报，{by}交给{contact}；{rule}。本单只供打印，系统不会自动发送。"
    return _page(
        title=title,
        columns=REMINDER_COLUMNS,
        groups=groups,
        total=total,
        closing=closing,
        **frame,
    )


def _task_row(row: Assignment, project: Project | None) -> list[str]:
    word = PROJECT_STATES[row["lamp"].state]
    return [
        f"{row['level']}{row['no']}" if row["project_id"] else "",
        row["says"],
        "、".join(leaders_of(row, project)),
        row["due_on"],
        f"{word.mark} {word.word}",
        f"{row['held_on']} 会上交办；{row['lamp'].why}",
        "填报进展，办完附完成证明" if row["project_id"] else "在会上说明",
    ]


def _reminder_row(project: Project, duty: Duty) -> list[str]:
    word = PROJECT_STATES[project["lamp"].state]
    return [
        f"{project['level']}{project['no']}",
        project["name"],
        "、".join(row["name"] for row in project["leaders"]),
        project["due"],
        f"{word.mark} {word.word}",
        f"{duty['how']}；{project['lamp'].why}" if duty["rule"] == "久未更新" else duty["how"],
        duty["act"],
    ]
