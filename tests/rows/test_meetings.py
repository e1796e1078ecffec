"""By when offices are to report: a day the maintainer named, as long as it lies ahead."""

from __future__ import annotations

import pytest

from lib.rows.meetings import until_next

LATER = "下次早餐会（日子待定）以前"


@pytest.mark.parametrize(
    ("said", "words"),
    [("", LATER), ("2026-12-01", "下次早餐会（2026-12-01）以前"), ("2026-11-27", None),
     ("2026-11-26", LATER), ("12月1日", LATER), ("2026-13-01", LATER), ("<b>", LATER)],
)  # fmt: skip
def test_the_next_meetings_day(said, words, monkeypatch):
    monkeypatch.setenv("GUIXIANG_MEETING", said)
    assert until_next("2026-11-27") == (words or f"下次早餐会（{said}）以前")
