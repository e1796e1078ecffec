"""What a remembered value weighs: frames whole, deep nests to a bottom, shared keys once."""

from __future__ import annotations

from sys import getsizeof

import pandas as pd

from lib.rows.weight import CELLS, DEPTH, weight


class Plain:
    def __init__(self, held: object):
        self.held = held


def test_a_frame_weighs_its_words_too():
    frame = pd.DataFrame({"name": ["字" * 1000] * 50})
    assert weight(frame) >= 50 * 2000
    assert weight(frame["name"]) >= 50 * 2000


def test_an_object_weighs_what_it_holds():
    assert weight(Plain("字" * 5000)) - weight(Plain("")) >= 10_000


def test_a_nest_without_end_has_a_weight():
    own: list = []
    own.append(own)
    assert getsizeof(own) < weight(own) <= (DEPTH + 1) * getsizeof(own)


def test_a_row_is_weighed_cell_by_cell():
    """One large cell among many small ones is not missed, wherever it stands."""
    big = "字" * 50_000
    for at in (0, 1, CELLS - 1):
        row = {str(number): "" for number in range(CELLS)} | {str(at): big}
        assert weight(row) >= getsizeof(big)
