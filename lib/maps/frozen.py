"""Maps rendered once: a rerun then costs no template work and sends a few words.

``st_folium`` renders the whole map at every rerun (about 35 ms here) although the
base never changes, and sends its 34 kB each time. Here its steps are taken once:
the script it would send is served at an address of its own, and the component
gets only that address.
"""

from __future__ import annotations

import folium

#: the map fills its frame, however tall the page makes it
FILLING = (
    "<style>html,body{margin:0;height:100%}body>span{display:none}"
    "#map_div{position:fixed!important;inset:0;width:100%!important;height:100%!important}</style>"
)


def base_script(figure: folium.Map) -> str:
    """``gxBase()``: makes the map in the component's element and returns it."""
    # its import declares the component; a page's run must be the first to do that
    from streamlit_folium import _get_map_string

    figure.get_root().render()
    script = _get_map_string(figure)
    return f"function gxBase() {{\n{script}\nreturn map_div;\n}}\n"


def component_arguments(
    figure: folium.Map, *, key: str, height: int, scripts: list[str], styles: list[str]
) -> dict:
    """What ``st_folium(figure, key=…, height=…, returned_objects=[])`` would send.

    Its script is only the call of :func:`base_script`'s function; ``scripts`` and
    ``styles`` are the addresses the frame loads first.
    """
    from streamlit_folium import generate_js_hash, get_full_id

    script = "var map_div = gxBase();"
    return {
        "script": script,
        "header": FILLING,
        "html": "",
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
        "css_links": styles,
        "js_links": scripts,
        "wrap_longitude": False,
    }
