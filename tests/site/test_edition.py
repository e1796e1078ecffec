"""Editions: no dead link, the live pages' numbers, only what changed is written, whole or not."""

from __future__ import annotations

import os
import re
import shutil
from pathlib import Path

import pytest
from lxml import html

from lib import clock
from lib.site import build as building
from lib.site.bodies import BODIES, Chart, Target, view_of
from lib.site.edition import Edition
from lib.site.folder import Folder, Foreign, mark_of
from lib.site.links import Address
from lib.sitemap import PAGES
from tests import ledger
from tests.site import kit

PAST = "2024-06-30"
#: two minutes each: `make site-check`
ALL = pytest.mark.skipif(not os.environ.get("EDITIONS"), reason="make site-check builds it")


def address_of(name: str) -> Address:
    """The address of a file, by what its name says (the names of tests, no rule)."""
    stem, _, marks = name.removesuffix(".html").partition("/")
    pairs = [mark.partition("-")[::2] for mark in marks.split("+") if mark]
    return Address(f"/{stem}" if stem != "index" else "/", tuple((a, raw(b)) for a, b in pairs))


def raw(value: str) -> str:
    value = value.replace("=", ":").replace(",", "/")
    return re.sub(
        r"(?:~[0-9a-f]+)+", lambda m: bytes.fromhex(m[0].replace("~", "")).decode(), value
    )


def live_body(view) -> str:
    parts = []
    for part in BODIES[view.path].parts(view):
        if isinstance(part, Target):
            parts += [each for each in part.panel if isinstance(each, str)] + [part.rest]
        elif not isinstance(part, Chart):
            parts.append(part)
    return "".join(parts)


def main_of(tree: html.HtmlElement) -> str:
    return html.tostring(tree.xpath("//main")[0], encoding="unicode")


def differing(folder: Path, day: str) -> list[str]:
    """Pages whose numbers are not those of the live page of that day."""
    found = []
    for name, tree in kit.pages(folder).items():
        asked = address_of(name)
        query = {"as_of": [day]} | asked.query
        view = view_of(asked.path, query, clock.today())
        assert not view.notices, (name, view.notices)
        if kit.numbers(main_of(tree)) != kit.numbers(live_body(view)):
            found.append(name)
    return found


def test_no_link_of_the_real_edition_is_dead(edition):
    assert kit.dead_links(edition) == []
    assert len(kit.pages(edition)) > 1500


def test_every_page_has_the_live_pages_numbers(edition, real_store):
    assert differing(edition, clock.today().isoformat()) == []


def test_every_page_says_its_day_and_what_it_is(edition):
    day = clock.today().isoformat()
    for name, tree in kit.pages(edition).items():
        assert tree.get("lang") == "zh-CN"
        assert f"截至 {day}" in tree.xpath("//footer")[0].text_content(), name
        assert (
            len(tree.xpath("//main")) == 1 and len(tree.xpath("//nav[@aria-label='主导航']")) == 1
        )
        assert tree.xpath("//title")[0].text.endswith("硅巷看板")
        assert tree.xpath("//meta[@property='og:title']/@content")
        assert not tree.xpath("//*[contains(@class, 'demo')][@role='status']"), name


def test_names_differ_on_every_file_system(edition):
    names = kit.names(edition)
    assert len({name.casefold() for name in names}) == len(names)
    assert all(re.fullmatch(r"[A-Za-z0-9_.=,~+/-]+", name) and len(name) < 200 for name in names)


def test_each_item_has_its_page(edition, real_store):
    day = clock.today().isoformat()
    names = set(kit.names(edition))
    for path, opened in (
        ("/projects", "project"), ("/indicators", "indicator"), ("/map", "site"),
        ("/ecosystem", "organization"), ("/offices", "office"), ("/sources", "fact"),
        ("/sources", "document"), ("/sources", "conflict"), ("/projects", "leader"),
    ):  # fmt: skip
        wanted = BODIES[path].allowed(day)[opened]
        plan = Edition(day, False, "")
        assert wanted and {plan.add(Address(path, ((opened, id),))) for id in wanted} <= names


def test_the_sources_are_those_of_the_pages():
    for page in PAGES:
        said = page.file.read_text(encoding="utf-8")
        assert f'"{BODIES[page.path].source}"' in said, page.path


@ALL
def test_a_past_edition_says_so_and_knows_no_more(built, real_store, tmp_path):
    target = tmp_path / "past"
    kit.build(built, target, PAST, live="https://dashboard.example")
    trees = kit.pages(target)
    for name, tree in trees.items():
        assert "的一版" in tree.xpath("string(//*[contains(@class, 'gx-band')])"), name
        assert tree.xpath("//a[@class='to-live']/@href")[0].find(f"as_of={PAST}") > 0, name
    outside = [each for each in kit.dead_links(target) if "https://dashboard.example/" not in each]
    assert outside == []
    assert differing(target, PAST) == []


@ALL
def test_the_demo_edition_is_loud(demo, demo_store, tmp_path, quick):
    if quick:
        pytest.skip("as long as the real one")
    target, day = tmp_path / "demo", clock.today().isoformat()
    kit.build(demo, target, day)
    for name, tree in kit.pages(target).items():
        assert "演示数据" in tree.xpath("string(//*[@class='gx gx-band demo'])"), name
        assert tree.xpath("//title")[0].text.startswith("演示数据"), name
    assert kit.dead_links(target) == []
    assert differing(target, day) == []


@pytest.fixture
def small(monkeypatch):
    """Editions of the pages alone that a test is about: what they link is not followed."""
    keep = ("/", "/projects", "/offices", "/sources")
    plain = Edition.lead

    def lead(self, asked, page, day):
        known = asked.path in keep and not set(dict(asked.params)) - {"project", "office"}
        own = known and not (asked.path == "/projects" and asked.named("office"))
        own = own and asked.named("project") in ("", "s01", "s05")
        return plain(self, asked, page, day) if own else building.Target(None)

    monkeypatch.setattr(Edition, "lead", lead)
    monkeypatch.setattr(building, "several", lambda _: frozenset())


def test_a_second_edition_writes_nothing(store, tmp_path, small, quick):
    if quick:
        pytest.skip("one that an import changes is enough while working")
    day = clock.today().isoformat()
    first = kit.build(store, tmp_path / "site", day)
    again = kit.build(store, tmp_path / "site", day)
    assert first.kept == 0 and again.written == 0
    assert again.kept == first.written > 30


def test_an_import_rewrites_only_what_changed(store, tmp_path, small):
    target, day = tmp_path / "site", clock.today().isoformat()
    kit.build(store, target, day)
    before = {name: (target / name).read_bytes() for name in kit.names(target)}
    ledger.add_batch(store, office_id="fuwu")
    ledger.add_report(store, "s05", office_id="fuwu")
    made = kit.build(store, target, day)
    after = {name: (target / name).read_bytes() for name in kit.names(target)}
    changed = {name for name in after if before.get(name) != after[name]}
    assert made.written == len(changed)
    assert "projects/project-s05.html" in changed
    assert "offices/office-renda.html" not in changed  # has no part in it


def test_an_edition_appears_as_a_whole(store, tmp_path, small, monkeypatch):
    target, day = tmp_path / "site", clock.today().isoformat()
    kit.build(store, target, day)
    before = target.resolve()
    seen = []
    plain = Folder.put

    def put(self, name, body):
        seen.append((target.resolve(), (target / "index.html").exists()))
        if len(seen) == 30:
            raise OSError("the disk is full")
        plain(self, name, body)

    monkeypatch.setattr(Folder, "put", put)
    with pytest.raises(OSError):
        kit.build(store, target, day)
    assert set(seen) == {(before, True)} and target.resolve() == before
    assert sorted(path.name for path in tmp_path.glob("site.*")) == [before.name]
    monkeypatch.setattr(Folder, "put", plain)
    kit.build(store, target, day)
    assert target.is_symlink() and target.resolve() != before


def test_a_folder_of_others_is_left_alone(store, tmp_path, small):
    target = tmp_path / "mine"
    target.mkdir()
    (target / "letter.txt").write_text("keep")
    with pytest.raises(Foreign):
        kit.build(store, target, clock.today().isoformat())
    assert [path.name for path in target.iterdir()] == ["letter.txt"]
    shutil.rmtree(target)


def test_the_moment_of_packing_is_no_change(real_store):
    from lib.web.offline import fetcher

    for name in ("projects.xlsx", "data.zip"):
        one, other = (fetcher()(f"/export/{name}") for _ in range(2))
        assert mark_of(name, one) == mark_of(name, other)


@pytest.mark.parametrize(
    "asked",
    [
        "/export/projects.xlsx", "/export/projects.csv", "/export/excerpts.xlsx",
        "/export/public.db", "/export/map.html", "/export/chart/series.csv", "/print/map.svg",
        "/print/reminder?office=fuwu", "/export/template.xlsx?office=fuwu",
        "/export/deck.html?deck=ten", "/api/v1/indicators.json", "/api/v1/places.geojson",
    ],
)  # fmt: skip
def test_the_routes_give_the_files_beside(asked, real_store):
    from lib.web.offline import fetcher

    assert len(fetcher()(asked) or b"") > 500


def test_the_index_is_small(edition):
    import gzip

    packed = len(gzip.compress((edition / "data" / "search.js").read_bytes(), 6))
    assert packed < 300_000
