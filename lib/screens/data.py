"""The rows of the screens, remembered per store version and day."""

from __future__ import annotations

from lib.rows import indicators as indicators_rows
from lib.rows import places as places_rows
from lib.rows import projects
from lib.screens.cache import per_version


@per_version
def items(as_of: str) -> list[dict]:
    """``lib.rows.projects.items``; shared, do not change."""
    return projects.items(as_of)


@per_version
def indicators(as_of: str) -> list[dict]:
    """``lib.rows.indicators.indicators``; shared, do not change."""
    return indicators_rows.indicators(as_of)


@per_version
def places(as_of: str) -> list[dict]:
    """``lib.rows.places.places``; shared, do not change."""
    return places_rows.places(as_of, items(as_of))
