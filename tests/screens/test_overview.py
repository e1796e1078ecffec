"""总览 on both stores and on stores with one thing each: first what is stuck or known."""

from __future__ import annotations

import re
from html import unescape
from urllib.parse import parse_qs, urlsplit

import pytest

from lib import clock
from lib.rows import changes, known, meetings, offices, overview, projects, urgent
from lib.rows.cache import begin_run
from lib.rows.project_facets import selected
from lib.screens import indicators as indicators_screen
from lib.screens import overview as screen
from lib.screens import projects as projects_screen
from lib.screens.view import View, parse
from lib.store.assign import Assignment, assign
from tests.ledger import add_batch, add_report, add_value
from tests.totals import INDICATORS

TODAY = clock.today().isoformat()
TASK = Assignment(
    meeting_on="2024-02-01", says="核对点位", office_id="yingshang", due_on="2024-02-20",
    assigned_by="测试员", received_at="2024-02-01T09:00:00+08:00", project_id="s12",
)  # fmt: skip


def page(day: str) -> str:
    begin_run()
    return unescape(screen.body(View("/", day, day != TODAY)))


def said(html: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html))


def test_without_reports_what_is_known_comes_first(real_store):
    html, words = page(TODAY), said(page(TODAY))
    assert (
        words.index("文件里知道的") < words.index("要定的事") < words.index(f"{INDICATORS} 项指标")
    )
    for printed in ("约1.48平方公里", "5个", "50余栋", "500多家", "2、3、4、11号线"):
        assert printed in words
    assert "44 项里 10 项在后来的文件里见到进展，不等于完成" in words.replace("  ", " ")
    assert "0/32" not in words and "已完成 0" not in words and " zero" not in html
    for row in known.known(TODAY)["assets"]:
        assert row["href"].startswith("/sources?fact=")
        assert f'href="{View("/", TODAY).to(row["href"])}"' in html
    assert "与指标口径不同" in words  # 500多家 is told, and that it is no progress


def test_decisions_are_counted_from_gaps(real_store):
    found = {row["rule"]: row for row in urgent.decisions(TODAY)}
    assert found["unreported"]["count"] == INDICATORS
    assert found["baseline"]["count"] == 3
    assert found["past"]["count"] == 44
    assert set(found["idle"]["names"]) <= {
        "大型论坛",
        "创新沙龙",
        "双创主题活动",
        "产业典型应用场景",
    }


def test_before_any_plan_the_page_says_so(real_store):
    assert "还没有公开的方案" in page("2020-01-01")
    assert urgent.urgent("2020-01-01") == []
    assert known.known("2020-01-01")["assets"] == []


def test_a_past_day_knows_only_its_documents(real_store):
    early = known.known("2023-12-01")
    assert early["moving"] == 0
    assert all(row["when"] <= "2023-12-01" for row in early["assets"])
    assert "platforms-in" not in str([row["href"] for row in early["assets"]])


def test_the_demo_names_what_is_stuck_first(demo, monkeypatch):
    monkeypatch.setenv("GUIXIANG_DB", str(demo))
    words = said(page(TODAY))
    rows = urgent.urgent(TODAY)
    assert words.index("要定的、要推的") < words.index(f"{INDICATORS} 项指标")
    for row in rows[:5]:
        assert row["name"] in words and row["how"] in words and row["offices"][0] in words
    order = [list(urgent.ORDER).index(row["rule"]) for row in rows]
    assert order == sorted(order) and order[0] == 0
    assert f"全部 {len(rows)} 项" in words


def test_one_overdue_project_is_the_first_line(own_store):
    add_batch(own_store, when="2024-01-10T09:00:00+08:00")
    add_report(own_store, "s07", as_of="2024-01-09", percent=60, problem="等批复", next_step="催办")
    (row,) = urgent.urgent("2024-01-20")
    assert (row["rule"], row["how"]) == ("overdue", "逾期 20 天")
    words = said(page("2024-01-20"))
    assert "逾期 20 天" in words and "问题 等批复" in words and "下一步 催办" in words


def test_one_assignment_overdue_leads(own_store):
    add_batch(own_store, when="2024-01-10T09:00:00+08:00")
    add_report(own_store, "s07", as_of="2024-01-09", percent=60)
    assign(own_store, TASK)
    first, second = urgent.urgent("2024-02-25")[:2]
    assert first["rule"] == "task_overdue" and first["how"] == "期限已过 5 天，交办后没有填报"
    assert second["rule"] == "overdue"
    assert urgent.urgent("2024-02-20")[0]["rule"] == "overdue"  # not over on the day itself


def test_an_indicator_met_late_is_not_green(own_store):
    add_batch(own_store, when="2026-02-01T09:00:00+08:00")
    add_value(own_store, "cluster", 6, as_of="2026-01-31")
    rows = {row["id"]: row for row in overview.indicators.indicators("2026-03-01")}
    late = [row for row in rows.values() if row["lamp"].state == "late_met"]
    assert len(late) == 1 and "期限 2025-12-31 以内没有达到的数" in late[0]["lamp"].why
    assert "逾期达标 1" in said(page("2026-03-01"))


@pytest.mark.parametrize("store", ["built", "demo"])
def test_due_dates_open_exactly_their_projects(store, request, monkeypatch):
    monkeypatch.setenv("GUIXIANG_DB", str(request.getfixturevalue(store)))
    html = page(TODAY)
    links = re.findall(r'href="(/projects\?plan=[^"]*due=[^"]*)"\s*>([^<]*)<', html)
    dates = overview.due_dates(projects.projects(TODAY), TODAY)
    assert len(links) == len(dates) > 0
    assert [row["over"] for row in dates] == sorted((row["over"] for row in dates), reverse=True)
    for (href, words), row in zip(links, dates, strict=True):
        query = parse_qs(urlsplit(href).query)
        view = parse("/projects", query, projects_screen.allowed(TODAY), clock.today())
        found = selected(projects.projects(TODAY), view)
        assert not view.notices
        assert len(found) == row["count"] == int(re.search(r"(\d+) 项没有报完成", words)[1])
        assert all(project["lamp"].state != "done" for project in found)


def test_better_and_worse_are_what_the_changes_page_says(demo, monkeypatch):
    monkeypatch.setenv("GUIXIANG_DB", str(demo))
    since = changes.since_meeting(TODAY)
    assert since
    told = [row for way in ("worse", "better", "other") for row in since[way]]
    assert len(told) == len(since["moved"]) + len(since["moved_targets"])
    words = said(page(TODAY))
    for title, rows in (("变差", since["worse"]), ("变好", since["better"])):
        if rows:
            assert f"{title} {len(rows)} 项" in words and rows[0]["name"] in words


@pytest.mark.parametrize("store", ["built", "demo"])
def test_decisions_open_exactly_what_they_count(store, request, monkeypatch):
    monkeypatch.setenv("GUIXIANG_DB", str(request.getfixturevalue(store)))
    begin_run()
    lists = {
        "/indicators": (indicators_screen.allowed, indicators_screen.selected),
        "/projects": (
            projects_screen.allowed,
            lambda view: selected(projects.projects(view.as_of), view),
        ),
    }
    for row in urgent.decisions(TODAY):
        path, _, query = View("/", TODAY).to(row["href"]).partition("?")
        if "view=gaps" in query:  # the page itself begins with them
            continue
        allowed, chosen = lists[path]
        view = parse(path, parse_qs(query), allowed(TODAY), clock.today())
        assert not view.notices
        assert len(chosen(view)) == row["count"], row["rule"]


def test_nobody_is_paired_with_an_office_that_documents_do_not_pair(demo, monkeypatch):
    """An assignment goes to one office; leaders of a project of several stand with none."""
    monkeypatch.setenv("GUIXIANG_DB", str(demo))
    begin_run()
    by_id = {project["id"]: project for project in projects.projects(TODAY)}
    for row in meetings.assignments(TODAY):
        project = by_id.get(row["project_id"] or "")
        leaders = meetings.leaders_of(row, project)
        assert leaders == [] or [each["name"] for each in project["offices"]] == [row["office"]]
    many = next(
        project for project in by_id.values() if len(project["offices"]) > 1 and project["leaders"]
    )
    task = {"office_id": many["offices"][0]["office_id"]}
    assert meetings.leaders_of(task, many) == []


def test_what_nobody_reported_is_not_called_undone(real_store):
    words = said(page(TODAY))
    assert "未完成" not in words and "32 项没有报完成" in words
    assert all(
        row[state] is None
        for plan in offices.by_plan(TODAY)
        for row in plan["offices"]
        for state in ("overdue", "behind", "due_soon")
    )


def test_the_metro_is_told_by_a_quote_that_carries_all_its_lines(real_store):
    metro = known.known(TODAY)["assets"][-1]
    assert metro["printed"] == "2、3、4、11号线" and metro["when"] == "2023-11-21"
    assert all(f"{number}号线" in metro["quote"] for number in (2, 3, 4, 11))


def test_the_number_shown_is_the_number_judged(own_store):
    """Of a yearly target the best of its year, also when a later, lower one came in."""
    add_batch(own_store, when="2026-02-01T09:00:00+08:00")
    add_value(own_store, "theme", 6, as_of="2026-01-20")
    add_value(own_store, "theme", 2, as_of="2026-01-31")
    (row,) = (r for r in overview.indicators.indicators("2026-03-01") if r["id"] == "theme")
    assert row["lamp"].state == "met" and "为 6" in row["lamp"].why
    assert overview.value_of(row)["value"] == "6"
    assert overview.value_of(row)["when"] == "2026-01-20"
