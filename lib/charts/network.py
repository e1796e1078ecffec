"""The picture of the ties, drawn with Altair."""

from __future__ import annotations

from typing import Any

import altair as alt

from lib import palette
from lib.charts.base import layered, specification
from lib.charts.layout import FONT_SIZE, HEAD_SIZE, LINE, MARK, WIDTH, placed

KINDS = {
    "院所高校": "violet",
    "平台实验室": "blue",
    "载体园区": "teal",
    "企业": "brown",
    "投资机构": "amber",
    "联盟协会": "rose",
    "服务机构": "green",
    "政府部门": "slate",
    "合作模式": "ink",
    "项目": "grey",
}
SHAPES = {"合作模式": "diamond", "项目": "square"}
GROUPS = {
    "共建合办": ("#0b5c5a", [1, 0]),
    "设立进驻": ("#1d4f91", [1, 0]),
    "模式构成": ("#c28a2c", [1, 0]),
    "资源同源": ("#5b3f8c", [5, 3]),
    "项目合作": ("#8c9391", [1, 0]),
    "疑同": ("#9b2f5b", [2, 3]),
    "其他": ("#4c5553", [7, 4]),
}


def network(nodes: list[dict], edges: list[dict], links: dict[str, str]) -> dict:
    """Vega-Lite specification of the picture.

    ``nodes``: id, name, label, kind; ``edges``: from, to, from_name, to_name, relation,
    group, document, locator, quote; ``links``: node id → address it opens.
    """
    boxes, titles, height = placed(nodes, edges)
    at = {box["id"]: box for box in boxes}
    ends = [
        {
            "x": at[edge["from"]]["x"],
            "y": at[edge["from"]]["y"],
            "x2": at[edge["to"]]["x"],
            "y2": at[edge["to"]]["y"],
            "who": f"{edge['from_name']} — {edge['to_name']}",
            "source": f"{edge['document']} {edge['locator']}",
        }
        | {key: edge[key] for key in ("relation", "group", "quote")}
        for edge in edges
    ]
    marks = [
        {"x": box["x"], "y": box["y"], "name": box["name"], "kind": box["kind"]}
        | {"text": "\n".join(box["lines"]), "href": links.get(box["id"], "")}
        for box in boxes
    ]
    layers = _drawn(ends, marks, titles, height)
    return specification(layered(layers, width=WIDTH, height=height))


def _drawn(
    ends: list[dict], marks: list[dict], titles: list[dict], height: float
) -> list[alt.Chart]:
    place = {
        "x": alt.X("x:Q", scale=alt.Scale(domain=[0, WIDTH], nice=False), axis=None),
        "y": alt.Y("y:Q", scale=alt.Scale(domain=[height, -MARK], nice=False), axis=None),
    }
    base = alt.Chart(alt.InlineData(values=marks)).encode(**place, href=alt.Href("href:N"))
    about = [alt.Tooltip("name:N", title="名称"), alt.Tooltip("kind:N", title="类别")]
    kinds = [kind for kind in KINDS if any(mark["kind"] == kind for mark in marks)]
    return [
        _ties(ends, place),
        _heads(titles, place),
        _points(base, kinds, about),
        *_words(base, about),
    ]


def _ties(ends: list[dict], place: dict[str, Any]) -> alt.Chart:
    """A line a tie, in the colour and dash of its group."""
    groups = [group for group in GROUPS if any(end["group"] == group for end in ends)]
    legend = alt.Legend(symbolType="stroke", symbolStrokeWidth=3, orient="bottom")
    return (
        alt.Chart(alt.InlineData(values=ends))
        .mark_rule(strokeWidth=1.8, opacity=0.75)
        .encode(
            **place, x2=alt.X2("x2:Q"), y2=alt.Y2("y2:Q"),
            color=alt.Color(
                "group:N", title="联系", scale=alt.Scale(
                    domain=groups, range=[GROUPS[group][0] for group in groups]),
                legend=legend,
            ),
            strokeDash=alt.StrokeDash("group:N", title="联系", legend=legend, scale=alt.Scale(
                domain=groups, range=[GROUPS[group][1] for group in groups])),
            tooltip=[alt.Tooltip("who:N", title="双方"), alt.Tooltip("relation:N", title="关系"),
                     alt.Tooltip("quote:N", title="原话"), alt.Tooltip("source:N", title="出处")],
        )
    )  # fmt: skip


def _heads(titles: list[dict], place: dict[str, Any]) -> alt.Chart:
    """The clusters' titles."""
    return (
        alt.Chart(alt.InlineData(values=titles))
        .mark_text(
            align="left", baseline="top", fontSize=HEAD_SIZE, fontWeight="bold", color=palette.BRAND
        )
        .encode(**place, text=alt.Text("text:N"), color=alt.value(palette.BRAND))
    )


def _points(base: alt.Chart, kinds: list[str], about: list[alt.Tooltip]) -> alt.Chart:
    """A mark a body, in the colour and shape of its kind."""
    return base.mark_point(filled=True, size=150, opacity=1, stroke="#fff").encode(
        fill=alt.Fill(
            "kind:N", title="类别",
            scale=alt.Scale(
                domain=kinds, range=[palette.CATEGORIES[KINDS[kind]] for kind in kinds]),
        ),
        shape=alt.Shape("kind:N", title="类别", scale=alt.Scale(
            domain=kinds, range=[SHAPES.get(kind, "circle") for kind in kinds])),
        tooltip=about,
    )  # fmt: skip


def _words(base: alt.Chart, about: list[alt.Tooltip]) -> list[alt.Chart]:
    """The names under the marks, each on its halo."""
    look = {"baseline": "top", "dy": MARK / 2 + 1, "fontSize": FONT_SIZE, "lineHeight": LINE}
    halo = base.mark_text(**look, lineBreak="\n", stroke="#fff", strokeWidth=4, strokeJoin="round")
    words = base.mark_text(**look, lineBreak="\n", color=palette.INK)
    return [
        halo.encode(text=alt.Text("text:N")),
        words.encode(text=alt.Text("text:N"), tooltip=about),
    ]
