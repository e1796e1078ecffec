"""Every page opens, full, empty, replayed and with odd addresses."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from lib.paths import ROOT
from lib.sitemap import PAGES, PATHS
from lib.ui.request import View

SHELL = str(ROOT / "lib" / "shell.py")
pytestmark = pytest.mark.filterwarnings("ignore")


def opened(path: str, **query) -> str:
    """The HTML of a page, all parts joined."""
    app = AppTest.from_file(SHELL, default_timeout=30)
    for name, value in query.items():
        app.query_params[name] = value
    app.switch_page(str(PATHS[path].file))
    app.run()
    assert not app.exception
    return "\n".join(each.proto.body for each in app.get("html"))


@pytest.mark.parametrize("path", [page.path for page in PAGES])
def test_page_opens(path, real_store):
    text = opened(path)
    assert 'aria-label="主导航"' in text
    assert "gx-foot" in text
    assert "没能打开" not in text


@pytest.mark.parametrize("path", [page.path for page in PAGES])
@pytest.mark.parametrize("day", ["2020-01-01", "2023-06-28", "2023-11-21", "2025-12-31"])
def test_page_opens_on_a_past_day(path, day, real_store):
    text = opened(path, as_of=day)
    assert "回看" in text
    assert "没能打开" not in text


@pytest.mark.parametrize("path", [page.path for page in PAGES])
@pytest.mark.parametrize(
    "query",
    [
        {"project": "zzz", "site": "zzz", "indicator": "zzz", "document": "zzz", "fact": "x:y"},
        {"office": "<script>alert(1)</script>", "q": "<script>alert(1)</script>"},
        {"as_of": "abc"},
        {"q": "长" * 10_000, "office": "x" * 10_000},
        {"view": "../../etc/passwd", "state": "' or 1=1 --"},
        {"missing": "<b>x"},
    ],
)
def test_odd_addresses_give_a_notice_and_a_page(path, query, real_store):
    text = opened(path, **query)
    assert "gx-foot" in text
    assert "没能打开" not in text
    assert "<script>alert" not in text
    assert "<b>x" not in text


def test_overview_counts(real_store):
    text = opened("/")
    assert "0/32" in text
    assert "0/12" in text
    assert "13 项指标" in text


def test_every_item_every_indicator_every_place_has_a_panel(real_store):
    from lib.queries import indicators, places, projects
    from lib.ui import district, ledger, targets

    day = "2026-11-01"

    def panel(view):
        return targets.panel_top(view) + targets.panel(view)

    subjects = (
        ("/projects", "project", projects.projects(day), ledger.body),
        ("/indicators", "indicator", indicators.indicators(day), panel),
        ("/map", "site", places.places(day), district.lists),
    )
    for path, name, rows, body in subjects:
        for row in rows.itertuples():
            text = body(View(path, day, True, ((name, (row.id,)),)))
            assert 'id="panel"' in text, row.id
            if isinstance(row.document_id, str):
                assert '<blockquote class="quote">' in text, row.id


@pytest.mark.parametrize(
    "tab",
    [
        "documents",
        "numbers",
        "conflicts",
        "readings",
        "milestones",
        "mechanisms",
        "methods",
        "data",
    ],
)
def test_every_section_of_the_sources(tab, real_store):
    assert "没能打开" not in opened("/sources", view=tab)


def test_every_fact_has_a_page_with_its_quote(real_store):
    from lib.queries.sources import facts_of

    for each, rows in facts_of("reply-2025-003"):
        row = rows.iloc[0]
        text = opened("/sources", fact=f"{each.name}:{row['id']}")
        assert "没能打开" not in text
        assert "出处" in text, each.name


def test_the_four_questions(real_store):
    text = opened("/projects", office="yingshang")
    assert "6 项（共 44 项）" in text
    text = opened("/projects", project="s29")
    assert "陈正业" in text
    assert "秦捍" in text
    assert "不配对" in text
    text = opened("/indicators", indicator="salon")
    assert "20余次/年" in text
    assert "长宁创投沙龙" in text
    assert "没有一个数与这项指标的口径一致" in text
    text = opened("/map", site="lane")
    assert "定西路1289弄" in text
    assert "附件 序号8" in text


def test_search_finds_two_characters(real_store):
    text = opened("/search", q="硅巷")
    assert "硅巷早餐会" in text
    assert "没有找到" in opened("/search", q="找不到的词")
    assert "没有找到" in opened("/search", q="%_%")


@pytest.mark.parametrize("ruin", ["missing", "corrupt", "newer"])
def test_without_a_usable_store_the_reader_gets_words(ruin, own_store):
    import sqlite3

    if ruin == "missing":
        own_store.unlink()
    elif ruin == "corrupt":
        own_store.write_bytes(b"ruin" * 500)
    else:
        with sqlite3.connect(own_store) as db:
            db.execute("pragma user_version = 999")
    app = AppTest.from_file(SHELL, default_timeout=30)
    app.run()
    assert not app.exception
    text = "\n".join(each.proto.body for each in app.get("html"))
    assert "数据库" in text
    assert "python -m lib" in text
