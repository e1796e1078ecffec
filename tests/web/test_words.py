"""Refusals are in words on every path, and what is not for readers is closed."""

from __future__ import annotations

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.testclient import TestClient

from lib.web.guard import HEADERS, Guard
from lib.web.words import Words


async def page(_request) -> PlainTextResponse:
    return PlainTextResponse("ok")


async def bare(_request) -> Response:
    """Streamlit's answer to `..`, which does not say what it is."""
    return Response("Bad Request", 400)


async def signed(_request) -> Response:
    answer = Response("ok", media_type="text/plain")
    answer.set_cookie("_streamlit_user", "x", httponly=True)
    return answer


@pytest.fixture
def client(tmp_path):
    routes = [
        Route("/map", page),
        Route("/_stcore/metrics", page),
        Route("/_stcore/agent/openapi.json", page),
        Route("/print/x", bare),
        Route("/auth/x", signed),
        Mount("/vendor/leaflet", StaticFiles(directory=tmp_path)),
    ]
    return TestClient(Starlette(routes=routes, middleware=[Middleware(Guard), Middleware(Words)]))


@pytest.mark.parametrize(
    ("method", "path", "status", "words"),
    [
        ("GET", "/vendor/leaflet/nope.js", 404, "没有这个地址"),
        ("GET", "/print/x", 400, "读不懂"),
        ("OPTIONS", "/map", 405, "只能打开来读"),
        ("POST", "/map", 405, "只能读取"),
        ("GET", "/_stcore/metrics", 404, "不对外开放"),
        ("GET", "/_stcore/agent/openapi.json", 404, "不对外开放"),
    ],
)
def test_a_refusal_is_in_words_with_our_headers(method, path, status, words, client):
    answer = client.request(method, path)
    assert answer.status_code == status
    assert words in answer.json()["error"]
    assert {name.lower() for name in HEADERS} <= set(answer.headers)


def test_what_works_is_left_alone(client, monkeypatch):
    assert client.get("/map").text == "ok"
    monkeypatch.setenv("GUIXIANG_METRICS", "1")
    assert client.get("/_stcore/metrics").text == "ok"


def test_cookies_go_over_tls_alone_where_there_is_tls(client, monkeypatch):
    assert "secure" not in client.get("/auth/x").headers["set-cookie"].lower()
    monkeypatch.setenv("GUIXIANG_ADDRESS", "https://testserver")
    assert client.get("/auth/x").headers["set-cookie"].endswith("; Secure")


def test_two_hosts_are_none(client):
    answer = client.get("/map", headers=[("host", "a.example"), ("host", "b.example")])
    assert answer.status_code == 400 and "读不懂" in answer.json()["error"]
