"""Which projects a view asks for: facets with their words, keyword, order."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Protocol

from lib.measures import facets as rules_of_facets
from lib.measures.lamps import PROJECT_STATES, report_ages
from lib.rows.shapes.projects import Project
from lib.rows.thresholds import thresholds

#: facets of the list, in the order of the filter row: key → label
FACETS = {
    "plan": "方案",
    "action": "专项行动",
    "office": "科室与部门",
    "leader": "分管领导",
    "state": "状态",
    "place": "点位",
    "age": "填报时间",
    "due": "期限",
}
#: orders of the list: key → label
SORTS = {"": "序号", "due": "期限", "state": "状态", "reported": "最近填报"}
STATE_ORDER = ("overdue", "behind", "due_soon", "unreported", "paused", "on_track", "done")
ORDERS: dict[str, Callable[[Project], Any]] = {
    "due": lambda project: (project["lamp"].state == "done", project["due"]),
    "state": lambda project: STATE_ORDER.index(project["lamp"].state),
    "reported": lambda project: project["report"]["as_of"] if project["report"] else "",
}


class Asked(Protocol):
    """What a view tells of its address."""

    def all(self, name: str) -> tuple[str, ...]:
        """Every value of a parameter."""

    def get(self, name: str) -> str:
        """Its first value, or an empty text."""


def choices(rows: list[Project], facet: str) -> dict[str, str]:
    """Every value of a facet that occurs in ``rows``: id → label, in a stable order."""
    if facet == "state":
        return {key: f"{word.mark} {word.word}" for key, word in PROJECT_STATES.items()}
    if facet == "age":
        ages = report_ages(thresholds())
        return {key: word.word for key, word in ages.items()}
    if facet == "due":
        return {day: day for day in sorted({row["due"] for row in rows})}
    if facet == "plan":
        return {row["plan_id"]: row["plan"] for row in rows}
    if facet == "action":
        return {row["action_id"]: row["action"] for row in rows}
    tied: dict[str, Callable[[Project], list[Any]]] = {
        "office": lambda row: row["offices"],
        "leader": lambda row: row["leaders"],
        "place": lambda row: row["places"],
    }
    return {each[f"{facet}_id"]: each["name"] for row in rows for each in tied[facet](row)}


def selected(rows: list[Project], view: Asked) -> list[Project]:
    """The rows that a view's facets and keyword leave, in the order it asks for.

    ``view`` has ``all(name)`` and ``get(name)``, as ``lib.screens.view.View`` does.
    """
    choice = {key: view.all(key) for key in FACETS}
    found = rules_of_facets.select(rows, choice, words=view.get("q"))
    return sorted(found, key=ORDERS[view.get("sort")]) if view.get("sort") else found
