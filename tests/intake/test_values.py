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
        ("date", "1026-02-03", "date_range"),
        ("date", 45000, "serial"),
        ("date", date(1926, 3, 5), "date_range"),
        ("date", datetime(3026, 6, 30), "date_range"),
        ("date", "2026-03", "not_date"),
        ("date", "3月5日", "not_date"),
        ("number", "²", "not_number"),
        ("number", "1,00", "not_number"),
        ("number", "1 2", "not_number"),
        ("number", "3个", "not_number"),
        ("percent", "½", "not_percent"),
        ("text", "已\ue000完", "control_char"),
        ("text", "#SPILL!", "error_value"),
        ("text", "########", "error_value"),
        ("text", "Err:502", "error_value"),
        ("number", "#N/A", "error_value"),
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


@pytest.mark.parametrize("mark", ["\u202e", "\u200b", "\ufeff", "\u3164", "\u2800", "\x07", "\xad"])
def test_what_draws_nothing_is_dropped(mark):
    assert read_value("text", f"已办{mark}完") == ("已办完", "")
    assert read_value("percent", f"{mark}50%") == (50, "")
    assert read_value("state", f"推进中{mark}") == ("推进中", "")
    assert read_value("text", mark) == (None, "")


@pytest.mark.parametrize("mark", ["\uffff", "\ue000", "\U000f0000"])
def test_letters_of_one_computer_are_refused(mark):
    assert read_value("text", f"已办{mark}完") == (None, "control_char")


def test_pictures_made_of_two_signs_stay_whole():
    assert read_value("text", "👨\u200d💻 到位") == ("👨\u200d💻 到位", "")
    assert read_value("text", "❤\ufe0f\u200d🔥") == ("❤\ufe0f\u200d🔥", "")
    assert read_value("text", "甲\u200d乙") == ("甲乙", "")


@pytest.mark.parametrize("end", ["\r\n", "\r", "\x0b", "\x0c", "\u2028", "\u2029", "\x85"])
def test_line_ends_become_one_kind(end):
    assert read_value("text", f"一{end}二") == ("一\n二", "")


@pytest.mark.parametrize("word", ["无", "-", "/", "—", "——", "N/A", "n/a", "同上", "暂无", "。",
                                  "〃", "（无）", "－", "／", "…", "*", "null"])  # fmt: skip
@pytest.mark.parametrize("kind", ["text", "date", "percent", "number", "lon"])
def test_placeholders_are_empty(kind, word):
    assert read_value(kind, word) == (None, "")


@pytest.mark.parametrize(
    "word", ["无障碍坡道已建", "同上海交大签约", "- 第一步", "N/A 区已清", "1/2"]
)
def test_words_that_begin_like_a_placeholder_stay(word):
    assert read_value("text", word) == (word, "")


@pytest.mark.parametrize(
    "text",
    ["2026年3月5号", "2026.3.5", "2026-3-5 08:30", "2026-03-05T00:00:00", "2026年3月5日（周四）",
     "２０２６年３月５日", "二〇二六年三月五日", "2026 年 3 月 5 日", "2026、3、5",
     "2026/3/5 8:30:00"],
)  # fmt: skip
def test_dates_as_people_write_them(text):
    assert read_value("date", text) == ("2026-03-05", "")


def test_chinese_numerals_of_every_day_of_a_year():
    digits = "〇一二三四五六七八九"
    small = lambda n: (digits[n] if n < 10 else ("" if n < 20 else digits[n // 10]) + "十"  # noqa: E731
                       + (digits[n % 10] if n % 10 else ""))  # fmt: skip
    for number in range(1, 366):
        day = date.fromordinal(date(2026, 1, 1).toordinal() + number - 1)
        text = f"二〇二六年{small(day.month)}月{small(day.day)}日"
        assert read_value("date", text) == (day.isoformat(), ""), text


def test_zero_has_no_sign():
    for kind, text in (("number", "-0"), ("percent", "-0%"), ("number", -0.0), ("percent", "-0.0")):
        value, _ = read_value(kind, text)
        assert str(value) == "0.0"


def test_groups_of_three_only():
    assert read_value("number", "1,234,567.5") == (1234567.5, "")
    assert read_value("number", "1 234") == (1234, "")
    for text in ("12,34", "1,2345", "1,234 567", ",123", "1,,000"):
        assert read_value("number", text) == (None, "not_number")


def test_many_decimals():
    assert read_value("percent", "33.3333333333333") == (33.3333, "")
    assert read_value("percent", "33.3333333333333%") == (33.3333, "")
