"""What the store knows, gathered for one office's file."""

from __future__ import annotations

import pandas as pd

from lib.intake.check import Known
from lib.intake.columns import SHEETS
from lib.queries import reporting

SUBJECTS = {
    "project_report": reporting.projects,
    "indicator_report": reporting.indicators,
    "place_report": reporting.places,
}
LATEST = {
    "project_report": reporting.latest_projects,
    "indicator_report": reporting.latest_indicators,
    "place_report": reporting.latest_places,
}


def known_for(office_id: str, today: str) -> Known:
    """Names and last reports of everything, and which of it is the office's own."""
    subjects, everything, latest = {}, {}, {}
    for sheet in SHEETS:
        rows = SUBJECTS[sheet.table]()
        own = rows[rows["office_id"] == office_id]
        everything[sheet.table] = dict(zip(rows["id"], rows["name"], strict=True))
        subjects[sheet.table] = dict(zip(own["id"], own["name"], strict=True))
        fields = [each.name for each in sheet.filled]
        latest[sheet.table] = {
            row[sheet.subject]: {name: plain(row[name]) for name in fields}
            for row in LATEST[sheet.table]().to_dict("records")
        }
    return Known(
        office_id=office_id,
        today=today,
        subjects=subjects,
        everything=everything,
        latest=latest,
    )


def plain(value: object) -> object:
    """None for what pandas calls missing."""
    return None if value is None or (not isinstance(value, str) and pd.isna(value)) else value
