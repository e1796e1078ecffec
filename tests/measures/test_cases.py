"""What the rules are asked about: which number is judged, what a case says of itself."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib.measures.cases import ProjectCase, TargetCase, meets
from lib.measures.lamps import judged
from lib.measures.states import Thresholds

CASE = {
    "as_of": "2024-07-01", "operator": "at_least", "period": "by", "target_low": 10,
    "starts_on": "2023-01-01", "due_on": "2025-12-31",
}  # fmt: skip
NUMBERS = st.lists(
    st.tuples(
        st.sampled_from(["2023", "2023-06-30", "2024-03", "2024-03-31", "2025"]),
        st.integers(0, 30).map(float),
    ),
    min_size=1,
)


@given(NUMBERS, st.sampled_from(["by", "per_year"]), st.sampled_from(["up", "down"]))
def test_the_judged_number_is_one_of_the_latest_and_the_best_of_them(exact, period, direction):
    case = CASE | {"period": period, "direction": direction, "exact": tuple(exact)}
    when, value = judged(**case)
    latest = max(day for day, _ in exact)
    when_of = latest[:4] if period == "per_year" else latest
    own = [number for day, number in exact if day[: len(when_of)] == when_of]
    if period == "by":
        own = [number for day, number in exact if day == latest]
    assert when == when_of
    assert value == (max(own) if direction == "up" else min(own))


def test_without_an_exact_number_none_is_judged():
    assert judged(**CASE, proxies=3) is None


@given(
    st.sampled_from(["range", "at_least", "more_than", "new"]),
    st.floats(0, 100), st.floats(0, 100),
)  # fmt: skip
def test_up_and_down_meet_at_most_at_the_target_itself(operator, low, value):
    both = [meets(operator, low, value, way) for way in ("up", "down")]
    if value != low:
        assert sorted(both) == [False, True]
    else:
        assert both == [operator != "more_than"] * 2


@pytest.mark.parametrize(
    ("exact", "late"),
    [
        ((("2025-12-31", 10),), False),
        ((("2026-01-01", 10),), True),
        ((("2025", 10),), False),  # may be of the last day
        ((("2025-12", 10),), False),
        ((("2025-06-30", 12), ("2026-06-30", 11)), False),
        ((("2025-06-30", 9), ("2026-06-30", 11)), True),
        ((("2025-06-30", 12), ("2026-06-30", 9)), False),  # no longer met at all
    ],
)
def test_met_late_only_when_no_number_of_the_period_met(exact, late):
    assert TargetCase(**CASE | {"as_of": "2026-12-31", "exact": exact}).late is late


def test_years_are_never_late():
    case = TargetCase(**CASE | {"period": "per_year", "exact": (("2026", 10),)})
    assert case.met and not case.late


@pytest.mark.parametrize(
    ("when", "period", "said"),
    [
        ("2024-06-30", "by", "2024-06-30 为 12.5"),
        ("2026", "by", "2026 为 12.5（期限 2025-12-31 以后的数）"),
        ("2024-06", "per_year", "2024 年为 12.5"),
    ],
)
def test_a_value_in_words(when, period, said):
    assert TargetCase(**CASE | {"period": period, "exact": ((when, 12.5),)}).value() == said


def test_what_is_asked_of_a_shortened_date_is_of_its_end_or_of_today():
    """A number of this year cannot be measured by days to come."""
    case = CASE | {"baseline": 0, "as_of": "2024-07-01"}
    this, past = (TargetCase(**case, exact=((year, 1.0),)) for year in ("2024", "2023"))
    assert this.wanted == this.line.wanted("2024-07-01")
    assert past.wanted == past.line.wanted("2023-12-31")


@pytest.mark.parametrize("direction", ["up", "down"])
def test_behind_by_exactly_the_tolerance_is_not_behind(direction):
    base = 0 if direction == "up" else 20
    case = CASE | {"baseline": base, "direction": direction, "thresholds": Thresholds()}
    sign = -1 if direction == "up" else 1
    wanted = TargetCase(**case, exact=(("2024-06-30", 0.0),)).wanted
    for more, behind in ((0.99, False), (1.01, True)):
        exact = (("2024-06-30", wanted + sign * more),)  # a tenth of ten
        assert TargetCase(**case, exact=exact).behind is behind


def project(report: dict | None, **more) -> ProjectCase:
    base = {"as_of": "2023-12-01", "starts_on": "2023-01-01", "due_on": "2023-12-31"}
    return ProjectCase(**base | more, report=report, thresholds=Thresholds())


@pytest.mark.parametrize("due", [None, ""])
def test_an_empty_reported_due_date_is_none(due):
    case = project({"due_on": due, "percent": 0})
    assert (case.due, case.days, case.percent) == ("2023-12-31", 30, 0)
    assert project(None).percent is None and project(None).due == "2023-12-31"
    assert project({"due_on": "2024-01-31"}).days == 61


def test_without_a_calendar_only_the_days_are_told():
    assert project({}).countdown() == "距期限 2023-12-31 还有 30 天"
