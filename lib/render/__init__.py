"""HTML made in one place: Jinja templates with autoescape, one style sheet.

:func:`render` is the only way from data to markup.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from urllib.parse import quote, urlencode

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from jinja2.ext import Extension
from markupsafe import Markup, escape

from lib import palette, paths, text
from lib.measures.lamps import INDICATOR_STATES, PROJECT_STATES

HERE = Path(__file__).parent


class Unindented(Extension):
    """Takes the white space off the head of a template's lines: it is for its readers only."""

    def preprocess(self, source: str, *_: str | None) -> str:
        """The source with every line flush left."""
        return re.sub(r"^[ \t]+", "", source, flags=re.M)


environment = Environment(
    loader=FileSystemLoader(HERE / "templates"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    auto_reload=False,  # else each rendering asks the file system for the time of each template
    extensions=[Unindented],
)


def link(path: str, params: Mapping[str, str | Iterable[str]] | None = None) -> str:
    """A link inside the app, below the base; a list gives a parameter per value, empties vanish."""
    pairs: list[tuple[str, str]] = []
    for name, value in (params or {}).items():
        values = [value] if isinstance(value, str) else list(value)
        pairs += [(name, each) for each in values if each]
    path = f"{paths.base()}{path}"
    return f"{path}?{urlencode(pairs)}" if pairs else path


environment.globals.update(
    text=text,
    link=link,
    PROJECT_STATES=PROJECT_STATES,
    INDICATOR_STATES=INDICATOR_STATES,
)
environment.filters.update(
    number=text.number, zh_date=text.chinese_date, quote_mark=text.quote_mark
)


def hit(words: str, marks: Iterable[str]) -> Markup:
    """Text with what was looked for in ``mark`` elements; blanks within do not matter."""
    wanted = [r"\s*".join(map(re.escape, mark.lstrip("#"))) for mark in marks if mark.strip("#")]
    if not wanted:
        return escape(words)
    parts = re.split(f"({'|'.join(sorted(wanted, key=len, reverse=True))})", words, flags=re.I)
    marked = Markup("<mark>{}</mark>")
    return Markup("").join(
        marked.format(part) if number % 2 else escape(part) for number, part in enumerate(parts)
    )


environment.filters["hit"] = hit
environment.filters["combine"] = lambda row, **more: {**row, **more}


def render(template: str, /, **values) -> Markup:
    """One template filled; every text in ``values`` is escaped.

    The result is markup already: put into another template it stays as it is.
    """
    return Markup(environment.get_template(template).render(values))


def image(template: str, /, **values) -> str:
    """An SVG template filled, as a data URI."""
    return as_image(render(template, **values))


def as_image(svg: str) -> str:
    """SVG as a data URI; most of it may stay as it is, in base64 it would be a fourth longer."""
    return "data:image/svg+xml," + quote(svg.replace("\n", " "), safe=" =:/;,()")


def script(text: str) -> Markup:
    """Our own JavaScript for a ``script`` element; no text in it can end the element."""
    return Markup(text.replace("</", "<\\/").replace("<!--", "<\\!--"))


def json_script(text: str) -> Markup:
    """JSON for a ``script`` element of type ``application/json``."""
    return Markup(text.replace("<", "\\u003c"))


def sheet(text: str) -> Markup:
    """Our own CSS for a ``style`` element."""
    return Markup(text.replace("</", "<\\/"))


@cache
def icon() -> str:
    """The page's icon as a data URI, so that Streamlit need not read a file each run."""
    return "data:image/png;base64," + base64.b64encode((HERE / "icon.png").read_bytes()).decode()


def style_address() -> str:
    """Where the style sheet is served; changes with its content."""
    return link("/vendor/gx.css", {"v": style_version()})


@cache
def style_version() -> str:
    """What the style sheet's address says of its content."""
    return hashlib.sha256(style().encode()).hexdigest()[:12]


@cache
def style() -> str:
    """The style sheet, with the palette's colours as custom properties."""
    colours = {
        "ink": palette.INK,
        "soft": palette.SOFT,
        "line": palette.LINE,
        "paper": palette.PAPER,
        "brand": palette.BRAND,
        "brand-soft": palette.BRAND_SOFT,
        "amber": palette.AMBER,
    }
    for name, (front, ground) in palette.LAMPS.items():
        colours[f"lamp-{name}"], colours[f"lamp-{name}-bg"] = front, ground
    for name, colour in palette.CATEGORIES.items():
        colours[f"cat-{name}"] = colour
    root = "".join(f"--{name}:{colour};" for name, colour in colours.items())
    sheet = own("app.css")
    return f":root{{{root}--font:{palette.FONT};}}\n{sheet}{own('deck.css')}"


@cache
def own(name: str) -> Markup:
    """A style sheet of this folder: ours, so markup as it is."""
    return Markup((HERE / name).read_text(encoding="utf-8"))


@cache
def deck_style() -> Markup:
    """The scenes' part of the style sheet alone, with the palette; for a file of its own."""
    root, _, _ = style().partition("\n")
    return Markup(root) + own("deck.css")
