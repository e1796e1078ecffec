"""Batches of reports: who handed in what, when, and what became of it."""

from __future__ import annotations

from lib.rows.shapes.offices import Batch, BatchFact, BatchRow, Office
from lib.rows.store import ask

OFFICES = "select id, name, level, kind from office order by level desc, rowid"

PROJECTS = """
select po.office_id, p.id, p.name, p.no, n.level, po.role, p.due_on
from project_office po
join project p on p.id = po.project_id
join plan n on n.id = p.plan_id
order by n.level desc, p.no, po.office_id
"""

INDICATORS = """
select distinct po.office_id, i.id, i.name, i.ord, i.unit, i.operator, i.printed, i.period,
       i.definition
from indicator_project ip
join project_office po on po.project_id = ip.project_id
join indicator i on i.id = ip.indicator_id
order by i.ord, po.office_id
"""

PLACES = """
select distinct po.office_id, p.id, p.name, p.lon, p.lat
from project_place pp
join project_office po on po.project_id = pp.project_id
join place p on p.id = pp.place_id
order by p.id, po.office_id
"""

LATEST_PROJECTS = """
select * from (
  select r.*, row_number() over (partition by project_id order by as_of desc, id desc) as nth
  from v_report r
) where nth = 1
order by project_id
"""

LATEST_INDICATORS = """
select * from (
  select r.*, row_number() over (partition by indicator_id order by as_of desc, id desc) as nth
  from v_indicator_report r
) where nth = 1
order by indicator_id
"""

LATEST_PLACES = """
select * from (
  select r.*, row_number() over (partition by place_id order by r.as_of desc, r.id desc) as nth
  from place_report r
  join import_batch b on b.id = r.batch_id
  where not exists (select 1 from import_batch w where w.withdraws = b.id)
) where nth = 1
order by place_id
"""

BATCHES = """
select b.id, b.received_at, b.received_by, b.office_id, o.name as office, b.filename, b.sha256,
       b.withdraws,
       (select w.id from import_batch w where w.withdraws = b.id) as withdrawn_in,
       (select count(*) from project_report r where r.batch_id = b.id)
       + (select count(*) from indicator_report r where r.batch_id = b.id)
       + (select count(*) from place_report r where r.batch_id = b.id) as rows
from import_batch b left join office o on o.id = b.office_id
order by b.received_at desc, b.rowid desc
"""

#: SQLite prints nothing as 0: what is missing is asked for before
BATCH_ROWS = """
select 'project' as kind, r.project_id as subject_id, p.name, r.as_of, r.reporter,
       r.state || iif(r.percent is null, '', printf(' %.12g%%', r.percent))
       || coalesce('：' || r.progress, '') as says
from project_report r join project p on p.id = r.project_id
where r.batch_id = :id
union all
select 'indicator', r.indicator_id, i.name, r.as_of, r.reporter,
       printf('%.12g', r.value) || coalesce(' ' || i.unit, '')
       || case r.definition_confirmed when 1 then '（口径一致）' else '（口径未确认）' end
from indicator_report r join indicator i on i.id = r.indicator_id
where r.batch_id = :id
union all
select 'place', r.place_id, p.name, r.as_of, r.reporter,
       trim(iif(r.lon is null or r.lat is null, '', printf('%.5f，%.5f ', r.lon, r.lat))
            || coalesce(r.correction, ''))
from place_report r join place p on p.id = r.place_id
where r.batch_id = :id
order by 1 desc, 2
"""


def batches(as_of: str) -> list[Batch]:
    """Batches received by the end of that day, newest first, as from :data:`BATCHES`.

    ``withdrawn``: the withdrawing batch's record, also of a later day: a withdrawn batch
    counts on no day, so none calls it valid.
    """
    rows: list[BatchFact] = ask(BATCHES)
    by_id = {row["id"]: row for row in rows}
    return [
        {**row, "withdrawn": by_id.get(row["withdrawn_in"] or "")}
        for row in rows
        if row["withdraws"] is None and row["received_at"][:10] <= as_of
    ]


def offices() -> list[Office]:
    """id, name, level, kind of every office."""
    return ask(OFFICES)


def batch_rows(id: str) -> list[BatchRow]:
    """kind, subject_id, name, as_of, reporter, says: every report of one batch."""
    return ask(BATCH_ROWS, id=id)
