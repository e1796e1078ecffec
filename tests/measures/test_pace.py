"""Time gone by and the pace it asks for, at the edges of dates."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib.measures.pace import (
    APART,
    PaceLine,
    days_between,
    elapsed_share,
    last_day,
    pace_line,
    whole_day,
)

DATES = st.dates(date(1990, 1, 1), date(2100, 12, 31))
LINE = {"operator": "at_least", "starts_on": "2023-01-01", "due_on": "2025-12-31", "target_low": 10}


@given(DATES, st.sampled_from([4, 7, 10]))
def test_a_shortened_date_spans_all_that_it_may_mean(day, length):
    short = day.isoformat()[:length]
    first, last = whole_day(short), last_day(short)
    assert first <= day <= last
    assert first.isoformat()[:length] == last.isoformat()[:length] == short
    for beyond in (first - timedelta(days=1), last + timedelta(days=1)):
        assert beyond.isoformat()[:length] != short


@given(DATES, DATES)
def test_days_are_counted_both_ways(one, two):
    there = days_between(one.isoformat(), two.isoformat())
    assert there == -days_between(two.isoformat(), one.isoformat())
    assert one + timedelta(days=there) == two


@pytest.mark.parametrize(
    ("as_of", "starts", "ends", "share"),
    [
        ("2024-01-01", "2024-01-01", "2024-01-11", 0),
        ("2024-01-06", "2024-01-01", "2024-01-11", 0.5),
        ("2024-01-11", "2024-01-01", "2024-01-11", 1),
        ("2023-12-31", "2024-01-01", "2024-01-01", 0),
        ("2024-01-01", "2024-01-01", "2024-01-01", 1),
        ("2024-01-05", "2024-01-10", "2024-01-01", 1),  # ends before it starts: no division
        ("2024", "2023-12-31", "2024-01-02", 0.5),
    ],
)
def test_the_share_of_a_period(as_of, starts, ends, share):
    assert elapsed_share(as_of=as_of, starts_on=starts, ends_on=ends) == share


@given(DATES, DATES, DATES)
def test_time_never_runs_back(start, one, two):
    earlier, later = sorted((one, two))
    shares = [
        elapsed_share(as_of=day.isoformat(), starts_on=start.isoformat(), ends_on="2101-01-01")
        for day in (earlier, later)
    ]
    assert shares == sorted(shares)


@pytest.mark.parametrize(
    ("days", "there"), [(0, False), (APART - 1, False), (APART, True), (APART + 1, True)]
)
def test_numbers_too_near_each_other_make_no_line(days, there):
    second = (date(2024, 1, 1) + timedelta(days=days)).isoformat()
    exact = (("2024-01-01", 1.0), (second, 2.0))
    assert (pace_line(baseline=None, exact=exact, **LINE) is not None) == there


def test_two_numbers_of_which_one_is_after_the_end_are_near_to_it():
    exact = (("2025-12-01", 1.0), ("2026-12-01", 2.0))
    assert pace_line(baseline=None, exact=exact, **LINE) is None


def test_a_baseline_of_nought_is_a_baseline():
    line = pace_line(baseline=0, exact=(), **LINE)
    assert line == PaceLine(starts_on="2023-01-01", start=0, ends_on="2025-12-31", target=10)
    assert pace_line(baseline=None, exact=(), **LINE) is None
    new = pace_line(baseline=4, exact=(), **LINE | {"operator": "new"})
    assert new.start == 4, "a written baseline goes before nothing"


def test_a_first_number_of_a_whole_year_begins_at_its_end_with_its_largest():
    exact = (("2024-06-30", 6.0), ("2023", 2.0), ("2023", 3.0))
    line = pace_line(baseline=None, exact=exact, **LINE)
    assert (line.starts_on, line.start) == ("2023-12-31", 3.0)
