"""Where the links of an edition lead: to files that will be made, or to the live dashboard."""

from __future__ import annotations

import pytest

from lib import clock
from lib.rows.documents import known_rows
from lib.rows.excerpts import grouped
from lib.site.edition import NOWHERE, Edition
from lib.site.links import Address, read

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
