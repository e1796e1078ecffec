"""Charts as pictures, drawn by vl-convert: no browser, no network."""

from __future__ import annotations

import json

#: nothing of a chart may be fetched
NO_HOST: list[str] = []


def svg(spec: dict) -> str:
    """A Vega-Lite specification as SVG text, with the words as text."""
    import vl_convert  # 40 MB of V8: only those who download pay for it

    return vl_convert.vegalite_to_svg(
        json.dumps(spec, ensure_ascii=False), allowed_base_urls=NO_HOST
    )


def png(spec: dict, *, scale: float = 2) -> bytes:
    """A Vega-Lite specification as PNG; ``scale`` 1 is one pixel for each of the chart's."""
    import vl_convert

    return vl_convert.vegalite_to_png(
        json.dumps(spec, ensure_ascii=False), scale=scale, allowed_base_urls=NO_HOST
    )
