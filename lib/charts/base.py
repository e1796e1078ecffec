"""Altair's common dress: Chinese fonts, quiet axes."""

from __future__ import annotations

import altair as alt

from lib import palette

FONT = palette.FONT.replace('"', "'")


def dressed(chart: alt.Chart | alt.LayerChart) -> alt.Chart | alt.LayerChart:
    """The chart with the house's font, sizes and colours."""
    return (
        chart.configure(font=FONT, background="transparent", aria=False)
        .configure_axis(
            labelFontSize=14,
            titleFontSize=14,
            labelColor=palette.INK,
            titleColor=palette.SOFT,
            gridColor="#ebe8e1",
            domainColor=palette.LINE,
            tickColor=palette.LINE,
            labelLimit=260,
        )
        .configure_mark(aria=False)  # the chart has one text of its own
        .configure_view(stroke=None)
        .configure_legend(labelFontSize=14, titleFontSize=14, orient="top", labelColor=palette.INK)
    )


def inline(spec: dict) -> dict:
    """The specification with each layer's rows in place.

    Streamlit turns named datasets into Arrow tables at every rerun; rows in
    place go to the browser as they are.
    """
    sets = spec.pop("datasets", {})
    for part in [spec, *spec.get("layer", [])]:
        name = part.get("data", {}).get("name")
        if name in sets:
            part["data"] = {"values": sets[name]}
    return spec
