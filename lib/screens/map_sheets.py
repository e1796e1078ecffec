"""The map for paper, and the map as one file to take along."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from pathlib import Path
from urllib.parse import urlencode

import js_lib_leaflet

from lib import palette, text
from lib.exports.printing import qr
from lib.maps import frame
from lib.maps.looks import QUIET, fill
from lib.maps.static import picture
from lib.render import json_script, render, script, sheet
from lib.rows import boundary
from lib.rows import places as places_rows
from lib.rows.spots import drawn, urgency
from lib.rows.store import is_demo
from lib.screens import map as map_screen
from lib.screens.view import View

LEAFLET = Path(js_lib_leaflet.__file__).parent / "static" / "js_lib_leaflet"
#: Leaflet's pictures are for controls that this map does not have
PICTURES = re.compile(r"url\(images/[^)]*\)")
#: lines of the legend: words, colour, dash
LINES = (
    ("沿线范围", "ring", ""),
    ("两条轴（武夷路、定西路）", "axis", ""),
    ("四至道路", "main", ""),
    ("轨道交通", "metro", "dash"),
    ("苏州河", "water", ""),
)


@cache
def leaflet() -> tuple[str, str]:
    """Leaflet's script and style sheet, nothing to fetch in them."""
    code = (LEAFLET / "leaflet.js").read_text(encoding="utf-8")
    code = re.sub(r"//# sourceMappingURL=\S+", "", code)
    css = (LEAFLET / "leaflet.css").read_text(encoding="utf-8")
    return code, PICTURES.sub("none", css)


def _common(view: View) -> dict:
    rows = map_screen.selected(view)
    return {
        "view": view,
        "title": "上海硅巷街区地图",
        "filters": map_screen.filter_words(view),
        "located": sorted((row for row in rows if row["located"]), key=urgency),
        "unlocated": [row for row in rows if not row["located"]],
        "ring_note": map_screen.ring_note(view.as_of),
        "quarters": boundary.quarters(),
        "demo": is_demo(),
    }


def still(view: View, *, width: int = 1180, height: int = 590) -> str:
    """The view's places on the base, SVG."""
    return picture(
        boundary.lines(),
        boundary.rings(),
        boundary.quarters(),
        drawn(map_screen.selected(view)),
        credit=text.CREDIT,
        width=width,
        height=height,
        selected=view.get("site"),
    )


def printed(view: View, base: str) -> str:
    """A page for A4 landscape: picture, legend, credit, and the lists; ``base``: our address."""
    common = _common(view)
    shown = {row["category"] for row in common["located"]}
    return render(
        "print_map.html",
        svg=still(view),
        legend=[
            row
            | {"fill": fill(row["id"], row["colour"])}
            | ({"icon": ""} if row["id"] in QUIET else {})
            for row in map_screen.categories(view.as_of)
            if row["id"] in shown
        ],
        lines=[(name, palette.MAP[kind], dash) for name, kind, dash in LINES],
        font=sheet(palette.FONT.replace('"', "'")),
        qr=qr(base + view.change()),
        **common,
    )


def portable(view: View) -> str:
    """One HTML file with everything in it: Leaflet, base, the view's places and lists."""
    common = _common(view)
    code, css = leaflet()
    rows = common["located"]
    counted = Counter(row["category"] for row in rows)
    categories = [
        row | {"count": counted[row["id"]]}
        for row in places_rows.categories()
        if counted[row["id"]]
    ]
    places = frame.place_data(drawn(rows), categories, map_screen.lamps())
    site = view.get("site")
    from lib.maps.frozen import base_script  # heavy: when first drawn

    figure = map_screen.figure(search="?" + urlencode({"site": site}) if site else "")
    return render(
        "map_file.html",
        leaflet_css=sheet(css),
        frame_css=sheet(frame.style()),
        leaflet_js=script(code),
        frame_js=script(frame.script()),
        base_js=script(base_script(figure)),
        places=json_script(places),
        **common,
    )
