"""The small picture of a project's history."""

from __future__ import annotations

from datetime import date
from urllib.parse import unquote_to_bytes
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib.charts.spark import LEFT, RIGHT, WIDTH, spark
from lib.render import render

EM = 11  # font-size of spark.svg
DIGIT, PERCENT = 0.6, 0.95  # ems, of wide sans-serif fonts


def test_the_labels_of_the_axis_have_room_at_the_left():
    values = spark([("2026-01-01", 10.0), ("2026-02-01", 100.0)])
    picture = ElementTree.fromstring(unquote_to_bytes(render("spark.svg", **values)))
    labels = [each for each in picture.findall(".//{*}text") if each.text.endswith("%")]
    assert [each.text for each in labels] == ["0%", "50%", "100%"]
    for each in labels:
        width = EM * (DIGIT * (len(each.text) - 1) + PERCENT)
        assert each.get("text-anchor") == "end"
        assert float(each.get("x")) - width >= 0, each.text
    assert min(x for x, _ in values["dots"]) >= values["left"]


@pytest.mark.parametrize(
    "history", [[], [("2026-01-01", 5.0)], [("2026-01-01", 5.0), ("2026-01-01", 9.0)]]
)
def test_below_two_days_there_is_no_line(history):
    assert spark(history) is None


HISTORY = st.lists(
    st.tuples(st.dates(date(2023, 1, 1), date(2027, 1, 1)).map(date.isoformat), st.floats(0, 100)),
    min_size=2,
).filter(lambda rows: len({day for day, _ in rows}) > 1)


@given(HISTORY)
def test_every_day_has_its_dot_within_the_picture_more_is_higher(history):
    history = sorted(history)
    values = spark(history)
    dots = values["dots"]
    assert len(dots) == len(history) == len(values["points"].split())
    across = [x for x, _ in dots]
    assert across == sorted(across) and (across[0], across[-1]) == (LEFT, WIDTH - RIGHT)
    top, bottom = values["rows"][100], values["rows"][0]
    assert all(top <= y <= bottom for _, y in dots)
    by_percent = sorted(zip((percent for _, percent in history), dots, strict=True))
    heights = [y for _, (_, y) in by_percent]
    assert heights == sorted(heights, reverse=True)
    assert (values["first"], values["last"]) == (history[0][0], history[-1][0])
