"""The parts of a scene as native slide objects."""

from __future__ import annotations

import io
from copy import deepcopy

import segno
from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml.ns import qn
from pptx.oxml.xmlchemy import BaseOxmlElement, OxmlElement
from pptx.slide import Slide
from pptx.util import Emu

from lib import palette
from lib.scenes.fit import PAD_X, PAD_Y, TABLE_LEADING
from lib.scenes.model import SMALL, SMALLEST, Box, Cell
from lib.scenes.slide_text import U, colour, dress, points, say, spot

NO_STYLE = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"
RULE = "E0DDD4"
QR = 17.0
#: size, ink, bold, head → a cell dressed so
_cells: dict[tuple[float, str, bool, bool], BaseOxmlElement] = {}


def block(slide: Slide, place: tuple[float, float, float, float], fill: str):
    """A filled rectangle without an outline, in u."""
    shape = slide.shapes.add_shape(MSO_SHAPE.RECTANGLE, *spot(*place))
    shape.fill.solid()
    shape.fill.fore_color.rgb = colour(fill)
    shape.line.fill.background()
    shape.shadow.inherit = False
    return shape


def table(slide: Slide, box: Box) -> None:
    """A native table with the column widths of the scene."""
    part = box.part
    rows = (tuple(Cell(text=words) for words in part.head), *part.rows)
    high = (part.size * TABLE_LEADING + 2 * PAD_Y) * len(rows)
    frame = slide.shapes.add_table(
        len(rows), len(part.head), *spot(box.left, box.top, box.width, high)
    )
    grid = frame.table
    properties = grid._tbl.tblPr
    properties.find(qn("a:tableStyleId")).text = NO_STYLE
    grid.horz_banding = False
    for column, share in zip(grid.columns, part.widths, strict=True):
        column.width = Emu(round(box.width * share / sum(part.widths) * U))
    for at, (native, row) in enumerate(zip(grid.rows, rows, strict=True)):
        native.height = Emu(round(high / len(rows) * U))
        for own, cell in zip(native.cells, row, strict=True):
            _cell(own, cell, part.size, head=at == 0)


def _cell(native, cell: Cell, size: float, *, head: bool) -> None:
    ink = palette.BRAND if head else palette.LAMPS[cell.tone][0] if cell.tone else palette.INK
    kind = (size, ink, head or cell.strong or bool(cell.tone), head)
    if kind in _cells:  # a copy costs a tenth of dressing another one
        native._tc[:] = deepcopy(_cells[kind])[:]
    else:
        _dress_cell(native, *kind)
        _cells[kind] = deepcopy(native._tc)
    native.text_frame.paragraphs[0].runs[0].text = cell.text


def _dress_cell(native, size: float, ink: str, bold: bool, head: bool) -> None:
    native.fill.solid()
    native.fill.fore_color.rgb = colour(palette.BRAND_SOFT if head else palette.WHITE)
    native.margin_left = native.margin_right = Emu(round(PAD_X * U))
    native.margin_top = native.margin_bottom = Emu(round(PAD_Y * U))
    native.vertical_anchor = MSO_ANCHOR.TOP
    paragraph = native.text_frame.paragraphs[0]
    paragraph.line_spacing = points(size * TABLE_LEADING)
    dress(paragraph.add_run().font, size, ink=ink, bold=bold)
    _rule(native)


def _rule(native) -> None:
    """A fine line under the cell."""
    properties = native._tc.get_or_add_tcPr()
    line, fill, ink = (OxmlElement(tag) for tag in ("a:lnB", "a:solidFill", "a:srgbClr"))
    line.set("w", "9525")
    ink.set("val", RULE)
    fill.append(ink)
    line.append(fill)
    properties.insert(0, line)


def figures(slide: Slide, box: Box) -> None:
    """Big numbers, each a rectangle with its own text."""
    part = box.part
    down = -(-len(part.figures) // part.across)
    wide = (box.width - 1.6 * (part.across - 1)) / part.across
    high = (box.height - 1.6 * (down - 1)) / down
    for number, figure in enumerate(part.figures):
        left = box.left + number % part.across * (wide + 1.6)
        top = box.top + number // part.across * (high + 1.6)
        card = block(slide, (left, top, wide, high), palette.PAPER)
        block(slide, (left, top, 0.4, high), palette.BRAND)
        words = [
            [(figure.value, {"bold": True, "size": figure.size, "colour": palette.BRAND})],
            [(figure.label, {"bold": True, "size": SMALLEST})],
        ]
        words += [
            [(line, {"size": SMALLEST, "colour": palette.SOFT})]
            for line in figure.note.splitlines()
        ]
        say(card.text_frame, words, size=SMALLEST, anchor=MSO_ANCHOR.MIDDLE)
        card.text_frame.margin_left, card.text_frame.margin_right = points(1.4), points(0.8)


def lines(slide: Slide, box: Box) -> None:
    """Sentences as paragraphs of one text box."""
    part, paragraphs = box.part, []
    if part.heading:
        paragraphs.append([(part.heading, {"bold": True, "colour": palette.BRAND})])
    for line in part.lines:
        runs = []
        if line.lead:
            ink = palette.LAMPS[line.tone][0] if line.tone else palette.INK
            runs.append((f"{line.lead}  ", {"bold": True, "colour": ink}))
        paragraphs.append([*runs, (line.text, {})])
    frame = slide.shapes.add_textbox(*spot(box.left, box.top, box.width, box.height))
    say(frame.text_frame, paragraphs, size=part.size, after=0.7)


def code(slide: Slide, box: Box) -> None:
    """The QR code as a crisp picture, the address under it."""
    out = io.BytesIO()
    segno.make(box.part.address, error="m").save(out, kind="png", scale=12, border=2)
    out.seek(0)
    left = box.left + (box.width - QR) / 2
    picture = slide.shapes.add_picture(out, *spot(left, box.top, QR, QR))
    picture._element.nvPicPr.cNvPr.set("descr", "二维码")
    frame = slide.shapes.add_textbox(*spot(box.left, box.top + QR, box.width, box.height - QR))
    words = [
        [(box.part.caption, {"size": SMALLEST})],
        [(box.part.address, {"size": SMALL, "colour": palette.SOFT})],
    ]
    say(frame.text_frame, words, size=SMALLEST, align=PP_ALIGN.CENTER)
