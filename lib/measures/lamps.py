"""The lamps: the published rules (``lib.measures.rules``) run as pure functions.

Dates are ISO text; thresholds are rows of the ``threshold`` table and come in
as arguments. Every lamp carries the sentence that explains it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from lib.measures.cases import AgeCase, ProjectCase, TargetCase, Workdays, meets
from lib.measures.pace import days_between
from lib.measures.rules import AGE_RULES, INDICATOR_RULES, PROJECT_RULES, Rule
from lib.measures.states import (
    INDICATOR_STATES,
    PROJECT_STATES,
    Lamp,
    Thresholds,
    Word,
    report_ages,
)

__all__ = [
    "INDICATOR_STATES", "PROJECT_STATES", "Lamp", "Thresholds", "Word",
    "days_between", "indicator_lamp", "judged", "meets", "project_lamp", "report_age",
    "report_ages",
]  # fmt: skip


def _first(rules: tuple[Rule, ...], case: object) -> Lamp:
    rule = next(rule for rule in rules if rule.holds(case))
    return Lamp(state=rule.state, why=rule.why(case))


def project_lamp(
    *,
    as_of: str,
    starts_on: str,
    due_on: str,
    report: Mapping[str, Any] | None,
    thresholds: Thresholds = Thresholds(),
    workdays: Workdays | None = None,
) -> Lamp:
    """The lamp of one project on the day ``as_of``.

    ``report`` is the latest one known that day (``state``, ``percent``,
    ``evidence``, ``due_on``, ``as_of``) or None. Without a report the lamp is
    grey, due or not. ``workdays`` only adds words to 临期; the threshold stays
    in calendar days.
    """
    case = ProjectCase(
        as_of=as_of,
        starts_on=starts_on,
        due_on=due_on,
        report=report,
        thresholds=thresholds,
        workdays=workdays,
    )
    return _first(PROJECT_RULES, case)


def report_age(
    *, as_of: str, reported_on: str | None, thresholds: Thresholds = Thresholds()
) -> str:
    """The second lamp, by the age of the last report: a key of :func:`report_ages`."""
    days = days_between(reported_on, as_of) if reported_on else None
    return _first(AGE_RULES, AgeCase(days, thresholds)).state


def judged(**case: Any) -> tuple[str, float] | None:
    """What :func:`indicator_lamp` judges of the same case: (day or year, value); None without
    an exact value.
    """
    found = TargetCase(**case)
    return found.last if found.exact else None


def indicator_lamp(**case: Any) -> Lamp:
    """The lamp of one indicator on the day ``as_of``.

    Keyword arguments are the fields of ``lib.measures.cases.TargetCase``:
    ``exact`` holds (as_of, value) with the plan's own definition; proxies only
    ever turn 无数据 into 相近数据, never anything better.
    """
    return _first(INDICATOR_RULES, TargetCase(**case))
