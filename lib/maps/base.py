"""The constant base map: creek, roads by class, axes, metro, ring, quarters; no network.

Leaflet comes from this server (``/vendor/leaflet``); no CDN. What stands on the base
(names, markers, controls) is drawn by the scripts of :mod:`lib.maps.frame`.
"""

from __future__ import annotations

import json
from collections.abc import Iterator

import folium
from branca.element import MacroElement
from folium.template import Template
from folium.utilities import JsCode

from lib import palette
from lib.maps.looks import LINES

VENDOR = "/vendor/leaflet"
BRACE = "\ue07b"  # stands for "{" on its way through folium
CENTRE = (31.2161, 121.4194)
ZOOM = 15


class OfflineMap(folium.Map):
    """A folium map whose Leaflet is served by ourselves."""

    default_js = [("leaflet", f"{VENDOR}/leaflet.js")]
    default_css = [("leaflet_css", f"{VENDOR}/leaflet.css")]


class Settled(MacroElement):
    """The view shows the whole ring; a click does not scroll the page.

    Last on the map: hands it to the frame, with the ``settings`` that it needs.
    """

    _template = Template("""
        {% macro script(this, kwargs) %}
        {{ this._parent.get_name() }}.getContainer().focus = function () {
            HTMLElement.prototype.focus.call(this, { preventScroll: true });
        };
        gx.base({{ this._parent.get_name() }}, {{ this.bounds }}, {{ this.settings }});
        {% endmacro %}
    """)

    _name = "Settled"

    def __init__(self, bounds: list[list[float]], settings: dict):
        super().__init__()
        self.bounds = bounds
        self.settings = json.dumps(settings, ensure_ascii=True).replace("<", "\\u003c")


def base_map(
    lines: list[dict],
    rings: dict[str, dict],
    quarters: list[dict],
    *,
    limits: tuple[float, float, float, float],
    credit: str,
    tiles: tuple[str, ...] = (),
    search: str = "",
) -> OfflineMap:
    """The base.

    ``lines``, ``rings`` and ``quarters`` as from ``lib.rows.places``; ``limits``: west,
    south, east, north in degrees, beyond which nobody can move; ``tiles``: XYZ addresses (WGS-84);
    ``search``: the filter of a map that has no page around it.
    """
    figure = _figure(limits)
    for roads in _roads(lines):
        roads.add_to(figure)
    ring = json.loads(rings["outer"]["geojson"])
    _outline(ring).add_to(figure)
    _fields(quarters).add_to(figure)
    lons, lats = zip(*ring["coordinates"][0], strict=True)
    Settled(
        [[min(lats), min(lons)], [max(lats), max(lons)]],
        {"credit": credit, "tiles": tiles, "search": search, "colours": palette.MAP},
    ).add_to(figure)
    return figure


def _figure(limits: tuple[float, float, float, float]) -> OfflineMap:
    """The empty map with its two controls."""
    west, south, east, north = limits
    figure = OfflineMap(
        location=CENTRE,
        zoom_start=ZOOM,
        tiles=None,
        zoom_control=False,
        attribution_control=False,
        max_bounds=True,
        zoom_snap=0.1,
        min_lat=south,
        max_lat=north,
        min_lon=west,
        max_lon=east,
    )
    folium.Control("Zoom", zoomInTitle="放大", zoomOutTitle="缩小").add_to(figure)
    folium.Control("Scale", imperial=False).add_to(figure)
    return figure


def _roads(lines: list[dict]) -> Iterator[folium.GeoJson]:
    """The lines by kind, the lowest first."""
    for kind in LINES:
        drawn = _collection([line for line in lines if line["kind"] == kind])
        if drawn["features"]:
            yield folium.GeoJson(
                drawn,
                style_function=_style(kind),
                interactive=False,
                on_each_feature=JsCode("gx.line"),
            )


def _outline(ring: dict) -> folium.GeoJson:
    return folium.GeoJson(
        {"type": "Feature", "geometry": ring, "properties": {}},
        style_function=lambda _: {
            "color": palette.MAP["ring"],
            "weight": 3,
            "fillOpacity": 0.06,
            "fillColor": palette.MAP["ring"],
        },
        interactive=False,
        on_each_feature=JsCode("gx.outline"),
    )


def _fields(quarters: list[dict]) -> folium.GeoJson:
    """The four fields; their names and areas show when the pointer is over them."""
    features = [
        {
            "type": "Feature",
            "geometry": json.loads(row["geojson"]),
            "properties": {
                "id": row["id"],
                "text": f"{row['name']}格 约 {row['km2']:.2f} 平方公里（中心线）",
            },
        }
        for row in quarters
    ]
    return folium.GeoJson(
        {"type": "FeatureCollection", "features": features},
        style_function=lambda _: {
            "color": palette.MAP["ring"],
            "weight": 1.5,
            "opacity": 0.75,
            "dashArray": "3 5",
            "fillOpacity": 0,
            "fillColor": palette.MAP["ring"],
        },
        on_each_feature=JsCode("gx.quarter"),
    )


def _style(kind: str):
    look = LINES[kind]
    style = {"color": palette.MAP[kind], "lineCap": "round", "opacity": 1, "weight": look.live}
    if look.dash:
        style["dashArray"] = look.dash
    return lambda _: style


def _collection(lines: list[dict]) -> dict:
    features = [
        {
            "type": "Feature",
            "geometry": {
                "type": "LineString",
                "coordinates": line["points"],
            },
            "properties": {"name": line["name"].replace("{", BRACE), "kind": line["kind"]},
        }
        for line in lines
    ]
    return {"type": "FeatureCollection", "features": features}
