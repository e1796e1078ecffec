"""The district as shapes: lines end at the picture, roads carry their lamp, names touch nothing."""

from __future__ import annotations

import math

from hypothesis import given
from hypothesis import strategies as some
from shapely import LineString

from lib.maps.drawn import NAME_SIZE, cut, drawing
from lib.maps.figure import Tint
from lib.maps.plane import width_of
from lib.rows import boundary
from tests.scenes.build import deck
from tests.shared import at_most

#: coordinates as the plane gives them: tenths of a point
TENTHS = some.integers(-500, 1500).map(lambda each: each / 10)
POINT = some.tuples(TENTHS, TENTHS)


@at_most(80)
@given(some.lists(POINT, min_size=2, max_size=8))
def test_a_cut_line_stays_inside(points):
    pieces = cut(LineString(points), 100, 60)
    inside = 0.0
    for piece in pieces:
        assert all(-1e-6 <= x <= 100 + 1e-6 and -1e-6 <= y <= 60 + 1e-6 for x, y in piece)
        inside += LineString(piece).length
    assert inside <= LineString(points).length + 1e-6


def _middles(name) -> list[tuple[float, float]]:
    """Points along a name's middle line."""
    reach = (width_of(name.text, NAME_SIZE) - NAME_SIZE) / 2
    angle = math.radians(name.turn)
    return [
        (name.x + part * reach * math.cos(angle), name.y + part * reach * math.sin(angle))
        for part in (-1, -0.5, 0, 0.5, 1)
    ]


def test_names_do_not_collide(demo_store):
    for scene in deck().scenes:
        for box in scene.boxes:
            if box.part.kind != "map":
                continue
            names = box.part.drawing.names
            for at, one in enumerate(names):
                for other in names[at + 1 :]:
                    near = min(math.dist(a, b) for a in _middles(one) for b in _middles(other))
                    assert near > NAME_SIZE, (one.text, other.text)


def test_every_road_with_projects_has_its_colour_and_name(demo_store):
    scene = next(scene for scene in deck().scenes if scene.id == "sites")
    drawn = scene.boxes[0].part.drawing
    said = [name for name in drawn.names if " 项" in name.text]
    assert len(said) == 6
    strokes = {stroke.colour for stroke in drawn.strokes if stroke.width > 1}
    assert {name.colour for name in said} <= strokes
    assert any(name.text.startswith("定西路 8 项 · 1 逾期") for name in said)


def test_a_tint_without_room_still_colours(real_store):
    lines, rings = boundary.lines(), boundary.rings()
    tints = {lines[0]["id"]: Tint(colour="#123456", label="很长的名字" * 30)}
    drawn = drawing(lines, rings, width=58, height=38, tinted=tints)
    assert "#123456" in {stroke.colour for stroke in drawn.strokes}
    assert not any(name.text.startswith("很长") for name in drawn.names)
