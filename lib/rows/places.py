"""Places for map and lists: features, filters, what is not located."""

from __future__ import annotations

from lib.measures import geometry
from lib.rows import boundary, projects
from lib.rows.cache import per_version
from lib.rows.naming import has_address
from lib.rows.project_facets import STATE_ORDER
from lib.rows.shapes.base import Point
from lib.rows.shapes.places import Category, Place, PlaceFact, PlaceReport, PlaceStanding
from lib.rows.shapes.projects import Project
from lib.rows.store import ask

PLACES = """
select p.id, p.name, p.category, c.name as category_name, c.colour, c.icon, c.ord,
       c.label_ord, c.label_zoom,
       p.also, p.address, p.address_from, p.lon, p.lat, p.precision, p.error_m, p.line_id,
       p.note, p.geo_source, p.geo_note, p.edge_m, p.within_boundary, l.name as line_name,
       p.document_id, d.short_title as document, p.locator, p.quote
from place p
join place_category c on c.id = p.category
left join line l on l.id = p.line_id
left join document d on d.id = p.document_id
where d.issued_on is null or d.issued_on <= :as_of
order by c.ord, p.rowid
"""

REPORTED = """
with standing as (
  select r.place_id, r.lon, r.lat, r.correction, r.as_of, o.name as office,
         row_number() over (partition by r.place_id, r.lon is null
                            order by r.as_of desc, r.id desc) as at,
         row_number() over (partition by r.place_id, r.correction is null
                            order by r.as_of desc, r.id desc) as said
  from place_report r
  join import_batch b on b.id = r.batch_id
  left join office o on o.id = b.office_id
  where r.as_of <= :as_of and substr(b.received_at, 1, 10) <= :as_of
    and not exists (select 1 from import_batch w where w.withdraws = b.id)
), spot as (select * from standing where lon is not null and at = 1),
word as (select * from standing where correction is not null and said = 1)
select ids.place_id, spot.lon, spot.lat, spot.as_of, spot.office,
       word.correction, word.as_of as corrected_on, word.office as corrected_by
from (select distinct place_id from standing) ids
left join spot on spot.place_id = ids.place_id
left join word on word.place_id = ids.place_id
order by ids.place_id
"""

CATEGORIES = """
select id, name, colour, icon, ord, label_ord, label_zoom from place_category order by ord, id
"""


#: facets of the map, in the order of the filter row: key → label
FACETS = {
    "category": "类别",
    "action": "专项行动",
    "office": "科室与部门",
    "state": "状态",
    "precision": "精度",
}


@per_version
def places(as_of: str) -> list[Place]:
    """:func:`places_of` all projects of the day; shared, do not change."""
    return places_of(as_of, projects.projects(as_of))


def places_of(as_of: str, rows: list[Project]) -> list[Place]:
    """Every place known on ``as_of`` with the given projects at it and facets to filter by.

    A coordinate that an office
    reported takes the documented one's place if it lies in the surroundings.
    """
    at: dict[str, list[Project]] = {}
    for project in rows:
        for place in project["places"]:
            at.setdefault(place["place_id"], []).append(project)
    reports = {row["place_id"]: row for row in ask(REPORTED, as_of=as_of)}
    ring = boundary.rings()["outer"]["points"] if reports else []
    return [
        _place(_reported(row, reports.get(row["id"]), ring), at.get(row["id"], []))
        for row in ask(PLACES, as_of=as_of)
    ]


def _reported(row: PlaceFact, report: PlaceReport | None, ring: list[Point]) -> PlaceStanding:
    """The row with what an office reported about it; ``report`` and ``refused`` say so."""
    standing: PlaceStanding = {**row, "report": report, "refused": False, "moved": None}
    if report is None or report["lon"] is None or report["lat"] is None:
        return standing
    here = (report["lon"], report["lat"])
    if not geometry.nearby(*here):
        return {**standing, "refused": True}
    moved = None
    if row["lon"] is not None and row["lat"] is not None:
        moved = round(geometry.metres(here, (row["lon"], row["lat"])))
    return {
        **standing,
        "lon": report["lon"],
        "lat": report["lat"],
        "precision": "reported",
        "error_m": None,
        "moved": moved,
        "within_boundary": int(geometry.inside(ring, *here)),
        "geo_source": f"{report['office'] or '科室'}填报，{report['as_of']}",
        "geo_note": "已核对在街区周边范围内，未测量",
    }


def _place(row: PlaceStanding, own: list[Project]) -> Place:
    words = [row["name"], row["category_name"]]
    words += [row["also"] or "", row["address"] or "", row["note"] or ""]
    words += [project["name"] for project in own]
    return {
        **row,
        "facets": {
            "category": (row["category"],),
            "precision": (row["precision"],),
            "action": tuple(dict.fromkeys(project["action_id"] for project in own)),
            "office": tuple(
                dict.fromkeys(id for project in own for id in project["facets"]["office"])
            ),
            "state": tuple(dict.fromkeys(project["lamp"].state for project in own)),
        },
        "projects": own,
        "lamp": worst(own),
        "askable": tuple(
            dict.fromkeys(each["name"] for project in own for each in project["offices"])
        ),
        "located": row["lon"] is not None,
        "addressed": has_address(row),
        "text": " ".join(words).casefold(),
    }


def worst(own: list[Project]) -> str:
    """The most urgent state among the projects; '' without any."""
    states = {project["lamp"].state for project in own}
    return next((state for state in STATE_ORDER if state in states), "")


def categories() -> list[Category]:
    """id, name, colour, icon, ord, label_ord, label_zoom."""
    return ask(CATEGORIES)
