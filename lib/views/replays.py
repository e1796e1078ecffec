"""Going back in time: from before the first document to today, one step a day."""

from __future__ import annotations

from datetime import date

from lib.queries import changes as queries

MEETINGS = 3  # of the latest


def slider(as_of: str, today: str) -> dict:
    """first, last, at (days from first), and the days worth stopping at.

    stops: day, label, at; the documents and the latest meetings.
    """
    marks = queries.marks(today)
    documents = [row for row in marks if row["kind"] == "document"]
    meetings = [row for row in marks if row["kind"] == "meeting"][-MEETINGS:]
    first = date.fromisoformat(min((row["day"] for row in documents), default=today)).replace(day=1)

    def at(day: str) -> int:
        return max(0, (date.fromisoformat(day) - first).days)

    return {
        "first": first.isoformat(),
        "last": at(today),
        "at": at(as_of),
        "stops": [row | {"at": at(row["day"])} for row in documents + meetings],
    }
