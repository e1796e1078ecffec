"""Facet counts equal what one gets after choosing; over the real store."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given
from hypothesis import strategies as st

from lib.measures.facets import counts, select
from lib.rows.project_facets import FACETS, choices
from lib.rows.projects import projects
from tests import frames
from tests.shared import at_most
from tests.totals import OFFICES

DAY = "2026-11-22"


@pytest.fixture(scope="module")
def rows(built, tmp_path_factory):
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("GUIXIANG_DB", str(built))
        yield projects(DAY)


@at_most(300, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_counts_are_what_a_click_gives(rows, data):
    choice = {
        facet: data.draw(st.lists(st.sampled_from(sorted(choices(rows, facet))), max_size=2))
        for facet in FACETS
    }
    words = data.draw(st.sampled_from(["", "科技", "硅巷", "服务 智", "没有这个词"]))
    facet = data.draw(st.sampled_from(sorted(FACETS)))
    found = counts(rows, choice, words=words)[facet]
    for value in choices(rows, facet):
        alone = select(rows, choice | {facet: [value]}, words=words)
        assert found[value] == len(alone)


def test_each_office_lists_what_the_store_says(rows, built):
    sql = "select office_id, project_id from project_office order by 1, 2"
    said = frames.read(built, sql).groupby("office_id")["project_id"].apply(set)
    for office, ids in said.items():
        assert {row["id"] for row in select(rows, {"office": [office]})} == ids
    assert len(said) == OFFICES


def test_words_narrow_and_case_does_not_matter(rows):
    assert [row["id"] for row in select(rows, {}, words="no.1")] == [
        row["id"] for row in select(rows, {}, words="NO.1")
    ]
    assert [row["id"] for row in select(rows, {}, words="机器人 氦豚")] == ["s12"]
