"""The picture of the ties: every body and every tie once, in colours the legend explains."""

from __future__ import annotations

import pytest

from lib import palette
from lib.charts.network import GROUPS, KINDS, network
from tests import frames

NODES = [
    {"id": "a", "name": "甲研究所", "label": "甲所", "kind": "院所高校"},
    {"id": "b", "name": "乙公司", "label": "乙", "kind": "企业"},
    {"id": "c", "name": "丙模式", "label": "丙模式", "kind": "合作模式"},
]
EDGES = [
    {"from": one, "to": other, "from_name": one, "to_name": other, "relation": "共建",
     "group": group, "document": "方案", "locator": "附件", "quote": "原话"}
    for one, other, group in (("a", "b", "共建合办"), ("b", "c", "疑同"))
]  # fmt: skip


@pytest.fixture(scope="module")
def spec() -> dict:
    return network(NODES, EDGES, {"a": "/ecosystem?organization=a"})


def rows(layer: dict, spec: dict) -> list[dict]:
    data = layer.get("data", spec.get("data"))
    return data["values"] if "values" in data else spec["datasets"][data["name"]]


def of(mark: str, spec: dict) -> list[dict]:
    return [layer for layer in spec["layer"] if layer["mark"]["type"] == mark]


def test_each_tie_runs_from_mark_to_mark(spec):
    (ties,), (points,) = of("rule", spec), of("point", spec)
    at = {row["name"]: (row["x"], row["y"]) for row in rows(points, spec)}
    names = {node["id"]: node["name"] for node in NODES}
    assert sorted(at) == sorted(names.values())
    for edge, end in zip(EDGES, rows(ties, spec), strict=True):
        assert (end["x"], end["y"]) == at[names[edge["from"]]]
        assert (end["x2"], end["y2"]) == at[names[edge["to"]]]
        assert end["source"] == "方案 附件" and end["quote"] == "原话"


def test_legends_explain_only_what_is_drawn_in_one_order(spec):
    (ties,), (points,) = of("rule", spec), of("point", spec)
    colour, dash = (ties["encoding"][name]["scale"] for name in ("color", "strokeDash"))
    assert colour["domain"] == dash["domain"] == ["共建合办", "疑同"]
    assert list(zip(colour["range"], dash["range"], strict=True)) == [
        GROUPS[group] for group in colour["domain"]
    ]
    fill, shape = (points["encoding"][name]["scale"] for name in ("fill", "shape"))
    assert fill["domain"] == shape["domain"] == ["院所高校", "企业", "合作模式"]
    assert shape["range"] == ["circle", "circle", "diamond"]


def test_only_what_has_an_address_opens_one(spec):
    (points,) = of("point", spec)
    opened = {row["name"]: row["href"] for row in rows(points, spec)}
    assert opened == {"甲研究所": "/ecosystem?organization=a", "乙公司": "", "丙模式": ""}


def test_every_kind_and_group_has_a_look_of_its_own():
    assert set(KINDS.values()) <= set(palette.CATEGORIES)
    assert len(set(KINDS.values())) == len(KINDS)
    assert len({(colour, str(dash)) for colour, dash in GROUPS.values()}) == len(GROUPS)


def test_every_kind_in_the_store_is_known(built):
    found = frames.read(built, "select distinct kind from organization order by 1")["kind"]
    assert set(found) <= set(KINDS)
