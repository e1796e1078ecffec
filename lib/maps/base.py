"""The constant base map: creek, roads by class, axes, metro, ring; no network.

Leaflet comes from this server (``/vendor/leaflet``); no tiles, no CDN.
"""

from __future__ import annotations

import json
from pathlib import Path

import folium
import pandas as pd
from branca.element import MacroElement
from folium.template import Template
from folium.utilities import JsCode

from lib import palette

VENDOR = "/vendor/leaflet"
HERE = Path(__file__).parent
#: what the scripts of the layer read
DRAWN = {
    "id", "name", "icon", "fill", "precision", "precision_name", "category_name", "projects",
    "lamp_mark", "lamp_word", "lamp_colour", "selected", "fan", "fan_of",
}  # fmt: skip
BRACE = "\ue07b"  # stands for "{" on its way through folium
STYLES = {
    "water": {"weight": 12, "opacity": 0.9},
    "outer": {"weight": 2},
    "tunnel": {"weight": 2, "dashArray": "2 6"},
    "road": {"weight": 3},
    "main": {"weight": 5},
    "axis": {"weight": 7},
    "metro": {"weight": 3, "dashArray": "9 6"},
}
ORDER = tuple(STYLES)
CENTRE = (31.2161, 121.4194)
ZOOM = 15
LIMITS = {"min_lat": 31.196, "max_lat": 31.238, "min_lon": 121.396, "max_lon": 121.442}


class OfflineMap(folium.Map):
    """A folium map whose Leaflet is served by ourselves."""

    default_js = [("leaflet", f"{VENDOR}/leaflet.js")]
    default_css = [("leaflet_css", f"{VENDOR}/leaflet.css")]


class Settled(MacroElement):
    """The first view shows the whole ring at once; a click does not scroll the page."""

    _template = Template("""
        {% macro script(this, kwargs) %}
        {{ this._parent.get_name() }}.getContainer().focus = function () {
            HTMLElement.prototype.focus.call(this, { preventScroll: true });
        };
        {{ this._parent.get_name() }}.fitBounds({{ this.bounds }}, { animate: false });
        {% endmacro %}
    """)

    _name = "Settled"

    def __init__(self, bounds: list[list[float]]):
        super().__init__()
        self.bounds = bounds


def script(name: str) -> JsCode:
    """A JavaScript function from a file beside this module."""
    return JsCode((HERE / name).read_text(encoding="utf-8"))


def base_map(lines: pd.DataFrame, rings: pd.DataFrame) -> OfflineMap:
    """The base; ``lines`` one row a vertex (id, name, kind, seq, lon, lat), ``rings``
    id, name, km2, geojson."""
    figure = OfflineMap(
        location=CENTRE,
        zoom_start=ZOOM,
        tiles=None,
        zoom_control=False,
        attribution_control=False,
        min_zoom=13,
        max_zoom=18,
        max_bounds=True,
        zoom_snap=0.25,
        **LIMITS,
    )
    ground = f"<style>.leaflet-container{{background:{palette.MAP['ground']}}}</style>"
    figure.get_root().header.add_child(folium.Element(ground))
    folium.Control("Zoom", zoomInTitle="放大", zoomOutTitle="缩小").add_to(figure)
    folium.Control("Scale", imperial=False).add_to(figure)
    ring = rings.set_index("id").loc["outer"]
    lons, lats = zip(*json.loads(ring["geojson"])["coordinates"][0], strict=True)
    Settled([[min(lats), min(lons)], [max(lats), max(lons)]]).add_to(figure)
    for kind in ORDER:
        drawn = _collection(lines[lines["kind"] == kind])
        if drawn["features"]:
            folium.GeoJson(
                drawn,
                style_function=_style(kind),
                interactive=False,
                on_each_feature=script("line.js"),
            ).add_to(figure)
    folium.GeoJson(
        {"type": "Feature", "geometry": json.loads(ring["geojson"]), "properties": {}},
        style_function=lambda _: {
            "color": palette.MAP["ring"],
            "weight": 3,
            "fillOpacity": 0.06,
            "fillColor": palette.MAP["ring"],
        },
        interactive=False,
    ).add_to(figure)
    return figure


def _style(kind: str):
    style = {"color": palette.MAP[kind], "lineCap": "round", "opacity": 1} | STYLES[kind]
    return lambda _: style


def _collection(rows: pd.DataFrame) -> dict:
    features = [
        {
            "type": "Feature",
            "geometry": {
                "type": "LineString",
                "coordinates": own[["lon", "lat"]].to_numpy().tolist(),
            },
            "properties": _veiled({"name": name, "kind": kind}),
        }
        for (_, name, kind), own in rows.groupby(["id", "name", "kind"], sort=False)
    ]
    return {"type": "FeatureCollection", "features": features}


def place_layer(features: dict) -> folium.FeatureGroup:
    """One GeoJSON layer of places; texts are set by ``textContent`` in the browser.

    ``features`` as from ``lib.views.places.features``.
    """
    group = folium.FeatureGroup(name="点位")
    folium.GeoJson(
        {**features, "features": [_coloured(each) for each in features["features"]]},
        point_to_layer=script("marker.js"),
        on_each_feature=script("place.js"),
    ).add_to(group)
    return group


def _veiled(properties: dict) -> dict:
    """Texts without curly braces.

    branca runs finished scripts through Jinja once more: a name with ``{{`` in it
    would be executed there. The scripts put the braces back (U+E07B → ``{``).
    """
    return {
        key: value.replace("{", BRACE) if isinstance(value, str) else value
        for key, value in properties.items()
    }


def _coloured(feature: dict) -> dict:
    own = feature["properties"]
    colours = {"fill": palette.CATEGORIES.get(own["colour"], palette.CATEGORIES["grey"])}
    if own["lamp_tone"]:
        colours["lamp_colour"] = palette.LAMPS[own["lamp_tone"]][0]
    drawn = {key: value for key, value in (own | colours).items() if key in DRAWN}
    return {**feature, "properties": _veiled(drawn)}
