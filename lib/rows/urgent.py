"""要定的、要推的: what waits for a decision or a push, by rule, most urgent first."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from lib.measures.pace import days_between
from lib.rows import indicators, meetings, projects
from lib.rows.cache import per_version
from lib.rows.shapes.front import Decision, Urgent
from lib.rows.shapes.indicators import Indicator
from lib.rows.shapes.offices import Assignment
from lib.rows.shapes.projects import Project
from lib.rows.thresholds import thresholds

#: the rules in the order of urgency: key → words
ORDER = {
    "task_overdue": "交办逾期",
    "overdue": "事项逾期",
    "paused": "暂缓该复核",
    "due_soon": "临期有问题",
    "behind": "滞后",
}


@per_version
def urgent(as_of: str) -> list[Urgent]:
    """Assignments and projects that somebody has to push on that day; shared.

    Order: overdue 交办, overdue projects, 暂缓 past its review (its due date, or no report for
    as long as a report counts as stale), 临期 with a reported problem, 滞后; within one rule
    the longest overdue, or the next due, first.
    """
    by_id = {project["id"]: project for project in projects.projects(as_of)}
    found = [
        _task(row, by_id.get(row["project_id"] or ""), as_of)
        for row in meetings.assignments(as_of)
        if row["lamp"].state != "done" and row["due_on"] < as_of
    ]
    stale = thresholds().stale
    for project in by_id.values():
        if rule := _rule(project, as_of, stale):
            found.append(_project(project, rule, as_of))
    order = list(ORDER)
    return sorted(found, key=lambda row: (order.index(row["rule"]), row["due"], row["id"]))


def _rule(project: Project, as_of: str, stale: float) -> str:
    """The rule that makes a project urgent; '' when none does."""
    state, report = project["lamp"].state, project["report"]
    if report is None:
        return ""
    if state == "paused":
        old = days_between(report["as_of"], as_of) > stale
        return "paused" if old or project["due"] < as_of else ""
    if state == "due_soon":
        return "due_soon" if report["problem"] else ""
    return state if state in ("overdue", "behind") else ""


def _project(project: Project, rule: str, as_of: str) -> Urgent:
    report: Any = project["report"] or {}
    return {
        "id": project["id"],
        "rule": rule,
        "state": project["lamp"].state,
        "name": f"{project['level']}{project['no']} {project['name']}",
        "project_id": project["id"],
        "href": f"/projects?project={project['id']}",
        "how": _how(rule, project["lamp"].why, project["due"], report.get("as_of", ""), as_of),
        "due": project["due"],
        "percent": report.get("percent"),
        "offices": [row["name"] for row in project["offices"]],
        "leaders": [row["name"] for row in project["leaders"]],
        "problem": report.get("problem") or "",
        "next_step": report.get("next_step") or "",
        "reported_on": report.get("as_of", ""),
    }


def _how(rule: str, why: str, due: str, reported: str, as_of: str) -> str:
    """How long overdue, how near, or how far behind, in words."""
    if rule == "overdue":
        return f"逾期 {days_between(due, as_of)} 天"
    if rule == "due_soon":
        return f"还有 {days_between(as_of, due)} 天到期"
    if rule == "paused":
        over = f"，期限已过 {days_between(due, as_of)} 天" if due < as_of else ""
        return f"{days_between(reported, as_of)} 天前填报暂缓{over}"
    return why.partition("，相差")[0]


def _task(row: Assignment, project: Project | None, as_of: str) -> Urgent:
    report: Any = (project and project["report"]) or {}
    since = report if report.get("as_of", "") >= row["held_on"] else {}
    number = f"{row['level']}{row['no']} " if row["project_id"] else ""
    return {
        "id": f"task-{row['id']}",
        "rule": "task_overdue",
        "state": row["lamp"].state,
        "name": f"交办：{number}{row['says']}",
        "project_id": row["project_id"],
        "href": f"/projects?project={row['project_id']}"
        if row["project_id"]
        else f"/offices?office={row['office_id']}",
        "how": meetings.stands(row, as_of),
        "due": row["due_on"],
        "percent": since.get("percent"),
        "offices": [row["office"]],
        "leaders": meetings.leaders_of(row, project),
        # what the item's report says is of the item, not of the assignment
        "problem": "",
        "next_step": "",
        "reported_on": since.get("as_of", ""),
    }


@per_version
def decisions(as_of: str) -> list[Decision]:
    """要定的事 out of gaps: who is to report, what has no baseline, what nobody serves; shared.

    Only what the store lets one count; a rule without a case gives no line.
    """
    targets = indicators.indicators(as_of)
    rows = projects.projects(as_of)
    served = {tie["indicator_id"] for tie in indicators.serving(as_of)}
    found = [
        _decision(
            "unreported",
            "定哪个科室填报指标",
            [row for row in targets if not row["exact"]],
            "项指标没有口径一致的数",
            "/indicators?state=proxy&state=no_data",
        ),
        _decision(
            "baseline",
            "定“新增”从哪年算起",
            [row for row in targets if row["operator"] == "new" and row["baseline"] is None],
            "项“新增”的指标没有写基期",
            "/indicators?q=新增",
        ),
        _decision(
            "idle",
            "定这些指标由谁来办",
            [row for row in targets if row["id"] not in served and row["period"] == "per_year"],
            "项按年的指标没有事项对应",
            "/indicators?view=gaps",
        ),
        _past(rows, as_of),
    ]
    return [row for row in found if row]


def _decision(
    rule: str, title: str, rows: list[Indicator], says: str, href: str
) -> Decision | None:
    if not rows:
        return None
    names = [row["name"] for row in rows]
    return {
        "rule": rule, "title": title, "count": len(rows), "says": f"{len(rows)} {says}",
        "names": names, "href": href,
    }  # fmt: skip


def _past(rows: list[Project], as_of: str) -> Decision | None:
    """Projects past their due date that no office has reported on."""
    own = [project for project in rows if project["due"] < as_of and project["report"] is None]
    if not own:
        return None
    counted: dict[str, int] = {}
    for project in own:
        for office in project["offices"]:
            counted[office["name"]] = counted.get(office["name"], 0) + 1
    days = sorted({project["due"] for project in own})
    ranked = sorted(counted.items(), key=lambda pair: -pair[1])
    whole = "全部 " if len(own) == len(rows) else ""
    return {
        "rule": "past",
        "title": "定结案还是续办",
        "count": len(own),
        "says": f"{whole}{len(own)} 项期限已过，没有科室填报",
        "names": [f"{name} {count} 项" for name, count in ranked],
        "href": "/projects?" + urlencode({"state": "unreported", "due": days}, doseq=True),
    }
