"""The leader's ten seconds: counts that open lists, what moved, what is due."""

from __future__ import annotations

from typing import Any

from lib import text
from lib.measures.lamps import PROJECT_STATES
from lib.rows import changes, indicators, known, projects, urgent
from lib.rows.course import judged, near
from lib.rows.shapes import DueDate, Indicator, PlanCount, Project


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
    """Everything the first page shows.

    reported: whether any office has reported; urgent, decisions, known: see
    ``lib.rows.urgent`` and ``lib.rows.known``; since: what changed since the last meeting;
    values: of each indicator what :func:`value_of` says.
    """
    rows, targets = projects.items(as_of), indicators.indicators(as_of)
    tally = indicators.tally(targets)
    return {
        "reported": any(item["report"] for item in rows),
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
    as printed, said: with what it counts, where and when.
    """
    exact, close = judged(row), near(row)
    return {
        "value": text.number(exact["value"]) if exact else "",
        "when": exact["as_of"] if exact else "",
        "near": close[-1]["label"] if close else "",
        "said": close[-1]["said"] if close else "",
    }


def due_dates(rows: list[Project], as_of: str) -> list[DueDate]:
    """Due dates of what is not done: the passed ones first, oldest first, none left out."""
    found: dict[tuple[str, str], DueDate] = {}
    for item in rows:
        if item["lamp"].state == "done":
            continue
        due = found.setdefault(
            (item["due"], item["plan_id"]),
            {
                "due_on": item["due"],
                "plan_id": item["plan_id"],
                "plan": item["plan"],
                "count": 0,
                "over": as_of > item["due"],
                "states": [],
            },
        )
        due["count"] += 1
        if item["lamp"].state not in due["states"]:
            due["states"].append(item["lamp"].state)
    return sorted(found.values(), key=lambda row: (row["due_on"], row["plan_id"]))
