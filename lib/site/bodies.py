"""What each page is made of without Streamlit: the same parts that ``pages/`` show.

A part is HTML, or a :class:`Chart` where the live page draws one.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Set
from dataclasses import dataclass
from datetime import date

from lib import paths
from lib.exports import sheets
from lib.exports.table import Sheet
from lib.screens import (
    changes,
    ecosystem,
    indicators,
    offices,
    overview,
    present,
    projects,
    report,
    search,
    sources,
    timeline,
)
from lib.screens import map as map_screen
from lib.screens.view import View, parse

Allowed = Callable[[str], Mapping[str, Set[str] | None]]


@dataclass(frozen=True)
class Chart:
    """A chart of a page: ``make`` gives its specification, ``words`` say it, ``table`` has it."""

    name: str
    make: Callable[[View], dict | None]
    words: str
    width: int
    table: Sheet | None = None


@dataclass(frozen=True)
class Target:
    """An opened target: its panel, and the list beside it."""

    panel: list[str | Chart]
    rest: str


Part = str | Chart | Target


@dataclass(frozen=True)
class Body:
    """A page: what its parameters may be, its parts, its line of source."""

    allowed: Allowed
    parts: Callable[[View], list[Part]]
    source: str


def _course(view: View) -> Chart:
    sheet = sheets.course_sheet(indicators.chosen(view))
    words = indicators.course_words(view)
    return Chart("course", indicators.course_chart, words, 400, sheet)


def _indicators(view: View) -> list[Part]:
    top = [indicators.heading(view)]
    if view.get("view") == "gaps":
        return [*top, indicators.gaps(view)]
    top.append(indicators.filters(view))
    if view.get("indicator"):
        panel = [indicators.panel_top(view), _course(view), indicators.panel(view)]
        return [*top, Target(panel, indicators.body(view))]
    if view.get("view") == "chart" and indicators.chart(view):
        sheet = sheets.targets_sheet(indicators.selected(view))
        words = indicators.chart_words(view)
        chart = Chart("indicators", indicators.chart, words, 900, sheet)
        return [*top, indicators.legend(view), chart]
    return [*top, indicators.body(view)]


def _timeline(view: View) -> list[Part]:
    top = [timeline.heading(view)]
    if view.get("view") == "series":
        return [*top, timeline.series_legend(view), timeline.series(view)]
    top.append(timeline.filters(view))
    if view.get("view") == "chart" and timeline.chart(view):
        sheet = sheets.milestones_sheet(timeline.selected(view))
        chart = Chart("milestones", timeline.chart, timeline.chart_words(view), 1200, sheet)
        return [*top, timeline.legend(view), chart]
    return [*top, timeline.listing(view)]


def _ecosystem(view: View) -> list[Part]:
    parts: list[Part] = [ecosystem.heading(view), ecosystem.filters(view), ecosystem.card(view)]
    if ecosystem.picture(view):
        parts.append(Chart("network", ecosystem.picture, ecosystem.picture_words(view), 1280))
    return [*parts, ecosystem.body(view)]


def _map(view: View) -> list[Part]:
    top = [map_screen.heading(view), map_screen.filters(view)]
    return [*top, map_screen.notes(view.as_of), map_screen.lists(view)]


def _report(view: View) -> list[Part]:
    return [report.heading(view, paths.contact()), report.history(view, None)]


def _present(view: View) -> list[Part]:
    used = paths.public_address()
    return [present.check(view), present.lobby(view, used), present.tasks(view)]


#: path → what is on it; the sources are those of ``pages/`` (a test compares)
BODIES = {
    "/": Body(lambda _: {}, lambda view: [overview.body(view)], "来源：公开文件与科室填报"),
    "/map": Body(map_screen.allowed, _map, "来源：公开文件；坐标来源见各点位"),
    "/indicators": Body(
        indicators.allowed,
        _indicators,
        "来源：区三年行动方案“四、主要目标”；相近数据出自所列文件；科室填报",
    ),
    "/ecosystem": Body(ecosystem.allowed, _ecosystem, "来源：五份公开文件；每条联系的出处见“联系”"),
    "/timeline": Body(
        timeline.allowed, _timeline, "来源：五份公开文件；活动是否计入目标，文件没有写明"
    ),
    "/projects": Body(
        projects.allowed,
        lambda view: [projects.head(view), projects.chosen(view), projects.whole(view)],
        "来源：街道施工图 1.0 附件、区三年行动方案；灯由科室填报按公布的规则得出",
    ),
    "/offices": Body(
        offices.allowed,
        lambda view: [offices.body(view)],
        "来源：街道施工图 1.0 附件、区三年行动方案；进展由科室填报",
    ),
    "/changes": Body(
        changes.allowed,
        lambda view: [changes.body(view)],
        "来源：科室填报与公开文件；灯按公布的规则得出",
    ),
    "/report": Body(report.allowed, _report, "来源：科室填报；每批保留原件，只增不改"),
    "/present": Body(present.allowed, _present, "来源：公开文件与科室填报"),
    "/sources": Body(
        sources.allowed,
        lambda view: [sources.heading(view), sources.body(view)],
        "来源：所列文件；摘句为原文，说明为我们的概述",
    ),
    "/search": Body(lambda _: {"q": None}, lambda view: [search.results(view)], "来源：公开文件"),
}


def view_of(path: str, query: Mapping[str, list[str]], today: date) -> View:
    """The view of an address as its page reads it; what it leaves out is in ``notices``."""
    day = parse(path, query, {}, today).as_of
    return parse(path, query, BODIES[path].allowed(day), today)
