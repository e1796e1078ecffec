"""Event series and their occurrences, known on a day."""

from __future__ import annotations

from lib.queries.base import ask

SERIES = """
select s.id, s.name, s.kind, i.id as indicator_id, i.name as indicator, s.counting_rule, s.scope,
       s.document_id, d.short_title as document, s.locator, s.quote
from event_series s
join document d on d.id = s.document_id
left join (
  select indicator.* from indicator join document on document.id = indicator.document_id
  where document.issued_on <= :as_of
) i on i.id = s.indicator_id
where d.issued_on <= :as_of
order by s.rowid
"""

EVENTS = """
select e.id, e.series_id, e.on_date, e.date_precision, e.title, e.printed, e.count,
       e.document_id, d.short_title as document, e.locator, e.quote
from event e join document d on d.id = e.document_id
where d.issued_on <= :as_of
order by e.on_date, e.rowid
"""


def series(as_of: str) -> list[dict]:
    """Every series with kind, scope, counting rule and the indicator it is near."""
    return ask(SERIES, as_of=as_of)


def events(as_of: str) -> list[dict]:
    """Occurrences or counts of the series; ``count`` and ``printed`` are empty where
    none is stated."""
    return ask(EVENTS, as_of=as_of)
