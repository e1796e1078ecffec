"""Words used in more than one place."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Any

NAME = "硅巷看板"
#: of the program, told by ``/api/v1/health``
VERSION = "2026.11"
FULL_NAME = "上海硅巷看板"
#: rows that a page shows of one list; whatever the documents hold today is less
LONG = 200
CREDIT = "© OpenStreetMap contributors（ODbL）· 示意图"
LICENCE = "事实出自所列公开文件；地图数据 © OpenStreetMap contributors（ODbL）"
RING_NOTE = (
    "范围示意：按“东至江苏路、南至延安西路、西至凯旋路、北至长宁路-愚园路沿线”绘制。"
    "道路中心线围合约 {centre:.2f} 平方公里；各路一律由中心线外移约 {offset:.0f} 米到道路外侧"
    "（“沿线”），约 {outer:.2f} 平方公里。外移多少是照公布的约 1.48 平方公里选的，"
    "所以面积相符不是另外的证明。非官方红线，不作测绘、权属依据。"
)
SCHEMATIC = "示意图，按文字四至绘制；不是官方红线，不作测绘、权属依据"
RING_LATER = "范围按 2023年11月21日公布的四至绘制，当天还没有公布。非官方红线，不作测绘、权属依据。"
PRECISION = {
    "exact": "精确",
    "building": "楼宇",
    "road": "路段",
    "approximate": "大致",
    "line": "沿线标注",
    "reported": "科室填报",
    "none": "未定位",
}
PRECISION_NOTE = {
    "exact": "路口等确定点",
    "building": "楼宇点位",
    "road": "按门牌在路上内插",
    "approximate": "大致位置",
    "line": "一条路或一段路，只取一点作标注",
    "reported": "科室填报的坐标，未经测量核对",
    "none": "没有查到坐标",
}
MATCH = {"exact": "口径一致", "proxy": "相近", "context": "背景"}
OPERATOR = {"range": "区间", "at_least": "达到", "more_than": "多于", "new": "新增"}
PERIOD = {"by": "到期末", "per_year": "每年"}
DOCUMENT_KIND = {"plan": "方案", "reply": "答复"}
CERTAINTY = {"stated": "原文写明", "inferred": "推断"}
LATER = {
    "exists": "后来的文件提到已有",
    "claimed": "本文件称已有，此后没有文件说到",
    "inferred": "后来有相近的说法，是否同一属推断",
    "announced": "文件称是打算，此后没有文件说已有",
    "silent": "后来没有再提",
}
EVIDENCE = {
    "direct": "文件点到这一项",
    "inferred": "对应是我们推断的",
    "near": "相近的工作，不计入见到进展",
}
DATE_PRECISION = {"day": "", "month": " 仅到月", "year": " 仅到年"}
ADDRESS_FROM = {"document": "文件写明", "map": "地址只见于地图资料，文件没有写"}
#: inside the ring, outside it, or nearer to it than the errors of both
SIDE = {1: "在沿线范围内", 0: "在沿线范围外", None: "边界附近"}
#: the one rule of what is reported again; days: from when on a report is old
UNCHANGED = "没有变的行不用动；超过 {days:g} 天没有报的，再填一次同样的状态，数据日期写今天"
NO_ADDRESS = "没有查到公开网址"
UNREPORTED = "未填报"
NOT_STATED = "资料未载明"
NOT_APPLICABLE = "不适用"


def number(value: float) -> str:
    """A figure as people write it: no trailing zeros, thousands in one piece."""
    return f"{value:,.2f}".rstrip("0").rstrip(".") if value % 1 else f"{int(value)}"


def target(row: Mapping[str, Any]) -> str:
    """A target as the plan prints it: 1到2个(培育), 达千家, 20余次/年."""
    return str(row["printed"]) + ("/年" if row["period"] == "per_year" else "")


def quote_mark(quote: str) -> str:
    """What tells a quote apart in an address: the same words, the same mark."""
    return hashlib.sha256("".join(quote.split()).encode()).hexdigest()[:10]


def chinese_date(iso: str) -> str:
    """2023-06-28 → 2023年6月28日; shortened dates stay short."""
    year, *rest = iso.split("-")
    text = f"{year}年"
    for part, unit in zip(rest, "月日", strict=False):
        text += f"{int(part)}{unit}"
    return text
