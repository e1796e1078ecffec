"""A clock that is behind the ledger hides what came in later; it is said, with both times."""

from __future__ import annotations

from datetime import timedelta

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from lib import clock
from lib.cli import main
from lib.paths import ROOT
from lib.rows import cache, entered
from lib.store import ledger
from lib.web import api
from tests.app import opened
from tests.intake.kit import GOOD, filled, take_in
from tests.ledger import add_batch, add_report

AHEAD = clock.now() + timedelta(days=3)
WHEN = AHEAD.isoformat(timespec="seconds")
SHOWN = WHEN[:16].replace("T", " ")


@pytest.fixture
def later(own_store):
    """The newest batch came in three days after what the clock says now."""
    add_batch(own_store, when=WHEN)
    add_report(own_store, "s01", as_of=clock.today().isoformat())
    cache.begin_run()
    return own_store


def test_pages_health_and_self_check_name_both_times(later, capsys):
    today = clock.today().isoformat()
    assert SHOWN in entered.behind() and today in entered.behind()
    page = opened(ROOT / "pages" / "projects.py")
    assert SHOWN in page and f"服务器的时钟是 {today}" in page
    health = TestClient(Starlette(routes=api.routes())).get("/api/v1/health").json()
    assert health["status"] == "ok" and SHOWN in health["problem"]
    assert main(["doctor", "--port", "1"]) == 1
    said = capsys.readouterr().err
    assert "✖ 时钟" in said and SHOWN in said and today in said


def test_who_hands_in_is_told(later, tmp_path, capsys):
    code, said = take_in(filled(GOOD), tmp_path, capsys)
    assert code == 0 and SHOWN in said and "时钟" in said


def test_once_withdrawn_or_overtaken_it_is_quiet(later):
    ledger.withdraw(later, "b1", by="甲", when=clock.now().isoformat(timespec="seconds"))
    cache.begin_run()
    assert entered.behind() == ""


def test_an_hour_ahead_on_the_same_day_hides_nothing(own_store):
    add_batch(own_store, when=f"{clock.today().isoformat()}T23:59:59+08:00")
    cache.begin_run()
    assert entered.behind() == ""
    page = opened(ROOT / "pages" / "projects.py")
    assert "服务器的时钟" not in page
