"""The leader's ten seconds: counts that open lists, what moved, what is due."""

from __future__ import annotations

from typing import Any

from lib.measures.lamps import PROJECT_STATES
from lib.rows import changes, indicators, projects
from lib.rows.shapes import DueDate, PlanCount, Project

DATES = 4


def plans(rows: list[Project], as_of: str) -> list[PlanCount]:
    """One row a plan: totals, items by state, reported, seen moving, over or not."""
    found: dict[str, PlanCount] = {}
    for item in rows:
        plan = found.setdefault(
            item["plan_id"],
            {
                "id": item["plan_id"],
                "name": item["plan"],
                "level": item["level"],
                "ends_on": item["ends_on"],
                "over": as_of > item["ends_on"],
                "total": 0,
                "reported": 0,
                "evidence": 0,
                "inferred": 0,
                "states": dict.fromkeys(PROJECT_STATES, 0),
            },
        )
        plan["total"] += 1
        plan["reported"] += item["report"] is not None
        plan["evidence"] += bool(item["seen"])
        plan["inferred"] += item["seen"] == "inferred"
        plan["states"][item["lamp"].state] += 1
    return list(found.values())


def overview(as_of: str) -> dict[str, Any]:
    """Everything the first page shows; ``since``: what changed since the last meeting."""
    rows, targets = projects.items(as_of), indicators.indicators(as_of)
    dimensions = indicators.dimensions(as_of)
    tally = indicators.tally(targets)
    names = {item["id"]: item for item in rows}
    return {
        "plans": plans(rows, as_of),
        "dimensions": indicators.by_dimension(targets, dimensions),
        "tally": tally,
        "total": len(targets),
        "proven": sum(tally[state] for state in indicators.PROVEN),
        "since": changes.since_meeting(as_of),
        "evidence": [
            {**row, "project": names[row["project_id"]]}
            for row in projects.evidence(as_of)
            if row["project_id"] in names and row["certainty"] != "near"
        ],
        "dates": due_dates(rows, as_of),
        "area": indicators.published_area(as_of),
    }


def due_dates(rows: list[Project], as_of: str) -> list[DueDate]:
    """Due dates with how many items they bind, the next first, then the passed ones."""
    counted: dict[tuple[str, str, str], int] = {}
    for item in rows:
        key = (item["due"], item["plan_id"], item["plan"])
        counted[key] = counted.get(key, 0) + 1
    found: list[DueDate] = [
        {"due_on": due, "plan_id": plan, "plan": name, "count": count, "over": as_of > due}
        for (due, plan, name), count in counted.items()
    ]
    return sorted(found, key=lambda row: (row["over"], row["due_on"]))[:DATES]
