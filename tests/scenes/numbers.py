"""The numbers a reader sees, scene by scene, taken out of each of the three outputs."""

from __future__ import annotations

import io
import re
from html.parser import HTMLParser
from urllib.parse import unquote

from pptx import Presentation
from pptx.util import Emu

NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
MAP = "data:image/svg+xml,"
VOID = {"col", "img", "br", "meta", "link", "input"}


def _numbers(texts: list[str]) -> list[str]:
    return sorted(number for text in texts for number in NUMBER.findall(text))


class _Scenes(HTMLParser):
    """Text nodes of each ``section.scene``; nodes are never glued together."""

    def __init__(self):
        super().__init__()
        self.found: list[list[str]] = []
        self.depth = 0

    def handle_starttag(self, tag, attrs):
        source = dict(attrs).get("src") or ""
        if self.depth and source.startswith(MAP):
            drawn = unquote(source.removeprefix(MAP))
            self.found[-1] += re.findall(r"<text[^>]*>([^<]*)</text>", drawn)
        if tag in VOID:
            return
        if self.depth:
            self.depth += 1
        elif tag == "section" and "scene" in (dict(attrs).get("class") or "").split():
            self.found.append([])
            self.depth = 1

    def handle_endtag(self, tag):
        if self.depth and tag not in VOID:
            self.depth -= 1

    def handle_data(self, data):
        if self.depth:
            self.found[-1].append(data)


def of_html(page: str) -> list[list[str]]:
    """Numbers of each scene of a page, sorted; notes included."""
    parser = _Scenes()
    parser.feed(page)
    return [_numbers(texts) for texts in parser.found]


def of_slides(content: bytes) -> list[list[str]]:
    """Numbers of each slide, sorted: text, tables, shapes, notes."""
    found = []
    for slide in Presentation(io.BytesIO(content)).slides:
        texts = [text for shape in slide.shapes for text in _texts(shape)]
        texts += slide.notes_slide.notes_text_frame.text.split("\n")
        found.append(_numbers(texts))
    return found


def _texts(shape) -> list[str]:
    if shape.shape_type == 6:  # a group
        return [text for each in shape.shapes for text in _texts(each)]
    if getattr(shape, "has_table", False) and shape.has_table:
        return [cell.text for row in shape.table.rows for cell in row.cells]
    if shape.has_text_frame:
        return [_paragraph(each) for each in shape.text_frame.paragraphs]
    return []


def _paragraph(paragraph) -> str:
    """All its text, fields (the slide's number) included."""
    return "".join(node.text or "" for node in paragraph._p.iter() if node.tag.endswith("}t"))


def inside(shape, width: Emu, height: Emu) -> bool:
    """Whether a shape lies on its slide."""
    return (
        shape.left >= 0
        and shape.top >= 0
        and shape.left + shape.width <= width + 1
        and shape.top + shape.height <= height + 1
    )
