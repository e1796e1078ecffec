"""The URL is the state: what is wrong in it becomes a Chinese notice."""

from __future__ import annotations

from datetime import date
from importlib import import_module
from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib.paths import ROOT
from lib.rows.cache import begin_run, per_version
from lib.screens.view import LABELS, parse
from tests.app import opened
from tests.ui.test_warm import SCREENS

TODAY = date(2026, 11, 22)
ALLOWED = {"office": {"yingshang", "fuwu"}, "project": {"s01"}, "q": None}


def view_of(**query):
    lists = {name: value if isinstance(value, list) else [value] for name, value in query.items()}
    return parse("/projects", lists, ALLOWED, TODAY)


def test_valid_values_are_kept_in_order_and_once():
    view = view_of(office=["fuwu", "yingshang", "fuwu"], project="s01", q=" 科技 ")
    assert view.all("office") == ("fuwu", "yingshang")
    assert view.get("project") == "s01"
    assert view.get("q") == "科技"
    assert view.notices == ()


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ({"project": "zzz"}, "没有这个项目：“zzz”"),
        ({"office": "<script>alert(1)</script>"}, "没有这个科室"),
        ({"as_of": "abc"}, "日期写法不对：“abc”"),
        ({"as_of": "2023-02-30"}, "日期写法不对"),
        ({"as_of": "2099-01-01"}, "还没有到"),
        ({"office": "x" * 10_000}, "没有这个科室"),
        ({"q": "长" * 10_000}, "关键词太长"),
    ],
)
def test_odd_values_get_a_short_notice(query, words):
    view = view_of(**query)
    assert len(view.notices) == 1
    assert words in view.notices[0]
    assert len(view.notices[0]) < 80
    assert view.as_of == "2026-11-22"


def test_an_odd_address_is_remembered_as_the_plain_one(real_store):
    """Its notice is no part of the key: junk in any number makes no page anew."""
    made = []

    @per_version
    def part(view) -> str:
        made.append(view)
        return view.path

    for number in range(20):
        part(view_of(project=f"junk{number}", office="fuwu"))
    part(view_of(office="fuwu"))
    assert len(made) == 1


@pytest.mark.filterwarnings("ignore")
def test_the_notice_stands_on_its_own_page_alone(real_store):
    file = ROOT / "pages" / "projects.py"
    assert "没有这个项目" not in opened(file, office="fuwu")
    assert "没有这个项目：“zzz”" in opened(file, office="fuwu", project="zzz")
    assert "没有这个项目" not in opened(file, office="fuwu")


def test_a_past_day_is_carried_by_every_link():
    view = view_of(as_of="2024-01-31", office="fuwu")
    assert view.replay
    for link in (
        view.url("/map", site="lane"),
        view.change(project="s01"),
        view.toggle("office", "x"),
    ):
        assert parse_qs(urlsplit(link).query)["as_of"] == ["2024-01-31"]
    assert "as_of" not in view.change(as_of="")


def test_today_needs_no_parameter():
    assert view_of(as_of="2026-11-22").url("/") == "/"


def test_toggle_adds_and_takes_away():
    view = view_of(office="fuwu")
    assert parse_qs(urlsplit(view.toggle("office", "yingshang")).query)["office"] == [
        "fuwu",
        "yingshang",
    ]
    assert view.toggle("office", "fuwu") == "/projects"


@given(
    st.dictionaries(st.sampled_from([*ALLOWED, "as_of", "other"]), st.lists(st.text(), max_size=3))
)
def test_no_query_breaks_the_page(query):
    view = parse("/projects", query, ALLOWED, TODAY)
    assert set(dict(view.params)) <= set(ALLOWED)
    assert date.fromisoformat(view.as_of) <= TODAY
    hash(view)


@pytest.mark.parametrize("page", SCREENS, ids=lambda page: page.path)
def test_every_parameter_has_its_word(page, real_store):
    """For the notice about a value that is not known."""
    begin_run()
    allowed = getattr(import_module(f"lib.screens.{page.file.stem}"), "allowed", lambda _: {})
    for name, ids in allowed(TODAY.isoformat()).items():
        if ids is not None and not hasattr(ids, "why_not"):
            assert name in LABELS, f"{name}: lib/screens/view.py"
