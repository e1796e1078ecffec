"""What happened and what comes every year."""

from __future__ import annotations

from lib.rows.shapes.base import Facets, Quoted


class MilestoneFact(Quoted):
    """A dated fact."""

    id: str
    on_date: str
    date_precision: str
    kind: str
    title: str


class Milestone(MilestoneFact):
    """A dated fact with its number on the axis."""

    number: int
    when: str
    facets: Facets
    text: str


class Event(Quoted):
    """One occurrence of a series."""

    id: str
    series_id: str
    on_date: str
    date_precision: str
    title: str
    printed: str | None
    count: int | None


class SeriesFact(Quoted):
    """Events that recur, and the indicator they count for."""

    id: str
    name: str
    kind: str
    indicator_id: str | None
    indicator: str | None
    counting_rule: str
    scope: str


class Series(SeriesFact):
    """A series with what is known of its occurrences."""

    events: list[Event]
