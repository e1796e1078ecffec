"""Meetings and what was assigned at them."""

from __future__ import annotations

from lib.queries.base import ask

ASSIGNMENTS = """
select a.id, a.meeting_id, m.held_on, m.title as meeting, a.project_id, p.name as project,
       p.no, n.level, a.office_id, o.name as office, a.says, a.due_on, a.scene, a.assigned_by,
       substr(a.received_at, 1, 10) as known_on
from assignment a
join meeting m on m.id = a.meeting_id
join office o on o.id = a.office_id
left join project p on p.id = a.project_id
left join plan n on n.id = p.plan_id
where m.held_on <= :as_of and substr(a.received_at, 1, 10) <= :as_of
order by m.held_on desc, a.id
"""


def assignments(as_of: str) -> list[dict]:
    """Assignments known on ``as_of`` with meeting, item and office; newest meeting first."""
    return ask(ASSIGNMENTS, as_of=as_of)
