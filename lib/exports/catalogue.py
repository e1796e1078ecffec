"""Everything that can be fetched: pages, routes, documentation and tests read this list."""

from __future__ import annotations

from dataclasses import dataclass

from lib.sitemap import PAGES


@dataclass(frozen=True, kw_only=True)
class Download:
    """A file or a data route.

    ``path``: its address, with ``?as_of=`` and the parameters of ``page``, which offers it.
    ``file``: what a saved file is called before its day; '' where the content tells.
    """

    path: str
    says: str
    page: str
    file: str = ""


#: a page's charts and matrices: name → the page and what it is; each as a table, drawn ones
#: also as pictures
CHARTS = {
    "indicators": ("/indicators", "指标进展图"),
    "course": ("/indicators", "一项指标的历程（要带 indicator=）"),
    "gaps": ("/indicators", "指标与事项"),
    "milestones": ("/timeline", "大事记图"),
    "series": ("/timeline", "按年的目标"),
}
ONLY_TABLES = {"gaps"}
PICTURES, TABLES = ("png", "svg"), ("csv", "xlsx")

DATA = (
    Download(
        path="/export/data.zip",
        page="/sources",
        file="硅巷看板数据",
        says="每张表的 CSV、接口的 JSON、一本 xlsx、一份说明（来源、许可、口径、截至日期）",
    ),
    Download(
        path="/export/public.db",
        page="/sources",
        file="硅巷看板公开数据",
        says="只含名单上的表和列；填报人、原件、文件名和自由文字不在内。截至今天",
    ),
    Download(
        path="/export/excerpts.csv",
        page="/sources",
        says="从五份文件摘出的每一条事实、位置和原话",
    ),
    Download(path="/export/excerpts.xlsx", page="/sources", says="同上，xlsx"),
)
LISTS = (
    Download(
        path="/export/projects.xlsx",
        page="/projects",
        file="项目台账",
        says="筛选后的台账，科室熟悉的样子",
    ),
    Download(path="/export/projects.csv", page="/projects", file="项目台账", says="同上，CSV"),
    Download(path="/print/projects", page="/projects", says="台账的打印页，A4 或 A3（size=）"),
    Download(
        path="/export/template.xlsx",
        page="/report",
        file="填报模板",
        says="一个科室的填报模板（要带 office=）",
    ),
    Download(path="/print/reminder", page="/offices", says="一个科室的提醒单"),
)
MAPS = (
    Download(
        path="/export/map.html",
        page="/map",
        file="上海硅巷街区地图",
        says="离线地图：一个网页文件，不用网络",
    ),
    Download(path="/print/map", page="/map", says="地图的打印页"),
    Download(path="/print/map.svg", page="/map", says="这一视图的静态图，浏览器打印页面时用"),
)
DECKS = (
    Download(
        path="/export/deck.html", page="/present", file="早餐会演示", says="演示的离线网页（deck=）"
    ),
    Download(path="/export/deck.pptx", page="/present", file="早餐会演示", says="演示的 PPTX"),
)
CHART_FILES = tuple(
    Download(path=f"/export/chart/{name}.{ending}", page=page, says=says)
    for name, (page, says) in CHARTS.items()
    for ending in (TABLES if name in ONLY_TABLES else PICTURES + TABLES)
)
#: the picture beside a link: address → page
CARDS = {f"/export/card/{page.file.stem}.png": page.path for page in PAGES}
CARD_FILES = tuple(
    Download(path=path, page=page, says="链接的预览图，聊天软件里显示")
    for path, page in CARDS.items()
)
#: the data routes for programs
ROUTES = (
    Download(
        path="/api/v1/projects.json",
        page="/sources",
        says="项目与子项：科室、领导、期限（due_on 现在的，due_original 文件的）、灯、佐证、出处",
    ),
    Download(
        path="/api/v1/projects.csv",
        page="/sources",
        file="projects",
        says="同上，一行一项，Excel 可直接打开（UTF-8，有 BOM）",
    ),
    Download(
        path="/api/v1/indicators.json",
        page="/sources",
        says="指标：目标、读法、灯、口径一致与相近的数、出处",
    ),
    Download(
        path="/api/v1/observations.json",
        page="/sources",
        says="文件所载的每一个数量、归类与理由、出处",
    ),
    Download(
        path="/api/v1/places.geojson",
        page="/sources",
        says="已定位的点位（WGS-84），含精度与事项",
    ),
    Download(
        path="/api/v1/boundary.geojson",
        page="/sources",
        says="范围：中心线围合、沿线范围和田字四格（多边形，WGS-84），各有面积和说明",
    ),
    Download(
        path="/api/v1/health", page="/sources", says="服务与数据库是否正常、数据版本、今天的日期"
    ),
)
FILES = (*DATA, *LISTS, *MAPS, *DECKS, *CHART_FILES, *CARD_FILES)
BY_PATH = {each.path: each for each in (*FILES, *ROUTES)}
