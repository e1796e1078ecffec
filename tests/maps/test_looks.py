"""Colours of lines, marks and parts of a drawing: each kind has one, the unknown stays quiet."""

from __future__ import annotations

import re

import pytest

from lib import palette
from lib.maps.figure import Dot, Name
from lib.maps.looks import LINES, QUIET, UNREPORTED, fill, tone
from lib.measures.lamps import PROJECT_STATES
from lib.rows import boundary, places

COLOUR = re.compile(r"#[0-9a-f]{6}")


def test_every_kind_of_line_has_a_look_and_a_colour(real_store):
    kinds = {line["kind"] for line in boundary.lines()}
    assert kinds and kinds <= set(LINES)
    assert {"axis", "main", "road"} <= kinds
    for kind in LINES:
        assert COLOUR.fullmatch(palette.MAP[kind]), kind
        assert min(LINES[kind].still, LINES[kind].live, LINES[kind].drawn) > 0
    widths = [LINES[kind].live for kind in ("road", "main", "axis")]
    assert widths == sorted(widths) and len(set(widths)) == 3  # heavier is more important


def test_what_nobody_reported_has_the_quiet_colour():
    tones = {state: tone(word.colour) for state, word in PROJECT_STATES.items()}
    assert tones["unreported"] == UNREPORTED
    assert UNREPORTED not in {tones[state] for state in tones if state != "unreported"}
    assert all(COLOUR.fullmatch(each) for each in tones.values())


def test_every_category_has_a_fill_and_an_unknown_colour_is_grey(real_store):
    for row in places.categories():
        quiet = row["id"] in QUIET
        assert (fill(row["id"], row["colour"]) == palette.MAP["quiet"]) is quiet, row["id"]
    assert fill("club", "no-colour") == palette.CATEGORIES["grey"]
    with pytest.raises(KeyError):
        tone("no-lamp")


def test_parts_of_a_drawing_are_values():
    """Equal by what they say, unchangeable: two decks may share one drawing."""
    one, other = Name(text="定西路", x=1, y=2), Name(text="定西路", x=1, y=2)
    assert one == other and len({one, other}) == 1 and (one.turn, one.colour) == (0, "")
    assert Dot(x=1, y=2, colour="#123456", size=1).mark == ""
    with pytest.raises(AttributeError):
        one.text = "武夷路"
