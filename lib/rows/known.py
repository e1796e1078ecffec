"""文件里知道的: what the documents say is there, and what they show moving."""

from __future__ import annotations

import re

from lib.measures.pace import days_between
from lib.rows import documents, indicators, places, projects
from lib.rows.cache import per_version
from lib.rows.shapes import Asset, Knowledge, Moving

#: observations that tell what is there, in the order they are told; those not known that
#: day are left out. Their own scope and qualifier always stand beside the number.
ASSETS = ("area", "institutes", "keylabs", "carriers", "buildings", "firms", "platforms-in")
NEWEST = 3
METRO = re.compile(r"地铁(\d+)号线")


@per_version
def known(as_of: str) -> Knowledge:
    """Assets, what moves, the newest document; shared, do not change.

    assets: what, printed (with its qualifier), scope, when, the fact's address;
    moving: how many of all items later documents show moving, the newest of them.
    """
    items = {item["id"]: item for item in projects.items(as_of)}
    issued = documents.documents(as_of)
    moved: list[Moving] = [
        {**row, "project": items[row["project_id"]]}
        for row in projects.evidence(as_of)
        if row["project_id"] in items and row["certainty"] != "near"
    ]
    newest = {row["project_id"]: row for row in reversed(moved)}
    last = issued[-1] if issued else None
    return {
        "assets": _assets(as_of),
        "total": len(items),
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
    lines = [
        (int(number[1]), row)
        for row in places.places(as_of)
        if row["document"] and (number := METRO.fullmatch(row["name"]))
    ]
    if lines:
        first = lines[0][1]
        found.append(
            {
                "what": "轨道交通",
                "printed": f"{'、'.join(str(number) for number, _ in sorted(lines))}号线",
                "scope": "四至与交通",
                "when": "",
                "document": first["document"] or "",
                "quote": first["quote"] or "",
                "near": False,
                "href": f"/sources?fact=place:{first['id']}",
            }
        )
    return found
