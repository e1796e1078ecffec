"""Maps rendered once: a rerun then costs no template work.

streamlit-folium renders the whole map at every rerun (about 35 ms here) although
the base never changes. These stand-ins give it the finished JavaScript.
"""

from __future__ import annotations

from types import SimpleNamespace

import folium
from streamlit_folium import (
    _get_feature_group_string,
    _get_header,
    _get_html,
    _get_map_string,
)


class _Ready:
    """Something whose ``render()`` gives a finished text."""

    def __init__(self, text: str):
        self.text = text

    def render(self, **_: object) -> str:
        return self.text


class FrozenMap(folium.Map):
    """A map whose JavaScript, header and HTML were made once; builds no new one."""

    def __init__(self, source: folium.Map):
        source.get_root().render()
        script = _get_map_string(source)
        self._id = source._id
        self._name = source._name
        self._children = {}
        self.options = source.options
        self.default_js, self.default_css = source.default_js, source.default_css
        self._template = SimpleNamespace(module=SimpleNamespace(script=lambda _: script))
        self._root = SimpleNamespace(
            header=_Ready(_get_header(source)), html=_Ready(_get_html(source)), render=str
        )
        self._bounds = source.get_bounds()

    def get_root(self):
        return self._root

    def get_bounds(self):
        return self._bounds

    def render(self, **_: object) -> str:
        return ""


class FrozenGroup(folium.FeatureGroup):
    """A feature group whose JavaScript was made once."""

    def __init__(self, script: str):
        self._name, self._id, self._children = "FeatureGroup", "frozen", {}
        self._template = SimpleNamespace(module=SimpleNamespace(script=lambda _: script))

    def add_to(self, *_: object, **__: object):
        return self

    def render(self, **_: object) -> str:
        return ""


def freeze_group(group: folium.FeatureGroup, kind: type[folium.Map]) -> FrozenGroup:
    """Render ``group`` on a map of its own and keep only its JavaScript.

    The lines that streamlit-folium adds itself are cut off again.
    """
    text = _get_feature_group_string(group, kind(tiles=None))
    return FrozenGroup(text.split("map_div.addLayer(feature_group_feature_group_0);")[0])
