"""The district as a small picture: for the first page and for what a link shows."""

from __future__ import annotations

from lib import text
from lib.maps.static import picture
from lib.rows import boundary, places
from lib.rows.project_facets import STATE_ORDER
from lib.rows.spots import drawn

#: what stands there besides the places with projects
SHOWN = ("carrier", "institute")


def sketch(as_of: str, *, width: int, height: int) -> str:
    """Carriers, institutes and the projects' lamps of a day, as SVG."""
    features = [
        each
        for each in drawn(places.places(as_of))
        if each["properties"]["category"] in SHOWN or each["properties"]["lamp"]
    ]
    if len(features) > text.LONG:  # more marks than the picture has room for
        features = sorted(features, key=_urgency)[: text.LONG]
    return picture(
        boundary.lines(),
        boundary.rings(),
        boundary.quarters(),
        features,
        credit=text.CREDIT,
        width=width,
        height=height,
        plain=True,
    )


def _urgency(feature: dict) -> int:
    lamp = feature["properties"]["lamp"]
    return STATE_ORDER.index(lamp) if lamp else len(STATE_ORDER)
