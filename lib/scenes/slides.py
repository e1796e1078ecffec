"""The deck as an editable PowerPoint file: native text, tables, charts, shapes, notes."""

from __future__ import annotations

import io

from pptx import Presentation
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.slide import Slide

from lib import palette, text
from lib.scenes import slide_map, slide_parts, slide_shapes
from lib.scenes.model import HEIGHT, LEFT, MESSAGE, SMALL, SMALLEST, WIDE, WIDTH, Deck, Scene
from lib.scenes.slide_text import FONT, LATIN, U, colour, field, say, spot

TITLE_ONLY = 5
NARROW = 9144000  # width of the library's own blank file
MARK = "#7a1f5c"
PAINTERS = {
    "table": slide_parts.table,
    "figures": slide_parts.figures,
    "tiles": slide_shapes.tiles,
    "course": slide_shapes.course,
    "lines": slide_parts.lines,
    "map": slide_map.district,
    "code": slide_parts.code,
}


def presentation(deck: Deck) -> bytes:
    """The whole deck as pptx, 16:9."""
    show = Presentation()
    _widen(show)
    _fonts(show)
    for number, scene in enumerate(deck.scenes, 1):
        _slide(show, deck, scene, number)
    about = show.core_properties
    mark = "演示数据 · " if deck.demo else ""
    about.title = f"{mark}{text.FULL_NAME} · {deck.name} · {deck.as_of}"
    about.author, about.language = text.NAME, "zh-CN"
    about.subject = "演示数据：填报与数值均为虚构" if deck.demo else "早餐会演示"
    out = io.BytesIO()
    show.save(out)
    return out.getvalue()


def _widen(show) -> None:
    """16:9, the blank file's own layouts included."""
    show.slide_width, show.slide_height = int(U * WIDTH), int(U * HEIGHT)
    for sheet in (show.slide_master, *show.slide_layouts):
        for shape in sheet.placeholders:
            shape.left, shape.width = (
                shape.left * show.slide_width // NARROW,
                shape.width * show.slide_width // NARROW,
            )


def _fonts(show) -> None:
    """The theme's fonts, so that new text and charts are Chinese too."""
    theme = show.slide_master.part.part_related_by(RELATIONSHIP_TYPE.THEME)
    blob = theme.blob.replace(b'typeface="Calibri"', f'typeface="{LATIN}"'.encode())
    named = f'typeface="{FONT}"'.encode()
    theme._blob = blob.replace(b'<a:ea typeface=""/>', b"<a:ea " + named + b"/>")


def _slide(show, deck: Deck, scene: Scene, number: int) -> None:
    slide = show.slides.add_slide(show.slide_layouts[TITLE_ONLY])
    _heading(slide, deck, scene)
    for box in scene.boxes:
        PAINTERS[box.part.kind](slide, box)
    _foot(slide, deck, scene, number)
    notes = [scene.note]
    if scene.appendix:
        slide._element.set("show", "0")  # not in the run; a click on it in the list shows it
    notes.append(f"本张 {scene.seconds} 秒，全套 {deck.minutes} 分钟")
    slide.notes_slide.notes_text_frame.text = "\n".join(notes)


def _heading(slide: Slide, deck: Deck, scene: Scene) -> None:
    top, high, size = (17.0, 8.6, 3.0) if scene.cover else (4.9, 8.6, MESSAGE)
    title = slide.shapes.title
    title.left, title.top, title.width, title.height = spot(LEFT, top, WIDE, high)
    frame = title.text_frame
    say(frame, [[(scene.message, {"bold": True})]], size=size, anchor=MSO_ANCHOR.MIDDLE)
    if scene.cover:
        fill = slide.background.fill
        fill.solid()
        fill.fore_color.rgb = colour(palette.BRAND_SOFT)
    top, high, size = (7.6, 8.0, 5.0) if scene.cover else (1.6, 3.1, SMALLEST)
    box = slide.shapes.add_textbox(*spot(LEFT, top, 78, high))
    words = [[(scene.title, {"bold": True, "colour": palette.BRAND})]]
    say(box.text_frame, words, size=size, anchor=MSO_ANCHOR.MIDDLE)
    slide_parts.block(slide, (0, top, 0.8, high), palette.BRAND)
    if deck.demo:
        demo = slide_parts.block(slide, (LEFT + WIDE - 10, 1.6, 10, 3.1), MARK)
        words = [[("演示数据", {"bold": True, "colour": palette.WHITE})]]
        say(demo.text_frame, words, size=SMALLEST, align=PP_ALIGN.CENTER, anchor=MSO_ANCHOR.MIDDLE)


def _foot(slide: Slide, deck: Deck, scene: Scene, number: int) -> None:
    top, high = HEIGHT - 1.3 - 2.0, 2.0
    soft = {"colour": palette.SOFT}
    for left, wide, words, align in (
        (LEFT, 70, f"来源：{scene.source}", PP_ALIGN.LEFT),
        (LEFT + 70, 12, f"截至 {deck.as_of}", PP_ALIGN.RIGHT),
    ):
        box = slide.shapes.add_textbox(*spot(left, top, wide, high))
        say(box.text_frame, [[(words, soft)]], size=SMALL, align=align)
    box = slide.shapes.add_textbox(*spot(LEFT + 82.5, top, 9.5, high))
    said = "" if not scene.appendix else deck.place(scene)
    say(box.text_frame, [[(said, soft)]], size=SMALL, align=PP_ALIGN.RIGHT)
    if not scene.appendix:
        field(box.text_frame.paragraphs[0], number, f" / {len(deck.run)}", SMALL, palette.SOFT)
