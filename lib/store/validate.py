"""Rules between cells, rows and tables: references, quotes, dates, coordinates."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import Any

from lib.store.carried import carried
from lib.store.facts import Facts, Row, csv_path
from lib.store.numerals import stands_in
from lib.store.problems import Kind, Problem
from lib.store.quoting import normalise, unpaired
from lib.store.schema import BUILT_FROM_CSV, REQUIRED_ROWS, Column, Table
from lib.store.schema import table as table_called

QUOTE_LIMIT = 60
PRECISION_LENGTH = {"day": 10, "month": 7, "year": 4}


def digest(text: str) -> str:
    """SHA-256 of the normalised text, hexadecimal."""
    return hashlib.sha256(normalise(text).encode()).hexdigest()


def row_key(table: Table, row: Row) -> str:
    """The row's key as one string; parts joined by a slash."""
    return "/".join(str(row.cells[name]) for name in table.key)


def validate(facts: Facts) -> list[Problem]:
    """All problems of the loaded facts, sorted by file and row."""
    found = list(facts.problems)
    for table in BUILT_FROM_CSV:
        ids = _known_ids(facts, table)
        found += _duplicates(facts, table)
        for row in facts.tables[table.name]:
            name = csv_path(table)
            found += [
                Problem(file=name, row=row.line, column=column, kind=kind, value=str(value))
                for column, kind, value in _row_rules(table, row, ids)
            ]
    found += _conflicts_without_choice(facts)
    found += _required_rows(facts)
    found += _subjects(facts)
    found += _seen_later(facts)
    found += carried(facts)
    found += _loops(facts)
    return sorted(set(found))


def _known_ids(facts: Facts, table: Table) -> dict[str, set[Any]]:
    """Ids by table; not of tables that could not be read, whose fault is named already."""
    tables = {column.ref for column in table.csv_columns if column.ref}
    return {name: facts.ids(name) for name in tables - facts.unread}


def _duplicates(facts: Facts, table: Table) -> Iterator[Problem]:
    seen = set()
    for row in facts.tables[table.name]:
        key = row_key(table, row)
        if key in seen:
            yield Problem(
                file=csv_path(table),
                row=row.line,
                column=table.key[0],
                kind="duplicate",
                value=key,
            )
        seen.add(key)


def _row_rules(
    table: Table, row: Row, ids: dict[str, set[Any]]
) -> Iterator[tuple[str, Kind, object]]:
    cells = row.cells
    for column in table.csv_columns:
        value = cells[column.name]
        if column.ref in ids and value is not None and value not in ids[column.ref]:
            yield column.name, "unknown_ref", value
        if column.proven and value is not None and not _proven(column, value, cells["quote"]):
            yield column.name, "not_in_quote", value
    yield from _quote_rules(cells)
    yield from _date_rules(cells)
    yield from _target_rules(cells)
    if table.name == "place":
        yield from _coordinate_rules(cells)


def _proven(column: Column, value: object, quote: str | None) -> bool:
    text = normalise(quote or "")
    if isinstance(value, int | float):
        return stands_in(value, text)
    return normalise(str(value)) in text


def _quote_rules(cells: dict[str, Any]) -> Iterator[tuple[str, Kind, object]]:
    quote = cells.get("quote")
    if quote and len(quote) > QUOTE_LIMIT:
        yield "quote", "quote_long", len(quote)
    for marks in unpaired(quote or ""):
        yield "quote", "unpaired", marks
    if "quote" in cells:
        filled = [bool(cells[name]) for name in ("document_id", "locator", "quote")]
        if any(filled) and not all(filled):
            yield "quote", "half_source", ""


def _date_rules(cells: dict[str, Any]) -> Iterator[tuple[str, Kind, object]]:
    precision = cells.get("date_precision")
    when = cells.get("as_of") or cells.get("on_date")
    if precision and when and len(when) != PRECISION_LENGTH[precision]:
        yield "date_precision", "date_precision", when
    if cells.get("starts_on") and cells.get("ends_on") and cells["starts_on"] > cells["ends_on"]:
        yield "starts_on", "period", cells["starts_on"]
    if cells.get("approved_on") and cells["approved_on"] > (cells["issued_on"] or "9"):
        yield "approved_on", "period", cells["approved_on"]


def _target_rules(cells: dict[str, Any]) -> Iterator[tuple[str, Kind, object]]:
    if "target_low" not in cells or cells["target_low"] is None:
        return
    high = cells["target_high"]
    if (cells["operator"] == "range") != (high is not None):
        yield "target_high", "range_missing", ""
    elif high is not None and high < cells["target_low"]:
        yield "target_high", "range_order", high


def _coordinate_rules(cells: dict[str, Any]) -> Iterator[tuple[str, Kind, object]]:
    has = [cells["lon"] is not None, cells["lat"] is not None, cells["precision"] != "none"]
    if any(has) and not all(has):
        yield "lon", "half_coordinate", ""
    elif all(has) and not cells["geo_source"]:
        yield "geo_source", "no_geo_source", ""


def _conflicts_without_choice(facts: Facts) -> Iterator[Problem]:
    chosen = {
        row.cells["conflict_id"]
        for row in facts.tables["conflict_statement"]
        if row.cells["chosen"] in (1, "1")
    }
    for row in facts.tables["conflict"]:
        if row.cells["id"] not in chosen:
            yield Problem(file="facts/conflict.csv", row=row.line, column="id", kind="choice_count")


def _required_rows(facts: Facts) -> Iterator[Problem]:
    for name, ids in REQUIRED_ROWS.items():
        for id in set(ids) - facts.ids(name):
            if name not in facts.unread:
                yield Problem(
                    file=csv_path(table_called(name)), column="id", kind="required_row", value=id
                )


def _subjects(facts: Facts) -> Iterator[Problem]:
    """What citations and conflicts speak of must be there."""
    for name in ("citation", "conflict"):
        for row in facts.tables[name]:
            table, id = row.cells["subject_table"], row.cells["subject_id"]
            if table and table not in facts.unread and id not in facts.ids(table):
                yield Problem(
                    file=f"facts/{name}.csv",
                    row=row.line,
                    column="subject_id",
                    kind="no_subject",
                    value=f"{table} {id}",
                )


def _seen_later(facts: Facts) -> Iterator[Problem]:
    """A mechanism exists for later documents only when one of them is cited."""
    issued = {row.cells["id"]: row.cells["issued_on"] for row in facts.tables["document"]}
    cited: dict[str, list[str]] = {}
    for row in facts.tables["citation"]:
        if row.cells["subject_table"] == "mechanism":
            day = issued.get(row.cells["document_id"]) or ""
            cited.setdefault(row.cells["subject_id"], []).append(day)
    for row in facts.tables["mechanism"]:
        own = issued.get(row.cells["document_id"]) or ""
        later = any(day > own for day in cited.get(row.cells["id"], ()))
        if row.cells["later"] == "exists" and not later:
            yield Problem(
                file="facts/mechanism.csv",
                row=row.line,
                column="later",
                kind="no_later",
                value=row.cells["id"],
            )


def _loops(facts: Facts) -> Iterator[Problem]:
    parents = {row.cells["id"]: row.cells["parent_id"] for row in facts.tables["office"]}
    for row in facts.tables["office"]:
        seen, here = set(), row.cells["id"]
        while here and here not in seen:
            seen.add(here)
            here = parents.get(here)
        if here:
            yield Problem(
                file="facts/office.csv", row=row.line, column="parent_id", kind="loop", value=here
            )
