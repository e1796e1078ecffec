"""The list of pages: navigation, redirects and tests all read this one."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from lib.paths import ROOT


@dataclass(frozen=True, kw_only=True)
class Page:
    """A page of the app: its path, its title and its script.

    ``opens`` are the parameters that open one thing on it. They are no filters: the way
    back by the navigation forgets them.
    """

    path: str
    title: str
    script: str
    says: str  # what a link to it tells, in chat programs and searches
    in_navigation: bool = True
    opens: tuple[str, ...] = ()

    @property
    def file(self) -> Path:
        return ROOT / "pages" / self.script


PAGES = (
    Page(
        path="/",
        title="总览",
        script="overview.py",
        says="上海硅巷的项目、指标、点位：什么卡住了、轮到谁、文件里知道什么",
    ),
    Page(
        path="/map",
        title="街区地图",
        script="map.py",
        says="田字格里的载体、院所、服务点和有事项的道路",
        opens=("site",),
    ),
    Page(
        path="/indicators",
        title="指标进展",
        script="indicators.py",
        says="每项指标的目标、口径一致的数和相近的数",
    ),
    Page(
        path="/ecosystem",
        title="创新生态",
        script="ecosystem.py",
        says="文件写到的机构、它们的联系和合作模式",
    ),
    Page(
        path="/timeline",
        title="大事记与活动",
        script="timeline.py",
        says="文件记下的大事，和按年的活动目标",
    ),
    Page(
        path="/projects",
        title="项目台账",
        script="projects.py",
        says="街道项目和区子项：灯、进度、问题、科室",
        opens=("project",),
    ),
    Page(
        path="/offices",
        title="科室视图",
        script="offices.py",
        says="每个科室现在欠什么、有哪些事项",
    ),
    Page(
        path="/changes",
        title="会议之间",
        script="changes.py",
        says="两次会议之间变差、变好、没有动静的",
    ),
    Page(
        path="/report",
        title="进展填报",
        script="report.py",
        says="下载模板、交回、看结果",
        opens=("batch", "step"),
    ),
    Page(
        path="/present",
        title="早餐会演示",
        script="present.py",
        says="早餐会上讲的一套场景",
    ),
    Page(
        path="/sources",
        title="资料与口径",
        script="sources.py",
        says="每个数的文件、位置、原话、口径和出入",
    ),
    Page(
        path="/search",
        title="搜索",
        script="search.py",
        says="搜项目、人、数、原话",
        in_navigation=False,
    ),
)

PATHS = {page.path: page for page in PAGES}

#: what the browser does not keep of an address it comes back to (``ui/scripts/remembered.js``)
PASSING = ("as_of", "missing", *(name for page in PAGES for name in page.opens))
