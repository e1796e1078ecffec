"""Places: an office's coordinate takes the documented one's place, if it can be right."""

from __future__ import annotations

import pytest

from lib.measures.geometry import SURROUNDINGS, metres
from lib.measures.lamps import Lamp
from lib.rows.places import FACETS, categories, places, places_of, worst
from lib.rows.project_facets import STATE_ORDER
from lib.rows.projects import projects
from lib.rows.spots import counted, drawn, features, together, urgency
from lib.store import connect
from tests import frames
from tests.ledger import add_batch

DAY = "2026-01-01"
PLACE = "sic"  # documented with a coordinate
NOWHERE = "no1"  # documented without one
HERE = (121.4190, 31.2160)


def report(path, place: str = PLACE, **more) -> None:
    row = {"batch_id": "b1", "place_id": place, "as_of": "2024-01-09", "reporter": "测试员"}
    with connect.write(path) as db:
        db["place_report"].insert(row | more)


def one(id: str = PLACE, day: str = DAY) -> dict:
    return next(row for row in places(day) if row["id"] == id)


@pytest.mark.parametrize("day", ["1990-01-01", "2023-06-28", "2024-04-30", DAY])
def test_places_are_known_with_their_documents_those_of_the_map_always(real_store, day):
    sql = """select p.id from place p left join document d on d.id = p.document_id
             where d.id is null or d.issued_on <= :day order by 1"""
    found = places(day)
    assert sorted(row["id"] for row in found) == list(
        frames.read(real_store, sql, {"day": day})["id"]
    )
    order = [row["ord"] for row in found]
    assert order == sorted(order)
    assert all(row["report"] is None and not row["refused"] for row in found)


def test_a_reported_coordinate_replaces_and_says_how_far(own_store):
    documented = one()
    add_batch(own_store)
    report(own_store, lon=HERE[0], lat=HERE[1])
    row = one()
    assert (row["lon"], row["lat"]) == HERE and row["precision"] == "reported"
    assert row["error_m"] is None and row["facets"]["precision"] == ("reported",)
    assert row["moved"] == round(metres(HERE, (documented["lon"], documented["lat"])))
    assert row["within_boundary"] == 1 and "2024-01-09" in row["geo_source"]


def test_what_had_no_coordinate_is_located_and_moved_from_nowhere(own_store):
    assert not one(NOWHERE)["located"]
    add_batch(own_store, office_id=None)
    report(own_store, NOWHERE, lon=HERE[0], lat=HERE[1])
    row = one(NOWHERE)
    assert row["located"] and row["moved"] is None
    assert row["geo_source"] == "科室填报，2024-01-09"


def test_a_coordinate_beyond_the_surroundings_is_refused(own_store):
    add_batch(own_store)
    west, south, _, _ = SURROUNDINGS
    documented = one()
    report(own_store, lon=west - 0.001, lat=south)
    row = one()
    assert row["refused"] and (row["lon"], row["lat"]) == (documented["lon"], documented["lat"])
    assert row["precision"] == documented["precision"]
    report(own_store, lon=west, lat=south)  # the corner belongs to it, and lies outside the ring
    row = one()
    assert not row["refused"] and row["within_boundary"] == 0


def test_a_correction_in_words_leaves_the_coordinate_and_both_stand(own_store):
    documented = one()
    add_batch(own_store)
    report(own_store, correction="门在北侧")
    row = one()
    assert (row["lon"], row["precision"]) == (documented["lon"], documented["precision"])
    assert row["report"]["correction"] == "门在北侧" and row["report"]["lon"] is None
    report(own_store, lon=HERE[0], lat=HERE[1], as_of="2024-01-10")
    report(own_store, lon=HERE[0] + 0.001, lat=HERE[1], as_of="2024-01-08")  # tells of earlier
    row = one()
    assert row["lon"] == HERE[0] and row["report"]["as_of"] == "2024-01-10"
    assert (row["report"]["correction"], row["report"]["corrected_on"]) == (
        "门在北侧", "2024-01-09",
    )  # fmt: skip


def test_newer_words_do_not_take_the_reported_coordinate_away(own_store):
    add_batch(own_store)
    report(own_store, lon=HERE[0], lat=HERE[1])
    report(own_store, correction="门在北侧", as_of="2024-01-10")
    row = one()
    assert (row["lon"], row["precision"]) == (HERE[0], "reported")
    assert row["report"]["correction"] == "门在北侧"


def test_it_is_known_from_its_day_and_gone_when_withdrawn(own_store):
    add_batch(own_store, when="2024-02-01T08:00:00+08:00")
    report(own_store, lon=HERE[0], lat=HERE[1])
    assert one(day="2024-01-31")["report"] is None and one(day="2024-02-01")["report"]
    add_batch(own_store, "b2", "2024-03-01T08:00:00+08:00", withdraws="b1")
    assert one(day="2024-02-01")["report"] is None


def test_facets_are_those_of_the_projects_at_the_place(real_store):
    for row in places(DAY):
        assert set(row["facets"]) == set(FACETS)
        for facet, own in row["facets"].items():
            assert len(own) == len(set(own)), facet
        offices = {id for project in row["projects"] for id in project["facets"]["office"]}
        assert set(row["facets"]["office"]) == offices
    empty = places_of(DAY, [])
    assert {row["lamp"] for row in empty} == {""} and {len(row["projects"]) for row in empty} == {0}


def lit(*states: str) -> list:
    return [{"id": str(at), "lamp": Lamp(state=each, why="")} for at, each in enumerate(states)]


@pytest.mark.parametrize("state", STATE_ORDER)
def test_the_worst_lamp_speaks_for_a_place(state):
    milder = STATE_ORDER[STATE_ORDER.index(state) :]
    assert worst(lit(*reversed(milder))) == state
    assert worst([]) == ""


@pytest.mark.parametrize(
    ("states", "said"),
    [
        ((), ""),
        (("unreported", "unreported"), "2 项"),
        (("overdue", "done", "overdue"), "3 项 · 2 逾期"),
        (("done",), "1 项 · 1 已完成"),
        (("unreported", "done"), "2 项"),
    ],
)
def test_a_place_s_projects_in_words(states, said):
    own = lit(*states)
    assert counted({"projects": own, "lamp": worst(own)}) == said


def test_urgent_places_first_then_those_with_more_projects():
    rows = [
        {"name": name, "projects": own, "lamp": worst(own)}
        for name, own in {
            "empty": [], "done": lit("done"), "two": lit("behind", "done"), "one": lit("behind"),
        }.items()
    ]  # fmt: skip
    assert [row["name"] for row in sorted(rows, key=urgency)] == ["two", "one", "done", "empty"]


def test_the_file_has_every_located_place_the_map_every_road_once(real_store):
    rows = places(DAY)
    located = [row["id"] for row in rows if row["located"]]
    assert [each["properties"]["id"] for each in features(rows)["features"]] == located
    ids = [id for each in drawn(rows) for id in each["properties"]["ids"]]
    assert sorted(ids) == sorted(located), "each in one mark"
    for each in drawn(rows):
        assert len(each["geometry"]["coordinates"]) == 2
    assert features([])["features"] == [] == drawn([])


def test_along_a_road_the_road_speaks_and_a_shared_project_counts_once(real_store):
    rows = [row for row in places(DAY) if row["line_id"] and row["located"]]
    groups = [spot for spot in together(rows) if len(spot["members"]) > 1]
    assert groups
    for spot in groups:
        assert len({row["line_id"] for row in spot["members"]}) == 1
        assert {row["precision"] for row in spot["members"]} == {"line"}
        assert spot["category"] == "road" or "road" not in {
            row["category"] for row in spot["members"]
        }
        assert spot["name"] not in spot["along"]
        assert len(spot["along"]) == len(spot["members"]) - 1
        ids = [project["id"] for project in spot["projects"]]
        assert len(ids) == len(set(ids))
    stations = [spot for spot in together(rows) if spot["category"] == "station"]
    assert all(len(spot["members"]) == 1 for spot in stations), "one track, two metro lines"


def test_a_reported_point_is_no_longer_its_road(own_store):
    add_batch(own_store)
    report(own_store, "dingxi-side", lon=HERE[0], lat=HERE[1])
    spots = {spot["id"]: spot for spot in together(places(DAY))}
    assert "dingxi-side" in spots and spots["dingxi-side"]["along"] == []


def test_categories_come_in_order(real_store):
    order = [(row["ord"], row["id"]) for row in categories()]
    assert order == sorted(order)
    assert {row["category"] for row in places(DAY)} <= {id for _, id in order}


def test_words_of_a_place_find_its_projects_too(real_store):
    for row in places_of(DAY, projects(DAY)):
        assert row["text"] == row["text"].casefold() and "none" not in row["text"].split()
        assert all(project["name"].casefold() in row["text"] for project in row["projects"])
