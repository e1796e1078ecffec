"""Projects and district items with lamps, ready for lists, panels and exports."""

from __future__ import annotations

from collections import defaultdict

from lib import clock
from lib.measures import facets as rules_of_facets
from lib.measures.lamps import (
    PROJECT_STATES,
    Lamp,
    Thresholds,
    project_lamp,
    report_age,
    report_ages,
)
from lib.queries import indicators as indicator_queries
from lib.queries import projects as queries
from lib.queries.sources import last_issued

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


def thresholds() -> Thresholds:
    """The lamp rules' parameters from the store."""
    value = {row["id"]: row["value"] for row in indicator_queries.thresholds()}
    return Thresholds(
        pace=value["pace-tolerance"],
        due_soon=value["due-soon"],
        fresh=value["fresh"],
        stale=value["stale"],
    )


def items(as_of: str) -> list[dict]:
    """Every project and item known on ``as_of``: facts, lamp, facets, search text."""
    parts = {
        "offices": _grouped(queries.offices(as_of)),
        "leaders": _grouped(queries.leaders(as_of)),
        "places": _grouped(queries.places(as_of)),
        "partners": _grouped(queries.partners(as_of)),
        "indicators": _grouped(queries.indicators(as_of)),
        "evidence": _grouped(queries.evidence(as_of)),
    }
    reports = {row["project_id"]: row for row in queries.latest_reports(as_of)}
    rules = thresholds()
    return [
        _item(row, {name: rows[row["id"]] for name, rows in parts.items()}, reports, as_of, rules)
        for row in queries.projects(as_of)
    ]


def _grouped(rows: list[dict]) -> dict[str, list[dict]]:
    grouped: dict[str, list[dict]] = defaultdict(list)
    for row in rows:
        grouped[row["project_id"]].append(row)
    return grouped


def _item(row: dict, parts: dict, reports: dict, as_of: str, rules: Thresholds) -> dict:
    report = reports.get(row["id"])
    lamp = project_lamp(
        as_of=as_of,
        starts_on=row["starts_on"],
        due_on=row["due_on"],
        report=report,
        thresholds=rules,
        workdays=clock.workdays,
    )
    age = report_age(as_of=as_of, reported_on=report["as_of"] if report else None, thresholds=rules)
    due = (report or {}).get("due_on") or row["due_on"]
    item = {**row, **parts, "report": report, "lamp": lamp, "age": age, "due": due}
    return item | {
        "age_word": report_ages(rules)[age],
        "facets": _facets(item, lamp) | {"age": (age,)},
        "missing": _missing(item),
        "seen": _seen(item),
        "text": _text(item),
    }


def _facets(item: dict, lamp: Lamp) -> dict[str, tuple[str, ...]]:
    return {
        "plan": (item["plan_id"],),
        "action": (item["action_id"],),
        "office": tuple(row["office_id"] for row in item["offices"]),
        "leader": tuple(row["leader_id"] for row in item["leaders"]),
        "state": (lamp.state,),
        "place": tuple(row["place_id"] for row in item["places"]),
    }


def _seen(item: dict) -> str:
    """How later documents show it moving: direct, inferred or '' (near work does not count)."""
    found = {row["certainty"] for row in item["evidence"]}
    return next((each for each in ("direct", "inferred") if each in found), "")


def _missing(item: dict) -> list[str]:
    """What the ledger lacks for this item, in words."""
    report = item["report"]
    if report is None:
        return ["进展"]
    wanted = {"percent": "进度", "progress": "进展"}
    if item["lamp"].state != "done":
        wanted["next_step"] = "下一步"
    return [word for name, word in wanted.items() if report.get(name) in (None, "")]


def _text(item: dict) -> str:
    """Everything the keyword searches, in lower case."""
    names = [item["name"], item["content"], item["plan"], item["action_name"]]
    for part in ("offices", "leaders", "places", "partners", "indicators"):
        names += [row["name"] for row in item[part]]
    names += [row["says"] for row in item["evidence"]]
    names.append(f"{item['level']}{item['no']}")
    if item["report"]:
        names += [str(item["report"].get(name) or "") for name in ("progress", "problem")]
    return " ".join(names).casefold()


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


def detail(item: dict, as_of: str) -> dict:
    """One item's report history, further quotes and the quotes of its offices."""
    return {
        "reports": queries.reports(item["id"], as_of),
        "citations": queries.citations("project", item["id"], as_of),
        "judged": as_of >= last_issued(),
        "office_quotes": {
            (row["document_id"], row["locator"], row["quote"]): None for row in item["offices"]
        },
    }


def selected(rows: list[dict], view) -> list[dict]:
    """The rows that a view's facets and keyword leave, in the order it asks for.

    ``view`` has ``all(name)`` and ``get(name)``, as ``lib.ui.request.View`` does.
    """
    choice = {key: view.all(key) for key in FACETS}
    found = rules_of_facets.select(rows, choice, words=view.get("q"))
    return sorted(found, key=ORDERS[view.get("sort")]) if view.get("sort") else found


ORDERS = {
    "due": lambda item: item["due"],
    "state": lambda item: STATE_ORDER.index(item["lamp"].state),
    "reported": lambda item: (item["report"] or {}).get("as_of") or "",
}
