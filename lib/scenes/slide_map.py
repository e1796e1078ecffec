"""The map as native slide objects: it stays sharp and can be changed."""

from __future__ import annotations

from pptx.enum.dml import MSO_LINE_DASH_STYLE
from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml.ns import qn
from pptx.oxml.xmlchemy import OxmlElement
from pptx.slide import Slide

from lib import palette
from lib.maps.drawn import NAME_SIZE
from lib.maps.figure import Drawing
from lib.scenes import fit
from lib.scenes.fit import LEADING
from lib.scenes.model import GAP, SMALL, Box
from lib.scenes.slide_parts import block
from lib.scenes.slide_text import U, colour, points, say, spot


def district(slide: Slide, box: Box) -> None:
    """The map as freeform shapes in one group: it stays sharp and can be changed."""
    drawn: Drawing = box.part.drawing
    ground = block(slide, (box.left, box.top, box.width, box.height), palette.MAP["ground"])
    ground.line.color.rgb = colour(palette.LINE)
    group = slide.shapes.add_group_shape()
    group.name = box.part.words
    for stroke in drawn.strokes:
        line = _freeform(group, box, stroke.points, closed=False)
        line.fill.background()
        line.line.color.rgb = colour(stroke.colour)
        line.line.width = points(stroke.width)
        if stroke.dashed:
            line.line.dash_style = MSO_LINE_DASH_STYLE.DASH
    ring = _freeform(group, box, drawn.ring, closed=True)
    ring.fill.solid()
    ring.fill.fore_color.rgb = colour(palette.MAP["ring"])
    _fade(ring, 8)
    ring.line.color.rgb = colour(palette.MAP["ring"])
    ring.line.width = points(0.4)
    _names(slide, box, drawn)
    _dots(group, slide, box, drawn)
    frame = slide.shapes.add_textbox(*spot(box.left, box.top + box.height - 2, box.width - 0.6, 2))
    words = [[(box.part.credit, {"colour": palette.SOFT})]]
    say(frame.text_frame, words, size=SMALL, align=PP_ALIGN.RIGHT)


def _freeform(group, box: Box, shape: tuple, *, closed: bool):
    at = [(round((box.left + x) * U), round((box.top + y) * U)) for x, y in shape]
    builder = group.shapes.build_freeform(*at[0], scale=1.0)
    builder.add_line_segments(at[1:], close=closed)
    drawn = builder.convert_to_shape()
    drawn.shadow.inherit = False
    return drawn


def _fade(shape, percent: int) -> None:
    """Let what lies under the fill be seen."""
    alpha = OxmlElement("a:alpha")
    alpha.set("val", str(percent * 1000))
    shape.fill._xPr.find(qn("a:solidFill")).find(qn("a:srgbClr")).append(alpha)


def _names(slide: Slide, box: Box, drawn: Drawing) -> None:
    for name in drawn.names:
        wide, high = fit.width(name.text, NAME_SIZE) + NAME_SIZE, NAME_SIZE * LEADING
        place = (box.left + name.x - wide / 2, box.top + name.y - high / 2, wide, high)
        label = slide.shapes.add_textbox(*spot(*place))
        look = {"colour": name.colour or palette.MAP["label"], "bold": bool(name.colour)}
        words = [[(name.text, look)]]
        say(label.text_frame, words, size=NAME_SIZE, align=PP_ALIGN.CENTER)
        label.rotation = name.turn


def _dots(group, slide: Slide, box: Box, drawn: Drawing) -> None:
    for dot in drawn.dots:
        place = (
            box.left + dot.x - dot.size,
            box.top + dot.y - dot.size,
            2 * dot.size,
            2 * dot.size,
        )
        shapes = slide.shapes if dot.mark else group.shapes
        shape = shapes.add_shape(MSO_SHAPE.OVAL, *spot(*place))
        shape.fill.solid()
        shape.fill.fore_color.rgb = colour(dot.colour)
        shape.line.color.rgb = colour(palette.WHITE)
        shape.line.width = points(GAP / 16)
        shape.shadow.inherit = False
        if dot.mark:
            words = [[(dot.mark, {"bold": True, "colour": palette.WHITE})]]
            frame = shape.text_frame
            say(frame, words, size=NAME_SIZE, align=PP_ALIGN.CENTER, anchor=MSO_ANCHOR.MIDDLE)
            frame.word_wrap = False
