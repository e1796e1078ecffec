"""Every page opens, full, empty, replayed and with odd addresses."""

from __future__ import annotations

import re

import pytest

from lib.rows import places as place_rows
from lib.screens.view import View
from lib.sitemap import PAGES, PATHS
from lib.store import connect
from tests import app, frames
from tests.totals import PROJECTS, YINGSHANG

pytestmark = pytest.mark.filterwarnings("ignore")


def opened(path: str, **query) -> str:
    """The HTML of the page at that path."""
    return app.opened(PATHS[path].file, **query)


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


def test_every_project_every_indicator_every_place_has_a_panel(real_store):
    from lib.rows import indicators, places, projects
    from lib.screens import indicators as indicators_screen
    from lib.screens import map as map_screen
    from lib.screens import projects as projects_screen

    day = "2026-11-01"

    def panel(view):
        return indicators_screen.panel_top(view) + indicators_screen.panel(view)

    subjects = (
        ("/projects", "project", projects.projects(day), projects_screen.body),
        ("/indicators", "indicator", indicators.indicators(day), panel),
        ("/map", "site", places.places(day), map_screen.lists),
    )
    for row in places.places(day):  # what to do here comes before where it is
        text = map_screen.lists(View("/map", day, True, (("site", (row["id"],)),)))
        assert (
            text.index("<dt>事项</dt>") < text.index("<dt>地址</dt>") < text.index("<dt>坐标</dt>")
        )
    for path, name, rows, body in subjects:
        for row in rows:
            text = body(View(path, day, True, ((name, (row["id"],)),)))
            assert 'id="panel"' in text, row["id"]
            if row["document_id"]:
                assert '<blockquote class="quote">' in text, row["id"]


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
    from lib.rows.documents import facts_of

    for each, rows in facts_of("reply-2025-003"):
        row = rows[0]
        text = opened("/sources", fact=f"{each.name}:{row['key']}")
        assert "没能打开" not in text
        fact = text.partition('<section class="card fact ')[2]
        assert fact.index("<blockquote") < fact.index("<h1>"), each.name


def test_the_four_questions(real_store):
    text = opened("/projects", office="yingshang")
    assert f"{YINGSHANG} 项（共 {PROJECTS} 项）" in text
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
    assert "<mark>硅巷</mark>早餐会" in text
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
    start = app.started()
    start.run()
    text = app.shown(start)
    assert "数据库" in text
    assert "python -m lib" in text


def test_search_wants_every_word(real_store):
    assert "街道3 " in opened("/search", q="硅巷 早餐会 营商办 庄海燕")
    assert "没有找到" in opened("/search", q="硅巷 早餐会 营商办 庄海燕 绝对没有的词")
    assert "没有找到" in opened("/search", q="100%_没有")


def test_a_correction_takes_no_coordinate_back(own_store):
    from lib.rows.cache import begin_run
    from tests.ledger import add_batch

    rows = (
        {"lon": 121.42, "lat": 31.216, "as_of": "2024-01-08"},
        {"correction": "在二楼", "as_of": "2024-01-09"},
    )
    add_batch(own_store)
    for row in rows:
        with connect.write(own_store) as db:
            db["place_report"].insert(
                {"batch_id": "b1", "place_id": "no1", "reporter": "测试员"} | row
            )
    begin_run()
    place = next(row for row in place_rows.places("2024-02-01") if row["id"] == "no1")
    assert (place["lon"], place["lat"], place["precision"]) == (121.42, 31.216, "reported")
    assert place["report"]["correction"] == "在二楼"
    assert (place["report"]["as_of"], place["report"]["corrected_on"]) == (
        "2024-01-08",
        "2024-01-09",
    )


def test_later_quotes_of_a_body_are_shown_from_their_day(real_store):
    from lib.screens import ecosystem
    from lib.screens.view import View

    view = View("/ecosystem", "2023-12-31", params=(("organization", ("heihu",)),))
    assert "人工智能创新型团队" not in ecosystem.card(view)
    view = View("/ecosystem", "2024-04-30", params=(("organization", ("heihu",)),))
    assert "2024年列为人工智能创新型团队" in ecosystem.card(view)


#: tables whose own words about a row a reader sees on any day from the document's on
TOLD = {
    "organization": "summary", "event_series": "counting_rule", "mechanism": "summary",
    "model": "summary", "project": "content", "evidence": "says", "milestone": "title",
    "observation": "reason",
}  # fmt: skip


def too_late(said: str | None, issued_on: str) -> list[str]:
    """Years in the words that are later than the row's document."""
    return [year for year in re.findall(r"20\d\d(?=年)", said or "") if year > issued_on[:4]]


@pytest.mark.parametrize("name", TOLD)
def test_no_summary_knows_more_than_its_document(name, built):
    """A year later than the row's document in its own words would break the replay."""
    rows = frames.read(
        built,
        f"select t.id, t.{TOLD[name]} as said, d.issued_on from {name} t "
        "join document d on d.id = t.document_id",
    )
    assert len(rows)
    for row in rows.itertuples():
        assert too_late(row.said, row.issued_on) == [], (name, row.id, row.said)


def test_a_later_year_is_found():
    assert too_late("2024年又办了一次", "2023-11-21") == ["2024"]
    assert too_late("计划到2023年底", "2023-11-21") == []


def test_an_unconfirmed_report_stands_among_the_near_values(own_store):
    from lib.rows.cache import begin_run
    from lib.screens import indicators as indicators_screen
    from tests.ledger import add_batch, add_value

    add_batch(own_store)
    add_value(own_store, "base", 3, confirmed=0)
    begin_run()
    html = indicators_screen.body(View("/indicators", "2024-02-01", params=(("q", ("实践基地",)),)))
    assert "3家 · 科室填报，口径未确认 · 2024-01-09" in html
    assert "资料未载明" not in html.partition("<tbody>")[2]


def test_the_ledger_says_old_reports_and_changed_dates_in_words(demo_store):
    from lib import clock
    from lib.rows.projects import projects
    from lib.screens import projects as projects_screen

    day = clock.today().isoformat()
    rows = projects(day)
    html = projects_screen.body(View("/projects", day))
    for age in ("ageing", "stale"):
        own = [row for row in rows if row["age"] == age]
        assert own and html.count(f">{own[0]['age_word'].word}<") == len(own)
    assert html.count("改期") == sum(row["due"] != row["due_on"] for row in rows)
    assert not any(mark in html for mark in ("◐", "◔"))


def test_the_target_and_its_quote_stand_before_everything_else(real_store):
    from lib.rows.cache import begin_run
    from lib.rows.indicators import indicators
    from lib.screens import indicators as indicators_screen

    begin_run()
    for row in indicators("2026-11-01"):
        html = indicators_screen.panel_top(
            View("/indicators", "2026-11-01", params=(("indicator", (row["id"],)),))
        )
        target = html.partition("<dt>目标</dt>")[2].partition("<dt>")[0]
        assert f"「{row['quote']}」" in target and "/sources?document=" in target, row["id"]
        assert (f"{row['inferred']}（推断）" in html) == bool(row["inferred"]), row["id"]


def test_the_list_of_targets_says_once_which_readings_are_inferred(real_store):
    from lib.rows.cache import begin_run
    from lib.rows.indicators import indicators
    from lib.screens import indicators as indicators_screen

    begin_run()
    rows = indicators("2026-11-01")
    html = indicators_screen.body(View("/indicators", "2026-11-01"))
    assert f"其中 {sum(bool(row['inferred']) for row in rows)} 项" in html
    assert html.count("推断") == 1


def test_a_target_that_is_proven_is_not_called_unseen(own_store):
    from lib.rows.cache import begin_run
    from lib.screens import indicators as indicators_screen
    from tests.ledger import add_batch, add_value

    add_batch(own_store, when="2026-01-10T09:00:00+08:00")
    add_value(own_store, "base", 8, as_of="2025-12-31")
    begin_run()
    html = indicators_screen.body(View("/indicators", "2026-02-01", params=(("q", ("实践基地",)),)))
    assert "到期" in html
    assert "未见公开结果" not in html
