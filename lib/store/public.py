"""The public copy: only what is on the list below ever leaves the store.

A list of what may go, not of what may not: a table or column that comes later
stays at home until somebody adds it here. Of the ledger go dates, states and
values; names of reporters and receivers, file names, originals and free text
(which may name people) do not. Withdrawn batches are left out.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing
from pathlib import Path
from typing import Any

from lib import files
from lib.store import connect
from lib.store.ddl import create_table, rows_of
from lib.store.schema import table

FACT_TABLES = (
    "document", "plan", "action", "office", "leader", "project", "project_office",
    "project_leader", "place_category", "place", "project_place", "organization",
    "project_organization", "organization_link", "model", "model_part", "dimension", "indicator",
    "indicator_project", "observation", "milestone", "event_series", "event", "evidence",
    "conflict", "conflict_statement", "reading", "mechanism", "citation", "threshold",
    "data_change", "line", "line_vertex", "boundary", "ring", "quarter",
)  # fmt: skip
#: what of the ledger is public, known on a day
LEDGER = {
    "meeting": """
select id, held_on, title from meeting where held_on <= :as_of order by held_on, id
""",
    "project_report": """
select id, project_id, office_id, as_of, known_on, state, percent, due_on,
       coalesce(evidence, '') <> '' as has_evidence
from v_report where as_of <= :as_of and known_on <= :as_of order by id
""",
    "indicator_report": """
select id, indicator_id, as_of, known_on, value, definition_confirmed
from v_indicator_report where as_of <= :as_of and known_on <= :as_of order by id
""",
}
#: the views of the store, as they stand when the copy is made
SNAPSHOTS = {
    "v_project_status": """
select project_id, as_of, due_on, reported_on, percent, state, report_age,
       name, level, no, plan, action, offices, leaders, due_original
from v_project_status order by project_id
""",
    "v_indicator_status": """
select indicator_id, exact_values, proxies, period_over, name, dimension, plan, unit,
       target_low, target_high, operator, period, due_on, offices
from v_indicator_status order by indicator_id
""",
    "v_office_load": """
select office_id, name, projects, unreported, overdue, level, kind, items
from v_office_load order by office_id
""",
}


def selected(path: Path, as_of: str) -> Iterator[tuple[str, list[str], list[tuple[Any, ...]]]]:
    """Name, columns and rows of every public table of the store."""
    with closing(connect.connect_read_only(path)) as store:
        for name, sql in _statements():
            cursor = store.execute(sql, {"as_of": as_of} if ":as_of" in sql else {})
            yield name, [column[0] for column in cursor.description], cursor.fetchall()


def _statements() -> Iterator[tuple[str, str]]:
    for name in FACT_TABLES:
        yield name, rows_of(table(name))
    yield from (LEDGER | SNAPSHOTS).items()


def copy_public(path: Path, target: Path, *, as_of: str, about: Mapping[str, str]) -> None:
    """Write the public copy to ``target``; ``about`` becomes its own table.

    A copy that is there already is replaced when the new one is whole.
    """
    connect.require(path)
    with connect.told(target), files.beside(target) as fresh:
        _write(path, fresh, as_of, about)
        files.put(fresh, target)


def _write(path: Path, fresh: Path, as_of: str, about: Mapping[str, str]) -> None:
    with closing(sqlite3.connect(fresh)) as copy:
        for name, columns, rows in selected(path, as_of):
            if name in FACT_TABLES:
                copy.execute(create_table(table(name)))
            else:
                copy.execute("create table " + name + " (" + ", ".join(columns) + ")")
            marks = ", ".join("?" * len(columns))
            copy.executemany("insert into " + name + " values (" + marks + ")", rows)
        copy.execute("create table about (key text primary key, value text not null) strict")
        copy.executemany("insert into about values (?, ?)", about.items())
        copy.commit()
