"""Parts of 指标进展."""

from __future__ import annotations

from lib.measures import facets
from lib.measures.lamps import INDICATOR_STATES
from lib.measures.rules import INDICATOR_RULES, published
from lib.render import render
from lib.rows import course as course_rows
from lib.rows import indicators, projects
from lib.rows.cache import per_version
from lib.rows.conflicts import about
from lib.rows.gaps import matrix
from lib.rows.shapes.indicators import FacetedIndicator
from lib.rows.thresholds import thresholds
from lib.screens.facet_bar import choice_of, facet_bar
from lib.screens.view import View

FACETS = {"dimension": "维度", "state": "状态"}
TABS = {"": "逐项", "chart": "画成图", "gaps": "指标与事项"}


@per_version
def allowed(as_of: str) -> dict[str, frozenset | None]:
    """Valid ids of the page's parameters on that day."""
    rows = indicators.indicators(as_of)
    return {
        "dimension": frozenset(row["dimension_id"] for row in rows),
        "state": frozenset(INDICATOR_STATES),
        "q": None,
        "indicator": frozenset(row["id"] for row in rows),
        "view": frozenset(TABS) - {""},
    }


def selected(view: View) -> list[FacetedIndicator]:
    """The targets that the filters leave."""
    rows = indicators.faceted(indicators.indicators(view.as_of))
    return facets.select(rows, choice_of(view, FACETS), words=view.get("q"))


def chosen(view: View) -> dict | None:
    """The opened target, or None."""
    rows = indicators.indicators(view.as_of)
    return next((each for each in rows if each["id"] == view.get("indicator")), None)


@per_version
def heading(view: View) -> str:
    """Title, the honest sentence, the page's two sections."""
    rows = indicators.indicators(view.as_of)
    tally = indicators.tally(rows)
    proven = sum(tally[state] for state in indicators.PROVEN)
    lead = (
        f"{len(rows)} 项指标，{proven} 项有口径一致的数据，{tally['proxy']} 项只有相近数据，"
        f"{tally['no_data']} 项没有数据"
    )
    title = render("heading.html", title="指标进展", lead=lead if rows else "当天还没有公开的指标")
    return title + render("tabs.html", view=view, tabs=TABS, label="指标进展")


@per_version
def filters(view: View) -> str:
    """The filter row with counts."""
    rows = indicators.faceted(indicators.indicators(view.as_of))
    options = {
        "dimension": {row["dimension_id"]: row["dimension"] for row in rows},
        "state": {key: f"{word.mark} {word.word}" for key, word in INDICATOR_STATES.items()},
    }
    return facet_bar(view, rows, FACETS, options, "指标名称、口径", drop="indicator")


@per_version
def chart(view: View, reasons: bool = False) -> dict | None:
    """Vega-Lite specification of the bullet bars; None when nothing matches.

    ``reasons``: with why near numbers do not count, for a picture without its table.
    """
    rows = selected(view)
    from lib.charts.base import specification  # heavy: when first drawn
    from lib.charts.bullets import bullets

    return specification(bullets(course_rows.bars(rows), reasons=reasons)) if rows else None


@per_version
def legend(view: View) -> str:
    """How to read the chart, and the chart as files."""
    return render("legend.html", view=view)


@per_version
def chart_words(view: View) -> str:
    """What the chart shows, for people who cannot see it."""
    return "；".join(
        f"{row['name']}：目标 {row['target']}，{row['lamp'].why}" for row in selected(view)
    )


@per_version
def body(view: View) -> str:
    """The table of the targets."""
    plans = {row["plan_id"] for row in indicators.indicators(view.as_of)}
    return render(
        "indicators.html",
        view=view,
        conflicts=about(view.as_of, *(("plan", id) for id in plans)),
        rows=[_row(row) for row in selected(view)],
        total=len(indicators.indicators(view.as_of)),
        chosen=view.get("indicator"),
    )


def _row(row: FacetedIndicator) -> dict:
    """A target with its numbers, the one that is judged and how far it fills the bar (%)."""
    numbers = course_rows.numbers(row)
    exact = [each for each in numbers if each["match"] == "exact"]
    latest = course_rows.judged(row)
    share = min(100.0, 100 * latest["value"] / row["target_low"]) if latest else 0.0
    near = [each for each in numbers if each["match"] == "proxy"]
    return {**row, "exact_count": len(exact), "latest": latest, "share": share, "near": near}


@per_version
def panel_top(view: View) -> str:
    """The opened target: lamp with its rule, target, definition, who owes the number."""
    row = chosen(view)
    rules = {rule["state"]: rule["says"] for rule in published(INDICATOR_RULES, thresholds())}
    return render(
        "indicator.html",
        view=view,
        row=row,
        rule=rules[row["lamp"].state],
        by_report=any(each["counts"] for each in row["reports"])
        and not any(each["match"] == "exact" for each in row["observations"]),
        owners=indicators.owners(row, projects.projects(view.as_of)),
    )


@per_version
def course_chart(view: View) -> dict:
    """Vega-Lite specification of the opened target over time."""
    row = chosen(view)
    from lib.charts.base import specification
    from lib.charts.course import course

    return specification(course(course_rows.marks(row, view.as_of), unit=row["unit"]))


@per_version
def course_words(view: View) -> str:
    """The chart over time, for people who cannot see it."""
    row = chosen(view)
    said = [
        f"{each['as_of']} {each['what']} {each['label']}"
        f"（{'口径一致' if each['match'] == 'exact' else '相近，不计入'}）"
        for each in course_rows.numbers(row)
    ]
    pace = f"；线性节奏到今天应为 {row['line'].wanted(view.as_of):.1f}" if row["line"] else ""
    return (
        f"{row['name']}，方案期 {row['starts_on']} 至 {row['due_on']}，目标 {row['target']}{pace}；"
        f"{'；'.join(said) or '没有任何数据'}"
    )


@per_version
def near_lines(view: View) -> list[str]:
    """The opened target's near numbers and why they do not count, one line each."""
    return [
        f"相近，不计入：{each['said']}" + (f"；因为{each['reason']}" if each["reason"] else "")
        for each in course_rows.near(chosen(view))
    ]


@per_version
def panel(view: View) -> str:
    """Below the chart: every number with its source, the projects, later documents."""
    row = chosen(view)
    return render(
        "indicator_rest.html",
        view=view,
        row=row,
        numbers=course_rows.numbers(row),
        superseded=[each for each in row["reports"] if not each["standing"]],
        moves=indicators.moves(row, projects.projects(view.as_of)),
        conflicts=about(
            view.as_of,
            ("indicator", row["id"]),
            ("dimension", row["dimension_id"]),
            *(("observation", each["id"]) for each in row["observations"]),
        ),
    )


@per_version
def gaps(view: View) -> str:
    """Projects × targets."""
    return render("gaps.html", view=view, **matrix(view.as_of))


#: what the plain page is made of
PARTS = (heading, filters, chart, chart_words, legend, body, gaps)
