"""Projects, what is tied to them and what offices report of them."""

from __future__ import annotations

from typing import Literal, TypedDict

from lib.measures.lamps import Lamp, Word
from lib.rows.shapes.base import Facets, Number, Quoted


class OfficeOf(TypedDict):
    """An office that answers for a project, with its role and the source of the tie."""

    project_id: str
    office_id: str
    name: str
    role: str
    ord: int
    document_id: str
    locator: str
    quote: str


class LeaderOf(TypedDict):
    """A leader named for a project."""

    project_id: str
    leader_id: str
    name: str
    ord: int


class PlaceOf(TypedDict):
    """A place that a project names."""

    project_id: str
    place_id: str
    name: str
    lon: float | None
    lat: float | None
    precision: str


class PartnerOf(TypedDict):
    """An organization that a project names."""

    project_id: str
    organization_id: str
    name: str
    role: str
    kind: str


class IndicatorOf(TypedDict):
    """An indicator that a project serves; stated by a document or inferred by us."""

    project_id: str
    indicator_id: str
    name: str
    basis: str
    certainty: Literal["stated", "inferred"]


class Evidence(Quoted):
    """What a later document shows of a project."""

    id: str
    project_id: str
    as_of: str
    date_precision: str
    says: str
    strictness: str
    certainty: Literal["direct", "inferred", "near"]


class Told(TypedDict):
    """What an office said of a project; percent 0–100."""

    as_of: str
    state: str
    percent: Number | None
    progress: str | None
    problem: str | None
    next_step: str | None
    due_on: str | None
    evidence: str | None
    reporter: str
    batch_id: str
    received_at: str


class Report(Told):
    """The report of a project that stands."""

    id: int
    project_id: str
    office_id: str
    received_by: str
    known_on: str


class PastReport(Told):
    """One line of a project's history."""

    office: str


class ProjectFact(Quoted):
    """A project as its plan gives it."""

    id: str
    no: int
    name: str
    content: str
    due_on: str
    due_basis: str
    plan_id: str
    plan: str
    plan_name: str
    level: str
    starts_on: str
    ends_on: str
    action_id: str
    action_name: str
    action: str
    action_ord: int


class ProjectParts(TypedDict):
    """What is tied to a project."""

    offices: list[OfficeOf]
    leaders: list[LeaderOf]
    places: list[PlaceOf]
    partners: list[PartnerOf]
    indicators: list[IndicatorOf]
    evidence: list[Evidence]


class ProjectStanding(ProjectFact, ProjectParts):
    """A project on a day; ``due``: the reported due date, else the plan's."""

    report: Report | None
    lamp: Lamp
    age: str
    due: str


class Project(ProjectStanding):
    """A project as every screen has it; ``seen``: how later documents show it moving."""

    age_word: Word
    facets: Facets
    missing: list[str]
    seen: str
    text: str


class Citation(Quoted):
    """A further quote for a fact."""

    says: str


class ProjectDetail(TypedDict):
    """What a project's panel adds; ``judged``: the last document was known that day."""

    reports: list[PastReport]
    citations: list[Citation]
    judged: bool
    office_quotes: dict[tuple[str, str, str], None]


class PlanCount(TypedDict):
    """A plan in numbers."""

    id: str
    name: str
    level: str
    ends_on: str
    over: bool
    total: int
    reported: int
    evidence: int
    inferred: int
    states: dict[str, int]


class DueDate(TypedDict):
    """A due date, how many open projects it binds, and the states they are in."""

    due_on: str
    plan_id: str
    plan: str
    count: int
    over: bool
    states: list[str]
