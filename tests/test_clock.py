"""Work days by the State Council's arrangements."""

from __future__ import annotations

import pytest

from lib import clock


@pytest.mark.parametrize(
    ("first", "last", "count"),
    [
        ("2025-12-01", "2025-12-31", 22),  # Tuesday 2 to Wednesday 31
        ("2025-09-30", "2025-10-08", 0),  # the eight days of National Day
        ("2025-09-27", "2025-09-28", 1),  # a Sunday worked
        ("2025-12-31", "2025-12-31", 0),
        ("2025-12-31", "2025-12-01", 0),
        ("2003-12-30", "2004-01-05", None),
    ],
)
def test_work_days(first, last, count):
    assert clock.workdays(first, last) == count


def test_an_unpublished_year_is_not_guessed():
    _, last = clock.known_years()
    assert clock.workdays(f"{last}-12-01", f"{last + 1}-01-10") is None
    assert clock.workdays(f"{last}-12-01", f"{last}-12-31") > 0


def test_a_day_nobody_means_is_no_day():
    for text in ("0001-01-15", "1799-12-31"):
        with pytest.raises(ValueError, match=text):
            clock.read_day(text)
    assert clock.read_day("1928-01-01").year == 1928
