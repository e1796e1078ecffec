"""The small picture of a project's history."""

from __future__ import annotations

from urllib.parse import unquote_to_bytes
from xml.etree import ElementTree

from lib.charts.spark import spark
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
