"""What the shapes of several subjects share."""

from __future__ import annotations

from typing import TypedDict

Facets = dict[str, tuple[str, ...]]  # facet → ids of its values
Number = int | float
Point = tuple[float, float]  # longitude, latitude


class Quoted(TypedDict):
    """Where a fact stands: document (id and short title), locator, quote."""

    document_id: str
    document: str
    locator: str
    quote: str


class Dated(Quoted):
    """A source with the day its document was issued."""

    issued_on: str
