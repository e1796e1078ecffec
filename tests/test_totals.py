"""The totals that tests name are the store's."""

from __future__ import annotations

import pytest

from tests import frames, totals

COUNTED = {
    "STREET": "select 1 from project where plan_id = 'street-2023'",
    "DISTRICT": "select 1 from project where plan_id = 'district-2023-2025'",
    "PROJECTS": "select 1 from project",
    "YINGSHANG": "select distinct project_id from project_office where office_id = 'yingshang'",
    "INDICATORS": "select 1 from indicator",
    "LOCATED": "select 1 from place where lon is not null",
    "DOCUMENTS": "select 1 from document",
    "MILESTONES": "select 1 from milestone",
    "OFFICES": "select 1 from office",
    "LEADERS": "select 1 from leader",
    "LEADERS_NAMED": "select 1 from project_leader",
    "STREET_OFFICES": "select distinct office_id from v_named where plan_id = 'street-2023'",
    "STREET_OFFICES_NAMED": "select 1 from v_named where plan_id = 'street-2023'",
    "DISTRICT_OFFICES": "select distinct office_id from v_named where plan_id != 'street-2023'",
    "DISTRICT_OFFICES_NAMED": "select 1 from v_named where plan_id != 'street-2023'",
}
#: a project's offices beside its plan
NAMED = "(select * from project_office o join project p on p.id = o.project_id)"


@pytest.mark.parametrize("name", COUNTED)
def test_a_total_is_the_stores(name, built):
    assert len(frames.read(built, COUNTED[name].replace("v_named", NAMED))) == getattr(totals, name)


def test_marks_are_what_the_map_draws(real_store):
    from lib.rows import places
    from lib.screens import map as map_screen

    assert len(map_screen.drawn(places.places("2026-11-22"))) == totals.MARKS
