"""One office: its projects with its role, what it owes, its indicators and places."""

from __future__ import annotations

from typing import Any

from lib.measures.lamps import PROJECT_STATES
from lib.rows import indicators, places, projects, reports
from lib.rows.duties import RULES, duties, duty_of
from lib.rows.shapes.offices import CountedOffice, Reminder
from lib.rows.shapes.projects import Project


def offices(rows: list[Project]) -> list[CountedOffice]:
    """Every office with a project in ``rows``, in the store's order, with its count."""
    counted: dict[str, int] = {}
    for project in rows:
        for id in project["facets"]["office"]:
            counted[id] = counted.get(id, 0) + 1
    return [
        {**row, "projects": counted[row["id"]]} for row in reports.offices() if row["id"] in counted
    ]


#: orders of an office list: key → label
SORTS = {"": "原文次序", "items": "事项多少"}


def by_plan(as_of: str, sort: str = "") -> list[dict[str, Any]]:
    """Each plan with its offices and what its document adds up to.

    plan, level, offices (id, name, projects, alone, shared, and what :func:`standing` says of all
    its projects; in the document's order, or by how many projects they answer for), leaders (of
    the street's annex), ties and leader_ties: a project with three offices counts three times.
    """
    rows = projects.projects(as_of)
    of_office = by_office(rows)
    stands = {id: standing(own, id, as_of) for id, own in of_office.items()}
    found = []
    for own in _by_plan(rows):
        answering = [row | stands[row["id"]] for row in _answering(own)]
        leading = _leading(own)
        found.append(
            {
                "plan": own[0]["plan"],
                "level": own[0]["level"],
                "projects": len(own),
                "offices": _sorted(answering, sort),
                "leaders": _sorted(leading, sort),
                "ties": sum(row["projects"] for row in answering),
                "leader_ties": sum(row["projects"] for row in leading),
            }
        )
    return found


def by_office(rows: list[Project]) -> dict[str, list[Project]]:
    """Each office's projects; one of several offices stands with each."""
    found: dict[str, list[Project]] = {}
    for project in rows:
        for id in project["facets"]["office"]:
            found.setdefault(id, []).append(project)
    return found


def _by_plan(rows: list[Project]) -> list[list[Project]]:
    """The projects plan by plan, in the order of the first of each."""
    found: dict[str, list[Project]] = {}
    for project in rows:
        found.setdefault(project["plan_id"], []).append(project)
    return list(found.values())


def _answering(own: list[Project]) -> list[dict[str, Any]]:
    """The offices of a plan's projects, with how many they answer for, alone and with others."""
    found: dict[str, dict[str, Any]] = {}
    for project in own:
        for each in project["offices"]:
            row = found.setdefault(
                each["office_id"],
                {"id": each["office_id"], "name": each["name"], "projects": 0, "alone": 0},
            )
            row["projects"] += 1
            row["alone"] += len(project["offices"]) == 1
    return [row | {"shared": row["projects"] - row["alone"]} for row in found.values()]


def _leading(own: list[Project]) -> list[dict[str, Any]]:
    """The leaders named for a plan's projects, with for how many."""
    found: dict[str, dict[str, Any]] = {}
    for project in own:
        for each in project["leaders"]:
            row = found.setdefault(
                each["leader_id"], {"id": each["leader_id"], "name": each["name"], "projects": 0}
            )
            row["projects"] += 1
    return list(found.values())


def standing(rows: list[Project], id: str, as_of: str) -> dict[str, Any]:
    """What an office owes in numbers; ``rows``: projects, of which its own are taken.

    owed, tasks, late: how many of these are past their day; overdue, behind, due_soon:
    projects in that state, None while the office has reported on none; next: its next due
    date, passed: the last one that is over, of what is not done; '' without one.
    """
    own = [project for project in rows if id in project["facets"]["office"]]
    owed = duties(as_of, id, own)
    reported = any(project["report"] for project in own)
    dates = [project["due"] for project in own if project["lamp"].state != "done"]
    return {
        "owed": len(owed),
        "tasks": sum(duty["rule"] == "交办" for duty in owed),
        "late": sum(duty["rule"] == "交办" and duty["due"] < as_of for duty in owed),
        "next": min((day for day in dates if day >= as_of), default=""),
        "passed": max((day for day in dates if day < as_of), default=""),
    } | {
        state: sum(project["lamp"].state == state for project in own) if reported else None
        for state in ("overdue", "behind", "due_soon")
    }


def _sorted(rows: list[dict[str, Any]], sort: str) -> list[dict[str, Any]]:
    return sorted(rows, key=lambda row: -row["projects"]) if sort == "items" else rows


def office(as_of: str, id: str) -> dict[str, Any]:
    """Everything the office's page shows."""
    rows, targets = projects.projects(as_of), indicators.indicators(as_of)
    own = [project for project in rows if id in project["facets"]["office"]]
    own_ids = {project["id"] for project in own}
    return {
        "projects": [{**project, "role": _role(project, id)} for project in own],
        "states": {
            state: sum(project["lamp"].state == state for project in own)
            for state in PROJECT_STATES
        },
        "duties": duties(as_of, id, own),
        "next_dates": sorted(
            {project["due"] for project in own if project["lamp"].state != "done"}
        ),
        "indicators": [
            row for row in targets if own_ids & {each["project_id"] for each in row["serving"]}
        ],
        "places": [
            row
            for row in places.places(as_of)
            if not row["located"] and own_ids & {project["id"] for project in row["projects"]}
        ],
    }


def _role(project: Project, id: str) -> str:
    return next(row["role"] for row in project["offices"] if row["office_id"] == id)


def reminder(as_of: str, own: list[Project]) -> list[Reminder]:
    """What the office's page counts as owed (see ``lib.rows.duties``), by rule, most urgent
    first; rules without a case are left out. 交办 are not projects and stand apart.
    """
    owed = [(project, duty) for project in own if (duty := duty_of(project, as_of))]
    groups: list[Reminder] = []
    for rule in RULES:
        rows = [pair for pair in owed if pair[1]["rule"] == rule]
        if rows:
            groups.append({"title": rule, "rows": sorted(rows, key=lambda pair: pair[1]["due"])})
    return groups
