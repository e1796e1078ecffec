"""Numbers in quotes: digits, numerals, and never a part of another number."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib.store.numerals import spellings, stands_in


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (2, "两场论坛"),
        (4, "开展四次"),
        (1000, "达千家"),
        (5, "五大主题街区"),
        (1.48, "约1.48平方公里"),
        (12, "12个子项"),
        (32, "三十二项"),
        (10, "十家"),
        (1, "位居全市首位"),
    ],
)
def test_found(value, text):
    assert stands_in(value, text)


@pytest.mark.parametrize(("value", "text"), [(5, "15个"), (5, "50个"), (48, "1.48"), (3, "两场")])
def test_not_found(value, text):
    assert not stands_in(value, text)


@given(
    st.integers(0, 10**6), st.text("甲乙丙约余多", max_size=5), st.text("甲乙丙个家", max_size=5)
)
def test_digits_between_words_are_found(value, before, after):
    assert stands_in(value, f"{before}{value}{after}")


@given(st.integers(0, 99), st.integers(1, 9))
def test_a_longer_number_is_another_number(value, digit):
    assert str(value) in spellings(value)
    assert not stands_in(value, f"共{digit}{value}个") or value < 10
