"""The warm-up opens every page that the sitemap has, by what its screen names."""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec

import pytest

from lib import clock
from lib.rows import cache
from lib.screens.view import View
from lib.sitemap import PAGES
from lib.ui import warm

SCREENS = [page for page in PAGES if find_spec(f"lib.screens.{page.file.stem}")]


@pytest.mark.parametrize("page", SCREENS, ids=lambda page: page.path)
def test_a_screen_names_its_parts(page, built, monkeypatch):
    monkeypatch.setenv("GUIXIANG_DB", str(built))
    screen = import_module(f"lib.screens.{page.file.stem}")
    assert screen.PARTS
    view = View(page.path, clock.today().isoformat())
    assert any(part(view) for part in screen.PARTS)


def test_after_the_warm_up_nothing_is_made_anew(built, monkeypatch):
    monkeypatch.setenv("GUIXIANG_DB", str(built))
    today = clock.today().isoformat()
    cache.begin_run()
    warm.open_every_page(today)
    monkeypatch.setattr("lib.store.connect.read", None)  # whoever asks the store fails
    for page in SCREENS:
        screen = import_module(f"lib.screens.{page.file.stem}")
        for part in screen.PARTS:
            part(View(page.path, today))
