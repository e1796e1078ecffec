"""The catalogue of downloads is whole: routes, charts, pages and the README follow it."""

from __future__ import annotations

import pytest

from lib.exports import api, catalogue
from lib.paths import ROOT
from lib.render import HERE
from lib.sitemap import PATHS
from lib.web import charts, deck, downloads, files, mapfiles

OWN = ("/export/", "/print/", "/api/")


def test_every_route_is_listed_and_every_listed_one_has_a_maker():
    made = {*downloads.MAKERS, *files.MAKERS, *mapfiles.MAKERS, *deck.MAKERS, *api.MAKERS}
    listed = {each.path for each in (*catalogue.FILES, *catalogue.ROUTES)}
    listed -= {each.path for each in (*catalogue.CHART_FILES, *catalogue.CARD_FILES)}
    assert {path for path in made if path.startswith(OWN)} == listed - {"/api/v1/health"}
    assert set(charts.CHARTS) == set(catalogue.CHARTS)
    for name, chart in charts.CHARTS.items():
        assert (chart.spec is None) == (name in catalogue.ONLY_TABLES)


def test_every_page_of_it_is_one():
    assert {each.page for each in catalogue.BY_PATH.values()} <= set(PATHS)


OFFERED = [each for each in catalogue.FILES if each not in catalogue.CARD_FILES]


@pytest.mark.parametrize("each", OFFERED, ids=lambda each: each.path)
def test_a_page_offers_it(each):
    """By its address or, for charts, by the macro that writes it."""
    words = "".join(path.read_text(encoding="utf-8") for path in (HERE / "templates").iterdir())
    if each in catalogue.CHART_FILES:
        name, ending = each.path.rpartition("/")[2].split(".")
        assert f"files(view, '{name}'" in words and f"'.{ending}'" in words
    else:
        assert f"'{each.path}'" in words, each.path


def test_the_readme_names_them():
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    for each in (*catalogue.DATA, *catalogue.LISTS, *catalogue.MAPS, *catalogue.DECKS):
        assert each.path in readme, each.path
    for name in catalogue.CHARTS:
        assert f"`{name}`" in readme, name
    for each in catalogue.ROUTES:
        assert each.path.rpartition("/")[2] in readme, each.path
