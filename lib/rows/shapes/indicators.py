"""Indicators and their numbers."""

from __future__ import annotations

from typing import Literal, TypedDict

from lib.measures.lamps import Lamp
from lib.measures.pace import PaceLine
from lib.rows.shapes.base import Dated, Facets, Number, Quoted


class Dimension(TypedDict):
    """One of the plan's four dimensions with its goal."""

    id: str
    ord: int
    name: str
    goal: str
    colour: str
    document_id: str
    locator: str
    quote: str


class Target(Quoted):
    """An indicator as its plan sets it; ``target_low`` and ``target_high`` in ``unit``."""

    id: str
    dimension_id: str
    plan_id: str
    dimension: str
    colour: str
    ord: int
    name: str
    unit: str
    direction: str
    operator: str
    printed: str
    target_low: Number
    target_high: Number | None
    period: Literal["by", "per_year"]
    due_on: str
    baseline: Number | None
    definition: str
    inferred: str | None
    starts_on: str
    ends_on: str


class Observation(Dated):
    """A number of a document as printed, and how it stands to an indicator."""

    id: str
    indicator_id: str | None
    metric: str
    printed: str
    value: Number
    qualifier: str | None
    unit: str | None
    as_of: str
    date_precision: str
    scope: str
    match: Literal["exact", "proxy", "context"]
    repeats: str | None
    reason: str


class ToldOnce(Observation):
    """An observation with the documents that say it again."""

    again: list[str]


class ValueReport(TypedDict):
    """An office's number for an indicator."""

    id: int
    indicator_id: str
    as_of: str
    value: Number
    definition_confirmed: int
    note: str | None
    reporter: str
    batch_id: str
    known_on: str
    office: str | None


class StandingValue(ValueReport):
    """The last one of its day stands; it counts if its definition is confirmed."""

    standing: bool
    counts: bool


class Serving(Quoted):
    """A project that serves an indicator."""

    indicator_id: str
    project_id: str
    name: str
    no: int
    level: str
    basis: str
    certainty: Literal["stated", "inferred"]


class Indicator(Target):
    """An indicator on a day; ``exact``: (day, value) with the plan's own definition."""

    target: str
    lamp: Lamp
    exact: tuple[tuple[str, Number], ...]
    line: PaceLine | None
    observations: list[ToldOnce]
    proxies: list[ToldOnce]
    reports: list[StandingValue]
    serving: list[Serving]
    elapsed: float


class FacetedIndicator(Indicator):
    """An indicator that can be filtered."""

    facets: Facets
    text: str


class DimensionGroup(Dimension):
    """A dimension with its indicators; ``proven``: how many have an exact value."""

    indicators: list[Indicator]
    proven: int


class Known(TypedDict):
    """One number of an indicator's course: an observation or a report.

    ``who``: whose it is with what one traces it by; ``brief``: the same for a list.
    """

    match: str
    value: Number
    label: str
    said: str
    as_of: str
    what: str
    scope: str
    reason: str
    who: str
    brief: str
    source: ToldOnce | None
    report: StandingValue | None


class TargetYear(Target):
    """A yearly target in one of its years; ``id`` is the indicator's and the year."""

    target: str
    line: PaceLine | None
    serving: list[Serving]
    target_id: str
    year: str
    lamp: Lamp
    elapsed: float
    exact: list[Known]
    proxies: list[Known]
    observations: list[ToldOnce]
    reports: list[StandingValue]


class Quantity(Observation):
    """An observation for 文件里的数; ``target``: the indicator it is near to."""

    target: str | None
    facets: Facets
    text: str


class Parameter(TypedDict):
    """A parameter of the lamp rules."""

    id: str
    value: Number
    unit: str
    note: str
