"""Which projects a view asks for: facets with their words, keyword, order."""

from __future__ import annotations

from lib.measures import facets as rules_of_facets
from lib.measures.lamps import PROJECT_STATES, report_ages
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
}
#: orders of the list: key → label
SORTS = {"": "序号", "due": "期限", "state": "状态", "reported": "最近填报"}
STATE_ORDER = ("overdue", "behind", "due_soon", "unreported", "paused", "on_track", "done")
ORDERS = {
    "due": lambda item: item["due"],
    "state": lambda item: STATE_ORDER.index(item["lamp"].state),
    "reported": lambda item: (item["report"] or {}).get("as_of") or "",
}


def choices(rows: list[dict], facet: str) -> dict[str, str]:
    """Every value of a facet that occurs in ``rows``: id → label, in a stable order."""
    if facet == "state":
        return {key: f"{word.mark} {word.word}" for key, word in PROJECT_STATES.items()}
    if facet == "age":
        ages = report_ages(thresholds())
        return {key: f"{word.mark} {word.word}" for key, word in ages.items()}
    if facet in ("plan", "action"):
        return {row[f"{facet}_id"]: row[facet] for row in rows}
    part = {"office": "offices", "leader": "leaders", "place": "places"}[facet]
    return {each[f"{facet}_id"]: each["name"] for row in rows for each in row[part]}


def selected(rows: list[dict], view) -> list[dict]:
    """The rows that a view's facets and keyword leave, in the order it asks for.

    ``view`` has ``all(name)`` and ``get(name)``, as ``lib.screens.view.View`` does.
    """
    choice = {key: view.all(key) for key in FACETS}
    found = rules_of_facets.select(rows, choice, words=view.get("q"))
    return sorted(found, key=ORDERS[view.get("sort")]) if view.get("sort") else found
