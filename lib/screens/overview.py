"""Parts of 总览."""

from __future__ import annotations

from lib import palette
from lib.measures.lamps import PROJECT_STATES
from lib.render import as_image, render
from lib.rows import places
from lib.rows.cache import per_version
from lib.rows.overview import overview
from lib.rows.project_facets import STATE_ORDER
from lib.rows.spots import counted, together
from lib.scenes.sketch import sketch
from lib.screens.view import View

WIDTH, HEIGHT = 290, 232
SPOTS = 7  # places named beside the picture


@per_version
def small_map(as_of: str) -> str:
    """Carriers, institutes and the projects' lamps as a small picture (a data URI)."""
    return as_image(sketch(as_of, width=WIDTH, height=HEIGHT))


def busiest(as_of: str) -> list[dict]:
    """Roads and places with projects, the most urgent first: id, name, lamp, how many."""
    rows = [row for row in together(places.places(as_of)) if row["projects"] and row["located"]]
    rows.sort(key=lambda row: (STATE_ORDER.index(row["lamp"]), -len(row["projects"])))
    return [
        {
            "id": row["id"],
            "name": row["name"],
            "word": PROJECT_STATES[row["lamp"]],
            "says": counted(row),
        }
        for row in rows[:SPOTS]
    ]


@per_version
def body(view: View) -> str:
    """The whole first page."""
    rows = places.places(view.as_of)
    located = sum(row["located"] for row in rows)
    return render(
        "overview.html",
        view=view,
        colours=palette.CATEGORIES,
        sketch=small_map(view.as_of),
        width=WIDTH,
        height=HEIGHT,
        spots=busiest(view.as_of),
        located=located,
        unlocated=len(rows) - located,
        **overview(view.as_of),
    )


#: what the plain page is made of
PARTS = (body,)
