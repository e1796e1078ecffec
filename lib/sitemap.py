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
    in_navigation: bool = True
    opens: tuple[str, ...] = ()

    @property
    def file(self) -> Path:
        return ROOT / "pages" / self.script


PAGES = (
    Page(path="/", title="总览", script="overview.py"),
    Page(path="/map", title="街区地图", script="map.py", opens=("site",)),
    Page(path="/indicators", title="指标进展", script="indicators.py"),
    Page(path="/ecosystem", title="创新生态", script="ecosystem.py"),
    Page(path="/timeline", title="大事记与活动", script="timeline.py"),
    Page(path="/projects", title="项目台账", script="projects.py", opens=("project",)),
    Page(path="/offices", title="科室视图", script="offices.py"),
    Page(path="/changes", title="会议之间", script="changes.py"),
    Page(path="/report", title="进展填报", script="report.py", opens=("batch", "step")),
    Page(path="/present", title="早餐会演示", script="present.py"),
    Page(path="/sources", title="资料与口径", script="sources.py"),
    Page(path="/search", title="搜索", script="search.py", in_navigation=False),
)

PATHS = {page.path: page for page in PAGES}

#: what the browser does not keep of an address it comes back to (``ui/scripts/remembered.js``)
PASSING = ("as_of", "missing", *(name for page in PAGES for name in page.opens))
