"""One indicator over time: numbers against target, plan period and linear pace."""

from __future__ import annotations

import altair as alt
import pandas as pd

from lib import palette
from lib.charts.base import dressed

HEIGHT = 230
HEADROOM = 1.18
THICK = 0.018  # half the height of a bar over a month or a year, as share of the axis
NO_NUMBER = "没有任何数据"
AXIS = alt.Axis(
    tickCount=4,
    tickMinStep=1,
    titleAngle=0,
    titleAlign="left",
    titleAnchor="end",
    titleX=0,
    titleY=-8,
    titleFontWeight="normal",
)
MIDNIGHT = "T00:00:00"  # local time: a plain date would be read as UTC


def course(marks: list[dict], *, unit: str) -> alt.LayerChart:
    """``marks``: rows of ``lib.views.course.marks``.

    A day is a dot; a month or a year is a bar over all of it, since nobody said
    which day. Exact values are filled, proxies hollow. The target is drawn only
    over the time it is meant for.
    """
    frame = pd.DataFrame(marks)
    top = HEADROOM * max(1.0, frame["high"].max(), frame["value"].max())
    frame["starts"] += MIDNIGHT
    frame["ends"] += "T23:59:59"
    frame["below"] = frame["value"] - top * THICK
    frame["above"] = frame["value"] + top * THICK
    frame["words"] = NO_NUMBER
    frame["top"] = top
    scale = alt.Scale(domain=[0, top], nice=False)
    y = alt.Y("value:Q", title=f"单位：{unit}", scale=scale, axis=AXIS)
    kinds = set(frame["kind"])  # a layer without rows would make Vega complain
    layers = [*_ground(scale), *_pace(y), *_numbers(y, scale)]
    drawn = [layer for kind, layer in layers if kind in kinds]
    if not any("_" in kind for kind in kinds):
        drawn.append(_missing())
    chart = alt.layer(*drawn, data=frame)
    return dressed(chart.properties(width="container", height=HEIGHT))


def _of(kind: str) -> alt.Chart:
    return alt.Chart().transform_filter(f"datum.kind == '{kind}'")


def _x(field: str = "starts") -> alt.X:
    return alt.X(
        f"{field}:T",
        title=None,
        scale=alt.Scale(padding=24),
        axis=alt.Axis(format="%Y年", tickCount="year", grid=False, labelFlush=False),
    )


def _tooltip() -> list[alt.Tooltip]:
    names = {"what": "所指", "label": "数", "when": "时间", "scope": "范围", "who": "出处"}
    return [alt.Tooltip(f"{name}:N", title=title) for name, title in names.items()]


def _missing() -> alt.Chart:
    mark = _of("plan").mark_text(align="right", dx=-8, dy=-12, fontSize=14, color=palette.SOFT)
    return mark.encode(x=_x("ends"), y=alt.value(HEIGHT), text="words:N")


def _ground(scale: alt.Scale) -> list[tuple[str, alt.Chart]]:
    plan = _of("plan").mark_rect(color="#f3f1ea").encode(x=_x(), x2="ends:T")
    band = (
        _of("target")
        .mark_rect(color="#cfe0dd")
        .encode(x=_x(), x2="ends:T", y=alt.Y("low:Q", scale=scale), y2="high:Q")
    )
    line = (
        _of("target")
        .mark_rule(strokeWidth=3, color=palette.INK)
        .encode(x=_x(), x2="ends:T", y=alt.Y("low:Q", scale=scale))
    )
    label = (
        _of("target")
        .mark_text(align="right", dx=-2, dy=14, fontSize=13, color=palette.INK)
        .encode(x=_x("ends"), y=alt.Y("low:Q", scale=scale), text="label:N")
    )
    today = _of("today").mark_rule(strokeDash=[2, 3], color="#7c8382").encode(x=_x())
    return [
        ("plan", plan),
        ("target", band),
        ("target", line),
        ("target", label),
        ("today", today),
    ]


def _pace(y: alt.Y) -> list[tuple[str, alt.Chart]]:
    line = _of("pace").mark_line(strokeDash=[6, 4], strokeWidth=1.5, color=palette.AMBER)
    return [("pace", line.encode(x=_x(), y=y, tooltip=[alt.Tooltip("label:N", title="线")]))]


def _numbers(y: alt.Y, scale: alt.Scale) -> list[tuple[str, alt.Chart]]:
    looks = {
        "proxy": {"fill": "#ffffff", "stroke": palette.BRAND, "strokeWidth": 1.5},
        "exact": {"fill": palette.BRAND, "stroke": palette.BRAND},
    }
    shapes = {"proxy": "diamond", "exact": "circle"}
    level = alt.Y("value:Q", scale=scale)
    low, high = alt.Y("below:Q", scale=scale), "above:Q"
    found = []
    for match, look in looks.items():
        span, day = f"{match}_span", f"{match}_day"
        bar = _of(span).mark_rect(opacity=1, **look)
        dot = _of(day).mark_point(shape=shapes[match], size=90, opacity=1, **look)
        found += [
            (span, bar.encode(x=_x(), x2="ends:T", y=low, y2=high, tooltip=_tooltip())),
            (day, dot.encode(x=_x(), y=y, tooltip=_tooltip())),
        ]
        for kind in (span, day):
            words = _of(kind).mark_text(align="left", dy=-13, fontSize=13, color=palette.INK)
            found.append((kind, words.encode(x=_x(), y=level, text="label:N")))
    return found
