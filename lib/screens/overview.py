"""Parts of 总览."""

from __future__ import annotations

from lib import palette
from lib.maps.sketch import sketch
from lib.render import render
from lib.rows import boundary
from lib.rows import places as place_rows
from lib.rows.cache import per_version
from lib.rows.overview import overview
from lib.screens.view import View

SHORT = 14


@per_version
def picture() -> str:
    """The district as a small picture (a data URI)."""
    return sketch(boundary.lines(), boundary.rings())


@per_version
def body(view: View) -> str:
    """The whole first page."""
    places = place_rows.places(view.as_of)
    located = sum(row["located"] for row in places)
    values = overview(view.as_of)
    for dimension in values["dimensions"]:
        dimension["indicators"] = [
            row | {"short": _short(row["name"])} for row in dimension["indicators"]
        ]
    return render(
        "overview.html",
        view=view,
        colours=palette.CATEGORIES,
        sketch=picture(),
        located=located,
        unlocated=len(places) - located,
        **values,
    )


def _short(name: str) -> str:
    return name if len(name) <= SHORT else name[: SHORT - 1] + "…"


#: what the plain page is made of
PARTS = (body,)
