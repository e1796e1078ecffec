"""Make every page's parts once, so that the first visitor finds them ready."""

from __future__ import annotations

from lib.screens import (
    changes,
    ecosystem,
    indicators,
    offices,
    overview,
    projects,
    sources,
    timeline,
)
from lib.screens import map as map_screen
from lib.screens.view import View
from lib.ui import map_frame, present

PARTS = {
    "/": (overview.body,),
    "/map": (map_screen.heading, map_screen.filters, map_screen.lists),
    "/indicators": (indicators.heading, indicators.filters, indicators.chart,
                    indicators.chart_words, indicators.legend, indicators.body, indicators.gaps),
    "/projects": (projects.head, projects.chosen, projects.body),
    "/offices": (offices.body,),
    "/present": (present.prepare,),
    "/ecosystem": (ecosystem.heading, ecosystem.filters, ecosystem.picture,
                   ecosystem.picture_words, ecosystem.body),
    "/sources": (sources.heading, sources.body),
    "/changes": (changes.body,),
    "/timeline": (timeline.heading, timeline.filters, timeline.legend, timeline.chart,
                  timeline.chart_words, timeline.listing, timeline.series_chart,
                  timeline.series),
}  # fmt: skip
ALLOWED = (
    map_screen.allowed,
    indicators.allowed,
    projects.allowed,
    offices.allowed,
    sources.allowed,
    present.allowed,
    ecosystem.allowed,
    timeline.allowed,
)


def open_every_page(as_of: str) -> None:
    """Fill the caches for the plain view of every page on that day."""
    for allowed in ALLOWED:
        allowed(as_of)
    map_screen.place_data(as_of)
    map_frame.arguments(as_of)
    map_screen.notes(as_of)
    for path, parts in PARTS.items():
        for part in parts:
            part(View(path, as_of))
