"""Where links lead: in an edition to files that will be made, below /plain/ to pages beside."""

from __future__ import annotations

import json

import pytest

from lib import clock
from lib.rows.documents import known_rows
from lib.rows.excerpts import grouped
from lib.screens import search
from lib.screens.view import View
from lib.site import lists, served
from lib.site.edition import NOWHERE, Edition
from lib.site.links import FACETS, Address, read
from lib.sitemap import PAGES

DAY = "2024-06-30"
TODAY = clock.today().isoformat()


@pytest.fixture
def plan() -> Edition:
    return Edition(DAY, True, "")


def led(plan: Edition, text: str, page: str = "projects/project-s01.html", day: str = DAY):
    return plan.lead(read(text), page, day)


@pytest.mark.parametrize(
    ("text", "href"),
    [
        ("/", "../index.html"),
        ("/projects?project=s01&office=a", "project-s01.html?office=a"),
        ("/projects?office=a&office=b", "../projects.html?office=a&office=b"),
        ("/map?as_of=2024-06-30", "../map.html"),
        ("/search?q=%E5%9B%AD", "../search.html?q=%E5%9B%AD"),
        ("/sources?fact=place:a", "../sources/fact-place%3Da.html"),
        ("/export/projects.csv?office=a&as_of=2024-06-30", "../export/projects%2Boffice-a.csv"),
        ("/present?deck=ten&scene=s1", "../export/deck%2Bdeck-ten.html#s1"),
    ],
)
def test_a_link_leads_to_a_file_of_the_edition(text, href, plan, real_store):
    assert led(plan, text).href == href


def test_what_was_led_to_is_made_once(plan):
    name = plan.add(read("/projects?office=a"))
    assert plan.add(read("/projects?office=a")) == name == plan.waiting.popleft()
    led(plan, "/projects?office=a")
    led(plan, "/export/data.zip")
    assert not plan.waiting and set(plan.pages) == {name} and set(plan.files) == {"export/data.zip"}
    assert plan.add(read("/projects?office=b&q=x")) == "projects.html"
    assert list(plan.waiting) == ["projects.html"]


@pytest.mark.parametrize(
    "text", ["/map?as_of=2024-01-01", "/report?step=withdraw", "/nothing", "/api/v1/health"]
)
def test_without_a_live_dashboard_some_links_lead_nowhere(text, plan):
    assert led(plan, text) == NOWHERE and not plan.pages and not plan.files


def test_another_day_and_what_is_live_lead_to_the_live_dashboard():
    plan = Edition(DAY, True, "https://g.example")
    assert led(plan, "/map?as_of=2024-01-01").href == "https://g.example/map?as_of=2024-01-01"
    # what has no day is asked of the edition's, unless that is today
    live = led(plan, "/report?step=withdraw").href
    assert live == "https://g.example/report?as_of=2024-06-30&step=withdraw"
    now = Edition(TODAY, False, "https://g.example")
    assert now.live_of(read("/map")) == "https://g.example/map"
    # two days of a comparison are its own
    assert led(plan, "/changes?from=2024-01-01").href == "../changes/from-2024-01-01.html"
    compared = led(plan, "/changes?from=2024-01-01&as_of=2024-03-01").href
    assert compared == "../changes/as_of-2024-03-01%2Bfrom-2024-01-01.html"


def test_a_quote_is_an_anchor_only_where_the_document_lists_it(plan, real_store):
    document = known_rows("document", DAY)[0]["id"]
    mark = next(row["mark"] for group in grouped(DAY, document) for row in group["rows"])
    found = led(plan, f"/sources?document={document}&quote={mark}", "index.html")
    assert found.href == f"sources/document-{document}.html#q-{mark}"
    for odd in ("0" * 10, '"><b>'):
        found = plan.lead(
            Address("/sources", (("document", document), ("quote", odd))), "x.html", DAY
        )
        assert found.href == f"sources/document-{document}.html"


@pytest.mark.parametrize(
    ("text", "href"),
    [
        ("/", "./"),
        ("/?as_of=2024-01-01", "./?as_of=2024-01-01"),
        ("/projects?office=a&q=%3Cb%3E", "projects?office=a&q=%3Cb%3E"),
        ("/sources?document=d&quote=m", "sources?document=d&quote=m#q-m"),
        ("/sources?quote=m", "sources?quote=m"),
        ("/sources?document=d", "sources?document=d"),
        ("/export/projects.csv?office=a", "../export/projects.csv?office=a"),
        ("/present?deck=ten&scene=s1&as_of=2024-01-01",
         "../export/deck.html?as_of=2024-01-01&deck=ten"),
        ("/report?step=withdraw", "../report?step=withdraw"),
        ("/nothing", None),
    ],
)  # fmt: skip
def test_below_plain_links_stay_there(text, href):
    assert served.lead(read(text)).href == href


def test_a_picture_only_where_a_chart_is(real_store):
    assert served.picture(View("/projects", TODAY)) is None
    assert served.picture(View("/timeline", "1900-01-01", True, (("view", ("chart",)),))) is None


def script(text: str) -> dict:
    """The value of a data file: one assignment, nothing else."""
    name, _, value = text.partition(" = ")
    assert name in ("var gxRows", "var gxSearch") and value.endswith(";\n")
    return json.loads(value.removesuffix(";\n"))


@pytest.mark.parametrize("path", [*FACETS, "/offices"])
def test_a_list_has_each_row_once_and_all_orders_the_same_rows(path, real_store):
    found = script(lists._script("gxRows", lists._list(path, TODAY)))
    ids = [row["id"] for row in found["rows"]]
    assert len(set(ids)) == len(ids)
    for row in found["rows"]:
        assert set(row["f"]) == set(FACETS[path]) and row["t"]
    for order in found["orders"].values():
        assert order and (sorted(order) == sorted(ids) or path == "/offices")
    early = lists._list(path, "1900-01-01")
    assert path == "/map" or not early["rows"]
    assert not any(early["orders"].values())


def test_every_entry_of_the_index_has_its_file(real_store):
    plan = Edition(TODAY, False, "")
    found = script(lists._script("gxSearch", lists.index(plan)))
    made = {*plan.pages, *plan.files}
    for kind, name, _detail, target, words, _quotes, *_ in found["rows"]:
        assert name and found["kinds"][kind] and target.partition("#")[0]
        assert all(words)
    stems = {row[3].partition("?")[0] for row in found["rows"] if "%" not in row[3]}
    assert {stem.partition("#")[0] for stem in stems} <= made
    assert [row[1] for row in found["rows"]] == [row["name"] for row in search.entries(TODAY)]


def test_pages_with_a_list_have_their_rows_beside(real_store):
    assert lists.data_of(Address("/search")) == lists.SEARCH
    named = {lists.data_of(Address(page.path)) for page in PAGES} - {"", lists.SEARCH}
    assert named and named <= {f"data{path}.js" for path in (*FACETS, "/offices")}
