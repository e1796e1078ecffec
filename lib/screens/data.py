"""The rows of the screens, remembered per store version and day."""

from __future__ import annotations

from lib.screens.cache import per_version
from lib.views import indicators as indicator_views
from lib.views import items as item_views
from lib.views import places as place_views


@per_version
def items(as_of: str) -> list[dict]:
    """``lib.views.items.items``; shared, do not change."""
    return item_views.items(as_of)


@per_version
def indicators(as_of: str) -> list[dict]:
    """``lib.views.indicators.indicators``; shared, do not change."""
    return indicator_views.indicators(as_of)


@per_version
def places(as_of: str) -> list[dict]:
    """``lib.views.places.places``; shared, do not change."""
    return place_views.places(as_of, items(as_of))
