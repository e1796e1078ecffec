"""Altair's common dress: Chinese fonts, quiet axes."""

from __future__ import annotations

import io
from collections.abc import Iterable
from contextlib import AbstractContextManager
from typing import Any

import altair as alt
import pandas  # noqa: F401  # whole: Altair would look into one that another thread is importing
import pyarrow as pa
from altair.utils import schemapi

from lib import palette

FONT = palette.FONT.replace('"', "'")


CONFIG = alt.Config(
    font=FONT,
    background="transparent",
    aria=False,
    padding=12,
    axis=alt.AxisConfig(
        labelFontSize=14,
        titleFontSize=14,
        labelColor=palette.INK,
        titleColor=palette.SOFT,
        gridColor="#ebe8e1",
        domainColor=palette.LINE,
        tickColor=palette.LINE,
        labelLimit=260,
    ),
    mark=alt.MarkConfig(aria=False),  # the chart has one text of its own
    view=alt.ViewConfig(stroke=None),
    legend=alt.LegendConfig(
        labelFontSize=14, titleFontSize=14, orient="top", labelColor=palette.INK
    ),
)


def layered(layers: Iterable[alt.Chart], **properties: Any) -> alt.LayerChart:
    """The layers above each other, with the house's font, sizes and colours.

    ``properties``: width, height, data. All at once: each ``configure_`` and ``properties``
    would copy every layer anew.
    """
    return alt.layer(*layers, config=CONFIG, **properties)


def trusted() -> AbstractContextManager[None]:
    """Within it charts are not checked against Vega's schema, half of what one costs.

    For programs that draw all of them; the tests draw the same ones checked.
    """
    return schemapi.debug_mode(False)


def specification(chart: alt.LayerChart) -> dict:
    """Its Vega-Lite specification; checked against the schema unless :func:`trusted`."""
    return chart.to_dict(validate=schemapi.DEBUG_MODE)


def sent(spec: dict) -> dict:
    """The specification with its rows as Arrow, the way Streamlit sends them.

    Streamlit would turn them at every rerun; rows left as text it would parse and
    write anew at every rerun.
    """
    return spec | {"datasets": {name: _arrow(rows) for name, rows in spec["datasets"].items()}}


def _arrow(rows: list[dict]) -> bytes:
    table = pa.Table.from_pylist(rows)
    # 64-bit integers reach the browser as BigInt, which Vega cannot draw
    numbers = [
        field.with_type(pa.float64()) if pa.types.is_integer(field.type) else field
        for field in table.schema
    ]
    table = table.cast(pa.schema(numbers))
    out = io.BytesIO()
    with pa.ipc.new_stream(out, table.schema) as writer:
        writer.write_table(table)
    return out.getvalue()
