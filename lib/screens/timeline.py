"""Parts of 大事记与活动."""

from __future__ import annotations

from lib import text
from lib.measures import facets
from lib.render import render
from lib.rows import course
from lib.rows import milestones as milestone_rows
from lib.rows.cache import per_version
from lib.rows.shapes.milestones import Milestone
from lib.screens.facet_bar import choice_of, facet_bar
from lib.screens.view import View

TABS = {"": "大事记", "chart": "画在时间轴上", "series": "活动与每年的目标"}
QUIET = 10  # years without a record that become one line
FACETS = {"kind": "类别", "precision": "日期精度"}
PRECISION = {"day": "到日", "month": "只到月", "year": "只到年"}


@per_version
def allowed(as_of: str) -> dict[str, frozenset | None]:
    """Valid values of the page's parameters on that day."""
    return {
        "kind": frozenset(row["kind"] for row in milestone_rows.milestones(as_of)),
        "precision": frozenset(PRECISION),
        "q": None,
        "view": frozenset(TABS) - {""},
    }


def selected(view: View) -> list[dict]:
    """The milestones that the filters leave."""
    rows = milestone_rows.milestones(view.as_of)
    return facets.select(rows, choice_of(view, FACETS), words=view.get("q"))


@per_version
def heading(view: View) -> str:
    """Title, one sentence, the page's two sections."""
    rows = milestone_rows.milestones(view.as_of)
    lead = "当天还没有公开的文件"
    if rows:
        lead = (
            f"{rows[0]['on_date'][:4]} 至 {rows[-1]['on_date'][:4]} 年文件记下的 {len(rows)} 件事；"
            "日期写到哪一步，就画到哪一步"
        )
    title = render("heading.html", title="大事记与活动", lead=lead)
    return title + render("tabs.html", view=view, tabs=TABS, label="大事记与活动")


@per_version
def filters(view: View) -> str:
    """The filter row with counts."""
    rows = milestone_rows.milestones(view.as_of)
    options = {
        "kind": {row["kind"]: row["kind"] for row in rows},
        "precision": PRECISION,
    }
    return facet_bar(view, rows, FACETS, options, "事件、日期、原话", unit="件")


@per_version
def chart(view: View) -> dict | None:
    """Vega-Lite specification of the milestones; None when nothing matches."""
    rows = selected(view)
    from lib.charts.base import specification  # heavy: when first drawn
    from lib.charts.timeline import timeline

    return specification(timeline(milestone_rows.marks(rows))) if rows else None


@per_version
def chart_words(view: View) -> str:
    """The milestones, for people who cannot see the chart."""
    return "；".join(f"{row['number']}，{row['when']}：{row['title']}" for row in selected(view))


@per_version
def legend(view: View) -> str:
    """How to read the milestones' chart."""
    return render("timeline_legend.html", view=view)


@per_version
def listing(view: View) -> str:
    """The milestones on a line one reads downwards, each with its quote."""
    rows = selected(view)
    total = len(milestone_rows.milestones(view.as_of))
    return render(
        "milestones.html",
        view=view,
        rows=rows,
        parts=by_year(rows),
        total=total,
        precision=text.DATE_PRECISION,
    )


def by_year(rows: list[Milestone]) -> list[dict]:
    """Years with their milestones (year, rows), and between them, in words, long silences."""
    found: list[dict] = []
    for row in rows:
        year = int(row["on_date"][:4])
        if found and found[-1]["year"] == year:
            found[-1]["rows"].append(row)
            continue
        if found and year - found[-1]["year"] > QUIET:
            said = f"{found[-1]['year'] + 1}—{year - 1} 年，文件没有记载"
            found.append({"gap": said, "year": year})
        found.append({"gap": "", "year": year, "rows": [row]})
    return found


@per_version
def series_chart(view: View, reasons: bool = False) -> dict | None:
    """Vega-Lite specification of the yearly targets; None before there are any.

    ``reasons``: with why near numbers do not count, for a picture without its table.
    """
    rows = milestone_rows.years(view.as_of)
    if not rows:
        return None
    from lib.charts.base import specification
    from lib.charts.bullets import bullets

    return specification(bullets(course.bars(milestone_rows.bars(rows)), reasons=reasons))


@per_version
def series_words(view: View) -> str:
    """The yearly targets, for people who cannot see the chart."""
    return "；".join(
        f"{row['name']} {row['year']} 年：目标 {row['target']}，{row['lamp'].why}"
        for row in milestone_rows.years(view.as_of)
    )


@per_version
def series_legend(view: View) -> str:
    """The yearly targets as files; nothing before there are any."""
    rows = milestone_rows.years(view.as_of)
    return render("series_legend.html", view=view) if rows else ""


@per_version
def series(view: View) -> str:
    """Years beside the yearly targets as a grid, then every series with its counting rule."""
    rows = milestone_rows.years(view.as_of)
    return render(
        "series.html",
        view=view,
        rows=rows,
        years=sorted({row["year"] for row in rows}),
        targets={row["target_id"]: row for row in rows},
        cells={(row["target_id"], row["year"]): row for row in rows},
        series=milestone_rows.series(view.as_of),
        precision=text.DATE_PRECISION,
    )


#: what the plain page is made of
PARTS = (
    heading,
    filters,
    legend,
    chart,
    chart_words,
    listing,
    series_chart,
    series_words,
    series_legend,
    series,
)
