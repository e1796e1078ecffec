"""What is drawn on the base: scripts, style and the data of the places.

The scripts run in the frame of streamlit-folium and in the file to take along.
"""

from __future__ import annotations

import hashlib
import json
from functools import cache
from pathlib import Path

from lib import palette
from lib.maps.looks import BUSY, QUIET, fill, tone
from lib.render.scripts import one_script

HERE = Path(__file__).parent
#: what the scripts read of a place
DRAWN = (
    "id", "name", "icon", "category", "category_name", "precision", "precision_name", "projects",
    "number", "lamp_mark", "lamp_word", "badges", "label_ord", "label_zoom", "ids", "along",
    "line", "said", "rank",
)  # fmt: skip


@cache
def script() -> str:
    """The JavaScript of the map, one text in a scope of its own."""
    return f"(() => {{\n{one_script(HERE / 'scripts' / 'frame.js')}\n}})();"


@cache
def style() -> str:
    """The style sheet of the frame, with the palette's colours."""
    colours = {
        "ground": palette.MAP["ground"],
        "ring": palette.MAP["ring"],
        "metro-ink": palette.CATEGORIES["blue"],
        "font": palette.FONT,
    }
    root = "".join(f"--{name}:{value};" for name, value in colours.items())
    return f":root{{{root}}}\n{(HERE / 'frame.css').read_text(encoding='utf-8')}"


@cache
def version() -> str:
    """Changes with script and style."""
    return hashlib.sha256((script() + style()).encode()).hexdigest()[:12]


def place_data(
    features: list[dict],
    categories: list[dict],
    lamps: list[tuple[str, str, str]],
) -> str:
    """JSON of the layer of places.

    ``features`` as from ``lib.rows.spots.drawn``; ``categories``: id, name, icon,
    colour, count; ``lamps``: sign, word and name of the colour of each, the most urgent
    first. Texts are data: the scripts set them by ``textContent``.
    """
    data = {
        "features": [_coloured(feature) for feature in features],
        "categories": [
            {key: row[key] for key in ("id", "name", "icon", "count")}
            | {"fill": fill(row["id"], row["colour"]), "quiet": row["id"] in QUIET}
            for row in categories
        ],
        "lamps": [(mark, word, palette.LAMPS[name][0]) for mark, word, name in lamps],
        "busy": BUSY.live,
    }
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))


def _coloured(feature: dict) -> dict:
    own = feature["properties"]
    kept = {key: own[key] for key in DRAWN}
    kept |= {
        "fill": fill(own["category"], own["colour"]),
        "quiet": own["category"] in QUIET,
        "within": own["within_boundary"] is not False,
    }
    if own["lamp_tone"]:
        kept["lamp_colour"] = palette.LAMPS[own["lamp_tone"]][0]
        kept["line_colour"] = tone(own["lamp_tone"])
    return {"type": "Feature", "geometry": feature["geometry"], "properties": kept}
