"""Between two days or meetings: what came in, what moved, what stayed silent."""

from __future__ import annotations

from datetime import date, timedelta

from lib.measures.changes import changes as compare
from lib.measures.changes import states
from lib.queries import changes as queries
from lib.queries import sources
from lib.views.meetings import meeting_before

#: days looked back where there has been no meeting
LOOK_BACK = 30


def meetings(as_of: str) -> list[dict]:
    """Meetings held by ``as_of``, newest first: id, held_on, title."""
    return sources.meetings(as_of)


def default_since(as_of: str) -> str:
    """The last meeting's day; without one, a month ago."""
    meeting = meeting_before(as_of)
    if meeting:
        return meeting["held_on"]
    return (date.fromisoformat(as_of) - timedelta(days=LOOK_BACK)).isoformat()


def spans(as_of: str) -> list[dict]:
    """From each meeting to the next one (the last: to ``as_of``), newest first."""
    held = meetings(as_of)
    ends = [as_of, *(row["held_on"] for row in held)]
    found = [
        {"since": row["held_on"], "until": end, "title": row["title"], "open": number == 0}
        for number, (row, end) in enumerate(zip(held, ends, strict=False))
    ]
    return [row for row in found if row["since"] < row["until"]]


def changes(since: str, as_of: str, *, before: tuple[list, list], now: tuple[list, list]) -> dict:
    """Everything that differs; ``before`` and ``now`` are (items, indicators) of the days."""
    reports = queries.reports(since, as_of)
    values = queries.values(since, as_of)
    batches = queries.batches(since, as_of)
    items = compare(
        states(before[0]), states(now[0]), reported={row["project_id"] for row in reports}
    )
    targets = compare(
        states(before[1]), states(now[1]), reported={row["indicator_id"] for row in values}
    )
    item = {row["id"]: row for row in now[0]}
    target = {row["id"]: row for row in now[1]}
    silent = [item[id] for id in items.silent]
    return {
        "since": since,
        "meeting": next((row for row in meetings(as_of) if row["held_on"] == since), None),
        "items": items,
        "targets": targets,
        "moved": _moves(items, item),
        "moved_targets": _moves(targets, target),
        "closed": [item[id] for id in items.closed],
        "new": [item[id] for id in items.new],
        "silent": silent,
        "never": [row for row in silent if row["report"] is None],
        "reports": reports,
        "values": values,
        "batches": [row for row in batches if not row["withdraws"]],
        "withdrawn": [row for row in batches if row["withdraws"]],
        "documents": queries.documents(since, as_of),
    }


def _moves(found, rows: dict[str, dict]) -> list[dict]:
    """row, was, is: closed ones first."""
    moves = [{"row": rows[m.id], "was": m.was, "is": m.now} for m in found.moved]
    return sorted(moves, key=lambda move: move["row"]["id"] not in found.closed)
