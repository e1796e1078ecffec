"""One indicator over time: numbers against target, plan period and linear pace."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import altair as alt
import pandas as pd

from lib import palette
from lib.charts.base import layered

HEIGHT = 230
HEADROOM = 1.18
THICK = 0.018  # half the height of a bar over a month or a year, as share of the axis
NO_NUMBER = "没有口径一致的数"
TICKS = 4
MIDNIGHT = "T00:00:00"  # local time: a plain date would be read as UTC


def course(marks: list[dict], *, unit: str) -> alt.LayerChart:
    """``marks``: rows of ``lib.rows.course.marks``.

    A day is a dot; a month or a year is a bar over all of it, since nobody said
    which day. Only values with the plan's definition are there. The target is drawn
    only over the time it is meant for.
    """
    frame = pd.DataFrame(marks)
    top = HEADROOM * max(1.0, frame["high"].max(), frame["value"].max())
    frame["starts"] += MIDNIGHT
    frame["ends"] += "T23:59:59"
    frame["below"] = frame["value"] - top * THICK
    frame["above"] = frame["value"] + top * THICK
    frame["words"] = NO_NUMBER
    frame["top"] = top
    y = partial(_y, title=f"单位：{unit}", top=top)
    kinds = set(frame["kind"])  # a layer without rows would make Vega complain
    layers = [*_ground(y), *_pace(y), *_numbers(y)]
    drawn = [layer for kind, layer in layers if kind in kinds]
    if not any("_" in kind for kind in kinds):
        drawn.append(_missing())
    return layered(drawn, data=frame, width="container", height=HEIGHT)


def _y(field: str, *, title: str, top: float) -> alt.Y:
    """The one axis, the same for every layer: whole numbers, its unit for a title."""
    axis = alt.Axis(
        values=_ticks(top),
        format="d",
        titleAngle=0,
        titleAlign="left",
        titleAnchor="end",
        titleX=0,
        titleY=-8,
        titleFontWeight="normal",
    )
    scale = alt.Scale(domain=[0, top], nice=False)
    return alt.Y(f"{field}:Q", title=title, scale=scale, axis=axis)


def _ticks(top: float) -> list[int]:
    """Whole numbers from 0 on, at most a handful, steps of 1, 2 or 5 times a power of ten."""
    step = 1
    while top / step > TICKS:
        step = step * 5 // 2 if str(step)[0] == "2" else step * 2
    return list(range(0, int(top) + 1, step))


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
    return mark.encode(x=_x("ends"), y=alt.value(HEIGHT), text=alt.Text("words:N"))


def _ground(y: Callable[[str], alt.Y]) -> list[tuple[str, alt.Chart]]:
    plan = _of("plan").mark_rect(color="#f3f1ea").encode(x=_x(), x2=alt.X2("ends:T"))
    band = (
        _of("target")
        .mark_rect(color="#cfe0dd")
        .encode(x=_x(), x2=alt.X2("ends:T"), y=y("low"), y2=alt.Y2("high:Q"))
    )
    line = (
        _of("target")
        .mark_rule(strokeWidth=3, color=palette.INK)
        .encode(x=_x(), x2=alt.X2("ends:T"), y=y("low"))
    )
    label = (
        _of("target")
        .mark_text(align="right", dx=-2, dy=14, fontSize=13, color=palette.INK)
        .encode(x=_x("ends"), y=y("low"), text=alt.Text("label:N"))
    )
    today = _of("today").mark_rule(strokeDash=[2, 3], color="#7c8382").encode(x=_x())
    return [
        ("plan", plan),
        ("target", band),
        ("target", line),
        ("target", label),
        ("today", today),
    ]


def _pace(y: Callable[[str], alt.Y]) -> list[tuple[str, alt.Chart]]:
    line = _of("pace").mark_line(strokeDash=[6, 4], strokeWidth=1.5, color=palette.AMBER)
    line = line.encode(x=_x(), y=y("value"), tooltip=[alt.Tooltip("label:N", title="线")])
    return [("pace", line)]


def _numbers(y: Callable[[str], alt.Y]) -> list[tuple[str, alt.Chart]]:
    look = {"fill": palette.BRAND, "stroke": palette.BRAND, "opacity": 1}
    bar = _of("exact_span").mark_rect(**look)
    dot = _of("exact_day").mark_point(shape="circle", size=90, **look)
    found = [
        (
            "exact_span",
            bar.encode(
                x=_x(), x2=alt.X2("ends:T"), y=y("below"), y2=alt.Y2("above:Q"), tooltip=_tooltip()
            ),
        ),
        ("exact_day", dot.encode(x=_x(), y=y("value"), tooltip=_tooltip())),
    ]
    for kind in ("exact_span", "exact_day"):
        words = _of(kind).mark_text(align="left", dy=-13, fontSize=13, color=palette.INK)
        found.append((kind, words.encode(x=_x(), y=y("value"), text=alt.Text("label:N"))))
    return found
