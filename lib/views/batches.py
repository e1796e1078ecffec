"""Batches of reports: who handed in what, when, and what became of it."""

from __future__ import annotations

from lib.queries import reporting
from lib.views.items import records


def batches(as_of: str) -> list[dict]:
    """Batches received by the end of that day, newest first, as from ``reporting.batches``.

    ``withdrawn``: the withdrawing batch's record, when it was withdrawn by then.
    """
    known = [row for row in records(reporting.batches()) if row["received_at"][:10] <= as_of]
    by_id = {row["id"]: row for row in known}
    return [
        row | {"withdrawn": by_id.get(row["withdrawn_in"])}
        for row in known
        if row["withdraws"] is None
    ]


def batch_rows(id: str) -> list[dict]:
    """table, subject_id, name, as_of, says, reporter of every report in a batch."""
    return records(reporting.batch_rows(id))
