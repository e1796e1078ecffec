"""Maps rendered once: a rerun then costs no template work.

``st_folium`` renders the whole map at every rerun (about 35 ms here) although
the base never changes. Here its steps are taken once, and what it would send to
its component is kept.
"""

from __future__ import annotations

import folium
from streamlit_folium import (
    _get_feature_group_string,
    _get_header,
    _get_html,
    _get_map_string,
    generate_js_hash,
    get_full_id,
)


def component_arguments(figure: folium.Map, *, key: str, height: int) -> dict:
    """What ``st_folium(figure, key=…, height=…, returned_objects=[])`` would send."""
    figure.get_root().render()
    html, header = _get_html(figure), _get_header(figure)
    script = _get_map_string(figure)
    return {
        "script": script,
        "header": header,
        "html": html,
        "id": get_full_id(figure),
        "key": generate_js_hash(script, key, False),
        "height": height,
        "width": None,
        "returned_objects": [],
        "default": {},
        "zoom": None,
        "center": None,
        "feature_group": None,
        "return_on_hover": False,
        "layer_control": None,
        "pixelated": False,
        "css_links": [link for _, link in figure.default_css],
        "js_links": [link for _, link in figure.default_js],
        "wrap_longitude": False,
    }


def layer_script(group: folium.FeatureGroup, kind: type[folium.Map]) -> str:
    """The JavaScript that puts ``group`` on the component's map in place of the last one."""
    return _get_feature_group_string(group, kind(tiles=None))
