"""A row's quotes must themselves carry what the row says: date, number, name, address."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from lib.store.facts import Facts, Row, csv_path
from lib.store.numerals import stands_in
from lib.store.problems import Kind, Problem
from lib.store.quoting import normalise
from lib.store.schema import table

#: relations: table → columns whose row must be named in the quote
NAMED = {
    "project_office": ("office_id",),
    "project_leader": ("leader_id",),
    "project_organization": ("organization_id",),
    "project_place": ("place_id",),
    "organization_link": ("from_id", "to_id"),
}
#: (table, id) → all further quotes of that row
Cited = dict[tuple[str, str], str]
DATED = {
    "milestone": "on_date", "event": "on_date", "evidence": "as_of", "observation": "as_of",
}  # fmt: skip
IN_BRACKETS = re.compile(r"[（(].*?[）)]")


def carried(facts: Facts) -> Iterator[Problem]:
    """Rows whose own quote, or citation, does not say what they state."""
    cited: Cited = defaultdict(str)
    for row in facts.tables["citation"]:
        cells = row.cells
        cited[cells["subject_table"], cells["subject_id"]] += f"\n{cells['quote']}"
    for name, column in DATED.items():
        for row in facts.tables[name]:
            yield from _dated(facts, name, column, row, cited)
    for row in facts.tables["place"]:
        yield from _place(row, cited)
    for name in ("observation", "indicator", "event"):
        for row in facts.tables[name]:
            yield from _printed(name, row)
    yield from _relations(facts)


def _problem(name: str, row: Row, column: str, kind: Kind, value: object = "") -> Problem:
    file = csv_path(table(name))
    return Problem(file=file, row=row.line, column=column, kind=kind, value=str(value))


def said_date(iso: str) -> str:
    """2023-02-01 → 2023年2月1日, as the documents write it."""
    year, *rest = iso.split("-")
    parts = zip(rest, "月日", strict=False)
    return f"{year}年" + "".join(f"{int(part)}{unit}" for part, unit in parts)


def _dated(facts: Facts, name: str, column: str, row: Row, cited: Cited) -> Iterator[Problem]:
    """The day stands in the quote, or is the document's own."""
    when, id = row.cells[column] or "", row.cells["id"]
    issued = {each.cells["id"]: each.cells["issued_on"] for each in facts.tables["document"]}
    own = (issued.get(row.cells["document_id"]) or "").startswith(when)
    words = said_date(when) if when else ""
    if not own and words not in normalise(f"{row.cells['quote']}\n{cited[name, id]}"):
        yield _problem(name, row, "quote", "no_date", words)


def names_of(cells: dict[str, Any]) -> list[str]:
    """A row's name and its other names, with and without what stands in brackets."""
    names = [cells["name"] or "", *(cells.get("also") or "").split("；")]
    names += [IN_BRACKETS.sub("", each) for each in names]
    return [normalise(each) for each in names if each]


def _place(row: Row, cited: Cited) -> Iterator[Problem]:
    cells = row.cells
    text = normalise(f"{cells['quote'] or ''}\n{cited['place', cells['id']]}")
    if cells["document_id"] and not any(name in text for name in names_of(cells)):
        yield _problem("place", row, "name", "no_name", cells["name"])
    if (cells["lon"] is None) != (cells["error_m"] is None):
        yield _problem("place", row, "error_m", "no_error")
    if (cells["address"] is None) != (cells["address_from"] is None):
        yield _problem("place", row, "address_from", "no_address_from")
    elif cells["address_from"] == "document" and not _addressed(cells["address"], text):
        yield _problem("place", row, "address", "address_unsaid", cells["address"])


def _addressed(address: str, text: str) -> bool:
    """Road and number stand in the text: 武夷路337号 in 武夷路305、337号."""
    return all(part in text for part in re.findall(r"\d+|\D+", normalise(address)))


def _printed(name: str, row: Row) -> Iterator[Problem]:
    """The number as printed holds its value, its qualifier and its unit."""
    cells = row.cells
    text = normalise(cells["printed"] or "")
    values = {"observation": ("value",), "event": ("count",)}
    for column in values.get(name, ("target_low", "target_high")):
        if cells[column] is not None and not stands_in(cells[column], text):
            yield _problem(name, row, column, "not_printed", f"{cells[column]:g}")
    for column in ("qualifier", "unit"):
        word = cells.get(column)
        if word and normalise(word) not in text:
            yield _problem(name, row, column, "not_printed", word)


def _relations(facts: Facts) -> Iterator[Problem]:
    named = {
        each: {row.cells["id"]: names_of(row.cells) for row in facts.tables[each]}
        for each in ("office", "leader", "organization", "place")
    }
    issuers = {row.cells["id"]: row.cells["issuer"] for row in facts.tables["document"]}
    for name, columns in NAMED.items():
        for row in facts.tables[name]:
            # what a document says of its own issuer needs no name
            issuer = issuers.get(row.cells["document_id"]) or ""
            text = normalise(f"{row.cells['quote'] or ''}\n{issuer}")
            for column in columns:
                names = named[table(name).column(column).ref].get(row.cells[column], [])
                if names and not any(each in text for each in names):
                    yield _problem(name, row, column, "no_name", names[0])
