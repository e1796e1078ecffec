"""Below /plain/ links stay there; files and what is live are beside; pictures where charts are."""

from __future__ import annotations

import pytest

from lib import clock
from lib.screens.view import View
from lib.site import served
from lib.site.links import read

TODAY = clock.today().isoformat()


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
