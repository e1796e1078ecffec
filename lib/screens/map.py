"""Parts of 街区地图."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from typing import TYPE_CHECKING

from lib import paths, text
from lib.maps import frame
from lib.measures import facets
from lib.measures.geometry import SURROUNDINGS
from lib.measures.lamps import PROJECT_STATES
from lib.render import render
from lib.rows import boundary, places, projects
from lib.rows.cache import per_version
from lib.rows.indicators import published_area
from lib.rows.organizations import organizations
from lib.rows.places import FACETS
from lib.rows.project_facets import STATE_ORDER, choices
from lib.rows.spots import counted, drawn, together, urgency
from lib.screens.facet_bar import choice_of, facet_bar
from lib.screens.view import View

if TYPE_CHECKING:
    from lib.maps.base import OfflineMap


@per_version
def allowed(as_of: str) -> dict[str, frozenset | None]:
    """Valid ids of the page's parameters on that day."""
    options = _options(as_of)
    sites = frozenset(row["id"] for row in places.places(as_of))
    return {key: frozenset(options[key]) for key in FACETS} | {"q": None, "site": sites}


@per_version
def _options(as_of: str) -> dict[str, dict[str, str]]:
    rows = projects.projects(as_of)
    return {
        "category": {row["id"]: row["name"] for row in places.categories()},
        "action": choices(rows, "action"),
        "office": choices(rows, "office"),
        "state": choices(rows, "state"),
        "precision": text.PRECISION,
    }


def selected(view: View) -> list[dict]:
    """The places that the view's filter leaves."""
    rows = places.places(view.as_of)
    return facets.select(rows, choice_of(view, FACETS), words=view.get("q"))


def filter_words(view: View) -> list[str]:
    """The filter in words, one a choice."""
    options = _options(view.as_of)
    found = [f"{name}：{options[key][id]}" for key, name in FACETS.items() for id in view.all(key)]
    return found + ([f"关键词：{view.get('q')}"] if view.get("q") else [])


@per_version
def heading(view: View) -> str:
    """Title, the counts, and the files of this view."""
    rows = places.places(view.as_of)
    located = sum(row["located"] for row in rows)
    lead = f"{len(rows)} 处点位，{located} 处已定位，{len(rows) - located} 处未定位"
    nowhere = sum(not project["places"] for project in projects.projects(view.as_of))
    if nowhere:
        lead += f"；{nowhere} 个事项没有写到地点"
    return render("maphead.html", view=view, lead=lead)


@per_version
def filters(view: View) -> str:
    """The filter row with counts."""
    rows = places.places(view.as_of)
    return facet_bar(
        view, rows, FACETS, _options(view.as_of), "点位、地址、事项", drop="site", unit="处"
    )


def figure(*, search: str = "", tiles: tuple[str, ...] = ()) -> OfflineMap:
    """The base as a folium map; ``search`` as in :func:`lib.maps.base.base_map`."""
    from lib.maps.base import base_map  # heavy: when first drawn

    return base_map(
        boundary.lines(),
        boundary.rings(),
        boundary.quarters(),
        limits=SURROUNDINGS,
        credit=text.CREDIT,
        tiles=tiles,
        search=search,
    )


@per_version
def base() -> str:
    """The frame's scripts and the base, served as one file; see :mod:`lib.ui.map_frame`."""
    from lib.maps.frozen import base_script

    return frame.script() + base_script(figure(tiles=paths.tiles()))


@per_version
def base_version() -> str:
    """What the address of :func:`base` says of its content."""
    return hashlib.sha256(base().encode()).hexdigest()[:12]


@per_version
def place_data(as_of: str) -> str:
    """JSON of all located places of that day; which of them are drawn, :func:`shown` says."""
    return frame.place_data(drawn(places.places(as_of)), categories(as_of), lamps())


@per_version
def shown(view: View) -> str:
    """JSON of what the filter leaves: ids of the located places, the chosen categories."""
    ids = [row["id"] for row in selected(view) if row["located"]]
    return json.dumps({"ids": ids, "categories": view.all("category")})


def lamps() -> list[tuple[str, str, str]]:
    """Sign, word and colour of the lamps, the most urgent first."""
    words = [PROJECT_STATES[state] for state in STATE_ORDER]
    return [(word.mark, word.word, word.colour) for word in words]


def categories(as_of: str) -> list[dict]:
    """The categories with a located place on that day, each with its count."""
    counted = Counter(row["category"] for row in places.places(as_of) if row["located"])
    rows = places.categories()
    return [row | {"count": counted[row["id"]]} for row in rows if counted[row["id"]]]


@per_version
def lists(view: View) -> str:
    """The chosen place's panel; the located places and the others, the most urgent first."""
    rows = selected(view)
    site = next((r for r in places.places(view.as_of) if r["id"] == view.get("site")), None)
    located = [row for row in rows if row["located"]]
    lost = [row for row in rows if not row["located"]]
    return render(
        "places.html",
        view=view,
        site=site,
        bodies=[row for row in organizations(view.as_of) if site and row["place_id"] == site["id"]],
        chosen=view.get("site"),
        located=[row | {"says": counted(row)} for row in sorted(together(located), key=urgency)],
        count=len(located),
        unlocated=[row | {"says": counted(row)} for row in sorted(lost, key=urgency)],
        most=text.LONG,
    )


@per_version
def notes(as_of: str) -> str:
    """What the drawing is and is not; how to read it, its legend in the frame says."""
    return render(
        "mapfoot.html",
        ring_note=ring_note(as_of),
        quarters=boundary.quarters(),
    )


@per_version
def ring_note(as_of: str) -> str:
    """The sentence on ring and areas, with the measured figures."""
    if not published_area(as_of):
        return text.RING_LATER
    rings = boundary.rings()
    return text.RING_NOTE.format(
        centre=rings["centre"]["km2"],
        outer=rings["outer"]["km2"],
        offset=rings["outer"]["offset_m"],
    )


#: what the plain page is made of
PARTS = (heading, filters, lists)
DAILY = (place_data, notes)
