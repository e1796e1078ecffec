"""Altair's common dress: Chinese fonts, quiet axes."""

from __future__ import annotations

import json
import re

import altair as alt

from lib import palette

KIND = re.compile(r"datum\.kind == '(\w+)'")
FONT = palette.FONT.replace('"', "'")


def dressed(chart: alt.Chart | alt.LayerChart) -> alt.Chart | alt.LayerChart:
    """The chart with the house's font, sizes and colours."""
    return (
        chart.configure(font=FONT, background="transparent", aria=False, padding=12)
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
    """The specification with each layer's rows in place, only the columns it names.

    Streamlit turns a chart's own datasets into Arrow tables at every rerun; rows
    inside the layers go to the browser as they are.
    """
    sets = spec.pop("datasets")
    rows = sets[spec.pop("data")["name"]]
    for layer in spec["layer"]:
        words = json.dumps(layer, ensure_ascii=False)
        named = [column for column in rows[0] if column in words]
        kind = KIND.search(words)
        own = [row for row in rows if not kind or row["kind"] == kind[1]]
        layer["data"] = {"values": [{name: row[name] for name in named} for row in own]}
    return spec
