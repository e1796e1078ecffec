"""Words on slides: sizes in u, Chinese fonts named in every run."""

from __future__ import annotations

from collections.abc import Sequence
from copy import deepcopy
from functools import lru_cache

from pptx.dml.color import RGBColor
from pptx.enum.text import MSO_ANCHOR, MSO_AUTO_SIZE, PP_ALIGN
from pptx.oxml.ns import qn
from pptx.oxml.xmlchemy import OxmlElement
from pptx.text.text import Font
from pptx.util import Emu, Pt

from lib import palette
from lib.scenes.fit import LEADING

#: EMU and points of one u on a slide of 13.33 inches
U = 121920
POINTS = 9.6
LATIN, FONT = "Arial", "Microsoft YaHei"
Run = tuple[str, dict]


def spot(left: float, top: float, width: float, height: float) -> tuple[Emu, Emu, Emu, Emu]:
    """A place in u as EMU."""
    return tuple(Emu(round(value * U)) for value in (left, top, width, height))


def points(size: float) -> Pt:
    """A type's height in u as points, to the tenth."""
    return Pt(round(size * POINTS, 1))


def colour(name: str) -> RGBColor:
    """A palette's colour."""
    return RGBColor.from_string(name.lstrip("#").upper())


def dress(font, size: float, *, ink: str = palette.INK, bold: bool = False) -> None:
    """Size, colour and fonts of a run that has none yet."""
    own, ready = font._element, deepcopy(_dressed(size, ink, bold))
    own.attrib.update(ready.attrib)
    own[:] = ready[:]


@lru_cache(maxsize=256)
def _dressed(size: float, ink: str, bold: bool):
    """A run's properties: a deck has a thousand runs and some twenty kinds of them."""
    own = OxmlElement("a:rPr")
    font = Font(own)
    font.size, font.bold, font.name = points(size), bold, LATIN
    font.color.rgb = colour(ink)
    own.set("lang", "zh-CN")
    for tag in ("a:cs", "a:ea"):
        named = OxmlElement(tag)
        named.set("typeface", FONT)
        own.find(qn("a:latin")).addnext(named)
    return own


def say(
    frame,
    paragraphs: Sequence[Sequence[Run]],
    *,
    size: float,
    align: PP_ALIGN = PP_ALIGN.LEFT,
    anchor: MSO_ANCHOR = MSO_ANCHOR.TOP,
    after: float = 0.0,
) -> None:
    """Fill a text frame; a run's options are ``bold``, ``colour`` and its own ``size``."""
    frame.word_wrap, frame.auto_size, frame.vertical_anchor = True, MSO_AUTO_SIZE.NONE, anchor
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    for number, runs in enumerate(paragraphs):
        paragraph = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
        paragraph.alignment = align
        paragraph.space_before, paragraph.space_after = Pt(0), points(after)
        largest = max((options.get("size", size) for _, options in runs), default=size)
        paragraph.line_spacing = points(largest * LEADING)
        for words, options in runs:
            run = paragraph.add_run()
            run.text = words
            dress(
                run.font,
                options.get("size", size),
                ink=options.get("colour", palette.INK),
                bold=options.get("bold", False),
            )


def field(paragraph, number: int, rest: str, size: float, ink: str) -> None:
    """The slide's number as a field, so that it stays right when slides are moved."""
    for old in list(paragraph.runs):
        paragraph._p.remove(old._r)
    run = paragraph.add_run()
    run.text = rest
    dress(run.font, size, ink=ink)
    shell, words = OxmlElement("a:fld"), OxmlElement("a:t")
    shell.set("id", "{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}")
    shell.set("type", "slidenum")
    words.text = str(number)
    shell.append(deepcopy(run._r.rPr))
    shell.append(words)
    run._r.addprevious(shell)
