"""What a past day shows is the same on every page, in the API and in the store's views."""

from __future__ import annotations

import json
import re
from collections import Counter

import pytest

from lib import clock
from lib.exports import api
from lib.rows import changes
from lib.rows import indicators as indicator_rows
from lib.rows import projects as project_rows
from lib.rows.cache import begin_run
from lib.rows.indicators import PROVEN
from lib.screens import indicators, projects
from lib.screens import overview as overview_screen
from lib.screens.view import View
from lib.store import connect
from lib.store.ddl import VIEWS
from tests import frames
from tests.ledger import add_batch, add_report, add_value
from tests.totals import INDICATORS

DAYS = ("2023-06-01", "2024-06-30", "2025-12-31", clock.today().isoformat())
TODAY = "date('now', '+8 hours')"


@pytest.fixture
def busy(own_store):
    """Reports spread over the years, one withdrawn, one corrected."""
    for id, when in (
        ("b1", "2024-01-10T09:00:00+08:00"),
        ("b2", "2024-07-05T09:00:00+08:00"),
        ("b3", "2026-01-15T09:00:00+08:00"),
        ("b4", "2024-02-01T09:00:00+08:00"),
    ):
        add_batch(own_store, id, when=when)
    add_report(own_store, "s01", state="已完成", evidence="单")
    add_report(own_store, "s02", state="暂缓")
    add_report(own_store, "d01", percent=30)
    add_report(own_store, "s03", batch_id="b2", as_of="2024-06-30")
    add_report(own_store, "d01", batch_id="b2", as_of="2024-07-01", percent=90)
    add_report(own_store, "d02", batch_id="b3", as_of="2026-01-10", due_on="2099-01-01")
    add_report(own_store, "s09", batch_id="b4", as_of="2024-01-31")
    add_batch(own_store, "b5", when="2024-02-02T00:00:00+08:00", withdraws="b4", withdrawn_by="甲")
    add_value(own_store, "salon", 25, as_of="2023-12-31")
    add_value(own_store, "base", 2, as_of="2024-01-05")
    add_value(own_store, "base", 5, batch_id="b2", as_of="2024-07-01")
    add_value(own_store, "platform", 99, confirmed=0, batch_id="b2", as_of="2024-07-01")
    add_value(own_store, "alliance", 9, batch_id="b3", as_of="2026-01-10")
    begin_run()
    return own_store


def view_of_the_store(path, name: str, day: str):
    """The rows that a public view had on that day: its own SQL with the day put in."""
    sql = next(each for each in VIEWS if f"create view {name} as" in each)
    body = sql.partition(" as\n")[2].replace(TODAY, f"'{day}'")
    assert TODAY in sql or name == "v_report"
    return frames.read(path, body)


def known(path, table: str, day: str) -> set[str]:
    sql = {
        "project": "select p.id from project p join document d on d.id = p.document_id"
        " where d.issued_on <= :day order by 1",
        "indicator": "select i.id from indicator i join document d on d.id = i.document_id"
        " where d.issued_on <= :day order by 1",
    }[table]
    return set(frames.read(path, sql, {"day": day})["id"])


@pytest.mark.parametrize("day", DAYS)
def test_counts_of_projects_agree_everywhere(busy, day):
    status = view_of_the_store(busy, "v_project_status", day)
    status = status[status["project_id"].isin(known(busy, "project", day))]
    wanted = Counter(status["state"])
    view = View("/", day, True)

    overview = Counter()
    for state, count in re.findall(
        r'href="/projects\?plan=[^"]*state=([a-z_]+)[^"]*">[^<]*<b class="num">(\d+)</b>',
        overview_screen.body(view),
    ):
        overview[state] += int(count)
    assert +overview == wanted

    rows = json.loads(api.projects_json(day))["projects"]
    assert Counter(row["state"] for row in rows) == wanted
    assert {row["id"]: row["state"] for row in rows} == dict(
        zip(status["project_id"], status["state"], strict=True)
    )

    page = projects.body(View("/projects", day, True))
    shown = re.search(r"<caption>\s*(\d+) 项", page)
    assert (int(shown[1]) if shown else 0) == len(status)
    for state, count in wanted.items():
        page = projects.body(View("/projects", day, True, (("state", (state,)),)))
        assert int(re.search(r"<caption>\s*(\d+) 项", page)[1]) == count


@pytest.mark.parametrize("day", DAYS)
def test_counts_of_indicators_agree_everywhere(busy, day):
    ids = known(busy, "indicator", day)
    status = view_of_the_store(busy, "v_indicator_status", day).set_index("indicator_id")
    proven = {id for id in ids if status.loc[id, "exact_values"] > 0}

    rows = json.loads(api.indicators_json(day))["indicators"]
    assert {row["id"] for row in rows} == ids
    assert {row["id"] for row in rows if row["state"] in PROVEN} == proven
    assert {row["id"]: len(row["exact"]) for row in rows} == {
        id: status.loc[id, "exact_values"] for id in ids
    }

    heading = indicators.heading(View("/indicators", day, True))
    if ids:
        assert f"{len(ids)} 项指标，{len(proven)} 项有口径一致的数据" in heading
    else:
        assert "当天还没有公开的指标" in heading
    text = overview_screen.body(View("/", day, True))
    if ids:
        assert f">{len(ids)} 项指标</a>" in text
        assert f'<b class="num">{len(proven)}</b> 项有口径一致的数据' in text
    else:
        assert "项指标</a>" not in text
    table = indicators.body(View("/indicators", day, True))
    assert table.count('data-label="灯"') == len(ids)


def test_the_four_days_differ(busy):
    """The replay would be no test if every day looked the same."""
    seen = {
        day: tuple(sorted(Counter(row["lamp"].state for row in project_rows.projects(day)).items()))
        for day in DAYS
    }
    assert len(set(seen.values())) >= 3
    assert seen["2023-06-01"] == ()


def test_a_number_moves_lamp_bar_and_trend_on_the_day_it_comes(busy):
    before, after = ("2024-01-09", "2024-01-10")
    rows = [
        next(r for r in indicator_rows.indicators(day) if r["id"] == "salon")
        for day in (before, after)
    ]
    assert [row["lamp"].state for row in rows] == ["no_data", "met"]
    view = View("/indicators", after, True, (("indicator", ("salon",)),))
    spec = json.dumps(indicators.chart(view), ensure_ascii=False)
    assert '"label": "25次"' in spec
    assert "25次" in json.dumps(indicators.course_chart(view), ensure_ascii=False)
    panel = indicators.panel(view)
    for word in ("25次", "2023-12-31", "测试员", "批次 b1", "2024-01-10 收到"):
        assert word in panel
    table = indicators.body(View("/indicators", after, True))
    assert "营商办填报，2024-01-10 收到" in table
    assert "批次" not in table  # it serves in the panel and in the files
    moved = changes.changes(before, after)["moved_targets"]
    assert {move["row"]["id"] for move in moved} == {"salon", "base"}


def test_proxies_far_above_the_target_count_nowhere(own_store):
    """Every indicator gets a near number of ten times its target; all lamps stay grey."""
    with connect.write(own_store) as db:
        for row in list(db.query("select id, target_low, unit from indicator order by ord")):
            for number in range(3):
                db["observation"].insert(
                    {
                        "id": f"planted-{row['id']}-{number}",
                        "indicator_id": row["id"],
                        "metric": "相近的数",
                        "printed": f"{10 * row['target_low']:g}{row['unit']}",
                        "value": 10.0 * row["target_low"],
                        "unit": row["unit"],
                        "as_of": f"202{3 + number}-12-01",
                        "date_precision": "day",
                        "scope": "长宁区",
                        "match": "proxy",
                        "reason": "试验",
                        "document_id": "reply-2024-005",
                        "locator": "试验",
                        "quote": "试验",
                    }
                )
    add_batch(own_store)
    for id in ("platform", "base", "salon"):
        add_value(own_store, id, 10_000, confirmed=0)
    with connect.write(own_store) as db:
        db.execute("update store_meta set value = 'planted' where key = 'facts'")
    begin_run()
    for day in DAYS[1:]:
        rows = indicator_rows.indicators(day)
        assert {row["lamp"].state for row in rows} == {"proxy"}
        assert all(row["exact"] == () for row in rows)
        view = View("/indicators", day, True)
        assert (
            f"{INDICATORS} 项指标，0 项有口径一致的数据，{INDICATORS} 项只有相近数据"
            in indicators.heading(view)
        )
        assert '<b class="num">0</b> 项有口径一致的数据' in overview_screen.body(
            View("/", day, True)
        )
        said = json.loads(api.indicators_json(day))["indicators"]
        assert {row["state"] for row in said} == {"proxy"}
        spec = json.dumps(indicators.chart(view), ensure_ascii=False)
        assert '"kind": "exact"' not in spec
    states = view_of_the_store(own_store, "v_indicator_status", DAYS[-1])
    assert states["exact_values"].sum() == 0
