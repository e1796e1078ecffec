"""One office: its items with its role, what it owes, its indicators and places."""

from __future__ import annotations

from lib.measures.lamps import PROJECT_STATES
from lib.queries import reporting
from lib.views.items import records

#: reminder groups: title → the states in them, most urgent first
REMINDERS = {
    "逾期": ("overdue",),
    "滞后": ("behind",),
    "临期": ("due_soon",),
    "未填报": ("unreported",),
}
STALE = ("stale", "ageing")


def offices(rows: list[dict]) -> list[dict]:
    """Every office with an item in ``rows``, in the store's order, with its count."""
    counted: dict[str, int] = {}
    for item in rows:
        for id in item["facets"]["office"]:
            counted[id] = counted.get(id, 0) + 1
    return [
        row | {"items": counted[row["id"]]}
        for row in records(reporting.offices())
        if row["id"] in counted
    ]


def office(rows: list[dict], targets: list[dict], places: list[dict], id: str) -> dict:
    """Everything the office's page shows; rows as from ``lib.views``."""
    own = [item for item in rows if id in item["facets"]["office"]]
    for_items = {item["id"] for item in own}
    return {
        "items": [item | {"role": _role(item, id)} for item in own],
        "states": {
            state: sum(item["lamp"].state == state for item in own) for state in PROJECT_STATES
        },
        "owes": owes(own),
        "next_dates": sorted({item["due"] for item in own if item["lamp"].state != "done"}),
        "indicators": [
            row for row in targets if for_items & {each["project_id"] for each in row["serving"]}
        ],
        "places": [
            row
            for row in places
            if not row["located"] and for_items & {item["id"] for item in row["items"]}
        ],
    }


def _role(item: dict, id: str) -> str:
    return next(row["role"] for row in item["offices"] if row["office_id"] == id)


def owes(own: list[dict]) -> list[dict]:
    """Items that want something from the office: nothing reported, gaps, or old."""
    return [
        item for item in own if item["missing"] or item["age"] in STALE or item["age"] == "never"
    ]


def reminder(own: list[dict]) -> list[dict]:
    """The items to remind of, grouped, most urgent first, what else it :func:`owes` last;
    empty groups are left out.
    """
    groups = []
    for title, states in REMINDERS.items():
        found = [item for item in own if item["lamp"].state in states]
        if found:
            groups.append({"title": title, "state": states[0], "items": found})
    urged = {item["id"] for group in groups for item in group["items"]}
    if rest := [item for item in owes(own) if item["id"] not in urged]:
        groups.append({"title": "有缺项或不新鲜", "state": "on_track", "items": rest})
    return groups
