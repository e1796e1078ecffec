"""Indicators, their observations and reports, known on a day."""

from __future__ import annotations

from lib.queries.base import ask

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
       r.batch_id, r.known_on
from v_indicator_report r
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

THRESHOLDS = "select id, value, unit, note from threshold order by id"


def dimensions(as_of: str) -> list[dict]:
    """id, ord, name, goal and source of the four dimensions."""
    return ask(DIMENSIONS, as_of=as_of)


def indicators(as_of: str) -> list[dict]:
    """Targets with dimension, plan period and source, in the plan's order."""
    return ask(INDICATORS, as_of=as_of)


def observations(as_of: str) -> list[dict]:
    """Every documented quantity as printed, with value, qualifier, scope, match, reason, source."""
    return ask(OBSERVATIONS, as_of=as_of)


def reports(as_of: str) -> list[dict]:
    """Reported indicator values that have not been withdrawn."""
    return ask(REPORTS, as_of=as_of)


def serving(as_of: str) -> list[dict]:
    """Projects that serve an indicator, with the basis of the tie."""
    return ask(SERVING, as_of=as_of)


def thresholds() -> list[dict]:
    """id, value, unit, note of the rules' parameters."""
    return ask(THRESHOLDS)
