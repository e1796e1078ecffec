"""Places, lines and rings for map and lists."""

from __future__ import annotations

import json

from lib.queries.base import ask

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

LINES = """
select l.id, l.name, l.kind, l.licence, l.source, v.lon, v.lat
from line l join line_vertex v on v.line_id = l.id
order by l.id, v.seq
"""

RINGS = "select id, name, km2, offset_m, geojson from ring order by id"

QUARTERS = "select id, name, km2, geojson from quarter order by id"


def places(as_of: str) -> list[dict]:
    """All places known on ``as_of``; lon and lat are null where not located."""
    return ask(PLACES, as_of=as_of)


def reported(as_of: str) -> list[dict]:
    """What offices last said of each place: place_id, lon, lat, as_of, office, and apart from
    it correction, corrected_on, corrected_by; a correction alone takes no coordinate back.
    """
    return ask(REPORTED, as_of=as_of)


def categories() -> list[dict]:
    """id, name, colour, icon, ord."""
    return ask(CATEGORIES)


def lines() -> list[dict]:
    """Every line: id, name, kind, licence, source and ``points`` as (lon, lat)."""
    found: dict[str, dict] = {}
    for row in ask(LINES):
        point = (row.pop("lon"), row.pop("lat"))
        found.setdefault(row["id"], row | {"points": []})["points"].append(point)
    return list(found.values())


def rings() -> dict[str, dict]:
    """The centre-line and the outer ring by id: name, km2, offset_m, geojson, and
    ``points`` as (lon, lat), the last the first.
    """
    rows = ask(RINGS)
    return {row["id"]: row | {"points": corners(row["geojson"])} for row in rows}


def corners(geojson: str) -> list[tuple[float, float]]:
    """The outline of a GeoJSON polygon as (lon, lat)."""
    return [(lon, lat) for lon, lat in json.loads(geojson)["coordinates"][0]]


def quarters() -> list[dict]:
    """The four fields of the 田字 with km² and GeoJSON."""
    return ask(QUARTERS)
