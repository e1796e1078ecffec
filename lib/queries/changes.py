"""What became known between two days: documents, reports, withdrawals, meetings.

``since`` is left out, ``as_of`` is included: what came on the day of a meeting
was known at the meeting.
"""

from __future__ import annotations

from lib.queries.base import ask

REPORTS = """
select r.project_id, p.name, p.no, n.level, r.as_of, r.known_on, r.state, r.percent,
       r.progress, r.problem, r.reporter, r.batch_id, o.name as office
from v_report r
join project p on p.id = r.project_id
join plan n on n.id = p.plan_id
join office o on o.id = r.office_id
where r.known_on > :since and r.known_on <= :as_of
order by n.level desc, p.no, r.as_of desc, r.id desc
"""

VALUES = """
select r.indicator_id, i.name, i.unit, r.as_of, r.known_on, r.value, r.definition_confirmed,
       r.reporter, r.batch_id
from v_indicator_report r
join indicator i on i.id = r.indicator_id
where r.known_on > :since and r.known_on <= :as_of
order by i.ord, r.as_of desc, r.id desc
"""

BATCHES = """
select b.id, substr(b.received_at, 1, 10) as known_on, b.received_by, b.withdraws,
       o.name as office
from import_batch b left join office o on o.id = b.office_id
where substr(b.received_at, 1, 10) > :since and substr(b.received_at, 1, 10) <= :as_of
order by b.received_at desc, b.id
"""

DOCUMENTS = """
select id, title, short_title, issued_on from document
where issued_on > :since and issued_on <= :as_of
order by issued_on, id
"""

MARKS = """
select day, label, kind from (
  select issued_on as day, short_title as label, 'document' as kind from document
  union all
  select held_on, title, 'meeting' from meeting
)
where day <= :as_of
order by day, kind, label
"""


def reports(since: str, as_of: str) -> list[dict]:
    """Standing project reports that came in between, by item."""
    return ask(REPORTS, since=since, as_of=as_of)


def values(since: str, as_of: str) -> list[dict]:
    """Standing indicator values that came in between, by indicator."""
    return ask(VALUES, since=since, as_of=as_of)


def batches(since: str, as_of: str) -> list[dict]:
    """Batches and withdrawals in between; ``withdraws`` is empty for a batch."""
    return ask(BATCHES, since=since, as_of=as_of)


def documents(since: str, as_of: str) -> list[dict]:
    """Documents issued in between."""
    return ask(DOCUMENTS, since=since, as_of=as_of)


def marks(as_of: str) -> list[dict]:
    """day, label, kind (document or meeting) of what the replay can stop at."""
    return ask(MARKS, as_of=as_of)
