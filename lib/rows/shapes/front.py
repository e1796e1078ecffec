"""What leads the front page."""

from __future__ import annotations

from typing import TypedDict

from lib.rows.shapes.base import Number
from lib.rows.shapes.documents import Document
from lib.rows.shapes.projects import Evidence, Project


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
