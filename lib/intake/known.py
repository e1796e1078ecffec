"""What the store knows, gathered for one office's file."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from lib import text
from lib.intake.columns import INDICATORS, PLACES, PROJECTS, SHEETS
from lib.intake.subjects import Known
from lib.rows import reports
from lib.rows.store import ask

#: offices with what they report on, and the last standing report of each: table → SQL
SUBJECTS = {
    "project_report": reports.PROJECTS,
    "indicator_report": reports.INDICATORS,
    "place_report": reports.PLACES,
}
LATEST = {
    "project_report": reports.LATEST_PROJECTS,
    "indicator_report": reports.LATEST_INDICATORS,
    "place_report": reports.LATEST_PLACES,
}


def known_for(office_id: str, today: str) -> Known:
    """Names and last reports of everything, and which of it is the office's own."""
    subjects, everything, latest, given = {}, {}, {}, {}
    for sheet in SHEETS:
        rows = ask(SUBJECTS[sheet.table])
        own = [row for row in rows if row["office_id"] == office_id]
        everything[sheet.table] = {row["id"]: row["name"] for row in rows}
        subjects[sheet.table] = {row["id"]: row["name"] for row in own}
        fields = [each.name for each in sheet.filled]
        latest[sheet.table] = {
            row[sheet.subject]: {name: row[name] for name in fields}
            for row in ask(LATEST[sheet.table])
        }
        # the office's own rows last: a project of several offices has a role for each
        ordered = [*(row for row in rows if row["office_id"] != office_id), *own]
        given[sheet.table] = {row["id"]: GIVEN[sheet.key](row) for row in ordered}
    return Known(
        office_id=office_id,
        today=today,
        subjects=subjects,
        everything=everything,
        latest=latest,
        given=given,
    )


def _project(row: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "project_id": row["id"],
        "no": f"{row['level']}{row['no']}",
        "name": row["name"],
        "role": row["role"],
        "plan_due": row["due_on"],
    }


def _indicator(row: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "indicator_id": row["id"],
        "name": row["name"],
        "target": text.target(row),
        "definition": row["definition"],
    }


def _place(row: Mapping[str, Any]) -> dict[str, Any]:
    lon, lat = row["lon"], row["lat"]
    known = f"{lon:.6f}, {lat:.6f}" if lon is not None else text.PRECISION["none"]
    return {"place_id": row["id"], "name": row["name"], "known": known}


GIVEN = {PROJECTS.key: _project, INDICATORS.key: _indicator, PLACES.key: _place}
