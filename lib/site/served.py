"""The same pages below ``/plain/``: links stay there, filters and search are answered."""

from __future__ import annotations

from urllib.parse import urlencode

from lib import paths
from lib.exports import pictures
from lib.render import own, style
from lib.rows.cache import per_version
from lib.screens.view import View
from lib.site.bodies import BODIES, Chart, Part
from lib.site.bodies import Target as Panel
from lib.site.compose import page_of, spec_of
from lib.site.links import Address, address, is_file, is_page, needs_live
from lib.site.rewrite import Context, Target
from lib.sitemap import PATHS

#: from a page below /plain/ to what is served beside it
ABOVE = ".."
PICTURE = "picture.svg"
STYLE = "plain.css"


def page(view: View) -> bytes:
    """A page of the plain edition as it is now."""
    here = address(view.path, [pair for pair in view.pairs() if pair[0] != "as_of"])
    asked = address(view.path, view.pairs())
    frame = {
        "style": STYLE,
        "scripts": [],
        "icon": "icon.png",
        "image": f"{paths.public_address()}/export/card/{_stem(view)}.png",
        "live": f"{ABOVE}{asked.text}",
        "today": f"{ABOVE}{here.text}",
        "past": view.replay,
    }
    context = Context(here, lead, {}, served=True)
    return page_of(view, here, context, _picture, frame).encode()


def style_sheet() -> str:
    """The style sheet of the plain pages: the live one's, and what replaces its frame."""
    return style() + str(own("plain.css"))


def _stem(view: View) -> str:
    return PATHS[view.path].file.stem


def lead(asked: Address) -> Target:
    """Where a link leads: another plain page, or a file of the dashboard."""
    if needs_live(asked):
        return Target(f"{ABOVE}{asked.text}")
    if asked.path == "/present" and asked.named("deck"):
        query = urlencode([pair for pair in asked.params if pair[0] in ("deck", "as_of")])
        return Target(f"{ABOVE}/export/deck.html?{query}")
    if is_page(asked):
        query = f"?{urlencode(asked.params)}" if asked.params else ""
        anchor = f"#q-{asked.named('quote')}" if asked.named("document") else ""
        return Target((asked.path.strip("/") or "./") + query + (anchor if anchor != "#q-" else ""))
    return Target(f"{ABOVE}{asked.text}") if is_file(asked) else Target(None)


def _picture(chart: Chart, view: View) -> str:
    return f"{PICTURE}?{urlencode([('of', view.path.strip('/')), *view.pairs()])}"


@per_version
def picture(view: View) -> bytes | None:
    """The chart of a page as SVG; None when there is none."""
    chart = next(filter(None, map(_chart, BODIES[view.path].parts(view))), None)
    spec = spec_of(chart, view) if chart else None
    return pictures.bare(spec).encode() if spec else None


def _chart(part: Part) -> Chart | None:
    if isinstance(part, Panel):
        return next((each for each in part.panel if isinstance(each, Chart)), None)
    return part if isinstance(part, Chart) else None
