"""Offices, meetings with what they assign, what offices handed in."""

from __future__ import annotations

from typing import TypedDict

from lib.measures.lamps import Lamp
from lib.rows.shapes.projects import Project


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


class Handed(TypedDict):
    """A report of a project by the month it came in; ``done``: it says so, with proof."""

    project_id: str
    office_id: str
    month: str
    done: int


class MonthCell(TypedDict):
    """A month of an office: its batches, or why there is none; ``short``: for a phone."""

    count: int
    says: str
    short: str


class BatchRow(TypedDict):
    """One report of a batch in words."""

    kind: str
    subject_id: str
    name: str
    as_of: str
    reporter: str
    says: str


class Duty(TypedDict):
    """What an office owes: ``rule`` is one of ``lib.rows.duties.RULES``."""

    rule: str
    project_id: str | None
    name: str
    due: str
    how: str
    act: str


class Reminder(TypedDict):
    """A rule of the reminder, and who falls under it."""

    title: str
    rows: list[tuple[Project, Duty]]
