"""Indicators with lamp, best evidence and what stands against them."""

from __future__ import annotations

from typing import Any

from lib import text
from lib.measures.lamps import INDICATOR_STATES, Thresholds, indicator_lamp
from lib.measures.pace import elapsed_share, pace_line
from lib.rows.cache import per_version
from lib.rows.shapes.base import Number
from lib.rows.shapes.indicators import (
    Dimension,
    DimensionGroup,
    FacetedIndicator,
    Indicator,
    Observation,
    Serving,
    StandingValue,
    Target,
    ToldOnce,
    ValueReport,
)
from lib.rows.shapes.projects import Project
from lib.rows.store import ask
from lib.rows.thresholds import thresholds

DIMENSIONS = """
select m.id, m.ord, m.name, m.goal, m.colour, m.document_id, m.locator, m.quote
from dimension m join document d on d.id = m.document_id
where d.issued_on <= :as_of
order by m.ord
"""

INDICATORS = """
select i.id, i.dimension_id, i.plan_id, m.name as dimension, m.colour, i.ord, i.name, i.unit,
       i.direction,
       i.operator, i.printed, i.target_low, i.target_high, i.period, i.due_on, i.baseline,
       i.definition, i.inferred, n.starts_on, n.ends_on,
       i.document_id, d.short_title as document, i.locator, i.quote
from indicator i
join dimension m on m.id = i.dimension_id
join plan n on n.id = i.plan_id
join document d on d.id = i.document_id
where d.issued_on <= :as_of
order by i.ord
"""

OBSERVATIONS = """
select o.id, o.indicator_id, o.metric, o.printed, o.value, o.qualifier, o.unit, o.as_of,
       o.date_precision, o.scope, o.match, o.repeats, o.reason,
       o.document_id, d.short_title as document, d.issued_on, o.locator, o.quote
from observation o join document d on d.id = o.document_id
where d.issued_on <= :as_of and substr(o.as_of, 1, 4) <= substr(:as_of, 1, 4)
order by o.as_of, o.rowid
"""

REPORTS = """
select r.id, r.indicator_id, r.as_of, r.value, r.definition_confirmed, r.note, r.reporter,
       r.batch_id, r.known_on, o.name as office
from v_indicator_report r
join import_batch b on b.id = r.batch_id
left join office o on o.id = b.office_id
where r.as_of <= :as_of and r.known_on <= :as_of
order by r.as_of, r.id
"""

SERVING = """
select ip.indicator_id, ip.project_id, p.name, p.no, n.level, ip.basis, ip.certainty,
       ip.document_id, d.short_title as document, ip.locator, ip.quote
from indicator_project ip
join project p on p.id = ip.project_id
join plan n on n.id = p.plan_id
join document d on d.id = ip.document_id
join indicator i on i.id = ip.indicator_id
join document own on own.id = i.document_id
where d.issued_on <= :as_of and own.issued_on <= :as_of
order by ip.indicator_id, ip.rowid
"""


#: states whose indicator has at least one value with the plan's definition
PROVEN = ("met", "late_met", "on_track", "behind", "missed", "no_pace")
#: what of a target its lamp and its pace are judged by
JUDGED = {"operator", "target_low", "starts_on", "due_on", "baseline"}


@per_version
def indicators(as_of: str) -> list[Indicator]:
    """The targets known on ``as_of``, each with its numbers and its lamp; shared."""
    observations = ask(OBSERVATIONS, as_of=as_of)
    reports = ask(REPORTS, as_of=as_of)
    serving = ask(SERVING, as_of=as_of)
    rules = thresholds()
    return [
        _indicator(row, observations, reports, serving, as_of, rules)
        for row in ask(INDICATORS, as_of=as_of)
    ]


def _indicator(
    row: Target,
    observations: list[Observation],
    reports: list[ValueReport],
    serving: list[Serving],
    as_of: str,
    rules: Thresholds,
) -> Indicator:
    own = told_once([each for each in observations if each["indicator_id"] == row["id"]])
    said = _standing([each for each in reports if each["indicator_id"] == row["id"]])
    exact = _exact(own, said)
    proxies = [each for each in own if each["match"] == "proxy"]
    loose = [each for each in said if each["definition_confirmed"] != 1 and each["standing"]]
    case: dict[str, Any] = {key: value for key, value in row.items() if key in JUDGED}
    case["exact"] = exact
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


def _exact(own: list[ToldOnce], said: list[StandingValue]) -> tuple[tuple[str, Number], ...]:
    """Day and value of what is exactly the target's: documented, then reported."""
    return (
        *((each["as_of"], each["value"]) for each in own if each["match"] == "exact"),
        *((each["as_of"], each["value"]) for each in said if each["counts"]),
    )


def told_once(observations: list[Observation]) -> list[ToldOnce]:
    """The observations without those that only say another one again.

    One statement is one number; the one kept says in ``again`` which documents repeat it.
    """
    known = {each["id"] for each in observations}
    again: dict[str, list[str]] = {}
    for each in observations:
        if each["repeats"] in known:
            again.setdefault(each["repeats"], []).append(each["document"])
    return [
        {**each, "again": again.get(each["id"], [])}
        for each in observations
        if each["repeats"] not in known
    ]


def _standing(reports: list[ValueReport]) -> list[StandingValue]:
    """The reports with ``standing`` and ``counts``: of one date only the last one stands.

    A later report of the same date is a correction of the earlier one; only
    one whose definition is confirmed counts.
    """
    last = {each["as_of"]: each["id"] for each in reports}
    return [
        {
            **each,
            "standing": last[each["as_of"]] == each["id"],
            "counts": last[each["as_of"]] == each["id"] and each["definition_confirmed"] == 1,
        }
        for each in reports
    ]


def by_dimension(rows: list[Indicator], dimensions: list[Dimension]) -> list[DimensionGroup]:
    """The dimensions in order, each with its indicators and how many are proven."""
    grouped: list[DimensionGroup] = []
    for dimension in dimensions:
        own = [row for row in rows if row["dimension_id"] == dimension["id"]]
        proven = sum(row["lamp"].state in PROVEN for row in own)
        grouped.append({**dimension, "indicators": own, "proven": proven})
    return grouped


def faceted(rows: list[Indicator]) -> list[FacetedIndicator]:
    """The indicators with facets and search text, for ``lib.measures.facets``."""
    return [
        {
            **row,
            "facets": {"dimension": (row["dimension_id"],), "state": (row["lamp"].state,)},
            "text": " ".join(
                (row["name"], row["dimension"], row["target"], row["definition"])
            ).casefold(),
        }
        for row in rows
    ]


def owners(row: Indicator, projects: list[Project]) -> list[dict[str, str]]:
    """Departments of the projects that serve the indicator: id and name, once each, in order."""
    serving = {each["project_id"] for each in row["serving"]}
    found = {
        office["office_id"]: office["name"]
        for project in projects
        if project["id"] in serving
        for office in project["offices"]
    }
    return [{"id": id, "name": name} for id, name in found.items()]


def moves(row: Indicator, projects: list[Project]) -> list[dict[str, Any]]:
    """Later documents on the projects that serve the indicator, each with its project."""
    serving = {each["project_id"] for each in row["serving"]}
    return [
        {**each, "project": project}
        for project in projects
        if project["id"] in serving
        for each in project["evidence"]
    ]


def tally(rows: list[Indicator]) -> dict[str, int]:
    """How many indicators are in each state; every state has a count."""
    return {state: sum(row["lamp"].state == state for row in rows) for state in INDICATOR_STATES}


def published_area(as_of: str) -> str:
    """The area as published, in words; '' before it was published."""
    return next((row["printed"] for row in observations(as_of) if row["id"] == "area"), "")


def dimensions(as_of: str) -> list[Dimension]:
    """id, ord, name, goal and source of the four dimensions."""
    return ask(DIMENSIONS, as_of=as_of)


def targets(as_of: str) -> list[Target]:
    """Targets with dimension, plan period and source, in the plan's order."""
    return ask(INDICATORS, as_of=as_of)


def serving(as_of: str) -> list[Serving]:
    """Projects that serve an indicator, with the basis of the tie."""
    return ask(SERVING, as_of=as_of)


def observations(as_of: str) -> list[Observation]:
    """Every documented quantity as printed, with value, qualifier, scope, match, reason, source."""
    return ask(OBSERVATIONS, as_of=as_of)
