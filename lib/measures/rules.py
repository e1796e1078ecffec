"""The lamp rules as rows: the first row that holds gives the lamp.

The same rows are run by ``lib.measures.lamps`` and printed on 资料与口径, the
parameters filled in from the ``threshold`` table: what is read there is what
is done here.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from lib.measures.states import Thresholds


@dataclass(frozen=True, kw_only=True)
class Rule:
    """``says``: the rule in words, ``{name}`` standing for a parameter."""

    state: str
    says: str
    holds: Callable[..., Any]
    why: Callable[..., str]


def published(rules: tuple[Rule, ...], thresholds: Thresholds) -> list[dict[str, str]]:
    """state and sentence of each rule in the order they are tried, parameters filled in."""
    values = {name: f"{value:g}" for name, value in vars(thresholds).items()}
    return [{"state": rule.state, "says": rule.says.format(**values)} for rule in rules]


def _always(_case: object) -> bool:
    return True


def _nothing(_case: object) -> str:
    return ""


PROJECT_RULES = (
    Rule(
        state="unreported",
        says="没有科室填报。无论到期与否都是灰色，不标红。",
        holds=lambda case: case.report is None,
        why=lambda case: (
            f"截至 {case.as_of} 没有科室填报"
            + (f"；期限 {case.due_on} 已过" if case.as_of > case.due_on else "")
        ),
    ),
    Rule(
        state="done",
        says="科室填报已完成，并附完成证明。没有证明不算完成。",
        holds=lambda case: case.report["state"] == "已完成" and bool(case.report.get("evidence")),
        why=lambda case: f"{case.report['as_of']} 填报完成，附完成证明",
    ),
    Rule(
        state="paused",
        says="科室填报暂缓，须写明理由。",
        holds=lambda case: case.report["state"] == "暂缓",
        why=lambda case: f"{case.report['as_of']} 填报暂缓",
    ),
    Rule(
        state="overdue",
        says="有填报，未完成，期限的第二天起。",
        holds=lambda case: case.as_of > case.due,
        why=lambda case: f"期限 {case.due} 已过，未见完成证明",
    ),
    Rule(
        state="behind",
        says="有填报，进度低于已过时间的比例，且相差超过 {pace_tolerance} 个百分点。",
        holds=lambda case: (
            case.percent is not None and case.percent < case.share - case.thresholds.pace_tolerance
        ),
        why=lambda case: (
            f"进度 {case.percent:g}%，时间已过 {case.share:.0f}%，"
            f"相差超过 {case.thresholds.pace_tolerance:g} 个百分点"
        ),
    ),
    Rule(
        state="due_soon",
        says="有填报，未完成，距期限不多于 {due_soon} 天（自然日；同时写出其中的工作日）。",
        holds=lambda case: case.days <= case.thresholds.due_soon,
        why=lambda case: case.countdown(),
    ),
    Rule(
        state="on_track",
        says="有填报，未完成，不属于上面各种情形。",
        holds=_always,
        why=lambda case: f"{case.report['as_of']} 填报推进中，期限 {case.due}",
    ),
)


AGE_RULES = (
    Rule(
        state="never",
        says="从未有过填报。",
        holds=lambda case: case.days is None,
        why=_nothing,
    ),
    Rule(
        state="fresh",
        says="最近一次填报的数据日期不早于 {fresh} 天前。",
        holds=lambda case: case.days <= case.thresholds.fresh,
        why=_nothing,
    ),
    Rule(
        state="ageing",
        says="早于 {fresh} 天、不早于 {stale} 天前。",
        holds=lambda case: case.days <= case.thresholds.stale,
        why=_nothing,
    ),
    Rule(state="stale", says="早于 {stale} 天前。", holds=_always, why=_nothing),
)


INDICATOR_RULES = (
    Rule(
        state="no_data",
        says="没有任何数据。",
        holds=lambda case: not case.exact and not case.proxies,
        why=lambda case: f"没有任何数据{case.after}",
    ),
    Rule(
        state="proxy",
        says="只有口径不同的相近数据，不能判断，多少都不算进展。",
        holds=lambda case: not case.exact,
        why=lambda case: f"只有 {case.proxies} 个口径不同的数，不能判断{case.after}",
    ),
    Rule(
        state="late_met",
        says="口径一致的数达到目标，但期限以内没有一个数达到。",
        holds=lambda case: case.late,
        why=lambda case: f"{case.value()}，达到目标；期限 {case.due_on} 以内没有达到的数",
    ),
    Rule(
        state="met",
        says="口径一致的数达到目标；区间按下限，“余”须多于，按年的目标看最近有数的一年。",
        holds=lambda case: case.met,
        why=lambda case: case.value() + ("，当年达到目标" if case.yearly else "，达到目标"),
    ),
    Rule(
        state="missed",
        says="期限已过，或按年的目标当年已过，口径一致的数没有达到目标。",
        holds=lambda case: case.year_over if case.yearly else case.over,
        why=lambda case: (
            f"{case.value()}，当年未到目标"
            if case.yearly
            else f"期限 {case.due_on} 已过，{case.value()}，未到目标"
        ),
    ),
    Rule(
        state="no_pace",
        says="有口径一致的数，但没有基期或两个相隔至少 90 天的数，或当年尚未结束，不能判断快慢。",
        holds=lambda case: case.yearly or case.line is None,
        why=lambda case: (
            f"{case.last[0]} 年至今为 {case.last[1]:g}，当年尚未结束"
            if case.yearly
            else f"{case.value()}；没有基期，不能算节奏"
        ),
    ),
    Rule(
        state="behind",
        says="未达标，低于按线性节奏应到的数，且相差超过目标增量的 {pace_tolerance}%。"
        "线性节奏从基期（新增从 0，否则从第一个口径一致的数）到期限拉直线。",
        holds=lambda case: case.behind,
        why=lambda case: f"{case.value()}，按线性节奏应到 {case.wanted:.1f}",
    ),
    Rule(
        state="on_track",
        says="未达标，但没有低于线性节奏那么多。",
        holds=_always,
        why=lambda case: f"{case.value()}，按线性节奏应到 {case.wanted:.1f}",
    ),
)
