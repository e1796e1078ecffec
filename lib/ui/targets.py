"""Parts of 指标进展."""

from __future__ import annotations

from lib.charts.base import inline
from lib.charts.bullets import bullets
from lib.measures.lamps import INDICATOR_STATES
from lib.render import render
from lib.ui import data
from lib.ui.cache import per_version
from lib.ui.facet_bar import choice_of, facet_bar
from lib.ui.request import View
from lib.views import indicators as views

FACETS = {"dimension": "维度", "state": "状态"}


@per_version
def allowed(as_of: str) -> dict[str, frozenset | None]:
    """Valid ids of the page's parameters on that day."""
    rows = data.indicators(as_of)
    return {
        "dimension": frozenset(row["dimension_id"] for row in rows),
        "state": frozenset(INDICATOR_STATES),
        "q": None,
        "indicator": frozenset(row["id"] for row in rows),
    }


def _selected(view: View) -> list[dict]:
    from lib.measures import facets

    rows = views.faceted(data.indicators(view.as_of))
    return facets.select(rows, choice_of(view, FACETS), words=view.get("q"))


@per_version
def heading(view: View) -> str:
    """Title and the honest sentence."""
    rows = data.indicators(view.as_of)
    tally = views.tally(rows)
    proven = sum(tally[state] for state in views.PROVEN)
    lead = (
        f"{len(rows)} 项指标，{proven} 项有口径一致的数据，{tally['proxy']} 项只有相近数据，"
        f"{tally['no_data']} 项没有数据"
    )
    return render("heading.html", title="指标进展", lead=lead if rows else "当天还没有公开的指标")


@per_version
def filters(view: View) -> str:
    """The filter row with counts."""
    rows = views.faceted(data.indicators(view.as_of))
    options = {
        "dimension": {row["dimension_id"]: row["dimension"] for row in rows},
        "state": {key: f"{word.mark} {word.word}" for key, word in INDICATOR_STATES.items()},
    }
    return facet_bar(view, rows, FACETS, options, "指标名称、口径", drop="indicator")


@per_version
def chart(view: View) -> dict | None:
    """Vega-Lite specification of the bullet bars; None when nothing matches."""
    rows = _selected(view)
    return inline(bullets(views.bars(rows)).to_dict()) if rows else None


@per_version
def legend() -> str:
    """How to read the chart."""
    return render("legend.html")


@per_version
def chart_words(view: View) -> str:
    """What the chart shows, for people who cannot see it."""
    return "；".join(
        f"{row['name']}：目标 {row['target']}，{row['lamp'].why}" for row in _selected(view)
    )


@per_version
def body(view: View) -> str:
    """The table, and beside it the chosen indicator."""
    rows = data.indicators(view.as_of)
    row = next((each for each in rows if each["id"] == view.get("indicator")), None)
    owners = views.owners(row, data.items(view.as_of)) if row else []
    panel = render("indicator.html", view=view, row=row, owners=owners) if row else ""
    return render(
        "indicators.html",
        view=view,
        rows=_selected(view),
        total=len(rows),
        chosen=view.get("indicator"),
        panel=panel,
    )
