"""The catalogue of downloads: each address once, each with words, no file without a name."""

from __future__ import annotations

from pathlib import PurePosixPath

from lib.exports import api
from lib.exports.catalogue import (
    BY_PATH,
    CARDS,
    CHART_FILES,
    CHARTS,
    FILES,
    ONLY_TABLES,
    PICTURES,
    ROUTES,
    TABLES,
)
from lib.sitemap import PAGES


def test_each_address_is_listed_once_and_told():
    listed = [*FILES, *ROUTES]
    assert len(BY_PATH) == len(listed)  # none hides another
    for each in listed:
        assert BY_PATH[each.path] == each and each.says
        assert each.path.startswith(("/export/", "/print/", "/api/v1/")) and "?" not in each.path
        assert not set(each.file) & set('\\/:*?"<>|. ')  # a name for every file system


def test_a_chart_is_a_table_and_a_drawn_one_also_a_picture():
    endings: dict[str, set[str]] = {}
    for each in CHART_FILES:
        name, _, ending = PurePosixPath(each.path).name.partition(".")
        endings.setdefault(name, set()).add(ending)
        assert (each.page, each.says) == CHARTS[name]
    assert endings.keys() == CHARTS.keys() >= ONLY_TABLES
    for name, found in endings.items():
        assert found == {*TABLES, *(() if name in ONLY_TABLES else PICTURES)}


def test_every_page_has_its_card_and_every_route_its_maker():
    assert sorted(CARDS.values()) == sorted(page.path for page in PAGES)
    assert {route.path for route in ROUTES} - {"/api/v1/health"} == set(api.MAKERS)
