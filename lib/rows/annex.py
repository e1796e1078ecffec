"""The street plan's body against its annex: who says what, and what only one of them says."""

from __future__ import annotations

from typing import Any

from lib.rows import documents
from lib.rows.shapes.projects import Project
from lib.store.schema import table

STREET = "street-2023"
BODY, ANNEX = "五、", "附件"
#: what the body names: table → the relation that ties it to a project
TIED = {
    "place": ("project_place", "place_id"),
    "organization": ("project_organization", "organization_id"),
    "event_series": None,
}


def compared(as_of: str, projects: list[Project]) -> dict[str, Any]:
    """rows: each street project with its annex quote and the body's quotes on it;
    body_only: what only the body names (kind, name, key, quote), from facts whose own quote
    is of the body and which no quote of the annex ties to a project.
    """
    street = [project for project in projects if project["plan_id"] == STREET]
    said: dict[str, list[documents.Row]] = {}
    for row in documents.known_rows("citation", as_of):
        if row["subject_table"] == "project" and row["locator"].startswith(BODY):
            said.setdefault(row["subject_id"], []).append(row)
    rows = [{"project": project, "body": said.get(project["id"], [])} for project in street]
    return {"rows": rows, "body_only": _body_only(as_of) if street else []}


def _body_only(as_of: str) -> list[documents.Row]:
    found = []
    for name, relation in TIED.items():
        tied = set()
        if relation:
            tied = {
                row[relation[1]]
                for row in documents.known_rows(relation[0], as_of)
                if row["document_id"] == STREET and row["locator"].startswith(ANNEX)
            }
        for row in documents.known_rows(name, as_of):
            own = row["document_id"] == STREET and row["locator"].startswith(BODY)
            if own and row["id"] not in tied:
                found.append(row | {"table": name, "kind": table(name).title})
    return found
