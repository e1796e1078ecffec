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
    """The specification with the rows in place, each layer's only once.

    Streamlit turns a chart's own datasets into Arrow tables at every rerun; rows
    inside the layers go to the browser as they are. Neighbouring layers of one
    ``kind`` become a layer of layers over common rows, with only the columns they
    name: what is sent and parsed at every rerun is half as long.
    """
    sets = spec.pop("datasets")
    rows = sets[spec.pop("data")["name"]]
    groups: list[tuple[str | None, list[dict]]] = []
    for layer in spec["layer"]:
        found = KIND.search(json.dumps(layer, ensure_ascii=False))
        kind = found[1] if found else None
        if kind:
            layer = _without_filter(layer, kind)
        if groups and groups[-1][0] == kind:
            groups[-1][1].append(layer)
        else:
            groups.append((kind, [layer]))
    spec["layer"] = [_group(kind, layers, rows) for kind, layers in groups]
    return spec


def _without_filter(layer: dict, kind: str) -> dict:
    kept = [step for step in layer["transform"] if step != {"filter": f"datum.kind == '{kind}'"}]
    rest = {key: value for key, value in layer.items() if key != "transform"}
    return rest | ({"transform": kept} if kept else {})


def _group(kind: str | None, layers: list[dict], rows: list[dict]) -> dict:
    words = json.dumps(layers, ensure_ascii=False)
    named = [column for column in rows[0] if column in words]
    own = [row for row in rows if not kind or row["kind"] == kind]
    data = {"values": [{name: row[name] for name in named} for row in own]}
    return layers[0] | {"data": data} if len(layers) == 1 else {"data": data, "layer": layers}
