"""Words and figures as people write them."""

from __future__ import annotations

import pytest

from lib.text import chinese_date, number, quote_mark


@pytest.mark.parametrize(
    ("iso", "text"), [("2023", "2023年"), ("2023-05", "2023年5月"), ("2023-05-09", "2023年5月9日")]
)
def test_chinese_date(iso, text):
    assert chinese_date(iso) == text


def test_number():
    assert [number(value) for value in (1000.0, 1.5, 0.25, 12)] == ["1000", "1.5", "0.25", "12"]


def test_a_quote_has_the_same_mark_however_it_is_set():
    assert quote_mark("硅巷 早餐会\n") == quote_mark("硅巷早餐会")
    assert quote_mark("硅巷早餐会") != quote_mark("硅巷早餐")
