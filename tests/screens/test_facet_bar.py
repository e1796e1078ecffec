"""The filter row: counts beside every choice, chips that take one away, hostile labels as text."""

from __future__ import annotations

import json

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some
from lxml import html

from lib.screens.facet_bar import bar, choice_of, chosen, facet_bar
from lib.screens.view import View

HARD = "<b>\"科&室'</b>\n</script>"
LABELS = {"office": "科室", "state": "状态"}
OPTIONS = {"office": {"a": "甲", "b": HARD}, "state": {"on": "推进"}}
ROWS = [
    {"id": "1", "facets": {"office": ("a",), "state": ("on",)}, "text": "园区"},
    {"id": "2", "facets": {"office": ("a", "b"), "state": ()}, "text": "楼宇"},
    {"id": "3", "facets": {"office": ("b",), "state": ("on",)}, "text": "园区"},
]


def view_of(**params: tuple[str, ...]) -> View:
    return View("/projects", "2024-06-30", True, tuple(params.items()))


def read(markup: str):
    return html.fragment_fromstring(markup, create_parent="div")


def counted(tree) -> tuple[dict, str]:
    (node,) = tree.xpath("//*[@class='gx-counts']")
    return json.loads(node.text), node.get("data-said")


def test_without_a_choice_all_is_counted_and_nothing_chosen():
    tree = read(chosen(view_of(), ROWS, LABELS, OPTIONS))
    numbers, said = counted(tree)
    assert numbers == {"office": {"on": [], "n": {"a": 2, "b": 2}},
                       "state": {"on": [], "n": {"on": 2}}}  # fmt: skip
    assert said == "3 项中 3 项" and not tree.xpath("//a")


def test_counts_react_to_the_other_filters_not_to_their_own():
    tree = read(chosen(view_of(office=("b",)), ROWS, LABELS, OPTIONS, "处"))
    numbers, said = counted(tree)
    assert numbers["office"] == {"on": ["b"], "n": {"a": 2, "b": 2}}
    assert numbers["state"]["n"] == {"on": 1} and said == "3 处中 2 处"


def test_each_chip_takes_its_own_choice_away_and_keeps_the_day():
    view = view_of(office=("a", "b"), q=("园区",))
    tree = read(chosen(view, ROWS, LABELS, OPTIONS))
    *chips, off = tree.xpath("//a")
    assert [chip.text.strip() for chip in chips] == ["科室：甲", f"科室：{HARD}", "关键词：园区"]
    assert [chip.get("href") for chip in chips] == [
        view.toggle("office", "a"), view.toggle("office", "b"), view.change(q=""),
    ]  # fmt: skip
    assert off.get("href") == "/projects?as_of=2024-06-30" and not tree.xpath("//b | //script")


def test_nothing_left_is_said():
    tree = read(chosen(view_of(office=("a",), q=("没有这样的",)), ROWS, LABELS, OPTIONS))
    assert counted(tree)[1] == "3 项中 0 项"
    assert counted(read(chosen(view_of(), [], LABELS, OPTIONS)))[1] == "0 项中 0 项"


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])  # read only
@given(some.dictionaries(some.text(min_size=1, max_size=6), some.text(max_size=12), max_size=4))
def test_every_label_comes_through_the_markup(real_store, options):
    made = bar("/projects", {"k": "键"}, {"k": options}, "提示")
    (drop,) = read(made).xpath("//div[@class='drop']")
    assert [tuple(pair) for pair in json.loads(drop.text)] == list(options.items())


def test_a_search_says_what_it_forgets(real_store):
    tree = read(bar("/map", LABELS, OPTIONS, '点位"', drop="site"))
    (form,) = tree.xpath("//form")
    assert (form.get("action"), form.get("data-keep")) == ("/map", "site")
    assert form.xpath(".//input/@placeholder") == ['点位"']
    assert [each.get("data-facet") for each in tree.xpath("//details")] == list(LABELS)


def test_both_parts_in_one(real_store):
    view = view_of(office=("a",))
    assert facet_bar(view, ROWS, LABELS, OPTIONS, "x", unit="个") == bar(
        view.path, LABELS, OPTIONS, "x"
    ) + chosen(view, ROWS, LABELS, OPTIONS, "个")
    assert choice_of(view, LABELS) == {"office": ("a",), "state": ()}
