"""Published below a path: requests with it and without, what goes out, what is no such path."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse
from starlette.routing import Route
from starlette.testclient import TestClient

from lib import paths
from lib.render import link
from lib.screens.view import View
from lib.web.base import Base


def asked(request: Request) -> JSONResponse:
    answer = JSONResponse({"path": request.url.path, "raw": request.scope["raw_path"].decode()})
    answer.set_cookie("a", "1", path="/")
    answer.set_cookie("b", "2", path="/guixiang")
    return answer


def moved(request: Request) -> RedirectResponse:
    return RedirectResponse(request.query_params["to"], status_code=302)


@pytest.fixture
def client() -> TestClient:
    inner = Starlette(routes=[Route("/go", moved), Route("/{rest:path}", asked)])
    return TestClient(Base(inner, "/guixiang"), follow_redirects=False)


@pytest.mark.parametrize("prefix", ["", "/guixiang"])
def test_both_styles_of_proxy_ask_for_the_same(client, prefix):
    said = client.get(f"{prefix}/projects/%E8%B7%AF?q=1").json()
    assert said == {"path": "/projects/路", "raw": "/projects/%E8%B7%AF"}


def test_the_bare_path_gets_its_slash(client):
    answer = client.get("/guixiang?q=1")
    assert (answer.status_code, answer.headers["location"]) == (308, "/guixiang/?q=1")
    assert client.get("/guixiangs").json()["path"] == "/guixiangs"  # another name


@pytest.mark.parametrize(
    ("to", "location"),
    [
        ("/?missing=x", "/guixiang/?missing=x"),
        ("/guixiang/projects", "/guixiang/projects"),
        ("https://provider.example/x", "https://provider.example/x"),
        ("//evil.example", "//evil.example"),
    ],
)
def test_redirects_stay_below(client, to, location):
    assert client.get("/go", params={"to": to}).headers["location"] == location


def test_cookies_stay_below(client):
    found = client.get("/x").headers.get_list("set-cookie")
    assert ["Path=/guixiang/;" in found[0], "Path=/guixiang;" in found[1]] == [True, True]


@pytest.mark.parametrize("said", ["", "/", "guixiang", "/a b", "//a", "/a//b", "/..", "/a?b", "/«"])
def test_what_is_no_path_is_ignored_and_named(monkeypatch, said):
    monkeypatch.setenv("GUIXIANG_BASE", said)
    assert paths.base() == ""
    assert paths.bad_base() == said.rstrip("/")


@given(st.lists(st.from_regex(r"[A-Za-z0-9_-]{1,12}", fullmatch=True), min_size=1, max_size=4))
def test_every_link_begins_with_the_base(parts):
    base = "/" + "/".join(parts)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("GUIXIANG_BASE", f"{base}/")
        assert paths.base() == base and paths.bad_base() == ""
        view = View("/projects", "2026-01-01", params=(("office", ("a",)),))
        made = (link("/map"), view.url("/map"), view.change(q="x"), view.file("/print/map"),
                view.toggle("office", "b"), view.to("/offices?office=a"))  # fmt: skip
        assert all(each.startswith(f"{base}/") for each in made)


def test_the_public_address_has_the_base_where_it_is_not_named(monkeypatch):
    monkeypatch.setenv("GUIXIANG_BASE", "/guixiang")
    monkeypatch.delenv("GUIXIANG_ADDRESS", raising=False)
    assert paths.public_address("http://board.local") == "http://board.local/guixiang"
    assert paths.public_address() == ""
    monkeypatch.setenv("GUIXIANG_ADDRESS", "https://board.example.cn/guixiang/")
    assert paths.public_address("http://board.local") == "https://board.example.cn/guixiang"
