"""文件里知道的: what the documents say is there, and what they show moving."""

from __future__ import annotations

import re

from lib.measures.pace import days_between
from lib.rows import documents, indicators, places, projects
from lib.rows.cache import per_version
from lib.rows.shapes.front import Asset, Knowledge, Moving

#: observations that tell what is there, in the order they are told; those not known that
#: day are left out. Their own scope and qualifier always stand beside the number.
ASSETS = ("area", "institutes", "keylabs", "carriers", "buildings", "firms", "platforms-in")
NEWEST = 3
METRO = re.compile(r"地铁(\d+)号线")


@per_version
def known(as_of: str) -> Knowledge:
    """Assets, what moves, the newest document; shared, do not change.

    assets: what, printed (with its qualifier), scope, when, the fact's address;
    moving: how many of all projects later documents show moving, the newest of them.
    """
    by_id = {project["id"]: project for project in projects.projects(as_of)}
    issued = documents.documents(as_of)
    moved: list[Moving] = [
        {**row, "project": by_id[row["project_id"]]}
        for row in projects.evidence(as_of)
        if row["project_id"] in by_id and row["certainty"] != "near"
    ]
    newest = {row["project_id"]: row for row in reversed(moved)}
    last = issued[-1] if issued else None
    return {
        "assets": _assets(as_of),
        "total": len(by_id),
        "moving": len(newest),
        "newest": sorted(newest.values(), key=lambda row: row["as_of"], reverse=True)[:NEWEST],
        "document": last,
        "age": days_between(last["issued_on"], as_of) if last else None,
    }


def _assets(as_of: str) -> list[Asset]:
    rows = {row["id"]: row for row in indicators.observations(as_of)}
    found: list[Asset] = [
        {
            "what": rows[id]["metric"],
            "printed": rows[id]["printed"],
            "scope": rows[id]["scope"],
            "when": rows[id]["as_of"],
            "document": rows[id]["document"],
            "quote": rows[id]["quote"],
            "near": rows[id]["match"] == "proxy",
            "href": f"/sources?fact=observation:{id}",
        }
        for id in ASSETS
        if id in rows
    ]
    if metro := _metro(as_of):
        found.append(metro)
    return found


def _metro(as_of: str) -> Asset | None:
    """The metro lines that documents name, from the row whose quote carries them all."""
    lines = {
        int(number[1]): row
        for row in places.places(as_of)
        if row["document"] and (number := METRO.fullmatch(row["name"]))
    }
    said = [f"{number}号线" for number in sorted(lines)]
    whole = next(
        (r for r in lines.values() if all(each in (r["quote"] or "") for each in said)), None
    )
    if whole is None:
        return None
    source = next(row for row in documents.documents(as_of) if row["id"] == whole["document_id"])
    return {
        "what": "内接的地铁",
        "printed": f"{'、'.join(map(str, sorted(lines)))}号线",
        "scope": source["short_title"],
        "when": source["issued_on"],
        "document": source["short_title"],
        "quote": whole["quote"] or "",
        "near": False,
        "href": f"/sources?fact=place:{whole['id']}",
    }
