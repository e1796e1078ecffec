"""The machine-readable routes: what each serves."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Route:
    """One data route and what it says of itself."""

    path: str
    media: str
    says: str


ROUTES = (
    Route(
        path="/api/v1/projects.json",
        media="application/json",
        says="项目与子项：科室、领导、期限（due_on 现在的，due_original 文件的）、灯、佐证、出处",
    ),
    Route(
        path="/api/v1/projects.csv",
        media="text/csv",
        says="同上，一行一项，Excel 可直接打开（UTF-8，有 BOM）",
    ),
    Route(
        path="/api/v1/indicators.json",
        media="application/json",
        says="13 项指标：目标、读法、灯、口径一致与相近的数、出处",
    ),
    Route(
        path="/api/v1/observations.json",
        media="application/json",
        says="文件所载的每一个数量、归类与理由、出处",
    ),
    Route(
        path="/api/v1/places.geojson",
        media="application/geo+json",
        says="已定位的点位（WGS-84），含精度与事项",
    ),
    Route(
        path="/api/v1/boundary.geojson",
        media="application/geo+json",
        says="范围：中心线围合、沿线范围和田字四格（多边形，WGS-84），各有面积和说明",
    ),
    Route(
        path="/api/v1/health",
        media="application/json",
        says="服务与数据库是否正常、数据版本",
    ),
)
