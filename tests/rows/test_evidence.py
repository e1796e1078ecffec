"""What counts as seen moving: named by a document, or tied by us; near work does not."""

from __future__ import annotations

from lib import text
from lib.rows.overview import overview
from lib.rows.projects import projects
from tests import frames

DAY = "2026-11-26"
SQL = """
select p.plan_id, count(distinct e.project_id) as seen,
       count(distinct e.project_id) - count(distinct case e.certainty when 'direct'
                                            then e.project_id end) as inferred
from evidence e join project p on p.id = e.project_id where e.certainty <> 'near'
group by 1 order by 1
"""


def test_counts_leave_near_work_out_and_say_what_is_inferred(real_store):
    found = {plan["id"]: plan for plan in overview(DAY)["plans"]}
    rows = frames.read(real_store, SQL)
    assert len(rows) == 2 and rows["inferred"].sum() > 0
    for row in rows.itertuples():
        assert found[row.plan_id]["evidence"] == row.seen
        assert found[row.plan_id]["inferred"] == row.inferred


def test_near_work_moves_nothing_and_a_project_is_as_sure_as_its_surest_evidence(real_store):
    seen = {project["id"]: project for project in projects(DAY)}
    assert [row["certainty"] for row in seen["s04"]["evidence"]] == ["near"]
    assert seen["s04"]["seen"] == ""
    assert seen["s02"]["seen"] == "direct" and seen["d03"]["seen"] == "inferred"
    assert seen["s01"]["seen"] == ""


def test_every_certainty_has_its_words(real_store):
    rows = frames.read(real_store, "select distinct certainty from evidence order by 1")
    assert set(rows["certainty"]) == set(text.EVIDENCE)
    later = frames.read(real_store, "select distinct later from mechanism order by 1")
    assert set(later["later"]) == set(text.LATER)
