"""Between two days or meetings: what came in, what moved, what stayed silent."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from lib.measures.changes import Changes, states, step
from lib.measures.changes import changes as compare
from lib.measures.lamps import INDICATOR_STATES, PROJECT_STATES
from lib.rows import indicators, projects
from lib.rows.cache import per_version
from lib.rows.meetings import meeting_before, meetings
from lib.rows.shapes.changes import Move, Shift, Since, Span, TargetMove
from lib.rows.store import ask

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

#: days looked back where there has been no meeting
LOOK_BACK = 30
#: of the latest meetings, how many the replay stops at
STOPS = 3


def default_since(as_of: str) -> str:
    """The last meeting's day; without one, a month ago."""
    meeting = meeting_before(as_of)
    if meeting:
        return meeting["held_on"]
    return (date.fromisoformat(as_of) - timedelta(days=LOOK_BACK)).isoformat()


def spans(as_of: str) -> list[Span]:
    """From each meeting to the next one (the last: to ``as_of``), newest first."""
    held = meetings(as_of)
    ends = [as_of, *(row["held_on"] for row in held)]
    found: list[Span] = [
        {"since": row["held_on"], "until": end, "title": row["title"], "open": number == 0}
        for number, (row, end) in enumerate(zip(held, ends, strict=False))
    ]
    return [row for row in found if row["since"] < row["until"]]


@per_version
def changes(since: str, as_of: str) -> Since:
    """Everything that differs between two days; shared, do not change."""
    before = projects.projects(since), indicators.indicators(since)
    now = projects.projects(as_of), indicators.indicators(as_of)
    reports = ask(REPORTS, since=since, as_of=as_of)
    values = ask(VALUES, since=since, as_of=as_of)
    batches = ask(BATCHES, since=since, as_of=as_of)
    compared = compare(
        states(before[0]), states(now[0]), reported={row["project_id"] for row in reports}
    )
    compared_targets = compare(
        states(before[1]), states(now[1]), reported={row["indicator_id"] for row in values}
    )
    project = {row["id"]: row for row in now[0]}
    target = {row["id"]: row for row in now[1]}
    silent = [project[id] for id in compared.silent]
    moved, moved_targets = _moves(compared, project), _moves(compared_targets, target)
    return {
        "since": since,
        "meeting": next((row for row in meetings(as_of) if row["held_on"] == since), None),
        "projects": compared,
        "targets": compared_targets,
        "moved": moved,
        "moved_targets": moved_targets,
        "worse": _shifts(moved, moved_targets, 1),
        "better": _shifts(moved, moved_targets, -1),
        "other": _shifts(moved, moved_targets, 0),
        "closed": [project[id] for id in compared.closed],
        "new": [project[id] for id in compared.new],
        "silent": silent,
        "never": [row for row in silent if row["report"] is None],
        "reports": reports,
        "values": values,
        "batches": [row for row in batches if not row["withdraws"]],
        "withdrawn": [row for row in batches if row["withdraws"]],
        "documents": ask(DOCUMENTS, since=since, as_of=as_of),
    }


def _shifts(moved: list[Move], targets: list[TargetMove], way: int) -> list[Shift]:
    """Moves of projects and targets that went one way (:func:`lib.measures.changes.step`)."""
    found: list[Shift] = [
        {
            "kind": "project",
            "id": each["row"]["id"],
            "name": f"{each['row']['level']}{each['row']['no']} {each['row']['name']}",
            "was": PROJECT_STATES[each["was"]],
            "now": PROJECT_STATES[each["is"]],
            "why": each["row"]["lamp"].why,
        }
        for each in moved
        if step(each["was"], each["is"]) == way
    ]
    found += [
        {
            "kind": "indicator",
            "id": each["row"]["id"],
            "name": each["row"]["name"],
            "was": INDICATOR_STATES[each["was"]],
            "now": INDICATOR_STATES[each["is"]],
            "why": each["row"]["lamp"].why,
        }
        for each in targets
        if step(each["was"], each["is"]) == way
    ]
    return found


def _moves(found: Changes, rows: Mapping[str, Any]) -> list[Any]:
    """row, was, is: closed ones first."""
    moves = [{"row": rows[m.id], "was": m.was, "is": m.now} for m in found.moved]
    return sorted(moves, key=lambda move: move["row"]["id"] not in found.closed)


def since_meeting(as_of: str) -> Since | None:
    """What changed since the last meeting; None when there has been none."""
    return changes(default_since(as_of), as_of) if meeting_before(as_of) else None


def slider(as_of: str, today: str) -> dict[str, Any]:
    """first, last, at (days from first), and the days worth stopping at.

    stops: day, label, at; the documents and the latest meetings.
    """
    marks = ask(MARKS, as_of=today)
    documents = [row for row in marks if row["kind"] == "document"]
    meetings = [row for row in marks if row["kind"] == "meeting"][-STOPS:]
    first = date.fromisoformat(min((row["day"] for row in documents), default=today)).replace(day=1)

    def at(day: str) -> int:
        return max(0, (date.fromisoformat(day) - first).days)

    return {
        "first": first.isoformat(),
        "last": at(today),
        "at": at(as_of),
        "stops": [row | {"at": at(row["day"])} for row in documents + meetings],
    }
