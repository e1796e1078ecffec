"""The scripts of a window reach it, even when its first run is broken off."""

from __future__ import annotations

import pytest

from lib.sitemap import PATHS
from lib.ui import page
from lib.ui.page import MOUNTED, MOUNTS
from tests import app


def scripts(run) -> int:
    """How many of them the run sent."""
    assert not run.exception
    return sum(each.type == "bidi_component" for each in run.main)


@pytest.fixture
def window(real_store):
    one = app.started()
    one.switch_page(str(PATHS["/projects"].file))
    return one


def test_a_run_that_comes_at_once_sends_it_again_but_not_for_ever(window, monkeypatch):
    monkeypatch.setattr(page, "MOUNTED", 3600)  # on a busy machine, too
    assert [scripts(window.run()) for _ in range(MOUNTS + 2)] == [1] * MOUNTS + [0] * 2


def test_once_mounted_it_is_not_sent_again(window):
    assert scripts(window.run()) == 1
    times, last = window.session_state["links_sent"]
    window.session_state["links_sent"] = (times, last - MOUNTED - 1)
    assert scripts(window.run()) == 0


def test_every_run_of_a_deck_sends_its_keys(real_store):
    window = app.started()
    window.query_params["deck"] = "ten"
    window.switch_page(str(PATHS["/present"].file))
    sent = [scripts(window.run()) for _ in range(MOUNTS + 2)]
    assert sent[-1] == 1 and set(sent) == {1, 2}
