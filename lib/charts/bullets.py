"""Bullet bars: every indicator against its own target; near numbers beside, in words."""

from __future__ import annotations

import altair as alt
import pandas as pd

from lib import palette
from lib.charts.base import layered

COLUMNS = (
    "id", "name", "dimension", "colour", "kind", "share", "share_high",
    "label", "elapsed", "state", "what", "when", "scope", "why", "told",
)  # fmt: skip
WIDEST = 1.25
NAME, BAR, WORDS, GAP = 21, 22, 17, 14  # heights within a row: its name, its bar, each line
NO_NUMBER = "没有口径一致的数"
BESIDE = 0.75  # a bar up to here has room for its number between its end and the target


def bullets(marks: list[dict], *, reasons: bool = False) -> alt.LayerChart:
    """One row an indicator, 100% being the target's low end.

    ``marks``: rows of ``lib.rows.course.bars`` (columns above). The target
    is a tick (a band for ranges), exact values are solid bars with their number at the end,
    elapsed time a fine line. Near numbers are lines of words under the bar, never a mark on the
    axis; ``reasons`` writes why they do not count, for pictures that have no table.
    """
    rows, height = _placed(marks, reasons)
    frame = pd.DataFrame(rows, columns=[*COLUMNS, "y", "over", "line"])
    frame["at"] = frame["share"].clip(upper=WIDEST)
    frame["at_high"] = frame["share_high"].clip(upper=WIDEST)
    known = set(frame.loc[frame["kind"] == "exact", "id"])
    frame["empty"] = ~frame["id"].isin(known)
    frame["words"] = NO_NUMBER
    frame["told"] = frame["told"].eq(True)
    frame["beside"] = frame["at"] <= BESIDE
    frame["edge"] = frame["at"].clip(upper=1.0)  # a number within its bar ends before the target
    layers = [*_track(height), *_exact(height)]
    for beside in sorted(set(frame.loc[frame["told"], "beside"])):
        layers.append(_value(height, bool(beside)))
    if (frame["kind"] == "near").any():  # a layer without rows would make Vega complain
        layers += _near(height)
    return layered(layers, data=frame, width="container", height=height)


def _placed(marks: list[dict], reasons: bool) -> tuple[list[dict], int]:
    """The marks with ``y`` in pixels from the top, near ones line under line; the height."""
    groups: dict[str, list[dict]] = {}
    for each in marks:
        groups.setdefault(each["id"], []).append(each)
    found, top = [], 0.0
    for own in groups.values():
        middle = top + NAME + BAR / 2
        found += [
            each | {"y": middle, "over": top + NAME / 2 - 1}
            for each in own
            if each["kind"] != "near"
        ]
        top += NAME + BAR
        for each in own:
            if each["kind"] == "near":
                lines = [f"相近，不计入：{each['label']}"] + [f"　因为{each['why']}"] * reasons
                for line in lines:
                    found.append(each | {"y": top + WORDS / 2, "line": line})
                    top += WORDS
        top += GAP
    return found, max(int(top), 1)


def _of(kind: str) -> alt.Chart:
    return alt.Chart().transform_filter(f"datum.kind == '{kind}'")


def _y(height: int, field: str = "y") -> alt.Y:
    scale = alt.Scale(domain=[0, height], reverse=True, nice=False)
    return alt.Y(f"{field}:Q", axis=None, scale=scale)


def _x(field: str) -> alt.X:
    axis = alt.Axis(format="%", values=[0, 0.25, 0.5, 0.75, 1, 1.25], orient="bottom")
    scale = alt.Scale(domain=[0, WIDEST], nice=False)
    return alt.X(f"{field}:Q", title="与目标下限之比", axis=axis, scale=scale)


def _scale() -> alt.Scale:
    """A dimension's row names its colour."""
    return alt.Scale(domain=list(palette.CATEGORIES), range=list(palette.CATEGORIES.values()))


def _tooltip(*fields: tuple[str, str]) -> list[alt.Tooltip]:
    return [alt.Tooltip(f"{name}:N", title=title) for name, title in fields]


def _track(height: int) -> list[alt.Chart]:
    base, y = _of("target"), _y(height)
    about = _tooltip(("name", "指标"), ("label", "目标"))
    full = base.mark_bar(height=15, color="#f0eee8").encode(
        y=y, x=_x("zero"), x2=alt.X2("one:Q"), tooltip=about
    )
    full = full.transform_calculate(zero="0", one=str(WIDEST))
    band = base.mark_bar(height=15, color="#cfe0dd").encode(
        y=y, x=_x("at"), x2=alt.X2("at_high:Q"), tooltip=about
    )
    empty = base.transform_filter("datum.empty").transform_calculate(
        zero="0.0", one="1.0", start="0.02"
    )
    missing = empty.mark_rule(strokeDash=[3, 4], color="#7c8382", strokeWidth=1.5).encode(
        y=y, x=_x("zero"), x2=alt.X2("one:Q")
    )
    style = {"align": "left", "baseline": "middle", "fontSize": 13, "color": palette.SOFT}
    words = empty.mark_text(stroke="#fff", strokeWidth=5, **style)
    words, front = (
        each.encode(y=y, x=_x("start"), text=alt.Text("words:N"))
        for each in (words, empty.mark_text(**style))
    )
    elapsed = base.mark_tick(thickness=1, size=26, color="#7c8382").encode(y=y, x=_x("elapsed"))
    tick = base.mark_tick(thickness=4, size=23, color=palette.INK).encode(
        y=y, x=_x("at"), tooltip=about
    )
    return [full, band, missing, words, front, elapsed, tick, *_names(base, height, about)]


def _names(base: alt.Chart, height: int, about: list) -> list[alt.Chart]:
    """Names stand above their bars, so that a phone has room for both."""
    y = _y(height, "over")
    # on the narrowest phone the longest name gives way to its target; the tooltip has it whole
    room = alt.ExprRef("width - 14 * length(datum.label) - 12")
    name = base.transform_calculate(zero="0").mark_text(
        align="left", fontSize=14, limit=room, color=palette.INK
    )
    label = base.transform_calculate(edge=str(WIDEST)).mark_text(
        align="right", fontSize=14, color=palette.INK
    )
    return [
        label.encode(y=y, x=_x("edge"), text=alt.Text("label:N")),
        name.encode(y=y, x=_x("zero"), text=alt.Text("name:N"), tooltip=about),
    ]


def _exact(height: int) -> list[alt.Chart]:
    about = _tooltip(("what", "所指"), ("label", "数"), ("when", "时间"), ("scope", "范围"))
    bar = _of("exact").transform_calculate(zero="0").mark_bar(height=13)
    colour = alt.Color("colour:N", scale=_scale(), legend=None)
    return [bar.encode(y=_y(height), x=_x("zero"), x2=alt.X2("at:Q"), color=colour, tooltip=about)]


def _value(height: int, beside: bool) -> alt.Chart:
    """The number as printed: beside a short bar, within a long one; never on the target."""
    only = f"datum.told && {'' if beside else '!'}datum.beside"
    where = {"align": "left", "dx": 6, "color": palette.INK}
    if not beside:
        where = {"align": "right", "dx": -8, "color": palette.WHITE}
    text = (
        _of("exact")
        .transform_filter(only)
        .mark_text(baseline="middle", fontSize=12, fontWeight="bold", **where)
    )
    return text.encode(y=_y(height), x=_x("edge"), text=alt.Text("label:N"))


def _near(height: int) -> list[alt.Chart]:
    """Lines of words from the left edge: they have no place on the axis."""
    about = _tooltip(("label", "相近，不计入"), ("why", "为什么不计入"))
    line = _of("near").mark_text(
        align="left", baseline="middle", fontSize=12, limit=alt.ExprRef("width"), color=palette.SOFT
    )
    return [line.encode(y=_y(height), x=alt.value(0), text=alt.Text("line:N"), tooltip=about)]
