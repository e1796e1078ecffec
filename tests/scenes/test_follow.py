"""Only who has the key leads; everything is bounded."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.testclient import TestClient

from lib.scenes.follow import LIVE, MOST, MOST_PER_HOST, PER_SECOND, Channels, code_of, new_key
from lib.web import follow
from lib.web.guard import Guard


@pytest.fixture
def clock():
    class Clock:
        now = 0.0

        def __call__(self) -> float:
            return self.now

    return Clock()


@pytest.fixture
def channels(clock):
    return Channels(clock=clock)


def test_the_audience_sees_what_the_presenter_shows(channels):
    key = new_key()
    assert channels.look(code_of(key))["scene"] == ""
    assert channels.lead("a", key, "plan", False) == ""
    assert channels.look(code_of(key)) == {
        "scene": "plan", "blank": False, "number": 1, "live": True
    }  # fmt: skip
    channels.lead("a", key, "why", True)
    assert channels.look(code_of(key)) == {
        "scene": "why", "blank": True, "number": 2, "live": True
    }  # fmt: skip


def test_who_left_is_no_longer_live(channels, clock):
    key = new_key()
    channels.lead("a", key, "plan", False)
    clock.now += LIVE + 1
    assert channels.look(code_of(key)) | {"live": False} == channels.look(code_of(key))
    channels.lead("a", key, "plan", False)
    assert channels.look(code_of(key))["live"]


def test_the_code_does_not_lead(channels):
    key = new_key()
    channels.lead("a", key, "plan", False)
    assert channels.lead("b", code_of(key), "why", False) == "bad"  # too short for a key
    channels.lead("b", code_of(key) * 3, "why", False)
    assert channels.look(code_of(key))["scene"] == "plan"


@pytest.mark.parametrize(
    ("key", "scene"),
    [("short", "plan"), ("x" * 65, "plan"), ("k" * 24, "<b>"), ("k" * 24, "x" * 81), (1, "a"),
     ("k" * 24, None), ("k" * 24, "")],
)  # fmt: skip
def test_odd_messages_are_refused(key, scene, channels):
    assert channels.lead("a", key, scene, False) == "bad"


def test_a_flood_is_slowed_and_forgotten(channels, clock):
    mine = new_key()
    channels.lead("me", mine, "plan", False)
    answers = [channels.lead("x", new_key(), "a", False) for _ in range(PER_SECOND + 1)]
    assert answers == [""] * PER_SECOND + ["many"]
    assert [channels.lead("x", mine, "plan", False) for _ in range(PER_SECOND + 1)][-1] == "many"
    assert len(channels._known) <= 1 + MOST_PER_HOST
    assert channels.look(code_of(mine))["scene"] == "plan"  # another host's flood moves nothing
    for host in range(3 * MOST):
        clock.now += 0.01
        channels.lead(f"h{host}", new_key(), "a", False)
    assert len(channels._known) <= MOST
    assert channels.look(code_of(mine))["scene"] == "plan"  # nobody pushes out who is at work
    assert len(channels._sent) <= 3 * MOST
    clock.now += 13 * 3600
    assert channels.look(code_of(mine))["scene"] == ""


def test_a_crowd_of_channels_keeps_no_presenter_out(channels, clock):
    """Sixteen posts from one address used to shut out everybody behind it for ten minutes."""
    mine, late = new_key(), new_key()
    for _ in range(2):
        channels.lead("house", mine, "plan", False)
    for _ in range(5 * MOST_PER_HOST):
        clock.now += 0.1
        assert channels.lead("house", new_key(), "a", False) == ""
    clock.now += 0.1
    assert channels.lead("house", late, "why", False) == ""
    assert channels.look(code_of(late))["scene"] == "why"
    assert channels.look(code_of(mine))["scene"] == "plan"  # who is at work is the last to go
    assert len(channels._known) == MOST_PER_HOST


@pytest.fixture
def client():
    return TestClient(Starlette(routes=follow.routes(), middleware=[Middleware(Guard)]))


def test_the_route(client):
    key = new_key()
    said = {"key": key, "scene": "plan", "blank": False}
    assert client.post("/live/scene", json=said).status_code == 200
    answer = client.get("/live/scene", params={"code": code_of(key)})
    assert answer.json()["scene"] == "plan"
    assert answer.headers["cache-control"] == "no-store"
    assert key not in answer.text


def test_who_hangs_up_is_no_fault():
    """Half a message and gone: the log got a page of it each time."""
    scope = {"type": "http", "method": "POST", "path": "/live/scene", "query_string": b"",
             "client": ("10.0.0.7", 1),
             "headers": [(b"content-type", b"application/json")]}  # fmt: skip
    said = [{"type": "http.request", "body": b"{", "more_body": True}, {"type": "http.disconnect"}]

    async def receive() -> dict:
        return said.pop(0)

    with ThreadPoolExecutor(1) as pool:  # a browser of another test may have left a loop here
        answer = pool.submit(asyncio.run, follow.lead(Request(scope, receive))).result()
    assert answer.status_code == 408 and not said


def test_the_route_refuses_what_is_odd(client):
    assert client.post("/live/scene", content="{}").status_code == 415
    header = {"content-type": "application/json"}
    assert client.post("/live/scene", content="{", headers=header).status_code == 400
    assert client.post("/live/scene", content="[]", headers=header).status_code == 400
    assert client.post("/live/scene", json={"key": "x" * 4000}).status_code == 413
    assert client.put("/live/scene", json={}).status_code == 405
    assert client.get("/live/scene?code=../../x").json()["scene"] == ""
