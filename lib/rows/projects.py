"""Projects of both plans with lamps, ready for lists, panels and exports."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from lib import clock
from lib.measures.lamps import (
    Lamp,
    Thresholds,
    project_lamp,
    report_age,
    report_ages,
)
from lib.rows.cache import per_version
from lib.rows.documents import last_issued
from lib.rows.shapes.base import Facets
from lib.rows.shapes.projects import (
    Citation,
    Evidence,
    Project,
    ProjectDetail,
    ProjectFact,
    ProjectParts,
    ProjectStanding,
    Report,
)
from lib.rows.store import ask
from lib.rows.thresholds import thresholds

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
select r.* from project p
join v_report r on r.id = (
  select x.id from v_report x
  where x.project_id = p.id and x.as_of <= :as_of and x.known_on <= :as_of
  order by x.as_of desc, x.id desc limit 1
)
order by r.project_id
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


@per_version
def projects(as_of: str) -> list[Project]:
    """Every project known on ``as_of``: facts, lamp, facets, search text.

    Shared: do not change what you get.
    """
    parts = {
        "offices": _grouped(ask(OFFICES, as_of=as_of)),
        "leaders": _grouped(ask(LEADERS, as_of=as_of)),
        "places": _grouped(ask(PLACES, as_of=as_of)),
        "partners": _grouped(ask(PARTNERS, as_of=as_of)),
        "indicators": _grouped(ask(INDICATORS, as_of=as_of)),
        "evidence": _grouped(ask(EVIDENCE, as_of=as_of)),
    }
    reports = {row["project_id"]: row for row in ask(LATEST_REPORTS, as_of=as_of)}
    rules = thresholds()
    return [
        _project(row, _of(row["id"], parts), reports, as_of, rules)
        for row in ask(PROJECTS, as_of=as_of)
    ]


def _of(id: str, parts: dict[str, dict[str, list[Any]]]) -> ProjectParts:
    """What is tied to one project, out of what is tied to all."""
    own: Any = {name: rows[id] for name, rows in parts.items()}
    return own


def _grouped(rows: list[Any]) -> dict[str, list[Any]]:
    grouped: dict[str, list[Any]] = defaultdict(list)
    for row in rows:
        grouped[row["project_id"]].append(row)
    return grouped


def _project(
    row: ProjectFact,
    parts: ProjectParts,
    reports: dict[str, Report],
    as_of: str,
    rules: Thresholds,
) -> Project:
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
    due = (report and report["due_on"]) or row["due_on"]
    project: ProjectStanding = {
        **row,
        **parts,
        "report": report,
        "lamp": lamp,
        "age": age,
        "due": due,
    }
    return {
        **project,
        "age_word": report_ages(rules)[age],
        "facets": _facets(project, lamp) | {"age": (age,), "due": (due,)},
        "missing": _missing(project),
        "seen": _seen(project),
        "text": _text(project),
    }


def _facets(project: ProjectStanding, lamp: Lamp) -> Facets:
    return {
        "plan": (project["plan_id"],),
        "action": (project["action_id"],),
        "office": tuple(row["office_id"] for row in project["offices"]),
        "leader": tuple(row["leader_id"] for row in project["leaders"]),
        "state": (lamp.state,),
        "place": tuple(row["place_id"] for row in project["places"]),
    }


def _seen(project: ProjectParts) -> str:
    """How later documents show it moving: direct, inferred or '' (near work does not count)."""
    found = {row["certainty"] for row in project["evidence"]}
    return next((each for each in ("direct", "inferred") if each in found), "")


def _missing(project: ProjectStanding) -> list[str]:
    """What the ledger lacks for this project, in words."""
    report = project["report"]
    if report is None:
        return ["进展"]
    wanted = {"percent": "进度", "progress": "进展"}
    if project["lamp"].state != "done":
        wanted["next_step"] = "下一步"
    return [word for name, word in wanted.items() if report.get(name) in (None, "")]


def _text(project: ProjectStanding) -> str:
    """Everything the keyword searches, in lower case."""
    names = [project["name"], project["content"], project["plan"], project["action_name"]]
    for part in ("offices", "leaders", "places", "partners", "indicators"):
        names += [row["name"] for row in project[part]]
    names += [row["says"] for row in project["evidence"]]
    names.append(f"{project['level']}{project['no']}")
    if project["report"]:
        names += [str(project["report"].get(name) or "") for name in ("progress", "problem")]
    return " ".join(names).casefold()


def detail(project: Project, as_of: str) -> ProjectDetail:
    """One project's report history, further quotes and the quotes of its offices."""
    return {
        "reports": ask(REPORTS, project=project["id"], as_of=as_of),
        "citations": ask(CITATIONS, subject_table="project", subject_id=project["id"], as_of=as_of),
        "judged": as_of >= last_issued(),
        "office_quotes": {
            (row["document_id"], row["locator"], row["quote"]): None for row in project["offices"]
        },
    }


def evidence(as_of: str) -> list[Evidence]:
    """Later documents that show a project moving, newest first."""
    return ask(EVIDENCE, as_of=as_of)


def citations(subject_table: str, subject_id: str, as_of: str) -> list[Citation]:
    """Further quotes for one fact from documents issued by ``as_of``: says, document_id,
    document, locator, quote; the oldest first.
    """
    return ask(CITATIONS, subject_table=subject_table, subject_id=subject_id, as_of=as_of)
