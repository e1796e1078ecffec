"""Time and pace: how much of a period has gone by, and what that would ask for."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
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


def last_day(text: str) -> date:
    """The last day of an ISO date that may be only a month or a year."""
    first = whole_day(text)
    if len(text) == 4:
        return date(first.year, 12, 31)
    if len(text) == 7:
        return date(first.year, first.month, calendar.monthrange(first.year, first.month)[1])
    return first


def days_between(first: str, last: str) -> int:
    """Calendar days from ``first`` to ``last``."""
    return (date.fromisoformat(last) - date.fromisoformat(first)).days


APART = 90  # days: nearer numbers make no pace


@dataclass(frozen=True, kw_only=True)
class PaceLine:
    """Linear pace: from ``start`` on ``starts_on`` straight to ``target`` on ``ends_on``."""

    starts_on: str
    start: float
    ends_on: str
    target: float

    def wanted(self, day: str) -> float:
        """What the pace asks for on a whole day."""
        share = elapsed_share(as_of=day, starts_on=self.starts_on, ends_on=self.ends_on)
        return self.start + (self.target - self.start) * share


def pace_line(
    *,
    operator: str,
    starts_on: str,
    due_on: str,
    target_low: float,
    baseline: float | None,
    exact: tuple[tuple[str, float], ...],
) -> PaceLine | None:
    """The line of an end-of-period target, or None when it has no beginning.

    It begins at the baseline on the plan's first day, for 新增 at nothing, else
    at the first of at least two exact values :data:`APART` days apart: a line over
    fewer days would be nearly vertical and say nothing.
    """
    start = 0.0 if baseline is None and operator == "new" else baseline
    begins = starts_on
    if start is None:
        dates = sorted({when for when, _ in exact})
        if not dates:
            return None
        begins, last = last_day(dates[0]).isoformat(), last_day(dates[-1]).isoformat()
        if days_between(begins, min(last, due_on)) < APART:
            return None
        start = max(value for when, value in exact if when == dates[0])
    return PaceLine(starts_on=begins, start=start, ends_on=due_on, target=target_low)
