"""The picture of the ties: no label on another, the same every time."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib.charts.layout import FONT_SIZE, LINE, MARK, WIDTH, lines_of, placed, width_of
from tests.shared import at_most


def box(node: dict) -> tuple[float, float, float, float]:
    """Left, top, right, bottom of mark and label, from the drawn text alone."""
    widths = [sum(1.0 if char > "\u2000" else 0.56 for char in line) for line in node["lines"]]
    half = max(MARK, FONT_SIZE * max(widths)) / 2
    bottom = node["y"] + MARK / 2 + 1 + LINE * (len(node["lines"]) - 1) + FONT_SIZE
    return node["x"] - half, node["y"] - MARK / 2, node["x"] + half, bottom


def overlapping(nodes: list[dict]) -> list[tuple[str, str]]:
    found = []
    for one, other in combinations(nodes, 2):
        a, b = box(one), box(other)
        if a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]:
            found.append((one["label"], other["label"]))
    return found


@pytest.fixture
def picture(real_store):
    from lib.screens import ecosystem
    from lib.screens.view import View

    def made(**params):
        chosen = tuple((name, (value,)) for name, value in params.items())
        return ecosystem._network(View("/ecosystem", "2026-11-22", params=chosen))

    return made


@pytest.mark.parametrize(
    "params",
    [{}, {"kind": "企业"}, {"kind": "平台实验室"}, {"tie": "same"}, {"organization": "maker"},
     {"organization": "xinwei-group"}],
    ids=str,
)  # fmt: skip
def test_no_label_touches_another_and_all_lie_on_the_sheet(params, picture):
    nodes, edges = picture(**params)
    found, _titles, height = placed(nodes, edges)
    assert len(found) == len(nodes) > 1
    assert overlapping(found) == []
    for node in found:
        left, top, right, bottom = box(node)
        assert left >= -1 and right <= WIDTH + 1, node["label"]
        assert top >= -1 and bottom <= height + 1, node["label"]


def test_the_layout_is_the_same_every_time(picture):
    nodes, edges = picture()
    assert placed(nodes, edges) == placed(nodes, edges)
    assert placed(nodes, list(reversed(edges))) == placed(nodes, edges)


@at_most(25)
@given(
    st.integers(2, 24),
    st.lists(st.tuples(st.integers(0, 23), st.integers(0, 23)), max_size=40),
    st.lists(st.text("硅巷ab 1、", min_size=1, max_size=40), min_size=24, max_size=24),
)
def test_any_graph_comes_apart(count, pairs, labels):
    nodes = [{"id": f"n{i}", "label": labels[i], "kind": "企业"} for i in range(count)]
    edges = [{"from": f"n{a % count}", "to": f"n{b % count}"} for a, b in pairs]
    assert overlapping(placed(nodes, edges)[0]) == []


def test_long_labels_are_cut_and_words_stay_whole():
    assert lines_of("东华大学国家大学科技园", 10, 2) == ["东华大学国家", "大学科技园"]
    assert "SeekerLab" in lines_of("SeekerLab数智服务实验室", 10, 2)[0]
    long = lines_of("长" * 50, 10, 2)
    assert len(long) == 2
    assert long[-1].endswith("…")


def test_every_cluster_has_a_title_that_touches_no_box(picture):
    nodes, edges = picture()
    found, titles, _ = placed(nodes, edges)
    assert titles and all(title["text"].endswith("个") for title in titles)
    for title in titles:
        right, low = title["x"] + width_of(title["text"]), title["y"] + LINE
        for box in found:
            left, top = box["x"] - box["w"] / 2, box["y"] - MARK / 2
            apart = left > right or left + box["w"] < title["x"] or top > low
            assert apart or top + box["h"] < title["y"], (title["text"], box["label"])
