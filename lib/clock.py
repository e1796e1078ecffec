"""Today, in the district's own time zone; the work days of China."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

SHANGHAI = ZoneInfo("Asia/Shanghai")
EARLIEST = "1800"  # nobody means an earlier day, and one cannot look back from year 1


def now() -> datetime:
    """The present moment in Asia/Shanghai."""
    return datetime.now(SHANGHAI)


def today() -> date:
    """The calendar day in Asia/Shanghai."""
    return now().date()


def read_day(text: str) -> date:
    """A day written as 2025-12-31, from 1800 on; ``ValueError`` for everything else."""
    if not re.fullmatch(r"\d{4}-\d\d-\d\d", text, re.ASCII) or text < EARLIEST:
        raise ValueError(text)
    return date.fromisoformat(text)


@lru_cache(maxsize=1)
def known_years() -> tuple[int, int]:
    """First and last year whose holidays and moved work days the calendar knows.

    Each year's arrangement is published by the State Council late in the year
    before; the library follows with a new version.
    """
    from chinese_calendar.constants import holidays

    return min(holidays).year, max(holidays).year


@lru_cache(maxsize=1024)
def workdays(first: str, last: str) -> int | None:
    """Work days after ``first`` up to and including ``last``.

    None when the span touches a year that :func:`known_years` does not cover:
    a guess by weekdays would be wrong around every holiday.
    """
    from chinese_calendar import is_workday

    start, end = read_day(first) + timedelta(days=1), read_day(last)
    if end < start:
        return 0
    low, high = known_years()
    if not low <= start.year <= end.year <= high:
        return None
    days = (start + timedelta(days=number) for number in range((end - start).days + 1))
    return sum(is_workday(day) for day in days)
