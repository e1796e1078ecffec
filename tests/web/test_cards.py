"""The picture beside a link: drawn from the store, one for each page, at its full address."""

from __future__ import annotations

import io

import pytest
from PIL import Image
from starlette.applications import Starlette
from starlette.testclient import TestClient

from lib.exports.catalogue import CARDS
from lib.scenes import card, fit
from lib.scenes.decks import Choice
from lib.scenes.story import gather
from lib.scenes.wording import standing_said
from lib.sitemap import PAGES, PATHS
from lib.web import cards, front

DAYS = ("2022-06-01", "2023-12-01", "2026-11-26")


def got(path: str):
    return TestClient(Starlette(routes=cards.routes())).get(path)


@pytest.mark.parametrize("path", CARDS)
def test_every_page_has_its_picture(path, real_store, quick):
    if quick and path != next(iter(CARDS)):
        pytest.skip("what they say is looked at below; one drawn is enough while working")
    answer = got(path)
    assert answer.status_code == 200 and answer.headers["content-type"] == "image/png"
    assert Image.open(io.BytesIO(answer.content)).size == (card.WIDTH, card.HEIGHT)


def test_an_unknown_one_is_said(real_store):
    answer = got("/export/card/unknown.png")
    assert answer.status_code == 404 and "没有这张图" in answer.json()["error"]


@pytest.mark.parametrize("as_of", DAYS)
@pytest.mark.parametrize("store", ["real_store", "demo_store"])
def test_it_says_what_the_store_says(store, as_of, request):
    request.getfixturevalue(store)
    said = standing_said(gather(as_of, Choice(kind="whole")))
    for page in PAGES:
        drawn = card.card(page, as_of)
        lines = card.broken(said)
        assert all(f">{line}</text>" in drawn for line in lines)
        assert "".join(lines) == said
        assert page.title in drawn
        assert all(f">{line}</text>" in drawn for line in card.broken(page.says, card.SMALL))
        assert ("演示数据" in drawn) == (store == "demo_store")


def test_its_lines_fit():
    lines = card.broken("四十四项里，一半（22 项）按期，其余没有填报；" * 9)
    assert len(lines) == card.MOST and lines[-1].endswith(fit.MORE)
    # a closing mark may hang over
    assert all(fit.width(line.rstrip(card.CLOSING), card.SIZE) <= card.ROOM for line in lines)
    assert all(len(card.broken(page.says, card.SMALL)) <= 2 for page in PAGES)


def test_the_first_html_names_it(monkeypatch):
    monkeypatch.setenv("GUIXIANG_ADDRESS", "https://kanban.example")
    front.preview.cache_clear()
    try:
        told = front.preview(PATHS["/map"]).decode()
    finally:
        front.preview.cache_clear()
    assert 'property="og:image" content="https://kanban.example/export/card/map.png"' in told
