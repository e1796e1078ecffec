"""The live map in a page: streamlit-folium's frame, sent the same at every rerun."""

from __future__ import annotations

from lib.maps import frame
from lib.maps.frozen import component_arguments
from lib.render import link
from lib.rows.cache import per_version, store_version
from lib.screens.map import base_version, figure
from lib.screens.view import View

HEIGHT = 570


@per_version
def arguments(as_of: str) -> dict:
    """What the frame's component gets; the same at every rerun of a day."""
    own, store = frame.version(), store_version()[:12]
    arguments = component_arguments(
        figure(),
        key="folium",
        height=HEIGHT,
        scripts=[
            link("/vendor/leaflet/leaflet.js"),
            link("/vendor/map/base.js", {"v": base_version()}),
        ],
        styles=[link("/vendor/leaflet/leaflet.css"), link("/vendor/map/frame.css", {"v": own})],
    )
    source = link("/vendor/map/places.json", {"as_of": as_of, "v": store})
    # run once in the frame, and again when the day or the store's version changes it
    return arguments | {"feature_group": f'gx.places("{source}");'}


def draw(view: View) -> None:
    """The map; its frame stays the same, and a filter changes nothing of what is sent."""
    import streamlit_folium  # declares its component to the running server

    streamlit_folium._component_func(**arguments(view.as_of))
