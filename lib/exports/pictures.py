"""Charts as pictures, drawn by vl-convert: no browser, no network."""

from __future__ import annotations

import json
import re
from functools import lru_cache

from lib import palette

#: nothing of a chart may be fetched
LINK = re.compile(r' xlink:href="[^"]*"')
NO_HOST: list[str] = []
#: a word on its own, to see whether any font has it
TRIAL = '<svg xmlns="http://www.w3.org/2000/svg" width="60" height="40"><text x="5" y="30" \
font-size="24" font-family="{font}">{word}</text></svg>'


def svg(spec: dict) -> str:
    """A Vega-Lite specification as SVG text, with the words as text."""
    import vl_convert  # 40 MB of V8: only those who download pay for it

    return vl_convert.vegalite_to_svg(
        json.dumps(spec, ensure_ascii=False), allowed_base_urls=NO_HOST
    )


def bare(spec: dict) -> str:
    """The same without its links: a picture opens nothing, and they would name another host."""
    return LINK.sub("", svg(spec))


def png(spec: dict, *, scale: float = 2) -> bytes:
    """A Vega-Lite specification as PNG; ``scale`` 1 is one pixel for each of the chart's."""
    import vl_convert

    return vl_convert.vegalite_to_png(
        json.dumps(spec, ensure_ascii=False), scale=scale, allowed_base_urls=NO_HOST
    )


def png_of(svg: str) -> bytes:
    """An SVG text as PNG, a pixel for each of its own."""
    import vl_convert

    return vl_convert.svg_to_png(svg, scale=1)


@lru_cache(maxsize=8)
def tells_apart(one: str, other: str) -> bool:
    """Whether this machine draws two words differently: without a font both are boxes."""
    import vl_convert

    font = palette.FONT.replace('"', "'")
    pictures = {vl_convert.svg_to_png(TRIAL.format(font=font, word=word)) for word in (one, other)}
    return len(pictures) == 2


def has_chinese_font() -> bool:
    """Whether this machine can draw Chinese."""
    return tells_apart("硅", "巷")


def titled(spec: dict, *, title: str, lines: list[str], width: int) -> dict:
    """The specification as a picture of its own: fixed width, white, title and source above."""
    look = {
        "text": title,
        "subtitle": lines,
        "anchor": "start",
        "fontSize": 20,
        "subtitleFontSize": 13,
        "subtitleColor": palette.SOFT,
        "subtitlePadding": 6,
        "color": palette.INK,
        "offset": 16,
    }
    return spec | {"width": width, "background": palette.WHITE, "title": look}
