"""资料与口径: every fact on its page with its quote, lists that grow with the day."""

from __future__ import annotations

import pytest
from lxml import html

from lib import clock
from lib.rows import documents
from lib.screens import sources
from lib.screens.view import View
from lib.store.schema import table
from tests import frames

TODAY = clock.today().isoformat()
EARLY = "1900-01-01"


def view_of(day: str = TODAY, **params: str) -> View:
    return View("/sources", day, day != TODAY, tuple((k, (v,)) for k, v in params.items()))


def read(view: View):
    return html.fragment_fromstring(sources.body(view), create_parent="div")


def test_every_part_has_one_tab():
    parts = [part for group in sources.TABS_OF.values() for part in group]
    assert sorted(parts) == sorted(sources.TABS) and len(set(parts)) == len(parts)


@pytest.mark.parametrize("tab", sources.TABS)
def test_each_tab_opens_before_anything_was_known(tab, real_store):
    tree = read(view_of(EARLY, view=tab))
    assert tree.xpath("//a[@aria-current]") and not tree.xpath("//*[@data-quote]")


def test_the_first_tab_is_the_documents(real_store):
    assert sources.body(view_of()) == sources.body(view_of(view="documents"))
    titles = frames.read(real_store, "select title from document")["title"]
    words = read(view_of()).text_content()
    assert all(title in words for title in titles)


def test_what_can_be_asked_for_grows_with_the_day(real_store):
    before = sources.allowed(EARLY)
    assert not any(before[key] for key in ("document", "quote", "fact", "conflict"))
    middle, now = sources.allowed("2024-01-01"), sources.allowed(TODAY)
    for key in ("document", "quote", "fact", "conflict"):
        assert middle[key] <= now[key] and now[key], key
    assert middle["fact"] < now["fact"]


def test_every_kind_of_fact_shows_its_quote_and_where_it_stands(real_store):
    seen = set()
    for key in sorted(sources.allowed(TODAY)["fact"]):
        name, id = key.split(":", 1)
        if name in seen:
            continue
        seen.add(name)
        row = documents.fact(name, id)
        words = "".join(read(view_of(fact=key)).text_content().split())
        assert "".join(row["quote"].split()) in words, key
        assert "".join(row["locator"].split()) in words and table(name).title in words, key
    assert seen == {each.name for each in documents.sourced_tables() if
                    len(documents.known_rows(each.name, TODAY))}  # fmt: skip


def test_a_quote_opens_its_own_group_of_its_document(real_store):
    document = min(sources.allowed(TODAY)["document"])
    groups = sources._groups(TODAY, document)
    last = [group for group in groups if group["rows"]][-1]
    mark = last["rows"][-1]["mark"]
    tree = read(view_of(document=document, quote=mark))
    assert tree.xpath(f"//tr[@data-quote='{mark}']")
    counts = sum(len(group["rows"]) for group in groups)
    assert len(tree.xpath("//tr[@data-quote]")) == counts
    (row,) = [each for each in sources._documents(TODAY) if each["id"] == document]
    assert row["facts"] == counts


def test_numbers_are_filtered_and_counted(real_store):
    (total,) = frames.read(real_store, "select count(*) as n from observation")["n"]
    whole = sources._number_list(view_of(view="numbers"))
    assert whole["total"] == len(whole["observations"]) == total
    near = sources._number_list(view_of(view="numbers", match="proxy"))
    assert {row["match"] for row in near["observations"]} == {"proxy"}
    assert 0 < len(near["observations"]) < near["total"] == total
    none = sources._number_list(view_of(view="numbers", q="没有这样的数"))
    assert none["observations"] == [] and none["total"] == total
    assert sources._number_list(view_of(EARLY))["total"] == 0


def test_a_conflict_says_what_it_is_about_or_nothing(real_store):
    for topic in sources.conflicts(TODAY):
        found = sources._subject(view_of(), topic)
        if topic["subject_table"]:
            assert found["name"] and found["href"].startswith("/"), topic["id"]
        else:
            assert found is None
        assert topic["topic"] in read(view_of(conflict=topic["id"])).text_content()


def test_no_line_of_a_fact_is_empty(real_store):
    for name in ("place", "project", "organization", "observation"):
        for row in documents.known_rows(name, TODAY)[:20]:
            if not row["document_id"]:
                continue
            cells = sources._cells(view_of(), table(name), documents.fact(name, row["id"]))
            assert cells and all(cell["label"] and cell["value"] for cell in cells), row["id"]
            assert "None" not in [cell["value"] for cell in cells]
