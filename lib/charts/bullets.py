"""Bullet bars: every indicator against its own target."""

from __future__ import annotations

import altair as alt
import pandas as pd

from lib import palette
from lib.charts.base import dressed

COLUMNS = (
    "id", "name", "ord", "dimension", "colour", "kind", "share", "share_high",
    "label", "elapsed", "state", "what", "when", "scope",
)  # fmt: skip
WIDEST = 1.25
STEP = 62
TEXT_UP = -17
LANE = 13  # near values lie below the bar: they are no progress
NO_NUMBER = "没有数据"


def bullets(marks: list[dict]) -> alt.LayerChart:
    """One row an indicator, 100% being the target's low end.

    ``marks``: rows of ``lib.views.indicators.bars`` (columns above). The target
    is a tick (a band for ranges), exact values are solid bars, proxies hollow
    diamonds, elapsed time a fine line; no number at all is a dashed track with
    words.
    """
    frame = pd.DataFrame(marks, columns=list(COLUMNS))
    frame["at"] = frame["share"].clip(upper=WIDEST)
    frame["at_high"] = frame["share_high"].clip(upper=WIDEST)
    known = set(frame.loc[frame["kind"] != "target", "id"])
    frame["empty"] = ~frame["id"].isin(known)
    frame["words"] = NO_NUMBER
    chart = alt.layer(*_track(), *_values(), data=frame)
    return dressed(chart.properties(width="container", height=STEP * frame["id"].nunique()))


def _of(kind: str) -> alt.Chart:
    return alt.Chart().transform_filter(f"datum.kind == '{kind}'")


def _y() -> alt.Y:
    order = alt.EncodingSortField(field="ord", op="min")
    # names stand above their bars, so that a phone has room for both
    return alt.Y("name:N", sort=order, axis=None)


def _x(field: str) -> alt.X:
    axis = alt.Axis(format="%", values=[0, 0.25, 0.5, 0.75, 1, 1.25], orient="bottom")
    scale = alt.Scale(domain=[0, WIDEST], nice=False)
    return alt.X(f"{field}:Q", title="与目标下限之比", axis=axis, scale=scale)


def _scale() -> alt.Scale:
    """A dimension's row names its colour."""
    return alt.Scale(domain=list(palette.CATEGORIES), range=list(palette.CATEGORIES.values()))


def _dimension_colour() -> alt.Color:
    return alt.Color("colour:N", scale=_scale(), legend=None)


def _tooltip(*fields: tuple[str, str]) -> list[alt.Tooltip]:
    return [alt.Tooltip(f"{name}:N", title=title) for name, title in fields]


def _track() -> list[alt.Chart]:
    base = _of("target")
    about = _tooltip(("name", "指标"), ("label", "目标"))
    full = base.mark_bar(height=12, color="#f0eee8").encode(
        y=_y(), x=_x("zero"), x2="one:Q", tooltip=about
    )
    full = full.transform_calculate(zero="0", one=str(WIDEST))
    band = base.mark_bar(height=12, color="#cfe0dd").encode(
        y=_y(), x=_x("at"), x2="at_high:Q", tooltip=about
    )
    missing = (
        base.transform_filter("datum.empty")
        .transform_calculate(zero="0.0", one="1.0")
        .mark_rule(strokeDash=[3, 4], color="#7c8382", strokeWidth=1.5)
        .encode(y=_y(), x=_x("zero"), x2="one:Q")
    )
    words = (
        base.transform_filter("datum.empty")
        .transform_calculate(zero="0.02")
        .mark_text(
            align="left", dy=-1, fontSize=13, color=palette.SOFT, stroke="#fff", strokeWidth=5
        )
        .encode(y=_y(), x=_x("zero"), text="words:N")
    )
    words_front = words.mark_text(align="left", dy=-1, fontSize=13, color=palette.SOFT)
    elapsed = base.mark_tick(thickness=1, size=26, color="#7c8382").encode(y=_y(), x=_x("elapsed"))
    tick = base.mark_tick(thickness=4, size=20, color=palette.INK).encode(
        y=_y(), x=_x("at"), tooltip=about
    )
    label = (
        base.transform_calculate(edge=str(WIDEST))
        .mark_text(align="right", dy=TEXT_UP, fontSize=14, color=palette.INK)
        .encode(y=_y(), x=_x("edge"), text="label:N")
    )
    name = (
        base.transform_calculate(zero="0")
        .mark_text(align="left", dy=TEXT_UP, fontSize=14, color=palette.INK)
        .encode(y=_y(), x=_x("zero"), text="name:N", tooltip=about)
    )
    return [full, band, missing, words, words_front, elapsed, tick, label, name]


def _values() -> list[alt.Chart]:
    about = _tooltip(("what", "所指"), ("label", "数"), ("when", "时间"), ("scope", "范围"))
    exact = (
        _of("exact")
        .transform_calculate(zero="0")
        .mark_bar(height=9)
        .encode(y=_y(), x=_x("zero"), x2="at:Q", color=_dimension_colour(), tooltip=about)
    )
    proxy = (
        _of("proxy")
        .mark_point(
            shape="diamond",
            size=70,
            filled=False,
            strokeWidth=1.5,
            fill="#ffffff",
            opacity=1,
            yOffset=LANE,
        )
        .encode(y=_y(), x=_x("at"), stroke=_stroke(), tooltip=about)
    )
    return [exact, proxy]


def _stroke() -> alt.Stroke:
    return alt.Stroke("colour:N", scale=_scale(), legend=None)
