"""The lamps: published rules as pure functions.

Dates are ISO text; thresholds are rows of the ``threshold`` table and come in
as arguments. Every lamp carries the sentence that explains it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from lib.measures.pace import elapsed_share


@dataclass(frozen=True, kw_only=True)
class Thresholds:
    """``pace`` in percentage points; the others in calendar days."""

    pace: float = 10
    due_soon: float = 30
    fresh: float = 30
    stale: float = 60


@dataclass(frozen=True, kw_only=True)
class Lamp:
    """``state`` is a key of ``PROJECT_STATES`` or ``INDICATOR_STATES``."""

    state: str
    why: str


@dataclass(frozen=True, kw_only=True)
class Word:
    """How a state is shown: always a mark, a word and a colour."""

    mark: str
    word: str
    colour: str


PROJECT_STATES = {
    "done": Word(mark="✔", word="已完成", colour="done"),
    "on_track": Word(mark="●", word="正常", colour="good"),
    "due_soon": Word(mark="◆", word="临期", colour="soon"),
    "behind": Word(mark="▲", word="滞后", colour="warn"),
    "overdue": Word(mark="■", word="逾期", colour="bad"),
    "paused": Word(mark="Ⅱ", word="暂缓", colour="calm"),
    "unreported": Word(mark="○", word="未填报", colour="none"),
}
REPORT_AGES = {
    "fresh": Word(mark="●", word="新鲜", colour="good"),
    "ageing": Word(mark="◐", word="超过 30 天", colour="warn"),
    "stale": Word(mark="◔", word="超过 60 天", colour="bad"),
    "never": Word(mark="○", word="从未", colour="none"),
}
INDICATOR_STATES = {
    "met": Word(mark="✔", word="达标", colour="done"),
    "on_track": Word(mark="●", word="正常", colour="good"),
    "behind": Word(mark="▲", word="滞后", colour="warn"),
    "missed": Word(mark="■", word="未达标", colour="bad"),
    "no_pace": Word(mark="◇", word="有数据，节奏待定", colour="calm"),
    "proxy": Word(mark="◌", word="相近数据", colour="none"),
    "no_data": Word(mark="○", word="无数据", colour="none"),
}


def project_lamp(
    *,
    as_of: str,
    starts_on: str,
    due_on: str,
    report: dict | None,
    thresholds: Thresholds = Thresholds(),
) -> Lamp:
    """The lamp of one project on the day ``as_of``.

    ``report`` is the latest one known that day (``state``, ``percent``,
    ``evidence``, ``due_on``, ``as_of``) or None. Without a report the lamp is
    grey, due or not.
    """
    if report is None:
        late = f"；期限 {due_on} 已过" if as_of > due_on else ""
        return Lamp(state="unreported", why=f"截至 {as_of} 没有科室填报{late}")
    due = report.get("due_on") or due_on
    if report["state"] == "已完成" and report.get("evidence"):
        return Lamp(state="done", why=f"{report['as_of']} 填报完成，附完成证明")
    if report["state"] == "暂缓":
        return Lamp(state="paused", why=f"{report['as_of']} 填报暂缓")
    if as_of > due:
        return Lamp(state="overdue", why=f"期限 {due} 已过，未见完成证明")
    percent = report.get("percent")
    share = 100 * elapsed_share(as_of=as_of, starts_on=starts_on, ends_on=due)
    if percent is not None and percent < share - thresholds.pace:
        why = f"进度 {percent:g}%，时间已过 {share:.0f}%，相差超过 {thresholds.pace:g} 个百分点"
        return Lamp(state="behind", why=why)
    days = days_between(as_of, due)
    if days <= thresholds.due_soon:
        return Lamp(state="due_soon", why=f"距期限 {due} 还有 {days} 天")
    return Lamp(state="on_track", why=f"{report['as_of']} 填报推进中，期限 {due}")


def report_age(
    *, as_of: str, reported_on: str | None, thresholds: Thresholds = Thresholds()
) -> str:
    """The second lamp, by the age of the last report: a key of ``REPORT_AGES``."""
    if not reported_on:
        return "never"
    days = days_between(reported_on, as_of)
    if days <= thresholds.fresh:
        return "fresh"
    return "ageing" if days <= thresholds.stale else "stale"


def days_between(first: str, last: str) -> int:
    """Calendar days from ``first`` to ``last``."""
    return (date.fromisoformat(last) - date.fromisoformat(first)).days


def meets(operator: str, target_low: float, value: float) -> bool:
    """Whether an exact value meets the target; ranges at their low end."""
    return value > target_low if operator == "more_than" else value >= target_low


def indicator_lamp(
    *,
    as_of: str,
    operator: str,
    period: str,
    target_low: float,
    starts_on: str,
    due_on: str,
    baseline: float | None = None,
    exact: tuple[tuple[str, float], ...] = (),
    proxies: int = 0,
    thresholds: Thresholds = Thresholds(),
) -> Lamp:
    """The lamp of one indicator on the day ``as_of``.

    ``exact`` holds (as_of, value) with the plan's own definition; proxies only
    ever turn 无数据 into 相近数据, never anything better.
    """
    over = as_of > due_on
    after = "；期限已过，未见公开结果" if over else ""
    if not exact:
        if proxies:
            return Lamp(state="proxy", why=f"只有 {proxies} 个口径不同的数，不能判断{after}")
        return Lamp(state="no_data", why=f"没有任何数据{after}")
    if period == "per_year":
        return _yearly(as_of, operator, target_low, exact)
    when, value = max(exact)
    if meets(operator, target_low, value):
        return Lamp(state="met", why=f"{when} 为 {value:g}，达到目标")
    if over:
        return Lamp(state="missed", why=f"期限 {due_on} 已过，{when} 为 {value:g}，未到目标")
    start = baseline
    if start is None and operator == "new":
        start = 0.0
    if start is None and len(exact) > 1:
        start = min(exact)[1]
    if start is None:
        return Lamp(state="no_pace", why=f"{when} 为 {value:g}；没有基期，不能算节奏")
    share = elapsed_share(as_of=when[:10], starts_on=starts_on, ends_on=due_on)
    wanted = start + (target_low - start) * share
    if value < wanted - abs(target_low - start) * thresholds.pace / 100:
        return Lamp(state="behind", why=f"{when} 为 {value:g}，按线性节奏应到 {wanted:.1f}")
    return Lamp(state="on_track", why=f"{when} 为 {value:g}，按线性节奏应到 {wanted:.1f}")


def _yearly(as_of: str, operator: str, low: float, exact: tuple) -> Lamp:
    """Per-year targets are judged by the last year that has a value."""
    year = max(when[:4] for when, _ in exact)
    value = max(exact_value for when, exact_value in exact if when[:4] == year)
    if meets(operator, low, value):
        return Lamp(state="met", why=f"{year} 年为 {value:g}，当年达到目标")
    if year < as_of[:4]:
        return Lamp(state="missed", why=f"{year} 年为 {value:g}，当年未到目标")
    return Lamp(state="no_pace", why=f"{year} 年至今为 {value:g}，当年尚未结束")
