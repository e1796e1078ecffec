"""Meetings: the one before a day, what was assigned at it, and how that stands."""

from __future__ import annotations

from lib.measures.lamps import Lamp, Thresholds, project_lamp
from lib.queries import meetings as queries
from lib.queries import sources
from lib.views.items import thresholds

NO_ITEM = "没有对应的事项，科室无处填报，请在会上说明"


def meeting_before(as_of: str) -> dict | None:
    """The last meeting held before the day itself: id, held_on, title.

    The meeting of that very day is the one going on.
    """
    held = sources.meetings(as_of)
    return next((row for row in held if row["held_on"] < as_of), None)


def assignments(as_of: str, items: list[dict]) -> list[dict]:
    """Everything assigned by ``as_of`` with its lamp; ``items`` as of the same day."""
    known, rules = {item["id"]: item for item in items}, thresholds()
    return [
        row
        | {"lamp": lamp_of(row, known.get(row["project_id"]), as_of, rules)}
        | {"no": row["no"] and int(row["no"])}  # empty for some, so a float for all
        for row in queries.assignments(as_of)
    ]


def lamp_of(row: dict, item: dict | None, as_of: str, rules: Thresholds) -> Lamp:
    """The lamp of one assignment: its item's report since the meeting, its own due date.

    The item's percentage says nothing of the assignment, so 滞后 cannot occur.
    """
    if row["project_id"] is None:
        return Lamp(state="unreported", why=NO_ITEM)
    report = (item or {}).get("report")
    if not report or report["as_of"] < row["held_on"]:
        late = f"；期限 {row['due_on']} 已过" if as_of > row["due_on"] else ""
        return Lamp(state="unreported", why=f"交办以后没有填报{late}")
    return project_lamp(
        as_of=as_of,
        starts_on=row["held_on"],
        due_on=row["due_on"],
        report=report | {"due_on": None, "percent": None},
        thresholds=rules,
    )
