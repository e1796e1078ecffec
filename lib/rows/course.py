"""One indicator over time: every number known, on its own stretch of the calendar."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from lib import text
from lib.measures import lamps
from lib.measures.pace import last_day, whole_day
from lib.rows.shapes.indicators import Indicator, Known, StandingValue, TargetYear, ToldOnce

Mark = dict[str, Any]  # a row of :data:`COLUMNS`

COLUMNS = (
    "kind", "starts", "ends", "low", "high", "value", "label", "what", "when", "who", "scope",
)  # fmt: skip

#: what every mark of an indicator's bar carries of it
BAR = ("id", "name", "dimension", "colour")


def marks(row: Indicator, as_of: str) -> list[Mark]:
    """Rows for ``lib.charts.course`` (:data:`COLUMNS`), of one row of ``indicators``.

    kinds: plan (its period), target (one stretch, or one a year), pace (two
    ends of the line), today, exact_day, exact_span. A year is a span from its
    first to its last day, a month likewise.
    """
    found = [
        _mark("plan", row["starts_on"], row["due_on"], label="方案期"),
        *_targets(row),
        _mark("today", as_of, as_of, label=f"截至 {as_of}"),
    ]
    if row["line"]:
        line = row["line"]
        found += [
            _mark("pace", line.starts_on, line.starts_on, value=line.start, label="线性节奏"),
            _mark("pace", line.ends_on, line.ends_on, value=line.target, label="线性节奏"),
        ]
    # near numbers are told in words beside the chart: they have no place on its axis
    return found + [_number(each) for each in numbers(row) if each["match"] == "exact"]


def numbers(row: Indicator | TargetYear) -> list[Known]:
    """Every observation and standing report in order of time, for list and chart.

    Keys: match (exact or proxy), value, label (as printed), said (label, what, scope and
    time in one line), as_of, what, scope, reason, who (documents: the document), brief (who
    without the batch), source (the observation) or report.
    """
    found = [_documented(each) for each in row["observations"]]
    found += [_reported(each, row["unit"]) for each in row["reports"] if each["standing"]]
    return sorted(found, key=lambda each: (each["as_of"], each["match"], each["what"]))


def _documented(each: ToldOnce) -> Known:
    return {
        "match": each["match"],
        "value": each["value"],
        "label": each["printed"],
        "said": f"{each['printed']}{each['metric']} · {each['scope']} · {each['as_of']}",
        "as_of": each["as_of"],
        "what": each["metric"],
        "scope": each["scope"],
        "reason": each["reason"],
        "who": each["document"],
        "brief": each["document"],
        "source": each,
        "report": None,
    }


def _reported(each: StandingValue, unit: str) -> Known:
    label = f"{text.number(each['value'])}{unit}"
    return {
        "match": "exact" if each["counts"] else "proxy",
        "value": each["value"],
        "label": label,
        "said": f"{label} · {_confirmed(each)} · {each['as_of']}",
        "as_of": each["as_of"],
        "what": "科室填报",
        "scope": "填报人确认与方案口径一致" if each["counts"] else "填报人没有确认口径",
        "reason": _reason(each),
        "who": f"{each['office'] or '科室'}，{each['reporter']}，批次 {each['batch_id']}，"
        f"{each['known_on']} 收到",
        "brief": f"{each['office'] or '科室'}填报，{each['known_on']} 收到",
        "source": None,
        "report": each,
    }


def _confirmed(report: StandingValue) -> str:
    return "科室填报" if report["counts"] else "科室填报，口径未确认"


def _reason(report: StandingValue) -> str:
    """What the reporter noted; without a confirmed definition that comes first."""
    first = "" if report["counts"] else "填报人没有确认与方案口径一致"
    return "；".join(part for part in (first, report["note"]) if part)


def judged(row: Indicator) -> Known | None:
    """The number that the lamp judges, of :func:`numbers`; None without an exact one."""
    found = lamps.judged(
        as_of=row["due_on"],
        operator=row["operator"],
        period=row["period"],
        target_low=row["target_low"],
        starts_on=row["starts_on"],
        due_on=row["due_on"],
        direction=row["direction"],
        exact=row["exact"],
    )
    if found is None:
        return None
    when, value = found
    return [
        each
        for each in numbers(row)
        if each["match"] == "exact" and each["value"] == value and each["as_of"].startswith(when)
    ][-1]


def near(row: Indicator) -> list[Known]:
    """The numbers that only come near, as ``numbers`` gives them: told, never drawn."""
    return [each for each in numbers(row) if each["match"] == "proxy"]


def _mark(kind: str, starts: str, ends: str, **more: Any) -> Mark:
    return dict.fromkeys(COLUMNS) | {"kind": kind, "starts": starts, "ends": ends} | more


def _targets(row: Indicator) -> list[Mark]:
    high = row["target_high"] or row["target_low"]
    levels = {"low": row["target_low"], "high": high, "value": row["target_low"]}
    words = f"目标 {row['target']}"
    if row["period"] == "by":
        return [_mark("target", row["starts_on"], row["due_on"], label=words, **levels)]
    years = range(int(row["starts_on"][:4]), int(row["due_on"][:4]) + 1)
    return [
        # the words once, over the last year
        _mark(
            "target",
            f"{year}-01-01",
            f"{year}-12-31",
            label=words if year == years[-1] else "",
            **levels,
        )
        for year in years
    ]


def _number(each: Known) -> Mark:
    starts, ends = whole_day(each["as_of"]), last_day(each["as_of"])
    shape = "day" if starts == ends else "span"
    return _mark(
        f"{each['match']}_{shape}",
        starts.isoformat(),
        ends.isoformat(),
        value=each["value"],
        label=each["label"],
        what=each["what"],
        when=text.chinese_date(each["as_of"]),
        who=each["who"],
        scope=each["scope"],
    )


def bars(rows: Sequence[Indicator | TargetYear]) -> list[dict[str, Any]]:
    """Rows for ``lib.charts.bullets``: marks as share of the target's low end, near words.

    kinds: target, exact (with share; ``told``: the one whose number the bar carries), near
    (label and why only: it has no share).
    """
    found: list[dict[str, Any]] = []
    for row in rows:
        base: dict[str, Any] = {key: value for key, value in row.items() if key in BAR}
        low = row["target_low"]
        high = (row["target_high"] or low) / low
        found.append(
            base
            | {"kind": "target", "share": 1.0, "share_high": high, "label": row["target"]}
            | {"elapsed": row["elapsed"], "state": row["lamp"].state}
        )
        bearer = _bearer(row)
        for each in numbers(row):
            told = {"what": each["what"], "when": each["as_of"], "scope": each["scope"]}
            if each["match"] == "exact":
                share = {"kind": "exact", "share": each["value"] / low, "label": each["label"]}
                found.append(base | told | share | {"told": each == bearer})
            else:
                words = {"kind": "near", "label": each["said"], "why": each["reason"]}
                found.append(base | told | words)
    return found


def _bearer(row: Indicator | TargetYear) -> Known | None:
    """The number that stands at the bar: the judged one, of one year its last."""
    if "target_id" not in row:
        return judged(row)
    return next((each for each in reversed(numbers(row)) if each["match"] == "exact"), None)
