"""Figures keep their qualifiers."""

from __future__ import annotations

import pytest

from lib.text import chinese_date, number, quantity


@pytest.mark.parametrize(
    ("value", "qualifier", "unit", "text"),
    [
        (500, "多", "家", "500多家"),
        (50, "余", "栋", "50余栋"),
        (310, "约", "亿元", "约310亿元"),
        (700, "超过", "家", "超过700家"),
        (1.48, "约", "平方公里", "约1.48平方公里"),
        (5, None, "个", "5个"),
        (1, "首", "位", "首位"),
    ],
)
def test_quantity(value, qualifier, unit, text):
    assert quantity(value, qualifier, unit) == text


@pytest.mark.parametrize(
    ("iso", "text"), [("2023", "2023年"), ("2023-05", "2023年5月"), ("2023-05-09", "2023年5月9日")]
)
def test_chinese_date(iso, text):
    assert chinese_date(iso) == text


def test_number():
    assert [number(value) for value in (1000.0, 1.5, 0.25, 12)] == ["1000", "1.5", "0.25", "12"]
