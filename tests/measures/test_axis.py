"""The folded time axis."""

from __future__ import annotations

import itertools
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lib.measures.axis import packed, position, stretches

YEARS = st.lists(st.integers(1900, 2040), min_size=1, max_size=30)
DAYS = st.dates(date(1900, 1, 1), date(2040, 12, 31))


def test_the_documents_century():
    axis = stretches([1928, 2000, 2020, 2021, 2022, 2023, 2024, 2025])
    assert [(s.first, s.last) for s in axis if s.fold] == [(1929, 1999), (2001, 2019)]
    widths = {round(s.right - s.left, 9) for s in axis if not s.fold}
    assert len(widths) == 1
    assert axis[0].left == 0
    assert axis[-1].right == pytest.approx(1)


@settings(deadline=None)
@given(YEARS, DAYS, DAYS)
def test_later_never_lies_further_left(years, one, other):
    axis = stretches(years)
    first, last = sorted((one, other))
    assert 0 <= position(axis, first) <= position(axis, last) <= 1 + 1e-9


@settings(deadline=None)
@given(YEARS)
def test_stretches_join_and_leave_no_year_out(years):
    axis = stretches(years)
    for one, following in itertools.pairwise(axis):
        assert following.first == one.last + 1
        assert following.left == one.right
    assert (axis[0].first, axis[-1].last) == (min(years), max(years))
    assert all(not s.fold for s in axis for year in set(years) if s.first <= year <= s.last)


@settings(deadline=None)
@given(st.lists(st.tuples(st.floats(0, 1), st.floats(0.01, 0.5)), max_size=20))
def test_nothing_overlaps_in_a_row(pairs):
    spans = [(left, left + width) for left, width in pairs]
    rows = packed(spans)
    for row in set(rows):
        own = sorted(span for span, its in zip(spans, rows, strict=True) if its == row)
        assert all(a[1] <= b[0] for a, b in itertools.pairwise(own))
