"""What the map draws: located places as GeoJSON features, places along one road as one."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from lib import text
from lib.measures.lamps import PROJECT_STATES
from lib.rows.places import worst
from lib.rows.project_facets import STATE_ORDER
from lib.rows.shapes.places import Place, Spot

METRO_LINE = re.compile(r"(\d+)号线")


def features(rows: list[Place]) -> dict[str, Any]:
    """GeoJSON of the located places, as ``places.geojson`` serves it."""
    return {
        "type": "FeatureCollection",
        "features": [_feature(row, _public(row)) for row in rows if row["located"]],
    }


def drawn(rows: list[Place]) -> list[dict[str, Any]]:
    """The located places with what the map draws of them; a road once."""
    return [
        _feature(row, _public(row) | _looks(row))
        for row in together(row for row in rows if row["located"])
    ]


def together(rows: Iterable[Place]) -> list[Spot]:
    """Places along one road as one place with all their projects; the others as they are.

    Their one point is only where the label stands, so a stack of them would look like
    many places at one spot. The road itself speaks for them, else the first;
    ``members`` are all of them, ``along`` the names of the others.
    """
    groups: dict[str, list[Place]] = {}
    for row in rows:
        groups.setdefault(_road(row) or row["id"], []).append(row)
    return [_one(group) for group in groups.values()]


def _road(row: Place) -> str:
    """The road that a place is all along; '' for points and for the metro's lines."""
    along = row["precision"] == "line" and row["category"] != "station"
    return f"along {row['line_id']}" if along and row["line_id"] else ""


def _one(group: list[Place]) -> Spot:
    first = next((row for row in group if row["category"] == "road"), group[0])
    projects = {project["id"]: project for row in group for project in row["projects"]}
    return {
        **first,
        "members": group,
        "along": [row["name"] for row in group if row is not first],
        "projects": list(projects.values()),
        "lamp": worst(list(projects.values())),
    }


def _feature(row: Place, properties: dict[str, Any]) -> dict[str, Any]:
    point = {"type": "Point", "coordinates": [row["lon"], row["lat"]]}
    return {"type": "Feature", "geometry": point, "properties": properties}


def _public(row: Place) -> dict[str, Any]:
    word = PROJECT_STATES.get(row["lamp"])
    return {
        "id": row["id"],
        "name": row["name"],
        "category": row["category"],
        "category_name": row["category_name"],
        "precision": row["precision"],
        "precision_name": text.PRECISION[row["precision"]],
        "address": row["address"] or "",
        "projects": "、".join(f"{project['level']}{project['no']}" for project in row["projects"]),
        "lamp": row["lamp"],
        "lamp_word": word.word if word else "",
        "within_boundary": None if row["within_boundary"] is None else bool(row["within_boundary"]),
        "side": text.SIDE[row["within_boundary"]],
        "error_m": row["error_m"],
        "coordinate_source": row["geo_source"] or "",
    }


def _looks(row: Spot) -> dict[str, Any]:
    word = PROJECT_STATES.get(row["lamp"])
    return {
        "ids": [each["id"] for each in row["members"]],
        "along": "、".join(row["along"]),
        "line": row["line_name"] or "" if row["precision"] == "line" else "",
        "colour": row["colour"],
        "icon": row["icon"],
        "label_ord": row["label_ord"],
        "label_zoom": row["label_zoom"],
        "lamp_mark": word.mark if word else "",
        "lamp_tone": word.colour if word else "",
        "rank": urgency(row)[0],
        "number": _number(row),
        "said": counted(row),
        "badges": METRO_LINE.findall(row["note"] or "") if row["category"] == "station" else [],
    }


def _number(row: Spot) -> str:
    """How many projects have the worst lamp, beside its mark; '' for a single one."""
    same = sum(project["lamp"].state == row["lamp"] for project in row["projects"])
    return str(same) if same > 1 else ""


def urgency(row: Place | Spot) -> tuple[int, int]:
    """Sorts the worst lamp first, then what has more projects."""
    rank = STATE_ORDER.index(row["lamp"]) if row["lamp"] else len(STATE_ORDER)
    return rank, -len(row["projects"])


def counted(row: Place | Spot) -> str:
    """Its projects in words: 8 项 · 1 逾期; the worst lamp is told where it says something."""
    own = row["projects"]
    if not own:
        return ""
    same = sum(project["lamp"].state == row["lamp"] for project in own)
    told = "" if row["lamp"] == "unreported" else f" · {same} {PROJECT_STATES[row['lamp']].word}"
    return f"{len(own)} 项{told}"
