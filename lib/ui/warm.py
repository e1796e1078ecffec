"""Make every page's parts once, so that the first visitor finds them ready."""

from __future__ import annotations

from lib.ui import (
    archive,
    between,
    bureau,
    chronicle,
    district,
    ecosystem,
    front,
    ledger,
    stage,
    targets,
)
from lib.ui.request import View

PARTS = {
    "/": (front.body,),
    "/map": (district.heading, district.filters, district.lists),
    "/indicators": (targets.heading, targets.filters, targets.chart, targets.chart_words,
                    targets.legend, targets.body, targets.gaps),
    "/projects": (ledger.head, ledger.chosen, ledger.body),
    "/offices": (bureau.body,),
    "/present": (stage.prepare,),
    "/ecosystem": (ecosystem.heading, ecosystem.filters, ecosystem.picture,
                   ecosystem.picture_words, ecosystem.body),
    "/sources": (archive.heading, archive.body),
    "/changes": (between.body,),
    "/timeline": (chronicle.heading, chronicle.filters, chronicle.legend, chronicle.chart,
                  chronicle.chart_words, chronicle.listing, chronicle.series_chart,
                  chronicle.series),
}  # fmt: skip
ALLOWED = (
    district.allowed,
    targets.allowed,
    ledger.allowed,
    bureau.allowed,
    archive.allowed,
    stage.allowed,
    ecosystem.allowed,
    chronicle.allowed,
)


def open_every_page(as_of: str) -> None:
    """Fill the caches for the plain view of every page on that day."""
    for allowed in ALLOWED:
        allowed(as_of)
    district.place_data(as_of)
    district._arguments(as_of)
    district.notes(as_of)
    for path, parts in PARTS.items():
        for part in parts:
            part(View(path, as_of))
