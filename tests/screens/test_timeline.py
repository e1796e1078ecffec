"""大事记: long silences are said, so is a day before any document; filters leave what they say."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as some
from lxml import html

from lib import clock
from lib.rows import milestones
from lib.screens import timeline
from lib.screens.view import View

TODAY = clock.today().isoformat()
EARLY = View("/timeline", "1900-01-01", True)
NOW = View("/timeline", TODAY)


@example([2000, 2010, 2021])
@given(some.lists(some.integers(1850, 2026), max_size=12).map(sorted))
def test_years_hold_every_row_and_long_silences_are_said(years):
    rows = [{"on_date": f"{year}-05", "n": number} for number, year in enumerate(years)]
    found = timeline.by_year(rows)
    told = [each for each in found if not each["gap"]]
    assert [row for each in told for row in each["rows"]] == rows
    assert [each["year"] for each in told] == sorted(set(years))
    gaps = [(each["gap"], each["year"]) for each in found if each["gap"]]
    assert gaps == [
        (f"{one + 1}—{other - 1} 年，文件没有记载", other)
        for one, other in pairwise(sorted(set(years)))
        if other - one > timeline.QUIET
    ]


def test_before_any_document_nothing_is_drawn(real_store):
    assert "当天还没有公开的文件" in timeline.heading(EARLY)
    assert timeline.chart(EARLY) is timeline.series_chart(EARLY) is None
    assert timeline.chart_words(EARLY) == timeline.series_words(EARLY) == ""
    assert timeline.series_legend(EARLY) == "" and timeline.selected(EARLY) == []
    assert timeline.allowed("1900-01-01")["kind"] == frozenset()
    for part in (timeline.filters, timeline.legend, timeline.listing, timeline.series):
        assert html.fragment_fromstring(part(EARLY), create_parent="div") is not None


def test_the_filters_leave_what_they_say(real_store):
    rows = milestones.milestones(TODAY)
    for kind in timeline.allowed(TODAY)["kind"]:
        view = View("/timeline", TODAY, False, (("kind", (kind,)),))
        assert timeline.selected(view) == [row for row in rows if row["kind"] == kind] != []
    both = View("/timeline", TODAY, False, (("precision", ("day", "year")),))
    assert {row["date_precision"] for row in timeline.selected(both)} == {"day", "year"}


def test_the_words_of_a_chart_name_each_mark_once(real_store):
    words = timeline.chart_words(NOW).split("；")
    rows = milestones.milestones(TODAY)
    assert len(words) >= len(rows)
    for row in rows:
        said = f"{row['number']}，{row['when']}：{row['title']}"
        assert timeline.chart_words(NOW).count(said) == 1
    for row in milestones.years(TODAY):
        assert f"{row['name']} {row['year']} 年：目标 {row['target']}，" in timeline.series_words(
            NOW
        )


def test_a_list_that_matches_nothing_keeps_its_total(real_store):
    nothing = View("/timeline", TODAY, False, (("q", ("没有这样的事",)),))
    assert timeline.chart(nothing) is None and timeline.chart_words(nothing) == ""
    tree = html.fragment_fromstring(timeline.listing(nothing), create_parent="div")
    assert not tree.xpath("//*[@data-quote]") and str(len(milestones.milestones(TODAY))) in (
        timeline.filters(nothing)
    )


@pytest.mark.parametrize("key", timeline.FACETS)
def test_every_facet_is_a_parameter(key, real_store):
    values = timeline.allowed(TODAY)[key]
    assert {row["facets"][key][0] for row in milestones.milestones(TODAY)} <= values
