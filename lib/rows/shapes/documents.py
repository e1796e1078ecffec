"""Documents, where they differ, what was taken from them."""

from __future__ import annotations

from typing import TypedDict

from lib.rows.shapes.base import Quoted


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
    """A change of the data, all tables together of which it says the same."""

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
    says: str
    table_name: str
    added: int
    changed: int
    removed: int
