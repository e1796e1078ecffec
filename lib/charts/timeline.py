"""Milestones on an axis whose empty years are folded."""

from __future__ import annotations

import altair as alt
import pandas as pd

from lib import palette
from lib.charts.base import layered

ROW = 30
MARGIN = 0.1  # room for the kinds' names, left of the axis
SHADES = ("#f3f1ea", "#faf9f5")


def timeline(marks: list[dict]) -> alt.LayerChart:
    """``marks``: rows of ``lib.rows.milestones.marks``.

    A day is a dot, a month or a year a bar over all of it; each bears the
    number it has in the list. A fold says how many years it leaves out.
    """
    frame = pd.DataFrame(marks)
    rows = int(frame["lane"].max()) + 2
    frame["lane"] += 1  # below the years' names
    frame["low"], frame["high"] = frame["lane"] + 0.8, frame["lane"] + 0.3
    frame["level"] = frame["lane"] + 0.55
    order = (frame["kind"] == "year").cumsum()
    frame["shade"] = [SHADES[number % 2] for number in order]
    frame["middle"] = (frame["left"] + frame["right"]) / 2
    kinds = set(frame["kind"])
    scale = alt.Scale(domain=[0, rows], reverse=True, nice=False)
    layers = [*_axis(rows), *_marks(scale)]
    drawn = [layer for kind, layer in layers if kind in kinds]
    return layered(drawn, data=frame, width="container", height=ROW * rows)


def _of(kind: str) -> alt.Chart:
    return alt.Chart().transform_filter(f"datum.kind == '{kind}'")


def _x(field: str) -> alt.X:
    scale = alt.Scale(domain=[-MARGIN, 1], nice=False)
    return alt.X(f"{field}:Q", title=None, axis=None, scale=scale)


def _axis(rows: int) -> list[tuple[str, alt.Chart]]:
    above = alt.value(ROW * 0.55)
    year = _of("year").mark_rect().encode(x=_x("left"), x2=alt.X2("right:Q"), color=_shade())
    fold = _of("fold").mark_rect(fill="#ffffff", stroke="#a9aca9", strokeDash=[3, 3], strokeWidth=1)
    fold = fold.encode(x=_x("left"), x2=alt.X2("right:Q"))
    # on the narrowest phones the years' names shrink before they touch
    size = alt.ExprRef("min(13, width / 33)")
    words = _of("year").mark_text(fontSize=size, color=palette.INK)
    words = words.encode(x=_x("middle"), y=above, text=alt.Text("words:N"))
    within = _of("fold").mark_text(fontSize=13, color=palette.SOFT, angle=270)
    within = within.encode(x=_x("middle"), y=alt.value(ROW * rows / 2), text=alt.Text("words:N"))
    return [("year", year), ("fold", fold), ("year", words), ("fold", within)]


def _shade() -> alt.Color:
    return alt.Color("shade:N", scale=None, legend=None)


def _marks(scale: alt.Scale) -> list[tuple[str, alt.Chart]]:
    low, level = (alt.Y(f"{name}:Q", scale=scale, axis=None) for name in ("low", "level"))
    names = {"when": "时间", "label": "类别", "title": "事件"}
    about = [alt.Tooltip(f"{name}:N", title=title) for name, title in names.items()]
    lane = _of("lane").mark_text(align="left", fontSize=14, color=palette.INK, baseline="middle")
    found = [("lane", lane.encode(x=alt.value(1), y=level, text=alt.Text("label:N")))]
    for kind in ("year", "month"):
        span = _of(f"in_{kind}").mark_rect(
            fill=palette.BRAND_SOFT, stroke=palette.BRAND, strokeWidth=1.5, cornerRadius=3
        )
        span = span.encode(
            x=_x("left"), x2=alt.X2("right:Q"), y=low, y2=alt.Y2("high:Q"), tooltip=about
        )
        found.append((f"in_{kind}", span))
    day = _of("in_day").mark_point(shape="circle", size=80, opacity=1, filled=True)
    day = day.encode(x=_x("left"), y=level, color=alt.value(palette.BRAND), tooltip=about)
    found.append(("in_day", day))
    # a year's number stands inside its bar, the others' beside them
    for kind, field, dx in (
        ("in_year", "left", 5),
        ("in_month", "right", 4),
        ("in_day", "left", 7),
    ):
        number = _of(kind).mark_text(
            align="left", dx=dx, fontSize=12, color=palette.INK, baseline="middle"
        )
        found.append((kind, number.encode(x=_x(field), y=level, text=alt.Text("number:N"))))
    return found
