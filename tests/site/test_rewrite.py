"""Bodies made plain: each link led once, nothing live left, rows marked for the script."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as some
from lxml import html

from lib.site.links import Address, address
from lib.site.rewrite import WHOLE, Context, Target, links_of, relinked, rewritten

HERE = Address("/projects", (("office", "a"),))
HARD = "<b>\"x'&y</b>"


def led(asked: Address) -> Target:
    """Everything has a file, but /live/ and the whole of /export/."""
    if asked.path.startswith("/live"):
        return Target(None)
    return Target(f"to:{asked.text}", asked.path.startswith("/export"))


def plain(body: str, here: Address = HERE, **more):
    made = rewritten(body, Context(here, led, {}, **more))
    return html.fragment_fromstring(made, create_parent="div")


@pytest.mark.parametrize(
    ("body", "markup"),
    [
        ('<a href="/map?site=x">图</a>', '<a href="to:/map?site=x">图</a>'),
        ('<a href="https://example.org/">外</a>', '<a href="https://example.org/">外</a>'),
        ('<a href="#q-1">下</a>', '<a href="#q-1">下</a>'),
        ('<a href="/live/x">只在</a>尾', "<span>只在</span>尾"),
        ('<a class="button push" href="/live/x">按</a>尾', "尾"),
        ('<img src="/live/x.png">尾', "尾"),
        ('<a href="/export/x.csv"> 表 </a>', f'<a href="to:/export/x.csv">表{WHOLE}</a>'),
        ('头<p>a &lt;b&gt; &amp;amp;</p>', "头<p>a &lt;b&gt; &amp;amp;</p>"),
        ('<p>x<button data-copy="1">抄</button>y</p>', "<p>xy</p>"),
        ('<p class="a only-live b">现</p>尾', "尾"),
        ('<p class="only-lively">在</p>', '<p class="only-lively">在</p>'),
        ("", ""),
    ],
)  # fmt: skip
def test_links_are_led_and_what_is_live_goes(body, markup):
    assert rewritten(body, Context(HERE, led, {})) == markup


def test_an_address_is_led_once_and_remembered():
    asked, known = [], {}

    def lead(address: Address) -> Target:
        asked.append(address.text)
        return Target("x")

    body = '<a href="/map">1</a><a href="/map">2</a><a href="https://a.b/">3</a>'
    rewritten(body, Context(HERE, lead, known))
    rewritten(body, Context(HERE, lead, known))
    assert asked == ["/map"] and known == {"/map": Target("x")}


@given(some.text(alphabet="<>&\"'a硅\n/=", max_size=20))
def test_any_text_stays_the_text_it_was(words):
    body = html.tostring(_paragraph(words), encoding="unicode")
    (found,) = plain(body).xpath("//p")
    assert (found.text or "") == words and found.get("title") == words and len(found) == 0


def _paragraph(words: str):
    made = html.Element("p", title=words)
    made.text = words
    return made


def test_rows_bear_the_ids_that_filters_choose_from():
    body = (
        '<table><tr><th><a href="/projects?project=s01&amp;office=a">一</a></th></tr>'
        '<tr><th><a href="/map?site=x">无</a></th></tr></table>'
        '<div id="panel"><ul><li><a href="/projects?project=s09">旁</a></li></ul></div>'
        '<ul><li><a href="/projects?project=s02">二</a>'
        '<a href="/projects?project=s03">三</a></li></ul>'
    )
    assert plain(body).xpath("//@data-ids") == ["s01", "s02 s03"]
    assert plain(body, Address("/")).xpath("//@data-ids") == []
    milestones = (
        '<ul><li><a href="/sources?fact=milestone:m1">M</a></li>'
        '<li><a href="/timeline?fact=event:e1">E</a></li>'
        '<li><a href="/sources?fact=milestone:">nothing</a></li>'
        '<li><a href="/timeline">here</a></li></ul>'
    )
    assert plain(milestones, Address("/timeline")).xpath("//@data-ids") == ["m1"]


def test_only_links_to_another_order_of_this_list_are_marked():
    body = (
        '<table><caption><a href="/projects?office=a&amp;sort=due&amp;as_of=2024-01-01">期限</a>'
        '<a href="/projects?office=a">序号</a><a href="/projects?office=b&amp;sort=due">别</a>'
        "</caption></table>"
    )
    assert plain(body).xpath("//caption/a/@data-sort") == ["due", ""]


def menus(choices: list, counts: dict) -> str:
    """The filter row as the live page has it."""
    found = html.Element("span", {"class": "gx-counts"})
    found.text = json.dumps(counts)
    drop = html.Element("div", {"class": "drop"})
    drop.text = json.dumps(choices)
    facet = (
        '<details class="facet" data-facet="office"><summary>科室<span class="n"></span></summary>'
    )
    return "".join(
        [html.tostring(found, encoding="unicode"), facet, html.tostring(drop, encoding="unicode"),
         "</details>"]
    )  # fmt: skip


def test_choices_are_links_with_their_counts():
    choices = [["a", "甲"], ["b", HARD], ["c", "丙"]]
    here = address("/projects", [("office", "a"), ("project", "s01"), ("state", "done")])
    tree = plain(menus(choices, {"office": {"on": ["a"], "n": {"a": 5, "b": 2}}}), here)
    links = tree.xpath("//div[@class='drop']/a")
    assert [(each.text, each.get("data-id"), each.get("data-n"), each.get("class")) for each in
            links] == [("甲", "a", "5", None), (HARD, "b", "2", None),
                       ("丙", "c", "0", "zero")]  # fmt: skip
    # what is opened is closed by another choice; the chosen one is taken away
    assert [each.get("href") for each in links] == [
        "to:/projects?state=done", "to:/projects?office=a&office=b&state=done",
        "to:/projects?office=a&office=c&state=done",
    ]  # fmt: skip
    assert [each.get("aria-current") for each in links] == ["true", None, None]
    assert tree.xpath("//details/@class") == ["facet chosen"]
    assert tree.xpath("//span[@class='n']")[0].text == " 1" and not tree.xpath("//b")
    assert tree.xpath("//*[@class='gx-counts']")[0].text is None


def test_a_facet_without_counts_is_all_noughts():
    tree = plain(menus([["a", "甲"]], {}))
    assert tree.xpath("//div[@class='drop']/a/@data-n") == ["0"]
    assert tree.xpath("//details/@class") == ["facet"]


FORM = (
    '<form action="/changes"><label>自 <select name="from"><option value="">选</option>'
    '<option value="2024-01-01">一月</option><option value="2024-02-01"> 二月 </option></select>'
    "</label></form>尾"
)


def test_without_a_server_a_choice_is_a_line_of_links():
    tree = plain(FORM)
    assert not tree.xpath("//form | //select") and tree.text_content() == "自：一月 · 二月尾"
    assert tree.xpath("//a/@href") == [
        "to:/changes?from=2024-01-01", "to:/changes?from=2024-02-01",
    ]  # fmt: skip
    kept = plain(FORM, served=True)
    assert kept.xpath("//form/@action") == ["to:/changes"] and len(kept.xpath("//option")) == 3


def test_a_span_of_days_needs_a_server():
    body = '<form class="span" action="/changes"><input name="from"></form>'
    assert not plain(body).xpath("//form") and plain(body, served=True).xpath("//form")


def test_a_keyword_narrows_what_is_chosen_and_forgets_what_is_opened():
    body = '<form action="/projects" data-keep="project"><input name="q"></form>'
    here = address("/projects", [("office", "a"), ("office", HARD), ("project", "s1"), ("q", HARD)])
    (form,) = plain(body, here).xpath("//form")
    hidden = [(each.get("name"), each.get("value")) for each in
              form.xpath(".//input[@type='hidden']")]  # fmt: skip
    assert sorted(hidden) == sorted([("office", "a"), ("office", HARD)])
    assert form.xpath(".//input[@name='q']/@value") == [HARD]


def test_the_first_row_of_a_quote_is_its_anchor():
    rows = "".join(f'<tr data-quote="{mark}"><td>x</td></tr>' for mark in ("a1", "a1", "b2"))
    tree = plain(f'<details class="card"><table>{rows}</table></details>')
    assert tree.xpath("//tr/@id") == ["q-a1", "q-b2"] and tree.xpath("//details/@open") == [""]
    assert not plain('<details class="card"><p>x</p></details>').xpath("//details/@open")


def test_a_page_of_its_own_keeps_its_code_only_where_wanted():
    page = (
        '<html><body><img alt="打开看板的二维码" src="data:,"><a href="/map">图</a></body></html>'
    )
    kept, bare = (relinked(page, led, code=code) for code in (True, False))
    assert kept.startswith("<!doctype html>") and "二维码" in kept and "二维码" not in bare
    assert 'href="to:/map"' in kept and 'href="to:/map"' in bare
    assert links_of(page) == ["/map"]
