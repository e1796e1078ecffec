"""Indicators with lamp, best evidence and what stands against them."""

from __future__ import annotations

from lib import text
from lib.measures.lamps import INDICATOR_STATES, Thresholds, indicator_lamp
from lib.measures.pace import elapsed_share, pace_line
from lib.queries import indicators as queries
from lib.views.course import numbers
from lib.views.items import thresholds

#: states whose indicator has at least one value with the plan's definition
PROVEN = ("met", "on_track", "behind", "missed", "no_pace")


def indicators(as_of: str) -> list[dict]:
    """The targets known on ``as_of``, each with its numbers and its lamp."""
    observations = queries.observations(as_of)
    reports = queries.reports(as_of)
    serving = queries.serving(as_of)
    rules = thresholds()
    return [
        _indicator(row, observations, reports, serving, as_of, rules)
        for row in queries.indicators(as_of)
    ]


def _indicator(row, observations, reports, serving, as_of: str, rules: Thresholds) -> dict:
    own = told_once([each for each in observations if each["indicator_id"] == row["id"]])
    said = _standing([each for each in reports if each["indicator_id"] == row["id"]])
    counted = [each for each in said if each["counts"]]
    exact = tuple(
        [(each["as_of"], each["value"]) for each in own if each["match"] == "exact"]
        + [(each["as_of"], each["value"]) for each in counted]
    )
    proxies = [each for each in own if each["match"] == "proxy"]
    loose = [each for each in said if each["definition_confirmed"] != 1 and each["standing"]]
    case = {
        "operator": row["operator"],
        "target_low": row["target_low"],
        "starts_on": row["starts_on"],
        "due_on": row["due_on"],
        "baseline": row["baseline"],
        "exact": exact,
    }
    lamp = indicator_lamp(
        as_of=as_of,
        period=row["period"],
        direction=row["direction"],
        proxies=len(proxies) + len(loose),
        thresholds=rules,
        **case,
    )
    return {
        **row,
        "target": text.target(row),
        "lamp": lamp,
        "exact": exact,
        "line": pace_line(**case) if row["period"] == "by" else None,
        "observations": own,
        "proxies": proxies,
        "reports": said,
        "serving": [each for each in serving if each["indicator_id"] == row["id"]],
        "elapsed": elapsed_share(as_of=as_of, starts_on=row["starts_on"], ends_on=row["due_on"]),
    }


def told_once(observations: list[dict]) -> list[dict]:
    """The observations without those that only say another one again.

    One statement is one number; the one kept says in ``document`` who repeats it.
    """
    known = {each["id"] for each in observations}
    again: dict[str, list[str]] = {}
    for each in observations:
        if each["repeats"] in known:
            again.setdefault(each["repeats"], []).append(each["document"])
    return [
        each | {"again": again.get(each["id"], [])}
        for each in observations
        if each["repeats"] not in known
    ]


def _standing(reports: list[dict]) -> list[dict]:
    """The reports with ``standing`` and ``counts``: of one date only the last one stands.

    A later report of the same date is a correction of the earlier one; only
    one whose definition is confirmed counts.
    """
    last = {each["as_of"]: each["id"] for each in reports}
    return [
        each
        | {
            "standing": last[each["as_of"]] == each["id"],
            "counts": last[each["as_of"]] == each["id"] and each["definition_confirmed"] == 1,
        }
        for each in reports
    ]


def by_dimension(rows: list[dict], dimensions: list[dict]) -> list[dict]:
    """The dimensions in order, each with its indicators and how many are proven."""
    grouped = []
    for dimension in dimensions:
        own = [row for row in rows if row["dimension_id"] == dimension["id"]]
        proven = sum(row["lamp"].state in PROVEN for row in own)
        grouped.append({**dimension, "indicators": own, "proven": proven})
    return grouped


def faceted(rows: list[dict]) -> list[dict]:
    """The indicators with facets and search text, for ``lib.measures.facets``."""
    return [
        row
        | {
            "facets": {"dimension": (row["dimension_id"],), "state": (row["lamp"].state,)},
            "text": f"{row['name']} {row['dimension']} {row['definition']}".casefold(),
        }
        for row in rows
    ]


def owners(row: dict, items: list[dict]) -> list[dict]:
    """Departments of the items that serve the indicator: id and name, once each, in order."""
    serving = {each["project_id"] for each in row["serving"]}
    found = {
        office["office_id"]: office["name"]
        for item in items
        if item["id"] in serving
        for office in item["offices"]
    }
    return [{"id": id, "name": name} for id, name in found.items()]


def moves(row: dict, items: list[dict]) -> list[dict]:
    """Later documents on the items that serve the indicator, each with its item."""
    serving = {each["project_id"] for each in row["serving"]}
    return [
        each | {"item": item}
        for item in items
        if item["id"] in serving
        for each in item["evidence"]
    ]


def tally(rows: list[dict]) -> dict[str, int]:
    """How many indicators are in each state; every state has a count."""
    return {state: sum(row["lamp"].state == state for row in rows) for state in INDICATOR_STATES}


def observations(as_of: str) -> list[dict]:
    """Every documented quantity known that day."""
    return queries.observations(as_of)


def bars(rows: list[dict]) -> list[dict]:
    """Rows for ``lib.charts.bullets``: marks as share of the target's low end, near words.

    kinds: target, exact (with share), near (label and why only: it has no share).
    """
    found = []
    for row in rows:
        base = {key: row[key] for key in ("id", "name", "dimension", "colour")}
        low = row["target_low"]
        high = (row["target_high"] or low) / low
        found.append(
            base
            | {"kind": "target", "share": 1.0, "share_high": high, "label": row["target"]}
            | {"elapsed": row["elapsed"], "state": row["lamp"].state}
        )
        for each in numbers(row):
            told = {"what": each["what"], "when": each["as_of"], "scope": each["scope"]}
            if each["match"] == "exact":
                share = {"kind": "exact", "share": each["value"] / low, "label": each["label"]}
                found.append(base | told | share)
            else:
                words = {"kind": "near", "label": each["said"], "why": each["reason"]}
                found.append(base | told | words)
    return found


def published_area(as_of: str) -> str:
    """The area as published, in words; '' before it was published."""
    return next((row["printed"] for row in observations(as_of) if row["id"] == "area"), "")
