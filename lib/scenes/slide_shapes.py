"""All projects as fields, and years as a line: native shapes, each with its own text."""

from __future__ import annotations

from pptx.enum.shapes import MSO_CONNECTOR, MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.slide import Slide

from lib import palette
from lib.scenes.laid import spots
from lib.scenes.model import SMALLEST, Box
from lib.scenes.pictures import Year
from lib.scenes.slide_parts import block
from lib.scenes.slide_text import colour, points, say, spot
from lib.scenes.years import AFTER, HEAD

LINE, DOT = 4.6, 0.7


def tiles(slide: Slide, box: Box) -> None:
    """A rectangle for each project, labels and key as text."""
    for each in spots(box.part, box.width, box.height):
        place = (box.left + each.left, box.top + each.top, each.width, each.height)
        if each.tile:
            shape = block(slide, place, each.fill)
            words = [[(each.words, {"bold": True, "colour": each.ink})]]
            say(shape.text_frame, words, size=SMALLEST, align=PP_ALIGN.CENTER,
                anchor=MSO_ANCHOR.MIDDLE)  # fmt: skip
            shape.text_frame.word_wrap = False
        else:
            label = slide.shapes.add_textbox(*spot(*place))
            ink = palette.BRAND if each.heading else palette.INK
            words = [[(each.words, {"bold": each.heading, "colour": ink})]]
            say(label.text_frame, words, size=SMALLEST, anchor=MSO_ANCHOR.MIDDLE)


def course(slide: Slide, box: Box) -> None:
    """A line with a dot for each dated stop, the words under their year."""
    years = box.part.years
    wide = box.width / len(years)
    ends = spot(box.left, box.top + LINE, box.width, 0)
    line = slide.shapes.add_connector(
        MSO_CONNECTOR.STRAIGHT, ends[0], ends[1], ends[0] + ends[2], ends[1]
    )
    line.line.color.rgb, line.line.width = colour(palette.BRAND), points(0.35)
    for number, year in enumerate(years):
        _year(slide, box, year, box.left + number * wide, wide)


def _year(slide: Slide, box: Box, year: Year, left: float, wide: float) -> None:
    size = box.part.size
    block(slide, (left, box.top + LINE - 1.1, 0.3, 2.2), palette.BRAND)
    label = slide.shapes.add_textbox(*spot(left, box.top, wide - 2, 3.6))
    words = [[(year.label, {"bold": True, "colour": palette.BRAND})]]
    say(label.text_frame, words, size=2.6, anchor=MSO_ANCHOR.MIDDLE)
    for stop in year.stops:
        if stop.at is not None:
            middle = left + stop.at * wide
            place = spot(middle - DOT, box.top + LINE - DOT, 2 * DOT, 2 * DOT)
            dot = slide.shapes.add_shape(MSO_SHAPE.OVAL, *place)
            dot.fill.solid()
            dot.fill.fore_color.rgb = colour(palette.AMBER)
            dot.line.color.rgb = colour(palette.WHITE)
            dot.shadow.inherit = False
    if not year.stops:
        return
    frame = slide.shapes.add_textbox(
        *spot(left, box.top + HEAD, wide - 2, box.height - HEAD)
    ).text_frame
    inks = [palette.SOFT if stop.at is None else palette.AMBER for stop in year.stops]
    paragraphs = [
        [(f"{stop.when} ", {"bold": True, "colour": ink}), (stop.text, {})]
        for stop, ink in zip(year.stops, inks, strict=True)
    ]
    say(frame, paragraphs, size=size, after=AFTER)
