"""Parts of 街区地图."""

from __future__ import annotations

from collections import Counter

import streamlit_folium

from lib import text
from lib.maps.base import OfflineMap, base_map, place_layer
from lib.maps.frozen import component_arguments, layer_script
from lib.measures import facets
from lib.palette import MAP
from lib.queries import places as queries
from lib.render import render
from lib.ui import data
from lib.ui.cache import per_version
from lib.ui.facet_bar import choice_of, facet_bar
from lib.ui.request import View
from lib.views.indicators import published_area
from lib.views.items import choices, records
from lib.views.places import features

FACETS = {"category": "类别", "action": "专项行动", "office": "科室与部门", "precision": "精度"}
HEIGHT = 570
CLOSE_UP = 17


@per_version
def allowed(as_of: str) -> dict[str, frozenset | None]:
    """Valid ids of the page's parameters on that day."""
    options = _options(as_of)
    sites = frozenset(row["id"] for row in data.places(as_of))
    return {key: frozenset(options[key]) for key in FACETS} | {"q": None, "site": sites}


def _options(as_of: str) -> dict[str, dict[str, str]]:
    rows = data.items(as_of)
    return {
        "category": {row["id"]: row["name"] for row in records(queries.categories())},
        "action": choices(rows, "action"),
        "office": choices(rows, "office"),
        "precision": text.PRECISION,
    }


def _selected(view: View) -> list[dict]:
    rows = data.places(view.as_of)
    return facets.select(rows, choice_of(view, FACETS), words=view.get("q"))


@per_version
def heading(view: View) -> str:
    """Title and the counts."""
    rows = data.places(view.as_of)
    located = sum(row["located"] for row in rows)
    lead = f"{len(rows)} 处点位，{located} 处已定位，{len(rows) - located} 处未定位"
    return render("heading.html", title="街区地图", lead=lead)


@per_version
def filters(view: View) -> str:
    """The filter row with counts."""
    rows = data.places(view.as_of)
    return facet_bar(view, rows, FACETS, _options(view.as_of), "点位、地址、事项", drop="site")


@per_version
def _base() -> dict:
    figure = base_map(queries.lines(), queries.rings())
    return component_arguments(figure, key="folium", height=HEIGHT)


@per_version
def _layer(view: View) -> str:
    return layer_script(place_layer(features(_selected(view), view.get("site"))), OfflineMap)


@per_version
def _focus(view: View) -> tuple[float, float] | None:
    """Where the chosen place lies, None when none is chosen or it is not located."""
    site = next((r for r in data.places(view.as_of) if r["id"] == view.get("site")), None)
    return (site["lat"], site["lon"]) if site and site["located"] else None


def draw(view: View) -> None:
    """The map; its frame stays the same while filters change."""
    focus = _focus(view)
    moving = {"center": focus, "zoom": CLOSE_UP if focus else None}
    streamlit_folium._component_func(**_base() | moving | {"feature_group": _layer(view)})


@per_version
def lists(view: View) -> str:
    """The chosen place's panel, the located places, the places without coordinates."""
    rows = _selected(view)
    site = next((r for r in data.places(view.as_of) if r["id"] == view.get("site")), None)
    return render(
        "places.html",
        view=view,
        site=site,
        chosen=view.get("site"),
        located=[row for row in rows if row["located"]],
        unlocated=[row for row in rows if not row["located"]],
    )


@per_version
def notes(as_of: str) -> str:
    """What the drawing is and is not, and how to read it."""
    counted = Counter(row["category"] for row in data.places(as_of) if row["located"])
    categories = [row | {"count": counted[row["id"]]} for row in records(queries.categories())]
    return render(
        "mapfoot.html",
        ring_note=ring_note(as_of),
        quarters=records(queries.quarters()),
        categories=categories,
        lines=MAP,
    )


@per_version
def ring_note(as_of: str) -> str:
    """The sentence on ring and areas, with the measured figures."""
    if not published_area(as_of):
        return text.RING_LATER
    rings = queries.rings().set_index("id")
    return text.RING_NOTE.format(
        centre=rings.loc["centre", "km2"],
        outer=rings.loc["outer", "km2"],
        offset=rings.loc["outer", "offset_m"],
    )
