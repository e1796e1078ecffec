"""我现在欠的: what one office owes on a day, each with its date and what to do."""

from __future__ import annotations

from lib.measures.pace import days_between
from lib.rows import meetings
from lib.rows.shapes.offices import Assignment, Duty
from lib.rows.shapes.projects import Project

STALE = ("stale", "ageing")
RULES = ("交办", "逾期", "临期", "未填报", "久未更新", "缺项")


def duties(as_of: str, office: str, own: list[Project]) -> list[Duty]:
    """Open 交办 of the office, then one line a project that wants something, most urgent first.

    ``own``: the office's projects of that day. Rules in order: 交办, 逾期, 临期, 未填报, 久未更新,
    缺项; a project is told once, by the first that holds.
    """
    tasks = [_task(row, as_of) for row in open_tasks(as_of, office)]
    own_duties = [duty for project in own if (duty := duty_of(project, as_of))]
    return tasks + sorted(own_duties, key=lambda duty: (RULES.index(duty["rule"]), duty["due"]))


def open_tasks(as_of: str, office: str) -> list[Assignment]:
    """Assignments of the office that are not done, the next due first."""
    rows = [
        row
        for row in meetings.assignments(as_of)
        if row["office_id"] == office and row["lamp"].state != "done"
    ]
    return sorted(rows, key=lambda row: row["due_on"])


def _task(row: Assignment, as_of: str) -> Duty:
    number = f"{row['level']}{row['no']} " if row["project_id"] else ""
    return {
        "rule": "交办",
        "project_id": row["project_id"],
        "name": f"{number}{row['says']}",
        "due": row["due_on"],
        "how": meetings.stands(row, as_of),
        "act": "填报进展，办完附完成证明" if row["project_id"] else "在会上说明",
    }


def _days(due: str, as_of: str) -> str:
    days = days_between(as_of, due)
    return f"逾期 {-days} 天" if days < 0 else f"还有 {days} 天"


def duty_of(project: Project, as_of: str) -> Duty | None:
    """The project's first duty; None when nothing is owed."""
    report, state = project["report"], project["lamp"].state
    missing = "、".join(project["missing"])
    told = {
        "逾期": (state == "overdue", _days(project["due"], as_of), "报进展；做完的附完成证明"),
        "临期": (state == "due_soon", _days(project["due"], as_of), "到期前报完成，附完成证明"),
        "未填报": (report is None, "从未填报", "下载模板，第一次填报"),
        "久未更新": (
            state != "done" and project["age"] in STALE,
            f"最近填报 {report['as_of'] if report else ''}",
            "更新进展；没有变的，再填一次同样的状态，数据日期写今天",
        ),
        "缺项": (state != "done" and bool(missing), f"缺 {missing}", "补上所缺"),
    }
    for rule, (holds, how, act) in told.items():
        if holds:
            return {
                "rule": rule,
                "project_id": project["id"],
                "name": f"{project['level']}{project['no']} {project['name']}",
                "due": project["due"],
                "how": how,
                "act": act,
            }
    return None
