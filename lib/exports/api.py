"""Bytes of the data routes, made from the same rows as the screens."""

from __future__ import annotations

import json
from collections.abc import Callable

from lib import clock, text
from lib.exports.csv_file import csv_bytes
from lib.measures.lamps import PROJECT_STATES
from lib.rows import boundary, indicators, places, projects, spots
from lib.rows.store import is_demo

CSV_COLUMNS = {
    "id": "标识", "plan": "方案", "no": "序号", "name": "事项", "action": "专项行动",
    "content": "内容", "offices": "负责科室或责任部门", "leaders": "分管领导", "due_on": "期限",
    "due_original": "原期限",
    "state": "灯", "why": "依据", "reported_on": "最近填报", "percent": "进度",
    "evidence": "资料佐证（条，不含相近）", "document": "文件", "locator": "位置", "quote": "摘句",
}  # fmt: skip


def _json(as_of: str, name: str, rows: list[dict]) -> bytes:
    payload = {"as_of": as_of, "licence": text.LICENCE, **_mark(), name: rows}
    return json.dumps(payload, ensure_ascii=False, indent=1, default=str).encode()


def _mark() -> dict[str, str]:
    return {"demo": "演示数据：填报与数值均为虚构"} if is_demo() else {}


def _project(project: dict) -> dict:
    report = project["report"]
    return {
        "id": project["id"], "plan_id": project["plan_id"], "plan": project["plan"],
        "level": project["level"], "no": project["no"], "name": project["name"],
        "action_id": project["action_id"], "action": project["action"],
        "content": project["content"],
        "offices": [
            {"id": row["office_id"], "name": row["name"], "role": row["role"]}
            for row in project["offices"]
        ],
        "leaders": [{"id": row["leader_id"], "name": row["name"]} for row in project["leaders"]],
        "places": [row["place_id"] for row in project["places"]],
        "due_on": project["due"], "due_original": project["due_on"],
        "due_basis": project["due_basis"],
        "state": project["lamp"].state, "state_name": PROJECT_STATES[project["lamp"].state].word,
        "why": project["lamp"].why, "reported_on": report["as_of"] if report else None,
        "percent": report["percent"] if report else None,
        "evidence": [
            {
                key: row[key]
                for key in ("as_of", "says", "certainty", "document_id", "locator", "quote")
            }
            for row in project["evidence"]
        ],
        "document_id": project["document_id"], "locator": project["locator"],
        "quote": project["quote"],
    }  # fmt: skip


def projects_json(as_of: str) -> bytes:
    """Projects with lamps and sources."""
    return _json(as_of, "projects", [_project(project) for project in projects.projects(as_of)])


def projects_csv(as_of: str) -> bytes:
    """The same, one line a project."""
    mark = ["演示数据"] if is_demo() else []
    rows = ([*project_cells(project), *mark] for project in projects.projects(as_of))
    return csv_bytes([*CSV_COLUMNS.values(), *mark], rows)


def project_cells(project: dict) -> list:
    """One project as a row of :data:`CSV_COLUMNS`."""
    row = _project(project) | {
        "state": PROJECT_STATES[project["lamp"].state].word,
        "offices": "、".join(office["name"] for office in project["offices"]),
        "leaders": "、".join(leader["name"] for leader in project["leaders"]),
        "evidence": sum(row["certainty"] != "near" for row in project["evidence"]),
        "document": project["document"],
    }
    return [row[name] for name in CSV_COLUMNS]


def sample(path: str, as_of: str) -> str:
    """The beginning of a route's real answer: the first row only, long texts cut."""
    body = MAKERS[path](as_of).decode("utf-8-sig")
    if path.endswith(".csv"):
        return "\n".join(body.splitlines()[:2])
    payload = {
        name: value[:1] if isinstance(value, list) else value
        for name, value in json.loads(body).items()
    }
    return json.dumps(payload, ensure_ascii=False, indent=1)


def indicators_json(as_of: str) -> bytes:
    """The targets with lamp and numbers; proxies apart from exact values."""
    keys = (
        "id", "dimension_id", "name", "unit", "operator", "printed", "target_low", "target_high",
        "period", "due_on", "definition", "inferred", "target", "document_id", "locator", "quote",
    )  # fmt: skip
    rows = [
        {key: row[key] for key in keys}
        | {"state": row["lamp"].state, "why": row["lamp"].why}
        | {"exact": [{"as_of": when, "value": value} for when, value in row["exact"]]}
        | {"proxies": [each["id"] for each in row["proxies"]]}
        for row in indicators.indicators(as_of)
    ]
    return _json(as_of, "indicators", rows)


def observations_json(as_of: str) -> bytes:
    """Every documented quantity."""
    rows = indicators.observations(as_of)
    for row in rows:
        row["match_name"] = text.MATCH[row["match"]]
    return _json(as_of, "observations", rows)


def places_geojson(as_of: str) -> bytes:
    """Located places as a GeoJSON FeatureCollection."""
    found = spots.features(places.places(as_of))
    payload = found | {"as_of": as_of, "licence": text.LICENCE, **_mark()}
    return json.dumps(payload, ensure_ascii=False).encode()


BOUNDARY = {
    "centre": "四至道路的中心线围合",
    "outer": "由中心线外移到道路外侧（“沿线”），各路外移同样多，外移量按公布的面积选定",
}


def boundary_geojson(as_of: str) -> bytes:
    """The rings and the four quarters as polygons, each with its area and what it is."""
    found = [
        ("ring", row, {"offset_m": row["offset_m"], "what": BOUNDARY.get(row["id"], row["name"])})
        for row in boundary.rings().values()
    ]
    found += [
        ("quarter", row, {"offset_m": 0.0, "what": "中心线围合内，两条轴分成的一格"})
        for row in boundary.quarters()
    ]
    features = [
        {
            "type": "Feature",
            "geometry": json.loads(row["geojson"]),
            "properties": {"id": row["id"], "kind": kind, "name": row["name"], "km2": row["km2"]}
            | more,
        }
        for kind, row, more in found
    ]
    payload = {"type": "FeatureCollection", "features": features, "as_of": as_of,
               "licence": text.LICENCE, "note": text.SCHEMATIC, **_mark()}  # fmt: skip
    return json.dumps(payload, ensure_ascii=False).encode()


MAKERS: dict[str, Callable[[str], bytes]] = {
    "/api/v1/projects.json": projects_json,
    "/api/v1/projects.csv": projects_csv,
    "/api/v1/indicators.json": indicators_json,
    "/api/v1/observations.json": observations_json,
    "/api/v1/places.geojson": places_geojson,
    "/api/v1/boundary.geojson": boundary_geojson,
}


def today() -> str:
    """The default day of a route."""
    return clock.today().isoformat()
