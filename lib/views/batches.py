"""Batches of reports: who handed in what, when, and what became of it."""

from __future__ import annotations

from lib.queries import reporting


def batches(as_of: str) -> list[dict]:
    """Batches received by the end of that day, newest first, as from ``reporting.batches``.

    ``withdrawn``: the withdrawing batch's record, also of a later day: a withdrawn batch
    counts on no day, so none calls it valid.
    """
    rows = reporting.batches()
    by_id = {row["id"]: row for row in rows}
    return [
        row | {"withdrawn": by_id.get(row["withdrawn_in"])}
        for row in rows
        if row["withdraws"] is None and row["received_at"][:10] <= as_of
    ]


def batch_rows(id: str) -> list[dict]:
    """table, subject_id, name, as_of, says, reporter of every report in a batch."""
    return reporting.batch_rows(id)
