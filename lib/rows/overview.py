"""The leader's ten seconds: counts that open lists, what moved, what is due."""

from __future__ import annotations

from typing import Any

from lib import text
from lib.measures.lamps import PROJECT_STATES
from lib.rows import changes, indicators, known, projects, urgent
from lib.rows.course import judged, near
from lib.rows.shapes.indicators import Indicator
from lib.rows.shapes.projects import DueDate, PlanCount, Project

DISTRICT = "长宁区"


def plans(rows: list[Project], as_of: str) -> list[PlanCount]:
    """One row a plan: totals, projects by state, reported, seen moving, over or not."""
    found: dict[str, PlanCount] = {}
    for project in rows:
        plan = found.setdefault(
            project["plan_id"],
            {
                "id": project["plan_id"],
                "name": project["plan"],
                "level": project["level"],
                "ends_on": project["ends_on"],
                "over": as_of > project["ends_on"],
                "total": 0,
                "reported": 0,
                "evidence": 0,
                "inferred": 0,
                "states": dict.fromkeys(PROJECT_STATES, 0),
            },
        )
        plan["total"] += 1
        plan["reported"] += project["report"] is not None
        plan["evidence"] += bool(project["seen"])
        plan["inferred"] += project["seen"] == "inferred"
        plan["states"][project["lamp"].state] += 1
    return list(found.values())


def overview(as_of: str) -> dict[str, Any]:
    """Everything the first page shows.

    reported: whether any office has reported; urgent, decisions, known: see
    ``lib.rows.urgent`` and ``lib.rows.known``; since: what changed since the last meeting;
    values: of each indicator what :func:`value_of` says.
    """
    rows, targets = projects.projects(as_of), indicators.indicators(as_of)
    tally = indicators.tally(targets)
    return {
        "reported": any(project["report"] for project in rows),
        "urgent": urgent.urgent(as_of),
        "decisions": urgent.decisions(as_of),
        "known": known.known(as_of),
        "plans": plans(rows, as_of),
        "dimensions": indicators.by_dimension(targets, indicators.dimensions(as_of)),
        "values": {row["id"]: value_of(row) for row in targets},
        "tally": tally,
        "total": len(targets),
        "proven": sum(tally[state] for state in indicators.PROVEN),
        "since": changes.since_meeting(as_of),
        "dates": due_dates(rows, as_of),
        "area": indicators.published_area(as_of),
    }


def value_of(row: Indicator) -> dict[str, str]:
    """value and when: the number that is judged, '' without one; near: the newest near number
    of 硅巷 as printed, or else of the whole 长宁区, which is said; said: with what it counts,
    where and when.
    """
    exact, close = judged(row), near(row)
    own = [each for each in close if each["scope"] != DISTRICT]
    told = (own or close)[-1] if close else None
    return {
        "value": text.number(exact["value"]) if exact else "",
        "when": exact["as_of"] if exact else "",
        "near": told["label"] + ("" if own else "（全区）") if told else "",
        "said": told["said"] if told else "",
    }


def due_dates(rows: list[Project], as_of: str) -> list[DueDate]:
    """Due dates of what is not done: the passed ones first, oldest first, none left out."""
    found: dict[tuple[str, str], DueDate] = {}
    for project in rows:
        if project["lamp"].state == "done":
            continue
        due = found.setdefault(
            (project["due"], project["plan_id"]),
            {
                "due_on": project["due"],
                "plan_id": project["plan_id"],
                "plan": project["plan"],
                "count": 0,
                "over": as_of > project["due"],
                "states": [],
            },
        )
        due["count"] += 1
        if project["lamp"].state not in due["states"]:
            due["states"].append(project["lamp"].state)
    return sorted(found.values(), key=lambda row: (row["due_on"], row["plan_id"]))
