"""Projects, their offices, leaders, places, partners, reports and evidence.

Every query takes ``as_of``: only documents issued, and reports received, by
that day are known.
"""

from __future__ import annotations

from lib.queries.base import ask

PROJECTS = """
select p.id, p.no, p.name, p.content, p.due_on, p.due_basis,
       p.plan_id, n.short_name as plan, n.name as plan_name, n.level, n.starts_on, n.ends_on,
       p.action_id, a.name as action_name, a.short_name as action, a.ord as action_ord,
       p.document_id, d.short_title as document, p.locator, p.quote
from project p
join plan n on n.id = p.plan_id
join action a on a.id = p.action_id
join document d on d.id = p.document_id
where d.issued_on <= :as_of
order by n.level desc, p.no
"""

OFFICES = """
select po.project_id, po.office_id, o.name, po.role, po.ord,
       po.document_id, po.locator, po.quote
from project_office po join office o on o.id = po.office_id
join document d on d.id = po.document_id
where d.issued_on <= :as_of
order by po.project_id, po.ord
"""

LEADERS = """
select pl.project_id, pl.leader_id, l.name, pl.ord
from project_leader pl join leader l on l.id = pl.leader_id
join document d on d.id = pl.document_id
where d.issued_on <= :as_of
order by pl.project_id, pl.ord
"""

PLACES = """
select pp.project_id, pp.place_id, p.name, p.lon, p.lat, p.precision
from project_place pp join place p on p.id = pp.place_id
join document d on d.id = pp.document_id
left join document own on own.id = p.document_id
where d.issued_on <= :as_of and coalesce(own.issued_on, '') <= :as_of
order by pp.project_id, pp.rowid
"""

PARTNERS = """
select po.project_id, po.organization_id, o.name, po.role, o.kind
from project_organization po join organization o on o.id = po.organization_id
join document d on d.id = po.document_id
join document own on own.id = o.document_id
where d.issued_on <= :as_of and own.issued_on <= :as_of
order by po.project_id, po.rowid
"""

INDICATORS = """
select ip.project_id, ip.indicator_id, i.name, ip.basis, ip.certainty
from indicator_project ip join indicator i on i.id = ip.indicator_id
join document d on d.id = ip.document_id
join document own on own.id = i.document_id
where d.issued_on <= :as_of and own.issued_on <= :as_of
order by ip.project_id, i.ord
"""

EVIDENCE = """
select e.id, e.project_id, e.as_of, e.date_precision, e.says, e.strictness, e.certainty,
       e.document_id, d.short_title as document, e.locator, e.quote
from evidence e join document d on d.id = e.document_id
where d.issued_on <= :as_of
order by e.as_of desc, e.rowid
"""

LATEST_REPORTS = """
select * from (
  select r.*, row_number() over (partition by project_id order by as_of desc, id desc) as nth
  from v_report r where r.as_of <= :as_of and r.known_on <= :as_of
) where nth = 1
order by project_id
"""

REPORTS = """
select r.as_of, r.state, r.percent, r.progress, r.problem, r.next_step, r.due_on, r.evidence,
       r.reporter, r.batch_id, r.received_at, o.name as office
from v_report r join office o on o.id = r.office_id
where r.project_id = :project and r.as_of <= :as_of and r.known_on <= :as_of
order by r.as_of desc, r.id desc
"""

CITATIONS = """
select c.says, c.document_id, d.short_title as document, c.locator, c.quote
from citation c join document d on d.id = c.document_id
where c.subject_table = :subject_table and c.subject_id = :subject_id
  and d.issued_on <= :as_of
order by d.issued_on, c.rowid
"""


def projects(as_of: str) -> list[dict]:
    """All projects and items known on ``as_of``, one row each, with plan and action."""
    return ask(PROJECTS, as_of=as_of)


def offices(as_of: str) -> list[dict]:
    """project_id, office_id, name, role, ord and the quote that says so."""
    return ask(OFFICES, as_of=as_of)


def leaders(as_of: str) -> list[dict]:
    """project_id, leader_id, name, ord; not paired with offices."""
    return ask(LEADERS, as_of=as_of)


def places(as_of: str) -> list[dict]:
    """project_id, place_id, name, lon, lat, precision."""
    return ask(PLACES, as_of=as_of)


def partners(as_of: str) -> list[dict]:
    """project_id, organization_id, name, role, kind."""
    return ask(PARTNERS, as_of=as_of)


def indicators(as_of: str) -> list[dict]:
    """project_id, indicator_id, name, basis, certainty."""
    return ask(INDICATORS, as_of=as_of)


def evidence(as_of: str) -> list[dict]:
    """Later documents that show a project moving, newest first."""
    return ask(EVIDENCE, as_of=as_of)


def latest_reports(as_of: str) -> list[dict]:
    """The last report of each project known on ``as_of``."""
    return ask(LATEST_REPORTS, as_of=as_of)


def reports(project: str, as_of: str) -> list[dict]:
    """All reports of one project known on ``as_of``, newest first."""
    return ask(REPORTS, project=project, as_of=as_of)


def citations(subject_table: str, subject_id: str, as_of: str) -> list[dict]:
    """Further quotes for one fact from documents issued by ``as_of``: says, document_id,
    document, locator, quote; the oldest first.
    """
    return ask(CITATIONS, subject_table=subject_table, subject_id=subject_id, as_of=as_of)
