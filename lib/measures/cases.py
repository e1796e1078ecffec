"""What the rules are asked about: one project, one report's age, one indicator on a day."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from lib.measures.pace import PaceLine, days_between, elapsed_share, last_day, pace_line
from lib.measures.states import Thresholds

#: work days from one day to another; None where the calendar does not know the year
Workdays = Callable[[str, str], int | None]


@dataclass(frozen=True, kw_only=True)
class ProjectCase:
    """One project on one day; ``report`` is the latest known, or None."""

    as_of: str
    starts_on: str
    due_on: str
    report: Mapping[str, Any] | None
    thresholds: Thresholds
    workdays: Workdays | None = None

    @property
    def due(self) -> str:
        """The adjusted due date if one was reported."""
        return (self.report or {}).get("due_on") or self.due_on

    @property
    def percent(self) -> float | None:
        return (self.report or {}).get("percent")

    @property
    def share(self) -> float:
        """Elapsed time in percent."""
        return 100 * elapsed_share(as_of=self.as_of, starts_on=self.starts_on, ends_on=self.due)

    @property
    def days(self) -> int:
        return days_between(self.as_of, self.due)

    def countdown(self) -> str:
        """Days to the due date, and how many of them are work days."""
        words = f"距期限 {self.due} 还有 {self.days} 天"
        if self.workdays is None:
            return words
        count = self.workdays(self.as_of, self.due)
        if count is None:
            return f"{words}（工作日安排尚未公布，只计自然日）"
        return f"{words}（{count} 个工作日）"


@dataclass(frozen=True)
class AgeCase:
    """Age in days of the last report; None when there is none."""

    days: int | None
    thresholds: Thresholds


def meets(operator: str, target_low: float, value: float, direction: str = "up") -> bool:
    """Whether an exact value meets the target; ranges at their low end."""
    if direction == "down":
        return value < target_low if operator == "more_than" else value <= target_low
    return value > target_low if operator == "more_than" else value >= target_low


@dataclass(frozen=True, kw_only=True)
class TargetCase:
    """One indicator on one day; ``exact`` holds (as_of, value) of the plan's definition."""

    as_of: str
    operator: str
    period: str
    target_low: float
    starts_on: str
    due_on: str
    direction: str = "up"
    baseline: float | None = None
    exact: tuple[tuple[str, float], ...] = field(default=())
    proxies: int = 0
    thresholds: Thresholds = field(default_factory=Thresholds)

    @property
    def yearly(self) -> bool:
        return self.period == "per_year"

    @property
    def over(self) -> bool:
        return self.as_of > self.due_on

    @property
    def after(self) -> str:
        return "；期限已过，未见公开结果" if self.over else ""

    @cached_property
    def last(self) -> tuple[str, float]:
        """The value that is judged: the latest, or the last year's best."""
        best = min if self.direction == "down" else max
        latest = max(when for when, _ in self.exact)
        if self.yearly:
            year = latest[:4]
            return year, best(value for when, value in self.exact if when[:4] == year)
        return latest, best(value for when, value in self.exact if when == latest)

    @property
    def met(self) -> bool:
        return meets(self.operator, self.target_low, self.last[1], self.direction)

    @property
    def late(self) -> bool:
        """Met, but by no number of the period itself; years are judged each by itself."""
        if self.yearly or not self.met:
            return False
        return not any(
            when <= self.due_on[: len(when)]
            and meets(self.operator, self.target_low, value, self.direction)
            for when, value in self.exact
        )

    @property
    def year_over(self) -> bool:
        return self.last[0] < self.as_of[:4]

    @cached_property
    def line(self) -> PaceLine | None:
        return pace_line(
            operator=self.operator,
            starts_on=self.starts_on,
            due_on=self.due_on,
            target_low=self.target_low,
            baseline=self.baseline,
            exact=self.exact,
        )

    @cached_property
    def wanted(self) -> float:
        """What the pace asks for at the value's date; a shortened date counts to its end."""
        day = min(last_day(self.last[0]), date.fromisoformat(self.as_of))
        assert self.line  # the rules ask for the pace only where there is a line
        return self.line.wanted(day.isoformat())

    @property
    def behind(self) -> bool:
        assert self.line
        slack = abs(self.target_low - self.line.start) * self.thresholds.pace_tolerance / 100
        short = (
            self.last[1] - self.wanted if self.direction == "down" else (self.wanted - self.last[1])
        )
        return short > slack

    def value(self) -> str:
        when, value = self.last
        late = f"（期限 {self.due_on} 以后的数）" if when > self.due_on[: len(when)] else ""
        return (f"{when} 年为 {value:g}" if self.yearly else f"{when} 为 {value:g}") + late
