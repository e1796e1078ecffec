"""Time: how much of a period has gone by."""

from __future__ import annotations

from datetime import date


def elapsed_share(*, as_of: str, starts_on: str, ends_on: str) -> float:
    """Share of the period that has passed on ``as_of``, from 0 to 1.

    A shortened ISO date counts from its first day.
    """
    day, start, end = (whole_day(text) for text in (as_of, starts_on, ends_on))
    length = (end - start).days
    if length <= 0:
        return 1.0 if day >= end else 0.0
    return min(1.0, max(0.0, (day - start).days / length))


def whole_day(text: str) -> date:
    """The first day of an ISO date that may be only a month or a year."""
    return date.fromisoformat((text + "-01-01")[:10])
