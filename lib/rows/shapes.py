"""The shapes of the rows: what each key holds, for every subject of the store.

A row is a plain dict; None where the documents or reports say nothing. Days are texts as
documents give them: ``2024``, ``2024-05`` or ``2024-05-20``. Degrees are WGS-84, lengths
metres, areas km². ``tests/rows/test_shapes.py`` holds the real rows against this.
"""

from __future__ import annotations

from typing import Literal, NotRequired, TypedDict

from lib.measures.changes import Changes
from lib.measures.lamps import Lamp, Word
from lib.measures.pace import PaceLine

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


# --- projects and what offices report of them ------------------------------------------


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
    nth: int


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


# --- indicators and their numbers --------------------------------------------------------


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
    """One number of an indicator's course: an observation or a report."""

    match: str
    value: Number
    label: str
    said: str
    as_of: str
    what: str
    scope: str
    reason: str
    who: str
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


# --- places ------------------------------------------------------------------------------


class PlaceFact(TypedDict):
    """A place as documents and maps give it; ``error_m``, ``edge_m`` in metres."""

    id: str
    name: str
    category: str
    category_name: str
    colour: str
    icon: str
    ord: int
    label_ord: int
    label_zoom: Number | None
    also: str | None
    address: str | None
    address_from: str | None
    lon: float | None
    lat: float | None
    precision: str
    error_m: Number | None
    line_id: str | None
    note: str | None
    geo_source: str | None
    geo_note: str | None
    edge_m: Number | None
    within_boundary: int | None
    line_name: str | None
    document_id: str | None
    document: str | None
    locator: str | None
    quote: str | None


class PlaceReport(TypedDict):
    """What an office reported of a place: a coordinate, or what is wrong."""

    place_id: str
    lon: float | None
    lat: float | None
    as_of: str | None
    office: str | None
    correction: str | None
    corrected_on: str | None
    corrected_by: str | None


class PlaceStanding(PlaceFact):
    """A place with what was reported; ``moved``: metres from the documented point."""

    report: PlaceReport | None
    refused: bool
    moved: int | None


class Place(PlaceStanding):
    """A place as map and lists have it; ``lamp``: the worst of its projects."""

    facets: Facets
    projects: list[Project]
    lamp: str
    askable: tuple[str, ...]
    located: bool
    addressed: bool
    text: str


class Spot(Place):
    """What the map draws as one: a place, or all places along one road."""

    members: list[Place]
    along: list[str]


class Category(TypedDict):
    """A category of places with its look."""

    id: str
    name: str
    colour: str
    icon: str
    ord: int
    label_ord: int
    label_zoom: Number | None


class Path(TypedDict):
    """A line of the ground: road, railway, metro."""

    id: str
    name: str
    kind: str
    licence: str
    source: str
    points: list[Point]


class Ring(TypedDict):
    """An outline of the district; the last point is the first."""

    id: str
    name: str
    km2: float
    offset_m: Number
    geojson: str
    points: list[Point]


class Quarter(TypedDict):
    """One of the four fields of the 田字."""

    id: str
    name: str
    km2: float
    geojson: str


# --- organizations -----------------------------------------------------------------------


class OrganizationFact(Dated):
    """A body that a document names; ``same_as``: perhaps the same as another."""

    id: str
    name: str
    kind: str
    also: str | None
    summary: str
    place_id: str | None
    place: str | None
    lon: float | None
    same_as: str | None
    same_name: str | None


#: from and to: ``o:``, ``p:`` or ``m:`` (organization, project, model) and an id
TieEnds = TypedDict("TieEnds", {"from": str, "to": str})


class TieFact(TieEnds, Dated):
    """What ties two of them."""

    group: str
    relation: str


class Tie(TieFact):
    """A tie with the names of its ends."""

    from_name: str
    to_name: str


class OwnTie(Tie):
    """A tie as one end sees it."""

    other: str
    other_name: str


class Organization(OrganizationFact):
    """A body with its ties."""

    ties: list[OwnTie]
    located: bool
    facets: Facets
    text: str


class ModelPart(Dated):
    """A step, or a member, of a model of cooperation."""

    model_id: str
    ord: int
    name: str
    role: str
    organization_id: str | None


class ModelFact(Dated):
    """A model of cooperation."""

    id: str
    name: str
    summary: str
    joint: str


class Model(ModelFact):
    """A model with its parts; ``chain``: the steps, joined as documented."""

    parts: list[ModelPart]
    chain: str


class Node(TypedDict):
    """A node of the ecosystem's picture."""

    id: str
    name: str
    label: str
    kind: str


# --- what happened, what documents say ----------------------------------------------------


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


class Document(TypedDict):
    """A public document."""

    id: str
    title: str
    short_title: str
    doc_no: str | None
    issuer: str
    approved_on: str | None
    issued_on: str
    kind: str
    address: str | None
    note: str | None
    locator: str
    quote: str


class Statement(Quoted):
    """One side of a conflict between documents; ``chosen``: 1 for the one shown."""

    id: str
    topic: str
    reason: str
    subject_table: str | None
    subject_id: str | None
    ord: int
    says: str
    chosen: int


class Conflict(TypedDict):
    """A conflict; ``whole``: every side was known that day."""

    id: str
    topic: str
    reason: str
    subject_table: str | None
    subject_id: str | None
    statements: list[Statement]
    whole: bool


class Reading(Quoted):
    """A doubtful reading."""

    id: str
    topic: str
    as_read: str
    doubt: str


class Mechanism(Quoted):
    """A mechanism of governance, and what later documents say of it."""

    id: str
    name: str
    kind: str
    summary: str
    later: str
    later_note: str


class Excerpt(TypedDict):
    """What was taken from a document; ``mark``: the quote's mark in addresses."""

    key: str
    says: str
    locator: str
    quote: str
    mark: str


class ExcerptGroup(TypedDict):
    """What one table took from a document."""

    table: str
    title: str
    rows: list[Excerpt]


class LocatedExcerpt(Excerpt):
    """An excerpt with its document, table and the address of its fact."""

    document: str
    table: str
    fact: str


class DataChange(TypedDict):
    """A change of the data, all tables together."""

    change_id: str
    on_date: str
    says: str
    added: int
    changed: int
    removed: int
    tables: int


class TableChange(TypedDict):
    """A change of one table."""

    change_id: str
    table_name: str
    added: int
    changed: int
    removed: int


class Parameter(TypedDict):
    """A parameter of the lamp rules."""

    id: str
    value: Number
    unit: str
    note: str


# --- offices, meetings, batches --------------------------------------------------------------


class Office(TypedDict):
    """An office or department."""

    id: str
    name: str
    level: str
    kind: str


class CountedOffice(Office):
    """An office with how many projects name it."""

    projects: int


class Meeting(TypedDict):
    """A 早餐会."""

    id: str
    held_on: str
    title: str


class AssignmentFact(TypedDict):
    """What was assigned at a meeting."""

    id: int
    meeting_id: str
    held_on: str
    meeting: str
    project_id: str | None
    project: str | None
    no: int | None
    level: str | None
    office_id: str
    office: str
    says: str
    due_on: str
    scene: str | None
    assigned_by: str
    known_on: str


class Assignment(AssignmentFact):
    """An assignment with its lamp."""

    lamp: Lamp


class BatchFact(TypedDict):
    """What an office handed in at once; ``withdraws``: the batch it takes back."""

    id: str
    received_at: str
    received_by: str
    office_id: str | None
    office: str | None
    filename: str
    sha256: str
    withdraws: str | None
    withdrawn_in: str | None
    rows: int


class Batch(BatchFact):
    """A batch with the record that took it back."""

    withdrawn: BatchFact | None


class BatchRow(TypedDict):
    """One report of a batch in words."""

    kind: str
    subject_id: str
    name: str
    as_of: str
    reporter: str
    says: str


class NewBatch(TypedDict):
    """A batch, or a withdrawal, between two days."""

    id: str
    known_on: str
    received_by: str
    withdraws: str | None
    office: str | None


class NewReport(TypedDict):
    """A report of a project between two days."""

    project_id: str
    name: str
    no: int
    level: str
    as_of: str
    known_on: str
    state: str
    percent: Number | None
    progress: str | None
    problem: str | None
    reporter: str
    batch_id: str
    office: str


class NewValue(TypedDict):
    """A report of an indicator between two days."""

    indicator_id: str
    name: str
    unit: str
    as_of: str
    known_on: str
    value: Number
    definition_confirmed: int
    reporter: str
    batch_id: str


class NewDocument(TypedDict):
    """A document issued between two days."""

    id: str
    title: str
    short_title: str
    issued_on: str


#: row: what moved; was and is: its states before and now
Move = TypedDict("Move", {"row": Project, "was": str, "is": str})
TargetMove = TypedDict("TargetMove", {"row": Indicator, "was": str, "is": str})


class Shift(TypedDict):
    """One lamp that moved, of a project or an indicator."""

    kind: Literal["project", "indicator"]
    id: str
    name: str
    was: Word
    now: Word
    why: str


class Since(TypedDict):
    """What differs between two days."""

    since: str
    meeting: Meeting | None
    projects: Changes
    targets: Changes
    moved: list[Move]
    moved_targets: list[TargetMove]
    worse: list[Shift]
    better: list[Shift]
    other: list[Shift]
    closed: list[Project]
    new: list[Project]
    silent: list[Project]
    never: list[Project]
    reports: list[NewReport]
    values: list[NewValue]
    batches: list[NewBatch]
    withdrawn: list[NewBatch]
    documents: list[NewDocument]


class Span(TypedDict):
    """From one meeting to the next; ``open``: to the day itself."""

    since: str
    until: str
    title: str
    open: bool


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


class Found(TypedDict):
    """What can be found; ``words``: all it is found by, one text a line."""

    kind: str
    table: str
    id: str
    name: str
    detail: str
    words: str
    quotes: list[str]
    no: NotRequired[int]


class Hit(Found):
    """What was found; ``line``: shown beside the name, ``marks``: what to mark."""

    line: str
    marks: tuple[str, ...]


# --- what leads the front page -----------------------------------------------------------------


class Urgent(TypedDict):
    """What somebody has to push: ``rule`` is a key of ``lib.rows.urgent.ORDER``."""

    id: str
    rule: str
    state: str
    name: str
    project_id: str | None
    href: str
    how: str
    due: str
    percent: Number | None
    offices: list[str]
    leaders: list[str]
    problem: str
    next_step: str
    reported_on: str


class Decision(TypedDict):
    """What has to be decided, counted from gaps; ``names``: whom or what it concerns."""

    rule: str
    title: str
    count: int
    says: str
    names: list[str]
    href: str


class Asset(TypedDict):
    """Something that is there, as its document counts it; ``near``: close to an indicator."""

    what: str
    printed: str
    scope: str
    when: str
    document: str
    quote: str
    near: bool
    href: str


class Moving(Evidence):
    """What a later document shows of a project, with the project."""

    project: Project


class Knowledge(TypedDict):
    """What the documents know; ``age``: days since the newest of them."""

    assets: list[Asset]
    total: int
    moving: int
    newest: list[Moving]
    document: Document | None
    age: int | None


class Duty(TypedDict):
    """What an office owes: ``rule`` is one of ``lib.rows.duties.RULES``."""

    rule: str
    project_id: str | None
    name: str
    due: str
    how: str
    act: str
