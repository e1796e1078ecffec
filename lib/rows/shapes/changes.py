"""What differs between two days."""

from __future__ import annotations

from typing import Literal, TypedDict

from lib.measures.changes import Changes
from lib.measures.lamps import Word
from lib.rows.shapes.base import Number
from lib.rows.shapes.indicators import Indicator
from lib.rows.shapes.offices import Meeting
from lib.rows.shapes.projects import Project


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
