"""Today, in the district's own time zone."""

from __future__ import annotations

import re
from datetime import date, datetime
from zoneinfo import ZoneInfo

SHANGHAI = ZoneInfo("Asia/Shanghai")


def now() -> datetime:
    """The present moment in Asia/Shanghai."""
    return datetime.now(SHANGHAI)


def today() -> date:
    """The calendar day in Asia/Shanghai."""
    return now().date()


def read_day(text: str) -> date:
    """A day written as 2025-12-31; ``ValueError`` for everything else."""
    if not re.fullmatch(r"\d{4}-\d\d-\d\d", text, re.ASCII):
        raise ValueError(text)
    return date.fromisoformat(text)
