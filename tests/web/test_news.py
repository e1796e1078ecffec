"""What open screens ask for costs a look at a file, and news are told when pages are ready."""

from __future__ import annotations

import json
import threading
import time
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.testclient import TestClient

from lib import clock
from lib.store import versions
from lib.web import news as module
from lib.web.news import News
from tests.browser.watch import PATIENCE
from tests.ledger import add_batch

pytestmark = pytest.mark.filterwarnings("ignore")


@pytest.fixture(autouse=True)
def nobody_looks_on():
    """Who looks at the store for a test ends with it: the next one's store is not theirs."""
    yield
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "REST", 0.0)
        wait_for(lambda: all(each.name != "news" for each in threading.enumerate()))


def told(news: News) -> str:
    return json.loads(news.told().body)["version"]


def wait_for(holds) -> None:
    deadline = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < deadline, "it never came"
        time.sleep(0.02)


def test_the_route_says_version_and_day_and_304(own_store, monkeypatch):
    monkeypatch.setattr(module, "news", News(lambda _: None))
    client = TestClient(Starlette(middleware=[Middleware(module.Asked)]))
    known = {"version": versions.current_version(own_store), "day": clock.today().isoformat()}
    wait_for(lambda: client.get("/api/v1/version").json() == known)
    answer = client.get("/api/v1/version")
    again = client.get("/api/v1/version", headers={"If-None-Match": answer.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert answer.headers["cache-control"] == "no-cache"
    assert client.head("/api/v1/version").content == b""


def test_who_prefers_to_wait_hears_at_once_and_not_for_nothing(own_store, monkeypatch):
    monkeypatch.setattr(module, "HOLD", 3600.0)
    monkeypatch.setattr(module, "news", News(lambda _: None))
    app = Starlette(middleware=[Middleware(module.Asked)])
    with TestClient(app) as client:  # one loop for all
        wait_for(lambda: client.get("/api/v1/version").json()["version"])
        tag = client.get("/api/v1/version").headers["etag"]
        other = client.get("/api/v1/version", headers={"If-None-Match": '"x"', "Prefer": "wait=2"})
        assert other.headers["etag"] == tag  # who is behind does not wait
        heard: list[str] = []

        def ask() -> None:
            known = {"If-None-Match": tag, "Prefer": "wait=2"}
            heard.append(client.get("/api/v1/version", headers=known).json()["version"])

        screens = [threading.Thread(target=ask) for _ in range(5)]
        for screen in screens:
            screen.start()
        wait_for(lambda: len(module.news._waiting) == 5)
        add_batch(own_store, when="2026-01-10T09:00:00+08:00")
        for screen in screens:
            screen.join(PATIENCE)
        assert heard == [versions.current_version(own_store)] * 5
        monkeypatch.setattr(module, "HOLD", 0.01)
        known = {"If-None-Match": module.news.told().tag.decode(), "Prefer": "wait=2"}
        assert client.get("/api/v1/version", headers=known).status_code == 304
    assert module.news._waiting == {}


def test_screens_hear_of_an_import_when_the_pages_are_ready(own_store):
    ready, warmed = threading.Event(), []

    def warm(day: str) -> None:
        warmed.append(day)
        ready.wait(PATIENCE)

    ready.set()
    news = News(warm)
    wait_for(lambda: told(news))
    old = told(news)
    ready.clear()
    add_batch(own_store, when="2026-01-10T09:00:00+08:00")
    wait_for(lambda: told(news) == old and len(warmed) == 2)
    assert [told(news) for _ in range(50)] == [old] * 50  # one thread is at it, others ask on
    assert len(warmed) == 2
    ready.set()
    wait_for(lambda: told(news) == versions.current_version(own_store) != old)
    assert warmed == [clock.today().isoformat()] * 2


def test_writes_one_after_the_other_are_all_heard_of(own_store):
    news = News(lambda _: None)
    wait_for(lambda: told(news))
    for number in range(5):
        add_batch(own_store, id=f"b{number}", when=f"2026-01-1{number}T09:00:00+08:00")
        told(news)
    wait_for(lambda: told(news) == versions.current_version(own_store))


def test_a_store_that_is_away_is_no_news_until_it_is_back(own_store: Path, tmp_path):
    news = News(lambda _: None)
    wait_for(lambda: told(news))
    old = told(news)
    kept = own_store.rename(tmp_path / "away.db")
    wait_for(lambda: told(news) == "")
    kept.rename(own_store)
    wait_for(lambda: told(news) == old)
    add_batch(own_store, when="2026-01-10T09:00:00+08:00")
    wait_for(lambda: told(news) not in ("", old))


def test_nobody_looks_when_nobody_asks(own_store, monkeypatch):
    monkeypatch.setattr(module, "REST", 0.5)
    news = News(lambda _: None)
    wait_for(lambda: told(news))
    wait_for(lambda: not news._watching.locked())
    add_batch(own_store, when="2026-01-10T09:00:00+08:00")
    wait_for(lambda: told(news) == versions.current_version(own_store))


def test_a_fault_in_making_a_page_does_not_silence_the_news(own_store, caplog):
    def warm(day: str) -> None:
        raise ValueError("a page")

    news = News(warm)
    wait_for(lambda: told(news) == versions.current_version(own_store))
