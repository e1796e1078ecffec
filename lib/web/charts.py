"""A page's charts as files: ``/export/chart/<name>.<png|svg|csv|xlsx>``, same parameters."""

from __future__ import annotations

import copy
from collections.abc import Callable
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from lib.exports import catalogue, pictures, sheets
from lib.exports.catalogue import PICTURES, TABLES
from lib.exports.table import Sheet, as_csv, as_workbook
from lib.rows import gaps, milestones
from lib.rows.store import is_demo
from lib.screens import indicators, timeline
from lib.screens.view import View
from lib.web.answers import Unfit, attachment, view_of
from lib.web.workshop import worked

NO_FONT = (
    "服务器上没有中文字体，图里的字会成方框，所以没有画；"
    "请维护人员安装 fonts-noto-cjk，或先下载 SVG"
)
NOTHING = "没有可下载的内容：请看网址里的筛选和日期"


@dataclass(frozen=True, kw_only=True)
class Chart:
    """One chart or matrix of a page.

    ``spec``: view → Vega-Lite specification or None; absent for a plain table.
    ``told``: view → lines above the picture: what is known but not drawn.
    ``needs``: a parameter without which there is nothing to draw.
    """

    title: Callable[[View], str]
    allowed: Callable[[str], dict]
    sheet: Callable[[View], Sheet]
    source: str
    spec: Callable[[View], dict | None] | None = None
    told: Callable[[View], list[str]] = lambda _: []
    needs: str = ""
    width: int = 900


def _course_title(view: View) -> str:
    row = indicators.chosen(view)
    return f"{row['name']}（目标 {row['target']}）"


def _ties(view: View) -> Sheet:
    return sheets.ties_sheet(gaps.matrix(view.as_of))


TARGETS = "来源：区三年行动方案“四、主要目标”；相近的数出自所列文件，只写出来，不画在轴上"
CHARTS = {
    "indicators": Chart(
        title=lambda _: "上海硅巷指标进展",
        allowed=indicators.allowed,
        spec=lambda view: indicators.chart(view, True),
        sheet=lambda view: sheets.targets_sheet(indicators.selected(view)),
        source=TARGETS,
    ),
    "course": Chart(
        title=_course_title,
        allowed=indicators.allowed,
        spec=indicators.course_chart,
        sheet=lambda view: sheets.course_sheet(indicators.chosen(view)),
        source=TARGETS + "；长条只写到年或月",
        told=indicators.near_lines,
        needs="indicator",
        width=760,
    ),
    "milestones": Chart(
        title=lambda _: "上海硅巷大事记",
        allowed=timeline.allowed,
        spec=timeline.chart,
        sheet=lambda view: sheets.milestones_sheet(timeline.selected(view)),
        source="来源：五份公开文件；长条只写到月或年，虚框为收窄的空白年份，数字见名单",
        width=1200,
    ),
    "series": Chart(
        title=lambda _: "按年的目标，逐年看",
        allowed=timeline.allowed,
        spec=lambda view: timeline.series_chart(view, True),
        sheet=lambda view: sheets.years_sheet(milestones.years(view.as_of)),
        source=TARGETS,
    ),
    "gaps": Chart(
        title=lambda _: "指标与事项",
        allowed=indicators.allowed,
        sheet=_ties,
        source="来源：两份方案；联系的依据见各行",
    ),
}


def _picture(chart: Chart, view: View, ending: str) -> bytes:
    lines = [f"截至 {view.as_of} · {chart.source}", *chart.told(view)]
    if is_demo():
        lines.insert(0, "演示数据：填报与数值均为虚构")
    spec = pictures.titled(
        copy.deepcopy(chart.spec(view)), title=chart.title(view), lines=lines, width=chart.width
    )
    return pictures.png(spec) if ending == "png" else pictures.svg(spec).encode()


def _table(chart: Chart, view: View, ending: str) -> bytes:
    sheet = chart.sheet(view)
    if ending == "csv":
        return as_csv(sheet, demo=is_demo())
    return as_workbook([sheet], as_of=view.as_of, demo=is_demo())


def _file(request: Request) -> Response:
    """One file of one chart; 400 in words where there is nothing, 503 without a font."""
    name, _, ending = request.path_params["file"].partition(".")
    chart = CHARTS.get(name)
    drawn = ending in PICTURES
    if chart is None or ending not in (*PICTURES, *TABLES) or (drawn and chart.spec is None):
        known = "、".join(f"{each}.png" if CHARTS[each].spec else f"{each}.csv" for each in CHARTS)
        raise Unfit(f"没有这个文件；有：{known} 等", 404)
    view = view_of(request, catalogue.CHARTS[name][0], chart.allowed)
    if (chart.needs and not view.get(chart.needs)) or (drawn and not chart.spec(view)):
        raise Unfit(NOTHING)
    if ending == "png" and not pictures.has_chinese_font():
        raise Unfit(NO_FONT, 503)
    body = (_picture if drawn else _table)(chart, view, ending)
    return attachment(body, chart.title(view), view.as_of, ending)


def routes() -> list[Route]:
    """``/export/chart/{name}.{ending}``, for all charts."""
    return [worked("/export/chart/{file}", _file)]
