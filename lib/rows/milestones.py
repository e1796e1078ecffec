"""Milestones on a folded axis; event series against the yearly targets."""

from __future__ import annotations

from typing import Any

from lib import text
from lib.measures.axis import Stretch, packed, position, stretches
from lib.measures.lamps import Thresholds, indicator_lamp
from lib.measures.pace import elapsed_share, last_day, whole_day
from lib.rows import indicators
from lib.rows.cache import per_version
from lib.rows.course import numbers
from lib.rows.shapes.indicators import Indicator, Known, TargetYear
from lib.rows.shapes.milestones import Event, Milestone, MilestoneFact, Series, SeriesFact
from lib.rows.store import ask
from lib.rows.thresholds import thresholds

MILESTONES = """
select m.id, m.on_date, m.date_precision, m.kind, m.title,
       m.document_id, d.short_title as document, m.locator, m.quote
from milestone m join document d on d.id = m.document_id
where d.issued_on <= :as_of
order by m.on_date, m.rowid
"""

SERIES = """
select s.id, s.name, s.kind, i.id as indicator_id, i.name as indicator, s.counting_rule, s.scope,
       s.document_id, d.short_title as document, s.locator, s.quote
from event_series s
join document d on d.id = s.document_id
left join (
  select indicator.* from indicator join document on document.id = indicator.document_id
  where document.issued_on <= :as_of
) i on i.id = s.indicator_id
where d.issued_on <= :as_of
order by s.rowid
"""

EVENTS = """
select e.id, e.series_id, e.on_date, e.date_precision, e.title, e.printed, e.count,
       e.document_id, d.short_title as document, e.locator, e.quote
from event e join document d on d.id = e.document_id
where d.issued_on <= :as_of
order by e.on_date, e.rowid
"""

#: the least width of a mark, as share of the axis: room for its number
ROOM = 0.07
Mark = dict[str, Any]  # a row of :data:`COLUMNS`
COLUMNS = ("kind", "left", "right", "lane", "number", "label", "title", "when", "words")


@per_version
def milestones(as_of: str) -> list[Milestone]:
    """Every dated fact known that day, oldest first, numbered, with facets; shared."""
    known: list[MilestoneFact] = ask(MILESTONES, as_of=as_of)
    return [
        {
            **row,
            "number": number,
            "when": text.chinese_date(row["on_date"]),
            "facets": {"kind": (row["kind"],), "precision": (row["date_precision"],)},
            "text": f"{row['title']} {row['kind']} {row['on_date']} {row['quote']}".casefold(),
        }
        for number, row in enumerate(known, 1)
    ]


def marks(rows: list[Milestone]) -> list[Mark]:
    """Rows for ``lib.charts.timeline`` (:data:`COLUMNS`).

    kinds: year and fold (the axis), lane (a kind's name), and one mark each:
    in_day, in_month, in_year, by what is known of its date.
    """
    axis = stretches(whole_day(row["on_date"]).year for row in rows)
    found = [_axis(stretch) for stretch in axis]
    lane = 0
    for kind in dict.fromkeys(row["kind"] for row in rows):
        own = [row for row in rows if row["kind"] == kind]
        spans = [_span(axis, row) for row in own]
        lanes = packed([(left, max(right, left + ROOM)) for left, right in spans])
        found.append(_mark("lane", 0, 0, lane=lane, label=kind))
        for row, (left, right), own_lane in zip(own, spans, lanes, strict=True):
            found.append(
                _mark(
                    f"in_{row['date_precision']}",
                    left,
                    right,
                    lane=lane + own_lane,
                    number=str(row["number"]),
                    label=kind,
                    title=row["title"],
                    when=row["when"] + text.DATE_PRECISION[row["date_precision"]],
                )
            )
        lane += max(lanes) + 1
    return found


def _mark(kind: str, left: float, right: float, **more: Any) -> Mark:
    return dict.fromkeys(COLUMNS) | {"kind": kind, "left": left, "right": right} | more


def _axis(stretch: Stretch) -> Mark:
    years = stretch.last - stretch.first + 1
    words = f"空 {years} 年" if stretch.fold else f"{stretch.first}"
    return _mark("fold" if stretch.fold else "year", stretch.left, stretch.right, words=words)


def _span(axis: tuple[Stretch, ...], row: Milestone) -> tuple[float, float]:
    left = position(axis, whole_day(row["on_date"]))
    if row["date_precision"] == "day":
        return left, left
    end = last_day(row["on_date"])
    right = position(axis, end)
    if row["date_precision"] == "year":
        right = next(s.right for s in axis if s.first <= end.year <= s.last)
    return left, right


def series(as_of: str) -> list[Series]:
    """Event series, each with what is known of its occurrences."""
    events: list[Event] = ask(EVENTS, as_of=as_of)
    rows: list[SeriesFact] = ask(SERIES, as_of=as_of)
    return [
        {**row, "events": [each for each in events if each["series_id"] == row["id"]]}
        for row in rows
    ]


@per_version
def years(as_of: str) -> list[TargetYear]:
    """One row a yearly target and year that has begun: numbers, lamp of that year; shared."""
    rules = thresholds()
    found = []
    for row in indicators.indicators(as_of):
        if row["period"] != "per_year":
            continue
        last = min(row["due_on"], as_of)[:4]
        known = numbers(row)
        for year in range(int(row["starts_on"][:4]), int(last) + 1):
            found.append(_year(row, str(year), known, as_of, rules))
    return found


def _year(
    row: Indicator, year: str, known: list[Known], as_of: str, rules: Thresholds
) -> TargetYear:
    own = [each for each in known if each["as_of"][:4] == year]
    exact = [each for each in own if each["match"] == "exact"]
    proxies = [each for each in own if each["match"] == "proxy"]
    lamp = indicator_lamp(
        as_of=as_of,
        operator=row["operator"],
        period="per_year",
        target_low=row["target_low"],
        starts_on=f"{year}-01-01",
        due_on=f"{year}-12-31",
        direction=row["direction"],
        exact=tuple((each["as_of"], each["value"]) for each in exact),
        proxies=len(proxies),
        thresholds=rules,
    )
    elapsed = elapsed_share(as_of=as_of, starts_on=f"{year}-01-01", ends_on=f"{year}-12-31")
    return {
        **row,
        "target_id": row["id"],
        "id": f"{row['id']}-{year}",
        "year": year,
        "lamp": lamp,
        "elapsed": elapsed,
        "exact": exact,
        "proxies": proxies,
        "observations": [each["source"] for each in own if each["source"]],
        "reports": [each["report"] for each in own if each["report"]],
    }


def bars(rows: list[TargetYear]) -> list[TargetYear]:
    """The year rows as ``lib.rows.course.bars`` wants them: a name for each year."""
    return [
        {**row, "name": f"{row['name']} {row['year']}年", "ord": number}
        for number, row in enumerate(rows)
    ]
