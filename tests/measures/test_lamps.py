"""The lamp rules, by example and by property."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from lib.measures.lamps import (
    INDICATOR_STATES,
    PROJECT_STATES,
    Thresholds,
    indicator_lamp,
    meets,
    project_lamp,
    report_age,
    report_ages,
)
from lib.measures.pace import elapsed_share, pace_line
from lib.measures.rules import AGE_RULES, INDICATOR_RULES, PROJECT_RULES, published

PLAN = {"starts_on": "2023-01-01", "due_on": "2023-12-31"}
TARGET = {
    "operator": "at_least",
    "period": "by",
    "target_low": 10,
    "starts_on": "2023-01-01",
    "due_on": "2025-12-31",
}


def report(**more):
    base = {
        "state": "推进中",
        "percent": 50,
        "evidence": None,
        "due_on": None,
        "as_of": "2023-06-30",
    }
    return base | more


@pytest.mark.parametrize(
    ("as_of", "given_report", "state"),
    [
        ("2023-07-01", None, "unreported"),
        ("2026-01-01", None, "unreported"),
        ("2023-07-01", report(), "on_track"),
        ("2023-07-01", report(percent=39), "behind"),
        ("2023-07-01", report(percent=None), "on_track"),
        ("2023-12-01", report(percent=95), "due_soon"),
        ("2023-11-30", report(percent=95), "on_track"),
        ("2023-12-31", report(percent=95), "due_soon"),
        ("2024-01-01", report(percent=95), "overdue"),
        ("2024-01-01", report(state="已完成"), "overdue"),
        ("2024-01-01", report(state="已完成", evidence="验收单"), "done"),
        ("2024-01-01", report(due_on="2024-06-30", percent=90), "on_track"),
        ("2024-01-01", report(state="暂缓"), "paused"),
    ],
)
def test_project_lamps(as_of, given_report, state):
    assert project_lamp(as_of=as_of, report=given_report, **PLAN).state == state


FIRST, LAST = date(2022, 1, 1), date(2027, 12, 31)
#: one number a day is drawn much faster than year, month and day
DAYS = st.integers(FIRST.toordinal(), LAST.toordinal()).map(
    lambda day: date.fromordinal(day).isoformat()
)
STATES = st.sampled_from(["未开始", "推进中", "已完成", "暂缓"])
REPORTS = st.builds(
    report,
    state=STATES,
    percent=st.none() | st.floats(0, 100),
    evidence=st.none() | st.just("单"),
    due_on=st.none() | DAYS,
)
ORDER = ("overdue", "behind", "due_soon", "on_track", "done")


@settings(deadline=None)
@given(DAYS, st.none() | REPORTS)
def test_every_project_has_a_known_lamp_with_a_reason(as_of, given_report):
    lamp = project_lamp(as_of=as_of, report=given_report, **PLAN)
    assert lamp.state in PROJECT_STATES
    assert lamp.why
    assert (lamp.state == "unreported") == (given_report is None)


@settings(deadline=None)
@given(DAYS, st.floats(0, 100), st.floats(0, 100))
def test_less_progress_never_looks_better(as_of, one, other):
    worse, better = sorted((one, other))
    lamps = [
        project_lamp(as_of=as_of, report=report(percent=percent), **PLAN).state
        for percent in (worse, better)
    ]
    assert ORDER.index(lamps[0]) <= ORDER.index(lamps[1])


@settings(deadline=None)
@given(
    DAYS,
    st.lists(st.tuples(st.sampled_from(["2023", "2024-05", "2025-03-01"]), st.floats(0, 50))),
    st.sampled_from(["range", "at_least", "more_than", "new"]),
    st.sampled_from(["by", "per_year"]),
    st.integers(0, 5),
    st.integers(0, 2**32).map(Random),
)
def test_indicator_lamps_do_not_depend_on_row_order(
    as_of, exact, operator, period, proxies, random
):
    shuffled = list(exact)
    random.shuffle(shuffled)
    target = TARGET | {"operator": operator, "period": period}
    lamps = {
        indicator_lamp(as_of=as_of, exact=tuple(rows), proxies=proxies, **target)
        for rows in (exact, shuffled)
    }
    assert len(lamps) == 1
    lamp = lamps.pop()
    assert lamp.state in INDICATOR_STATES
    if not exact:
        assert lamp.state == ("proxy" if proxies else "no_data")
    else:
        assert lamp.state not in ("proxy", "no_data")


@settings(deadline=None)
@given(DAYS, st.floats(0, 30), st.floats(0, 30), st.floats(0, 9))
def test_a_lower_value_never_looks_better(as_of, one, other, baseline):
    order = ("missed", "behind", "no_pace", "on_track", "met")
    low, high = sorted((one, other))
    states = [
        indicator_lamp(
            as_of=as_of, exact=(("2024-06-30", value),), baseline=baseline, **TARGET
        ).state
        for value in (low, high)
    ]
    assert order.index(states[0]) <= order.index(states[1])


@settings(deadline=None)
@given(st.integers(1, 10**6))
def test_proxies_never_count(proxies):
    lamp = indicator_lamp(as_of="2026-01-01", proxies=proxies, **TARGET)
    assert lamp.state == "proxy"


@pytest.mark.parametrize(
    ("operator", "low", "value", "expected"),
    [
        ("range", 1, 1, True),
        ("range", 2, 1, False),
        ("more_than", 20, 20, False),
        ("more_than", 20, 21, True),
        ("new", 6, 6, True),
        ("at_least", 10, 9.9, False),
    ],
)
def test_meeting_a_target(operator, low, value, expected):
    assert meets(operator, low, value) is expected


@pytest.mark.parametrize(
    ("as_of", "exact", "state"),
    [
        ("2024-07-01", (("2024-06-30", 10),), "met"),
        ("2026-01-01", (("2024-06-30", 9),), "missed"),
        ("2024-07-01", (("2024-06-30", 5),), "no_pace"),
        ("2024-07-01", (("2023-01-01", 0), ("2024-06-30", 5)), "on_track"),
        ("2024-07-01", (("2023-01-01", 0), ("2024-06-30", 3)), "behind"),
    ],
)
def test_indicator_by_pace(as_of, exact, state):
    assert indicator_lamp(as_of=as_of, exact=exact, **TARGET).state == state


def test_newly_added_counts_from_nothing_at_the_start():
    target = TARGET | {"operator": "new", "target_low": 6}
    lamp = indicator_lamp(as_of="2024-07-01", exact=(("2024-06-30", 1),), **target)
    assert lamp.state == "behind"


@pytest.mark.parametrize(
    ("as_of", "exact", "state"),
    [
        ("2024-07-01", (("2023", 25),), "met"),
        ("2024-07-01", (("2023", 20),), "missed"),
        ("2024-07-01", (("2023", 25), ("2024-06", 12)), "no_pace"),
        ("2025-02-01", (("2023", 25), ("2024", 12)), "missed"),
    ],
)
def test_yearly_targets_are_judged_year_by_year(as_of, exact, state):
    target = TARGET | {"operator": "more_than", "period": "per_year", "target_low": 20}
    assert indicator_lamp(as_of=as_of, exact=exact, **target).state == state


@pytest.mark.parametrize(
    ("days", "age"), [(0, "fresh"), (30, "fresh"), (31, "ageing"), (60, "ageing"), (61, "stale")]
)
def test_age_of_a_report(days, age):
    reported = (date(2024, 6, 30) - timedelta(days=days)).isoformat()
    assert report_age(as_of="2024-06-30", reported_on=reported) == age


def test_the_ages_are_words_and_no_mark_of_another_lamp():
    ages = report_ages(Thresholds())
    assert [word.word for word in ages.values()] == ["近期填报", "超过 30 天", "超过 60 天", "从未"]
    assert {word.mark for word in ages.values()} == {""}


def test_never_reported():
    assert report_age(as_of="2024-06-30", reported_on=None) == "never"


@settings(deadline=None)
@given(DAYS, DAYS, DAYS)
def test_elapsed_share_stays_between_0_and_1(as_of, start, end):
    assume(start <= end)
    assert 0 <= elapsed_share(as_of=as_of, starts_on=start, ends_on=end) <= 1


@pytest.mark.parametrize(
    ("rules", "states"),
    [
        (PROJECT_RULES, PROJECT_STATES),
        (INDICATOR_RULES, INDICATOR_STATES),
        (AGE_RULES, report_ages(Thresholds())),
    ],
)
def test_every_state_has_one_rule_and_its_words(rules, states):
    assert sorted(rule.state for rule in rules) == sorted(states)
    said = published(rules, Thresholds())
    assert all(row["says"] and "{" not in row["says"] for row in said)


@settings(deadline=None)
@given(st.integers(1, 90), st.integers(1, 40), st.integers(0, 400), st.floats(0, 100))
def test_the_printed_parameters_are_the_ones_the_rules_use(due_soon, pace, days, percent):
    """Change a parameter and both sentence and lamp follow."""
    rules = Thresholds(due_soon=due_soon, pace_tolerance=pace)
    said = {row["state"]: row["says"] for row in published(PROJECT_RULES, rules)}
    assert f"不多于 {due_soon} 天" in said["due_soon"]
    assert f"超过 {pace} 个百分点" in said["behind"]
    as_of = (date(2023, 12, 31) - timedelta(days=min(days, 364))).isoformat()
    lamp = project_lamp(as_of=as_of, report=report(percent=percent), thresholds=rules, **PLAN)
    share = 100 * elapsed_share(as_of=as_of, starts_on="2023-01-01", ends_on="2023-12-31")
    if percent < share - pace:
        assert lamp.state == "behind"
    elif min(days, 364) <= due_soon:
        assert lamp.state == "due_soon"
    else:
        assert lamp.state == "on_track"


VALUES = st.lists(
    st.tuples(st.sampled_from(["2023-06-30", "2024-06-30", "2025-06-30"]), st.floats(0, 30)),
    min_size=2,
)


@settings(deadline=None)
@given(VALUES, st.none() | st.floats(0, 5), st.sampled_from(["at_least", "new"]), DAYS, DAYS)
def test_the_pace_line_runs_up_to_the_target_and_never_down(exact, baseline, operator, one, two):
    line = pace_line(
        operator=operator,
        starts_on="2023-01-01",
        due_on="2025-12-31",
        target_low=50,
        baseline=baseline,
        exact=tuple(exact),
    )
    dates = {when for when, _ in exact}
    if baseline is None and operator != "new" and len(dates) < 2:
        assert line is None
        return
    assert line.wanted(line.starts_on) == line.start
    assert line.wanted(line.ends_on) == 50
    first, last = sorted((one, two))
    assert line.wanted(first) <= line.wanted(last) + 1e-9
    assert line.start - 1e-9 <= line.wanted(one) <= 50 + 1e-9


def test_the_line_begins_at_the_first_of_two_exact_values():
    exact = (("2024-06-30", 4), ("2025-03-31", 6))
    assert indicator_lamp(as_of="2025-04-01", exact=exact, **TARGET).state == "behind"
    exact = (("2024-06-30", 4), ("2025-03-31", 7))
    lamp = indicator_lamp(as_of="2025-04-01", exact=exact, **TARGET)
    assert (lamp.state, lamp.why) == ("on_track", "2025-03-31 为 7，按线性节奏应到 7.0")


def test_a_year_counts_to_its_end():
    exact = (("2023", 0), ("2024", 4.5))
    assert indicator_lamp(as_of="2025-02-01", exact=exact, **TARGET).state == "on_track"
    assert indicator_lamp(as_of="2025-02-01", baseline=0, exact=exact, **TARGET).state == "behind"


@settings(deadline=None)
@given(st.floats(0, 30), st.floats(0, 30), st.sampled_from(["by", "per_year"]), DAYS)
def test_where_less_is_better_more_never_looks_better(one, other, period, as_of):
    order = ("missed", "behind", "no_pace", "on_track", "met")
    target = TARGET | {"direction": "down", "period": period, "baseline": 20}
    better, worse = sorted((one, other))
    states = [
        indicator_lamp(as_of=as_of, exact=(("2024-06-30", value),), **target).state
        for value in (worse, better)
    ]
    assert order.index(states[0]) <= order.index(states[1])


def test_due_soon_names_the_work_days_but_counts_calendar_days():
    calendars = (lambda *_: 20), (lambda *_: None)
    case = {"as_of": "2023-12-01", "report": report(percent=95)} | PLAN
    lamps = [project_lamp(workdays=calendar, **case) for calendar in calendars]
    assert {lamp.state for lamp in lamps} == {"due_soon"}
    assert "30 天（20 个工作日）" in lamps[0].why
    assert "只计自然日" in lamps[1].why


@pytest.mark.parametrize(
    ("period", "when", "late"),
    [
        ("by", "2025-12-31", False),
        ("by", "2026-09-01", True),
        ("by", "2025", False),
        ("by", "2026", True),
        ("per_year", "2025-09", False),
        ("per_year", "2026-09", True),
    ],
)
def test_a_value_after_the_due_date_is_called_late(period, when, late):
    case = TARGET | {"period": period}
    lamp = indicator_lamp(as_of="2026-11-01", exact=((when, 12.0),), **case)
    assert lamp.state == ("late_met" if late and period == "by" else "met")
    assert ("（期限 2025-12-31 以后的数）" in lamp.why) == late
