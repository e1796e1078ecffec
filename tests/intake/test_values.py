"""Cells as people fill them."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib.intake.values import READERS, read_value


@pytest.mark.parametrize(
    ("kind", "value", "expected"),
    [
        ("date", "2026年3月5日", "2026-03-05"),
        ("date", "2026/3/5", "2026-03-05"),
        ("date", "2026.3.5", "2026-03-05"),
        ("date", "２０２６-０３-０５", "2026-03-05"),
        ("date", "20260305", "2026-03-05"),
        ("date", datetime(2026, 3, 5, 8, 30), "2026-03-05"),
        ("date", date(2026, 3, 5), "2026-03-05"),
        ("percent", "50%", 50),
        ("percent", "５０％", 50),
        ("percent", 0.5, 50),
        ("percent", 50, 50),
        ("percent", "1", 1),
        ("percent", 1, 1),
        ("percent", "100 %", 100),
        ("percent", 0, 0),
        ("number", "1,000", 1000),
        ("number", " 3 ", 3),
        ("state", " 推进中 ", "推进中"),
        ("yes", "是", 1),
        ("yes", "否", 0),
        ("lon", "121.4180", 121.418),
        ("text", "  进场  ", "进场"),
        ("text", None, None),
        ("date", "   ", None),
    ],
)
def test_tolerated(kind, value, expected):
    assert read_value(kind, value) == (expected, "")


@pytest.mark.parametrize(
    ("kind", "value", "problem"),
    [
        ("date", "三月五日", "not_date"),
        ("date", "2026-02-30", "not_date"),
        ("date", "1026-02-03", "not_date"),
        ("date", 45000, "not_date"),
        ("percent", "120%", "not_percent"),
        ("percent", -1, "not_percent"),
        ("percent", "一半", "not_percent"),
        ("number", "nan", "not_number"),
        ("number", True, "not_number"),
        ("number", "1e9", "not_number"),
        ("state", "做着", "not_state"),
        ("yes", "也许", "not_yes"),
        ("lon", "31.2", "outside_shanghai"),
        ("lat", "121.4", "outside_shanghai"),
        ("text", "=1+1", "formula"),
        ("date", "=TODAY()", "formula"),
        ("text", "x" * 2001, "too_long"),
        ("text", "a\x07b", "control_char"),
    ],
)
def test_refused(kind, value, problem):
    assert read_value(kind, value) == (None, problem)


CELLS = (
    st.none()
    | st.text()
    | st.integers()
    | st.floats()
    | st.booleans()
    | st.dates()
    | st.datetimes()
)


@given(st.sampled_from(sorted(READERS)), CELLS)
def test_any_cell_is_a_value_or_a_problem(kind, value):
    found, problem = read_value(kind, value)
    assert found is None or problem == ""


@given(st.dates(date(2000, 1, 1), date(2100, 12, 31)))
def test_every_day_in_every_form(day):
    forms = (
        day.isoformat(),
        f"{day.year}年{day.month}月{day.day}日",
        f"{day.year}/{day.month}/{day.day}",
        day,
    )
    assert {read_value("date", form) for form in forms} == {(day.isoformat(), "")}


def test_a_cell_s_own_number_is_taken_with_all_its_digits():
    assert read_value("percent", 1 / 3) == (33.3333, "")
    assert read_value("number", 1 / 3) == (0.33333333, "")
    assert read_value("lon", 121.41801234567) == (121.41801235, "")
    assert read_value("number", float("nan")) == (None, "not_number")
    assert read_value("number", float("inf")) == (None, "not_number")
    assert read_value("number", True) == (None, "not_number")


@pytest.mark.parametrize("mark", ["\uffff", "\u202e", "\u200b", "\ue000", "\x07"])
def test_what_cannot_be_seen_is_refused(mark):
    assert read_value("text", f"已办{mark}完") == (None, "control_char")
    assert read_value("text", "两行\n\t一段") == ("两行\n\t一段", "")
