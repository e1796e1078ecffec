"""Meetings: the one before a day, what was assigned at it, and how that stands."""

from __future__ import annotations

from lib import paths
from lib.clock import read_day
from lib.measures.lamps import Lamp, Thresholds, project_lamp
from lib.measures.pace import days_between
from lib.rows import projects
from lib.rows.cache import per_version
from lib.rows.shapes.offices import Assignment, AssignmentFact, Meeting
from lib.rows.shapes.projects import Project
from lib.rows.store import ask
from lib.rows.thresholds import thresholds

ASSIGNMENTS = """
select a.id, a.meeting_id, m.held_on, m.title as meeting, a.project_id, p.name as project,
       p.no, n.level, a.office_id, o.name as office, a.says, a.due_on, a.scene, a.assigned_by,
       substr(a.received_at, 1, 10) as known_on
from assignment a
join meeting m on m.id = a.meeting_id
join office o on o.id = a.office_id
left join project p on p.id = a.project_id
left join plan n on n.id = p.plan_id
where m.held_on <= :as_of and substr(a.received_at, 1, 10) <= :as_of
order by m.held_on desc, a.id
"""

MEETINGS = "select id, held_on, title from meeting where held_on <= :as_of order by held_on desc"

NO_PROJECT = "没有对应的事项，科室无处填报，请在会上说明"


def meetings(as_of: str) -> list[Meeting]:
    """Meetings held by ``as_of``, newest first."""
    return ask(MEETINGS, as_of=as_of)


def meeting_before(as_of: str) -> Meeting | None:
    """The last meeting held before the day itself: id, held_on, title.

    The meeting of that very day is the one going on.
    """
    held = meetings(as_of)
    return next((row for row in held if row["held_on"] < as_of), None)


def until_next(as_of: str) -> str:
    """By when a template is wanted, in words; a day that is over or is none is not repeated."""
    said = paths.next_meeting()
    try:
        known = read_day(said).isoformat() >= as_of
    except ValueError:
        known = False
    return f"下次早餐会（{said}）以前" if known else "下次早餐会（日子待定）以前"


@per_version
def assignments(as_of: str) -> list[Assignment]:
    """Everything assigned by ``as_of`` with its lamp; shared, do not change."""
    known, rules = {project["id"]: project for project in projects.projects(as_of)}, thresholds()
    rows: list[AssignmentFact] = ask(ASSIGNMENTS, as_of=as_of)
    return [
        {**row, "lamp": lamp_of(row, known.get(row["project_id"] or ""), as_of, rules)}
        for row in rows
    ]


def lamp_of(row: AssignmentFact, project: Project | None, as_of: str, rules: Thresholds) -> Lamp:
    """The lamp of one assignment: its project's report since the meeting, its own due date.

    The project's percentage says nothing of the assignment, so 滞后 cannot occur.
    """
    if row["project_id"] is None:
        return Lamp(state="unreported", why=NO_PROJECT)
    report = project["report"] if project else None
    if not report or report["as_of"] < row["held_on"]:
        late = f"；期限 {row['due_on']} 已过" if as_of > row["due_on"] else ""
        return Lamp(state="unreported", why=f"交办以后没有填报{late}")
    return project_lamp(
        as_of=as_of,
        starts_on=row["held_on"],
        due_on=row["due_on"],
        report={**report, "due_on": None, "percent": None},
        thresholds=rules,
    )


def stands(row: Assignment, as_of: str) -> str:
    """How an open assignment stands, in the same words everywhere."""
    days = days_between(as_of, row["due_on"])
    if days >= 0:
        return f"还有 {days} 天"
    if row["lamp"].state != "unreported":
        return f"逾期 {-days} 天"
    lacks = "交办后没有填报" if row["project_id"] else "没有对应的事项，请在会上说明"
    return f"期限已过 {-days} 天，{lacks}"


def leaders_of(row: Assignment, project: Project | None) -> list[str]:
    """The project's leaders where the office is its only one: documents pair no others."""
    if project is None or [each["office_id"] for each in project["offices"]] != [row["office_id"]]:
        return []
    return [each["name"] for each in project["leaders"]]
