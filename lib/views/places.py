"""Places for map and lists: features, filters, what is not located."""

from __future__ import annotations

from lib import text
from lib.measures.lamps import PROJECT_STATES
from lib.queries import places as queries
from lib.views.items import STATE_ORDER, records


def places(as_of: str, rows: list[dict]) -> list[dict]:
    """Every place known on ``as_of`` with the items at it and facets to filter by.

    ``rows`` are the items of ``lib.views.items``.
    """
    at: dict[str, list[dict]] = {}
    for item in rows:
        for place in item["places"]:
            at.setdefault(place["place_id"], []).append(item)
    return [_place(row, at.get(row["id"], [])) for row in records(queries.places(as_of))]


def _place(row: dict, own: list[dict]) -> dict:
    words = [row["name"], row["category_name"], row["address"] or "", row["note"] or ""]
    words += [item["name"] for item in own]
    return row | {
        "facets": {
            "category": (row["category"],),
            "precision": (row["precision"],),
            "action": tuple(dict.fromkeys(item["action_id"] for item in own)),
            "office": tuple(dict.fromkeys(id for item in own for id in item["facets"]["office"])),
        },
        "items": own,
        "lamp": _worst(own),
        "located": row["lon"] is not None,
        "text": " ".join(words).casefold(),
    }


def _worst(own: list[dict]) -> str:
    states = {item["lamp"].state for item in own}
    return next((state for state in STATE_ORDER if state in states), "")


def features(rows: list[dict], selected: str = "") -> dict:
    """GeoJSON of the located places; what the map draws and ``places.geojson`` serves."""
    located = [row for row in rows if row["located"]]
    together: dict[tuple, list[str]] = {}
    for row in located:
        together.setdefault((row["lon"], row["lat"]), []).append(row["id"])
    return {
        "type": "FeatureCollection",
        "features": [_feature(row, selected, together[row["lon"], row["lat"]]) for row in located],
    }


def _feature(row: dict, selected: str, here: list[str]) -> dict:
    """``here``: ids of all places at this very point, so that they can be fanned out."""
    word = PROJECT_STATES.get(row["lamp"])
    numbers = "、".join(f"{item['level']}{item['no']}" for item in row["items"])
    return {
        "type": "Feature",
        "geometry": {"type": "Point", "coordinates": [row["lon"], row["lat"]]},
        "properties": {
            "id": row["id"],
            "name": row["name"],
            "category": row["category"],
            "category_name": row["category_name"],
            "colour": row["colour"],
            "icon": row["icon"],
            "precision": row["precision"],
            "precision_name": text.PRECISION[row["precision"]],
            "address": row["address"] or "",
            "projects": numbers,
            "lamp": row["lamp"],
            "lamp_mark": word.mark if word else "",
            "lamp_word": word.word if word else "",
            "lamp_tone": word.colour if word else "",
            "within_boundary": bool(row["within_boundary"]),
            "selected": row["id"] == selected,
            "fan": here.index(row["id"]),
            "fan_of": len(here),
        },
    }
