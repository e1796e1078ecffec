"""No handshake of a stranger reaches Streamlit, and nothing is asked outside."""

from __future__ import annotations

import asyncio
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given
from hypothesis import strategies as some
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.responses import PlainTextResponse
from starlette.routing import Route, WebSocketRoute
from starlette.testclient import TestClient
from starlette.websockets import WebSocket, WebSocketDisconnect

from lib import hosts
from lib.web.guard import Guard, policy
from tests.browser.server import serving


def run(work):
    """In a thread of its own: a browser of another test may have left this one its loop."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(asyncio.run, work).result()


async def accept(socket: WebSocket) -> None:
    await socket.accept()
    await socket.send_json(dict(socket.headers))
    await socket.close()


async def page(_request) -> PlainTextResponse:
    return PlainTextResponse("ok")


@pytest.fixture
def client():
    routes = [WebSocketRoute("/_stcore/stream", accept), Route("/map", page)]
    return TestClient(Starlette(routes=routes, middleware=[Middleware(Guard)]))


def shaken(client, **headers) -> dict:
    with client.websocket_connect("/_stcore/stream", headers=headers) as socket:
        return socket.receive_json()


def test_our_own_page_and_programs_get_in(client):
    assert shaken(client, host="board.local:8501", origin="http://board.local:8501")
    assert shaken(client, host="board.local:8501")
    assert shaken(client, host="[::1]:8501", origin="http://[::1]:8501")


@pytest.mark.parametrize(
    "origin",
    ["http://evil.example", "https://board.local.evil.example", "null", "http://[::1", "file://",
     "http://board.local:8502", "http://board.local:8501@evil.example", "x" * 5000],
    ids=str,
)  # fmt: skip
def test_a_strangers_page_is_refused(client, origin):
    with pytest.raises(WebSocketDisconnect):
        shaken(client, host="board.local:8501", origin=origin)


def test_a_proxy_that_keeps_the_host_is_known_by_the_public_address(client, monkeypatch):
    asked = {"host": "127.0.0.1:8501", "origin": "https://board.example.cn"}
    with pytest.raises(WebSocketDisconnect):
        shaken(client, **asked)
    monkeypatch.setenv("GUIXIANG_ADDRESS", "https://board.example.cn/")
    assert shaken(client, **asked)["host"] == "board.example.cn"


def test_a_name_pointed_at_us_is_refused_once_hosts_are_named(client, monkeypatch):
    rebound = {"host": "evil.example", "origin": "http://evil.example"}
    assert client.get("/map", headers={"host": "evil.example"}).status_code == 200
    monkeypatch.setenv("GUIXIANG_HOSTS", "board.local gx.intra")
    with pytest.raises(WebSocketDisconnect):
        shaken(client, **rebound)
    refused = client.get("/map", headers={"host": "evil.example"})
    assert refused.status_code == 421 and "GUIXIANG_HOSTS" in refused.json()["error"]
    for host in ("board.local", "gx.intra:8501", "10.1.2.3:8501", "localhost:8501", "[::1]"):
        assert client.get("/map", headers={"host": host}).status_code == 200, host


def test_the_policy_names_our_own_sockets_only(client):
    said = client.get("/map", headers={"host": "board.local:8501"}).headers[
        "content-security-policy"
    ]
    assert "connect-src 'self' ws://board.local:8501 wss://board.local:8501 blob:" in said
    assert " ws: " not in said and "{" not in said
    assert "connect-src 'self' blob:" in policy("a;b") == policy("")


@given(some.text(max_size=300))
def test_no_host_breaks_the_policy(host):
    if not hosts.is_plain(host):
        assert not hosts.host_allowed(host)
    assert ";" not in policy(host).split("connect-src")[1].split(";")[0]
    assert policy(host).count(";") == policy("").count(";")


def test_an_address_copied_out_of_a_source_is_understood(client):
    asked = client.get("/map?office=fuwu&amp;as_of=2024-01-01", follow_redirects=False)
    assert asked.status_code == 302
    assert asked.headers["location"] == "/map?office=fuwu&as_of=2024-01-01"


RESOLVER = """
import socket
real = socket.getaddrinfo
def recorded(host, *more, **named):
    with open({log!r}, "a") as out:
        out.write(f"{{host}}\\n")
    return real(host, *more, **named)
socket.getaddrinfo = recorded
"""


def test_a_hundred_foreign_handshakes_ask_nobody_and_stop_nobody(built, tmp_path, monkeypatch):
    """The real server, with every name it resolves written down."""
    import websockets

    log = tmp_path / "resolved.txt"
    (tmp_path / "sitecustomize.py").write_text(RESOLVER.format(log=str(log)))
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    with serving(built, tmp_path / "server.txt") as address:
        socket = address.replace("http", "ws") + "/_stcore/stream"

        async def strangers() -> tuple[int, float]:
            refused, began = 0, time.monotonic()
            for number in range(100):
                try:
                    async with websockets.connect(socket, origin=f"http://evil{number}.example"):
                        pass
                except websockets.InvalidStatus as error:
                    refused += error.response.status_code == 403
            return refused, time.monotonic() - began

        refused, seconds = run(strangers())
        assert refused == 100
        run(_opens(socket, address))
    asked = set(log.read_text().split()) if log.exists() else set()
    assert asked <= {"localhost", "127.0.0.1", "0.0.0.0", "::", "::1", "None"}, (asked, seconds)


async def _opens(socket: str, origin: str) -> None:
    import websockets

    async with websockets.connect(socket, origin=origin):
        pass


def test_it_leads_nowhere_else():
    """A path that begins like another host stays a path of ours."""
    said: list[dict] = []
    scope = {"type": "http", "method": "GET", "path": "//evil.example/x", "headers": [],
             "query_string": b"a=1&amp;b=2"}  # fmt: skip

    async def send(message) -> None:
        said.append(message)

    run(Guard(None)(scope, None, send))
    assert dict(said[0]["headers"])[b"location"] == b"/evil.example/x?a=1&b=2"


@pytest.mark.parametrize(
    ("url", "address"),
    [
        ("http://board.local:8501/present?deck=ten", "http://board.local:8501"),
        ("https://[::1]:8501/present", "https://[::1]:8501"),
        ("http://[::1", ""), ("javascript:alert(1)", ""), ("", ""), ("//board.local", ""),
        ("http://" + "x" * 400 + "/", ""), ("http://a b/", ""), ("http://me@board.local/", ""),
        ("http://" + "x" * 18_000_000, ""),
    ],
)  # fmt: skip
def test_what_a_browser_says_of_its_address_is_judged(url, address, monkeypatch):
    monkeypatch.setenv("GUIXIANG_HOSTS", "board.local")
    assert hosts.address_of(url) == address


def test_without_a_list_only_this_machine_is_known():
    """Whatever Host a request names would end in the presenter's QR code."""
    assert hosts.address_of("http://board.local:8501/present") == ""
    assert hosts.address_of("http://10.0.0.7:8501/present") == ""
    assert hosts.address_of("http://localhost:8501/present") == "http://localhost:8501"


def test_a_foreign_name_never_gets_into_a_link(monkeypatch):
    monkeypatch.setenv("GUIXIANG_ADDRESS", "https://board.example")
    assert hosts.address_of("https://evil.example/present") == ""
    assert hosts.address_of("https://board.example/present") == "https://board.example"
